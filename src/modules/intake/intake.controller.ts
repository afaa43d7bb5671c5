import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Permit } from 'src/common/permission';
import { BatchesService, type BatchRecord, type BatchReject } from './batches.service';
import { CoverageService, type SourceState } from './coverage.service';

class HallParams {
  /** Hall id. */
  @ApiProperty({ example: 'demo' })
  @Matches(/^[^/\s]{1,64}$/, { message: 'hall must be 1 to 64 characters without blanks' })
  hall!: string;
}

class BatchParams extends HallParams {
  /** Id of the import. */
  @ApiProperty()
  @Matches(/^[A-Za-z0-9-]{1,40}$/, { message: 'batch must be an id of letters, digits and hyphens' })
  batch!: string;
}

class CoverageParams extends HallParams {
  /** Assessed month. */
  @ApiProperty({ example: '2026-03' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'period must look like 2026-03' })
  period!: string;
}

const SOURCES = ['punches', 'leave', 'patrol', 'cases', 'ratings'] as const;

@ApiTags('imports')
@Controller('api/halls/:hall')
export class IntakeController {
  constructor(
    private readonly batches: BatchesService,
    private readonly coverage: CoverageService,
  ) {}

  @Get('imports')
  @Permit('import:read')
  @ApiOperation({ summary: 'The files taken in, the newest first' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(@Param() { hall }: HallParams): Promise<BatchRecord[]> {
    return this.batches.batches(hall);
  }

  @Get('imports/:batch/rejects')
  @Permit('import:read')
  @ApiOperation({ summary: 'The rows of a file that were not taken: row, column, cause, remedy' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async rejects(@Param() { hall, batch }: BatchParams): Promise<BatchReject[]> {
    return this.batches.rejectsOf(hall, batch);
  }

  @Get('periods/:period/coverage')
  @Permit('import:read')
  @ApiOperation({ summary: 'How complete each source is in a month' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async sources(@Param() { hall, period }: CoverageParams): Promise<SourceState[]> {
    return this.coverage.coverage(hall, period, SOURCES);
  }
}
