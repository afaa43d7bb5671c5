import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { askedOf, type Page } from 'src/config/paging';
import { ChainParams, TrailFilter, TrailPageDto, TrailQuery, VerifyQuery } from './audit.dto';
import { breakageText } from './breakage';
import { TRAIL_PAGE, jsonLine } from './listing';
import { Trail, type ExportedEntry, type HeadAnswer, type TrailEntry } from './trail.service';
import type { ChainCheck } from './verifier.service';

const HEAD = {
  hall: 'demo',
  sequence: 1234,
  digest: '0f3a…',
  printed: '1234:0f3a…',
  linkedAt: '2026-03-02 09:00:00.500',
};
const UNLINKED = { count: 0, oldestSeconds: 0 };

/** Below a hall, and once without: what belongs to no hall (accounts, roles). */
@ApiTags('audit')
@Controller(['api/halls/:hall/audit', 'api/audit'])
export class AuditController {
  constructor(private readonly trail: Trail) {}

  @Get()
  @Permit('audit:read')
  @ApiOperation({ summary: 'Who did what, when, from where, from what to what, why; newest first' })
  @ApiOkResponse({ type: TrailPageDto })
  list(
    @Param() { hall = '' }: ChainParams,
    @Query() query: TrailQuery,
    @Caller() actor: Actor,
  ): Promise<Page<TrailEntry>> {
    return this.trail.list(hall, askedOf(query, TRAIL_PAGE), actor);
  }

  @Get('verification')
  @Permit('audit:read')
  @ApiOperation({
    summary:
      'Proves the chain from its first link on, and against heads copied from bulletins, or names the first place where it does not hold',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      example: {
        ...{
          hall: 'demo',
          intact: true,
          links: 1234,
          head: { sequence: 1234, digest: '0f3a…' },
          broken: null,
          text: null,
        },
        ...{
          unlinked: UNLINKED,
          late: { count: 0, first: null },
          heads: [{ sequence: 900, digest: '77b1…', holds: true }],
        },
      },
    },
  })
  async verify(
    @Param() { hall = '' }: ChainParams,
    @Query() { head = '' }: VerifyQuery,
    @Caller() actor: Actor,
  ): Promise<ChainCheck & { text: { zh: string; en: string } | null }> {
    const heads = head.split(/[,，]/).filter((text) => text.trim() !== '');
    const check = await this.trail.verify(hall, heads, actor);
    return { ...check, text: check.broken && breakageText(check.broken) };
  }

  @Get('head')
  @Permit('audit:read')
  @ApiOperation({ summary: 'The newest link, as bulletins print it, and what still waits for its link' })
  @ApiOkResponse({ schema: { type: 'object', example: { ...HEAD, unlinked: UNLINKED } } })
  head(@Param() { hall = '' }: ChainParams, @Caller() actor: Actor): Promise<HeadAnswer> {
    return this.trail.head(hall, actor);
  }

  @Get('export.jsonl')
  @Permit('audit:read')
  @Header('content-disposition', 'attachment; filename="audit.jsonl"')
  @ApiOperation({
    summary: 'Every matching record, one JSON object a line, oldest first, with its link; the export is recorded',
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Param() { hall = '' }: ChainParams,
    @Query() filter: TrailFilter,
    @Caller() actor: Actor,
  ): Promise<StreamableFile> {
    const pieces = await this.trail.export(hall, askedOf(filter, TRAIL_PAGE).filters, actor, 'jsonl');
    return new StreamableFile(Readable.from(lines(pieces)), { type: 'application/x-ndjson' });
  }
}

async function* lines(pieces: AsyncGenerator<ExportedEntry[]>): AsyncGenerator<string> {
  for await (const piece of pieces) yield piece.map(jsonLine).join('');
}
