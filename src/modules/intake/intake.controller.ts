import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { both } from 'src/config/validation';
import { HallParams, MonthParams } from 'src/modules/calendar';
import type { BatchRecord, BatchReject } from './batches.service';
import { ColumnsService, type ColumnRecord } from './columns/columns.service';
import type { RecordChange } from './changes/changes.service';
import type { SourceState } from './coverage/coverage.service';
import { ShownImports } from './shown.service';

class BatchParams extends HallParams {
  /** Id of the import. */
  @ApiProperty()
  @Matches(/^[A-Za-z0-9-]{1,40}$/, {
    message: both('批次编号应由字母、数字和连字符组成', 'batch must be an id of letters, digits and hyphens'),
  })
  batch!: string;
}

class ColumnParams extends HallParams {
  /** Id of a named column. */
  @ApiProperty()
  @Matches(/^[0-9a-f]{24}$/, { message: both('列名编号不正确', 'column must be the id of a named column') })
  column!: string;
}

@ApiTags('imports')
@Controller('api/halls/:hall')
export class IntakeController {
  constructor(
    private readonly imports: ShownImports,
    private readonly columns: ColumnsService,
    private readonly clock: Clock,
  ) {}

  @Get('imports')
  @Permit('import:read')
  @ApiOperation({ summary: 'The files taken in, the newest first' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(@Param() { hall }: HallParams, @Caller() actor: Actor): Promise<BatchRecord[]> {
    return this.imports.list(actor, hall);
  }

  @Get('imports/columns')
  @Permit('import:read')
  @ApiOperation({
    summary: 'Titles of files that people said to be known columns: used for every file with that header',
  })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async named(@Param() { hall }: HallParams, @Caller() actor: Actor): Promise<ColumnRecord[]> {
    return this.imports.named(actor, hall);
  }

  @Delete('imports/columns/:column')
  @Permit('import:write')
  @ApiOperation({ summary: 'Forgets what was said about a title; later files are asked about again' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async forget(@Param() { hall, column }: ColumnParams, @Caller() by: Actor): Promise<ColumnRecord> {
    return this.columns.forget(hall, column, { by, at: hallTime(this.clock.now()) });
  }

  @Get('imports/:batch/rejects')
  @Permit('import:read')
  @ApiOperation({ summary: 'The rows of a file that were not taken: row, column, cause, remedy' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async rejects(@Param() { hall, batch }: BatchParams, @Caller() actor: Actor): Promise<BatchReject[]> {
    return this.imports.rejects(actor, hall, batch);
  }

  @Get('imports/:batch/changes')
  @Permit('import:read')
  @ApiOperation({ summary: 'What a file corrected of earlier ones: record, column, before and now' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async corrected(@Param() { hall, batch }: BatchParams, @Caller() actor: Actor): Promise<RecordChange[]> {
    return this.imports.corrected(actor, hall, batch);
  }

  @Get('periods/:period/coverage')
  @Permit('import:read')
  @ApiOperation({ summary: 'How complete each source is in a month' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async sources(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<SourceState[]> {
    return this.imports.complete(actor, hall, period);
  }
}
