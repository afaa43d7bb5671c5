import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { attachment, Caller } from 'src/config/http.service';
import { TrailFilter } from 'src/modules/audit';
import { HallParams } from 'src/modules/calendar';
import { TrailBooks } from './trail-books.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('audit')
@Controller('api/halls/:hall/audit')
export class TrailController {
  constructor(private readonly books: TrailBooks) {}

  @Get('export.xlsx')
  @Permit('audit:read')
  @ApiOperation({ summary: 'Matching records as a workbook of at most 50,000 rows; the export is recorded' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @Param() { hall }: HallParams,
    @Query() filter: TrailFilter,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const filters = Object.fromEntries(
      Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    const { fileName, content } = await this.books.render(hall, filters, actor);
    response.setHeader('content-disposition', attachment(fileName, 'audit.xlsx'));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }
}
