import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Get, Header, Headers, Inject, Post, UnauthorizedException } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsArray, IsDefined, IsIn, IsString } from 'class-validator';
import { Clock, hallTime } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Permit } from 'src/common/permission';
import { SystemClock } from 'src/config/clock.service';
import { Database } from 'src/config/database.service';
import type { CommandResult } from 'src/config/hand-over.service';
import { terminalIo } from 'src/config/terminal-io.service';
import { CONTENT_TYPE } from 'src/modules/requests/exposition';
import { EXIT, runCommand } from './cli';
import { MetricsService } from './metrics.service';

export const HAND_OVER_TOKEN = Symbol('hand-over token');

class HandedCommandDto {
  @IsDefined()
  @IsArray()
  @IsString({ each: true })
  argv!: string[];

  @IsDefined()
  @IsString()
  cwd!: string;

  @IsIn(['zh', 'en'])
  language!: Language;
}

class HealthDto {
  @ApiProperty({ example: 'up' })
  status!: string;

  @ApiProperty({ example: 'embedded' })
  engine!: string;

  @ApiProperty({ description: 'hall-local time', example: '2026-03-02 09:00:00' })
  time!: string;

  @ApiProperty({ description: 'milliseconds by which this machine is ahead of the database server', example: 3 })
  clockSkewMs!: number;
}

@ApiTags('operations')
@Controller()
export class ServerController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
    private readonly metrics: MetricsService,
    @Inject(HAND_OVER_TOKEN) private readonly token: { value: string },
  ) {}

  /** Answers while the database answers and its clock and this machine's agree. Throws `config.clock-skew`. */
  @Get('health')
  @Permit('anybody')
  @ApiOperation({ summary: 'Whether the server, its database and its clock are well' })
  @ApiOkResponse({ type: HealthDto })
  async health(): Promise<HealthDto> {
    await this.database.read.query('SELECT 1');
    const { clock } = this;
    if (clock instanceof SystemClock) {
      await clock.follow(this.database);
      clock.check();
    }
    const clockSkewMs = clock instanceof SystemClock ? clock.skew : 0;
    return { status: 'up', engine: this.database.engine, time: hallTime(clock.now()), clockSkewMs };
  }

  /** To whoever may read operations; to a program on this machine without an account (see the guard at the door). */
  @Get('metrics')
  @Permit('operation:read')
  @Header('content-type', CONTENT_TYPE)
  @ApiOperation({ summary: 'Counters of requests, jobs, imports, database and process, as Prometheus reads them' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', example: 'baifen_http_requests_running 1' } })
  prometheus(): Promise<string> {
    return this.metrics.text();
  }

  /** A command of the command line, handed over by a process that may read the data folder. */
  @Post('internal/commands')
  @Permit('command:run')
  @ApiExcludeEndpoint()
  async run(
    @Headers('authorization') authorization: string | undefined,
    @Body() command: HandedCommandDto,
  ): Promise<CommandResult> {
    if (!this.mayCommand(authorization)) throw new UnauthorizedException();
    const parts = { out: '', err: '' };
    const streams = {
      out: (text: string) => void (parts.out += text),
      err: (text: string) => void (parts.err += text),
    };
    const io = terminalIo({
      argv: command.argv,
      language: command.language,
      streams,
      clock: this.clock,
      cwd: command.cwd,
      service: (type) => Promise.resolve(this.modules.get(type as never, { strict: false })),
    });
    const exitCode = await runCommand(command.argv, io, streams).catch(() => EXIT.fault);
    return { ...parts, exitCode };
  }

  private mayCommand(authorization: string | undefined): boolean {
    const [given, wanted] = [Buffer.from(authorization ?? ''), Buffer.from(`Bearer ${this.token.value}`)];
    return this.token.value !== '' && given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
