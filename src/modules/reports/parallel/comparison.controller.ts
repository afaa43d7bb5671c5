import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { attachment, Caller, languageOf } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import type { Comparison } from './comparison';
import { ComparisonQuery } from './comparison.dto';
import { ComparisonService } from './comparison.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('downloads')
@Controller('api/halls/:hall/periods/:period')
export class ComparisonController {
  constructor(private readonly comparisons: ComparisonService) {}

  @Get('comparison')
  @Permit('sheet:read')
  @ApiOperation({ summary: "The office's own result beside this one (schema: docs/schemas/comparison.schema.json)" })
  @ApiOkResponse({ schema: { type: 'object' } })
  async compare(
    @Param() { hall, period }: MonthParams,
    @Query() { upload }: ComparisonQuery,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<Comparison> {
    return this.comparisons.ofUpload(actor, hall, period, upload, { language: languageOf(wanted) });
  }

  @Get('comparison.xlsx')
  @Permit('sheet:read')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The same as a workbook' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(
    @Param() { hall, period }: MonthParams,
    @Query() { upload }: ComparisonQuery,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') wanted?: string,
  ): Promise<StreamableFile> {
    const language = languageOf(wanted);
    const answer = await this.comparisons.ofUpload(actor, hall, period, upload, { language });
    const { fileName, content } = await this.comparisons.workbook(answer, language);
    response.setHeader('content-disposition', attachment(fileName, `comparison-${period}.xlsx`));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }
}
