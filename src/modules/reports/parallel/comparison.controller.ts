import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Permit } from 'src/common/permission';
import { attachment, languageOf } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import { UploadsService } from 'src/modules/intake';
import type { Comparison } from './comparison';
import { ComparisonQuery } from './comparison.dto';
import { ComparisonService } from './comparison.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('downloads')
@Controller('api/halls/:hall/periods/:period')
export class ComparisonController {
  constructor(
    private readonly comparisons: ComparisonService,
    private readonly uploads: UploadsService,
  ) {}

  @Get('comparison')
  @Permit('sheet:read')
  @ApiOperation({ summary: "The office's own result beside this one (schema: docs/schemas/comparison.schema.json)" })
  @ApiOkResponse({ schema: { type: 'object' } })
  async compare(
    @Param() { hall, period }: MonthParams,
    @Query() { upload }: ComparisonQuery,
    @Headers('accept-language') wanted?: string,
  ): Promise<Comparison> {
    return this.comparisons.compare(hall, period, this.uploads.path(hall, upload), { language: languageOf(wanted) });
  }

  @Get('comparison.xlsx')
  @Permit('sheet:read')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The same as a workbook' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(
    @Param() { hall, period }: MonthParams,
    @Query() { upload }: ComparisonQuery,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') wanted?: string,
  ): Promise<StreamableFile> {
    const language = languageOf(wanted);
    const answer = await this.comparisons.compare(hall, period, this.uploads.path(hall, upload), { language });
    const { fileName, content } = await this.comparisons.workbook(answer, language);
    response.setHeader('content-disposition', attachment(fileName, `comparison-${period}.xlsx`));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }
}
