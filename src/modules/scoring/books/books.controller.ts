import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams } from 'src/modules/calendar';
import { parseSpan } from 'src/modules/calendar/periods';
import { DraftsService, PublishingService } from 'src/modules/rules';
import type { Draft, Receipt } from 'src/modules/rules/drafts/draft';
import type { PublishedBook } from 'src/modules/rules/published/in-force';
import {
  AcknowledgeDto,
  BeginDto,
  BookParams,
  ChangesDto,
  changesOf,
  BookDraftParams,
  PublishDto,
  TrialDto,
  VersionDto,
} from './books.dto';
import { PublicationService } from './publication.service';
import type { TrialMonth } from './trial';
import { TrialService } from './trial.service';

const ANSWER = { schema: { type: 'object' } } as const;

@ApiTags('rule books')
@Controller('api/halls/:hall')
export class BooksController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
    private readonly publication: PublicationService,
    private readonly trials: TrialService,
  ) {}

  @Get('book-drafts')
  @Permit('book:write')
  @ApiOperation({ summary: 'Drafts of the rules, newest first (schema of one: docs/schemas/book-draft.schema.json)' })
  @ApiOkResponse(ANSWER)
  list(@Caller() actor: Actor, @Param() { hall }: HallParams): Promise<Draft[]> {
    return this.drafts.list(actor, hall);
  }

  @Post('book-drafts')
  @Permit('book:write')
  @ApiOperation({ summary: 'Begins a draft with the rules in force in its first month' })
  @ApiCreatedResponse(ANSWER)
  begin(@Caller() actor: Actor, @Param() { hall }: HallParams, @Body() { from }: BeginDto): Promise<Draft> {
    return this.drafts.begin(actor, hall, from);
  }

  @Get('book-drafts/:draft')
  @Permit('book:write')
  @ApiOperation({ summary: 'A draft with what the checker says, by item and field' })
  @ApiOkResponse(ANSWER)
  one(@Caller() actor: Actor, @Param() { hall, draft }: BookDraftParams): Promise<Draft> {
    return this.drafts.one(actor, hall, draft);
  }

  @Post('book-drafts/:draft/changes')
  @Permit('book:write')
  @ApiOperation({ summary: 'Changes items in the Chinese terms of the rules, or adds one for some months (专项)' })
  @ApiCreatedResponse(ANSWER)
  change(@Caller() actor: Actor, @Param() { hall, draft }: BookDraftParams, @Body() body: ChangesDto): Promise<Draft> {
    return this.drafts.change(actor, hall, draft, { version: body.version, changes: changesOf(body) });
  }

  @Post('book-drafts/:draft/trial')
  @HttpCode(200)
  @Permit('book:write')
  @ApiOperation({
    summary: 'Past months by the draft: who moves, by which clause (schema: docs/schemas/rules-try.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  async try(
    @Caller() actor: Actor,
    @Param() { hall, draft }: BookDraftParams,
    @Body() { periods }: TrialDto,
  ): Promise<TrialMonth[]> {
    return this.trials.try(actor, hall, await this.drafts.text(actor, hall, draft), parseSpan(periods).months);
  }

  @Post('book-drafts/:draft/publication')
  @Permit('book:write')
  @ApiOperation({ summary: 'Publishes the draft and sends it to each window' })
  @ApiCreatedResponse(ANSWER)
  publish(
    @Caller() actor: Actor,
    @Param() { hall, draft }: BookDraftParams,
    @Body() { version, reason = '' }: PublishDto,
  ): Promise<PublishedBook> {
    return this.publication.draft(actor, hall, draft, { version, reason });
  }

  @Post('book-drafts/:draft/withdrawal')
  @HttpCode(200)
  @Permit('book:write')
  @ApiOperation({ summary: 'Throws the draft away' })
  @ApiOkResponse(ANSWER)
  drop(@Caller() actor: Actor, @Param() { hall, draft }: BookDraftParams, @Body() body: VersionDto): Promise<Draft> {
    return this.drafts.drop(actor, hall, draft, body.version);
  }

  @Get('books/:from/revisions/:revision/receipts')
  @Permit('book:read')
  @ApiOperation({ summary: 'Windows the rules were sent to; who has not acknowledged has no time' })
  @ApiOkResponse(ANSWER)
  receipts(@Caller() actor: Actor, @Param() { hall, from, revision }: BookParams): Promise<Receipt[]> {
    return this.publishing.receipts(actor, hall, from, Number(revision));
  }

  @Post('books/:from/revisions/:revision/receipts')
  @HttpCode(200)
  @Permit('book:acknowledge')
  @ApiOperation({ summary: 'A window acknowledges the rules; a second time changes nothing' })
  @ApiOkResponse(ANSWER)
  acknowledge(
    @Caller() actor: Actor,
    @Param() { hall, from, revision }: BookParams,
    @Body() { window }: AcknowledgeDto,
  ): Promise<Receipt> {
    return this.publishing.acknowledge(actor, hall, { from, revision: Number(revision), window });
  }
}
