import {
  Body,
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
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { refusal } from 'src/common/refusal';
import { attachment, Caller, languageOf } from 'src/config/http.service';
import { HallParams, PeriodService } from 'src/modules/calendar';
import { type BatchRecord, IntakeService, UploadsService } from 'src/modules/intake';
import type { Template } from 'src/modules/intake/template/template';
import { templateWorkbook } from 'src/modules/intake/template/template.xlsx';
import { OrganisationService } from 'src/modules/organisation';
import { FEEDS, fenceOf } from './feeds';
import { GivenService } from './given.service';
import { ImportDto, TemplateParams, UndoParams, UploadParams } from './imports.dto';
import { TEMPLATES } from './templates/templates';

const fileNotSent = refusal<object>('http.file-not-sent', {
  zh: () => '没有收到文件。请用 multipart/form-data 上传，文件放在 file 字段里。',
  en: () => 'No file arrived. Upload it as multipart/form-data in the field "file".',
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the receiver of multipart bodies says about a file; names arrive as latin-1. */
interface Arrived {
  readonly path: string;
  readonly originalname: string;
}

/** The wizard: upload, preview, correct, import, undo. It stands here because only the house knows feeds and months. */
@ApiTags('imports')
@Controller('api/halls/:hall')
export class ImportsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly intake: IntakeService,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly organisation: OrganisationService,
    private readonly given: GivenService,
  ) {}

  @Post('uploads')
  @Permit('import:write')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOperation({ summary: 'Keeps a file for a week: workbooks up to 50 MB, text up to 200 MB' })
  @ApiCreatedResponse({ schema: { type: 'object' } })
  async upload(
    @Param() { hall }: HallParams,
    @UploadedFile() file: Arrived | undefined,
    @Caller() actor: Actor,
  ): Promise<object> {
    if (!file) throw fileNotSent({});
    const name = Buffer.from(file.originalname, 'latin1').toString('utf8');
    return this.uploads.keep(actor, hall, { path: file.path, name });
  }

  @Post('imports')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'Previews or imports an uploaded file (schema: docs/schemas/import-answer.schema.json)' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async take(
    @Param() { hall }: HallParams,
    @Body() body: ImportDto,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<object> {
    const feed = FEEDS.find(({ name }) => name === body.feed);
    if (!feed) throw new Error(`no feed ${body.feed}`);
    const given = await this.given.to(feed.name, hall);
    const answer = await this.intake.take({
      hall,
      feed,
      file: this.uploads.path(actor, hall, body.upload),
      options: body.options ?? {},
      given,
      fence: fenceOf(this.periods, hall),
      frozen: await this.periods.frozen(hall),
      actor,
      at: this.stamp(),
      language: languageOf(wanted),
      dryRun: body.dryRun === true,
      whole: body.goodRows !== true,
      known: given.roster !== null,
      complete: body.complete,
    });
    await this.uploads.remember(actor, hall, body.upload, answer);
    return answer;
  }

  @Get('uploads/:upload/errors.xlsx')
  @Permit('import:read')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The file with what is wrong in front, after a preview or an import' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async errors(
    @Param() { hall, upload }: UploadParams,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') wanted?: string,
  ): Promise<StreamableFile> {
    const { name, content } = await this.uploads.errorBook(actor, hall, upload, languageOf(wanted));
    response.setHeader('content-disposition', attachment(name, 'errors.xlsx'));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }

  @Get('templates/:feed')
  @Permit('import:read')
  @ApiProduces(XLSX)
  @ApiOperation({
    summary: 'An empty workbook to be filled in, with explanations and the lists of what may be written',
  })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async template(
    @Param() { hall, feed }: TemplateParams,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') wanted?: string,
  ): Promise<StreamableFile> {
    const template: Template = TEMPLATES[feed];
    const { roster } = await this.organisation.prepareFor(hall);
    const windows = (roster?.windows ?? []).map(({ id, name }) => ({ id, name }));
    const content = await templateWorkbook(template, windows, languageOf(wanted));
    response.setHeader('content-disposition', attachment(`${template.title}.xlsx`, `${feed}.xlsx`));
    return new StreamableFile(content, { type: XLSX, length: content.length });
  }

  @Post('imports/:batch/undo')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'Takes a batch back while its months are open' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async undo(@Param() { hall, batch }: UndoParams, @Caller() actor: Actor): Promise<BatchRecord> {
    const fence = fenceOf(this.periods, hall);
    return this.intake.undo(hall, batch, { actor, at: this.stamp(), fence });
  }

  private stamp(): string {
    const now = this.clock.now();
    return `${hallTime(now)}.${String(now % 1000).padStart(3, '0')}`;
  }
}
