import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Res,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { attachment, Caller, languageOf } from 'src/config/http.service';
import { fileNotSent } from 'src/modules/submissions/evidence/refusals';
import { ReportParams } from 'src/modules/submissions/submissions.dto';
import { WorkbookService, type WorkbookTaken } from './workbook.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('declarations')
@Controller('api/halls/:hall/periods/:period/windows/:window')
export class WorkbookController {
  constructor(
    private readonly workbooks: WorkbookService,
    private readonly clock: Clock,
  ) {}

  @Get('workbook.xlsx')
  @Permit('submission:read')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The areas of the book as a workbook, with items and window filled in' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async give(
    @Param() { hall, period, window }: ReportParams,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') wanted?: string,
  ): Promise<StreamableFile> {
    const language = languageOf(wanted);
    const { title, content } = await this.workbooks.give(actor, hall, period, { window, language });
    response.setHeader('content-disposition', attachment(`${title}.xlsx`, `${period}.xlsx`));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }

  @Post('workbook')
  @HttpCode(200)
  @Permit('submission:declare')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'Takes the workbook back: rows that are right become drafts, the others are told' })
  @ApiOkResponse({ schema: { type: 'object' } })
  take(
    @Param() { hall, period, window }: ReportParams,
    @UploadedFile() file: { readonly path: string } | undefined,
    @Caller() by: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<WorkbookTaken> {
    if (!file) throw fileNotSent({});
    const given = { path: file.path, window, language: languageOf(wanted) };
    return this.workbooks.take(hall, period, given, { by, at: hallTime(this.clock.now()) });
  }
}
