import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, Get, Headers, Inject, Post, UnauthorizedException } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeEndpoint, ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { IsArray, IsDefined, IsIn, IsString } from 'class-validator';
import { Clock, hallTime } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Permit } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import type { CommandResult } from 'src/config/hand-over.service';
import { terminalIo } from 'src/config/terminal-io.service';
import { EXIT, runCommand } from './cli';

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
}

@Controller()
export class ServerController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
    @Inject(HAND_OVER_TOKEN) private readonly token: { value: string },
  ) {}

  /** Answers while the database answers. */
  @Get('health')
  @Permit('anybody')
  @ApiOkResponse({ type: HealthDto })
  async health(): Promise<HealthDto> {
    await this.database.read.query('SELECT 1');
    return { status: 'up', engine: this.database.engine, time: hallTime(this.clock.now()) };
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
