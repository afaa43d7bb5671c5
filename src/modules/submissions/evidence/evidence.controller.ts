import { Controller, Get, Param, Post, Res, StreamableFile, UploadedFile, UseInterceptors } from '@nestjs/common';
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
import { attachment, Caller } from 'src/config/http.service';
import { DraftParams, EvidenceParams } from 'src/modules/submissions/draft/drafts.dto';
import type { Proof } from 'src/modules/submissions/submission';
import { ObjectionParams, SubmissionParams } from 'src/modules/submissions/submissions.dto';
import { EvidenceService, type Arrived } from './evidence.service';
import { fileNotSent } from './refusals';

const ANSWER = { schema: { type: 'object' } } as const;
const FILE = { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } };

/** What the receiver of multipart bodies says about a file; names arrive as latin-1. */
interface Received {
  readonly path: string;
  readonly originalname: string;
}

@ApiTags('evidence')
@Controller('api/halls/:hall')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly clock: Clock,
  ) {}

  @Post('submissions/:submission/evidence')
  @Permit('submission:enter')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @ApiOperation({ summary: 'Adds a file to an item that the office or a department entered; also later (补证据)' })
  @ApiCreatedResponse(ANSWER)
  toSubmission(
    @Param() { hall, submission }: SubmissionParams,
    @UploadedFile() file: Received | undefined,
    @Caller() by: Actor,
  ): Promise<Proof> {
    return this.evidence.addToSubmission(hall, submission, arrived(file), 'office', { by, at: this.now() });
  }

  @Post('declarations/:submission/evidence')
  @Permit('submission:declare')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @ApiOperation({ summary: 'Adds a file to what the window declared; also later (补证据)' })
  @ApiCreatedResponse(ANSWER)
  toDeclaration(
    @Param() { hall, submission }: SubmissionParams,
    @UploadedFile() file: Received | undefined,
    @Caller() by: Actor,
  ): Promise<Proof> {
    return this.evidence.addToSubmission(hall, submission, arrived(file), 'window', { by, at: this.now() });
  }

  @Post('drafts/:draft/evidence')
  @Permit('submission:declare')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @ApiOperation({ summary: 'Adds a file to a draft; it goes with it when the month is confirmed' })
  @ApiCreatedResponse(ANSWER)
  toDraft(
    @Param() { hall, draft }: DraftParams,
    @UploadedFile() file: Received | undefined,
    @Caller() by: Actor,
  ): Promise<Proof> {
    return this.evidence.addToDraft(hall, draft, arrived(file), { by, at: this.now() });
  }

  @Post('objections/:objection/evidence')
  @Permit('objection:file')
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @ApiOperation({ summary: 'Adds a file to an objection while it is open' })
  @ApiCreatedResponse(ANSWER)
  toObjection(
    @Param() { hall, objection }: ObjectionParams,
    @UploadedFile() file: Received | undefined,
    @Caller() by: Actor,
  ): Promise<Proof> {
    return this.evidence.addToObjection(hall, objection, arrived(file), { by, at: this.now() });
  }

  @Get('evidence/:file')
  @Permit('submission:read')
  @ApiProduces('application/octet-stream')
  @ApiOperation({ summary: 'A file of evidence, always as a download' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @Param() { hall, file }: EvidenceParams,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, mime, content } = await this.evidence.read(actor, hall, file);
    const ending = name.slice(name.lastIndexOf('.'));
    response.setHeader('content-disposition', attachment(name, `${file}${ending}`));
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', "default-src 'none'; sandbox");
    return new StreamableFile(content, { type: mime, length: content.length });
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}

function arrived(file: Received | undefined): Arrived {
  if (!file) throw fileNotSent({});
  return { path: file.path, name: Buffer.from(file.originalname, 'latin1').toString('utf8') };
}
