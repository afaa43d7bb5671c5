import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Permit } from 'src/common/permission';
import { both } from 'src/config/validation';
import { HallParams } from 'src/modules/calendar';
import { RunsService, type Run } from './runs.service';
import { SourcesService, type Source } from './sources.service';

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
  constructor(
    private readonly sources: SourcesService,
    private readonly runs: RunsService,
  ) {}

  @Get()
  @Permit('import:read')
  @ApiOperation({ summary: 'The declared sources, each with its last delivery and the last day it called complete' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(
    @Param() { hall }: HallParams,
  ): Promise<(Source & { readonly lastRun: Run | null; readonly completeTo: string | null })[]> {
    return this.runs.withLast(await this.sources.list(hall));
  }

  @Get(':source/runs')
  @Permit('import:read')
  @ApiOperation({ summary: 'What a source delivered, the newest first' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async history(@Param() { hall, source }: SourceParams): Promise<Run[]> {
    return this.runs.history(hall, (await this.sources.source(hall, source)).name);
  }
}
