import { Controller, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { Request, Response } from 'express';
import { Permit } from 'src/common/permission';
import { languageOf } from 'src/config/http.service';
import { both } from 'src/config/validation';
import { SourceParams } from './sources.controller';
import { PushService, type PushAnswer } from './push.service';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

class StatementDto {
  @ApiPropertyOptional({ description: 'the data are complete up to this day', example: '2026-03-05' })
  @IsOptional()
  @Matches(DAY, {
    message: both('completeUntil 应写成 2026-03-05 的样子', 'completeUntil must be a day such as 2026-03-05'),
  })
  completeUntil?: string;

  @ApiPropertyOptional({
    description: 'from this day on; default: after the last day called complete',
    example: '2026-03-01',
  })
  @IsOptional()
  @Matches(DAY, {
    message: both('completeFrom 应写成 2026-03-01 的样子', 'completeFrom must be a day such as 2026-03-01'),
  })
  completeFrom?: string;
}

/** Devices and systems that send by themselves; each has a token of its own. */
@ApiTags('imports')
@Controller('api/halls/:hall/push')
export class PushController {
  constructor(private readonly pushes: PushService) {}

  @Post(':source')
  @HttpCode(200)
  @Permit('source:push')
  @ApiBearerAuth()
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'the same key again gets the first answer' })
  @ApiConsumes('application/x-ndjson', 'text/csv')
  @ApiBody({
    required: false,
    schema: { type: 'string', example: '{"工号":"1001","打卡时间":"2026-03-02 08:21:07"}\n' },
  })
  @ApiOperation({ summary: 'Takes what a declared source sends: JSON lines or CSV, up to 5 MB' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async push(
    @Param() { hall, source }: SourceParams,
    @Query() { completeFrom, completeUntil }: StatementDto,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PushAnswer> {
    // What is refused before it is read whole must not keep the connection waiting for the rest.
    response.setHeader('connection', 'close');
    const { answer, replayed } = await this.pushes.push({
      ...{ hall, source, completeFrom, completeUntil },
      token: /^Bearer (\S{1,200})$/i.exec(headers.authorization ?? '')?.[1] ?? '',
      key: headers['idempotency-key'],
      type: headers['content-type'] ?? '',
      encoding: headers['content-encoding'],
      body: request,
      language: languageOf(headers['accept-language']),
    });
    if (replayed) response.setHeader('idempotent-replayed', 'true');
    return answer;
  }
}
