import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';
import { ShownSources } from './history/shown-sources.service';
import type { Run } from './runs.service';
import type { Source } from './sources.service';

export class SourceParams extends HallParams {
  /** Name of the source. */
  @ApiProperty({ example: 'clock1' })
  @Matches(/^[^/\s]{1,64}$/, { message: both('来源名称不正确', 'source must be the name of a source') })
  source!: string;
}

/** The declared sources and what they delivered; they are declared at the command line. */
@ApiTags('imports')
@Controller('api/halls/:hall/sources')
export class SourcesController {
  constructor(private readonly sources: ShownSources) {}

  @Get()
  @Permit('operation:read')
  @ApiOperation({ summary: 'The declared sources, each with its last delivery and the last day it called complete' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(
    @Param() { hall }: HallParams,
    @Caller() actor: Actor,
  ): Promise<(Source & { readonly lastRun: Run | null; readonly completeTo: string | null })[]> {
    return this.sources.list(actor, hall);
  }

  @Get(':source/runs')
  @Permit('operation:read')
  @ApiOperation({ summary: 'What a source delivered, the newest first' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async history(@Param() { hall, source }: SourceParams, @Caller() actor: Actor): Promise<Run[]> {
    return this.sources.history(actor, hall, source);
  }
}
