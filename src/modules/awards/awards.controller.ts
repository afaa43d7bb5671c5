import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams } from 'src/modules/calendar';
import {
  AwardDecisionDto,
  decisionOf,
  IdParams,
  LedgerQuery,
  RevokeDto,
  SpanParams,
  SuspendDto,
  TitleDto,
  titleOf,
  TitleParams,
  WordDto,
} from './awards.dto';
import { DecisionsService } from './honours/decisions.service';
import { EligibilityService, type ListedLoss } from './ledger/eligibility.service';
import type { Honour } from './honours/honour';
import { ProposalsService, type Proposals } from './proposals/proposals.service';
import { TitlesService, type KnownTitle } from './titles/titles.service';

const ANSWER = { schema: { type: 'object' } } as const;

@ApiTags('awards')
@Controller('api/halls/:hall')
export class AwardsController {
  constructor(
    private readonly titles: TitlesService,
    private readonly eligibility: EligibilityService,
    private readonly proposals: ProposalsService,
    private readonly decisions: DecisionsService,
  ) {}

  @Get('eligibility')
  @Permit('award:read')
  @ApiOperation({ summary: 'The eligibility ledger (schema: docs/schemas/eligibility.schema.json)' })
  @ApiOkResponse(ANSWER)
  ledger(
    @Caller() actor: Actor,
    @Param() { hall }: HallParams,
    @Query() { period }: LedgerQuery,
  ): Promise<ListedLoss[]> {
    return this.eligibility.list(actor, hall, period);
  }

  @Post('eligibility')
  @Permit('award:write')
  @ApiOperation({ summary: 'Enters a loss by the minutes of the leading group' })
  @ApiCreatedResponse(ANSWER)
  suspend(@Caller() actor: Actor, @Param() { hall }: HallParams, @Body() body: SuspendDto): Promise<ListedLoss> {
    const { scope, period, length, minutes, reason } = body;
    const { type, id } = body.subject;
    const lost = { scope, subject: { type, id }, period, length };
    return this.eligibility.suspend(actor, hall, lost, { minutes, reason });
  }

  @Post('eligibility/:id/lifting')
  @Permit('award:write')
  @ApiOperation({ summary: 'Lifts a loss by the minutes of the leading group' })
  @ApiCreatedResponse(ANSWER)
  lift(@Caller() actor: Actor, @Param() { hall, id }: IdParams, @Body() body: WordDto): Promise<ListedLoss> {
    return this.eligibility.lift(actor, hall, id, { minutes: body.minutes, reason: body.reason });
  }

  @Get('awards')
  @Permit('award:read')
  @ApiOperation({ summary: 'The honours register (schema: docs/schemas/honours.schema.json)' })
  @ApiOkResponse(ANSWER)
  list(@Caller() actor: Actor, @Param() { hall }: HallParams): Promise<Honour[]> {
    return this.decisions.list(actor, hall);
  }

  @Post('awards/:id/revocation')
  @Permit('award:decide')
  @ApiOperation({ summary: 'Takes back what was granted' })
  @ApiCreatedResponse(ANSWER)
  revoke(@Caller() actor: Actor, @Param() { hall, id }: IdParams, @Body() body: RevokeDto): Promise<Honour> {
    const { minutes, decidedOn, reason } = body;
    return this.decisions.revoke(actor, hall, id, { minutes, decidedOn, reason });
  }

  @Get('award-spans/:span/proposals')
  @Permit('award:read')
  @ApiOperation({
    summary: 'Candidates of a month, quarter or year (schema: docs/schemas/award-proposals.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  propose(@Caller() actor: Actor, @Param() { hall, span }: SpanParams): Promise<Proposals> {
    return this.proposals.of(actor, hall, span);
  }

  @Post('award-spans/:span/decisions')
  @Permit('award:decide')
  @ApiOperation({ summary: 'The decision of the leading group out of its minutes, all verdicts or none' })
  @ApiCreatedResponse(ANSWER)
  decide(
    @Caller() actor: Actor,
    @Param() { hall, span }: SpanParams,
    @Body() body: AwardDecisionDto,
  ): Promise<Honour[]> {
    return this.decisions.decide(actor, hall, decisionOf(span, body));
  }

  @Get('award-titles')
  @Permit('award:read')
  @ApiOperation({ summary: 'Titles of the hall; shipped ones are samples' })
  @ApiOkResponse(ANSWER)
  titlesOf(@Caller() actor: Actor, @Param() { hall }: HallParams): Promise<KnownTitle[]> {
    return this.titles.list(actor, hall);
  }

  @Put('award-titles/:title')
  @Permit('award:write')
  @ApiOperation({ summary: 'Sets or changes a title' })
  @ApiOkResponse(ANSWER)
  setTitle(@Caller() actor: Actor, @Param() { hall, title }: TitleParams, @Body() body: TitleDto): Promise<KnownTitle> {
    return this.titles.set(actor, hall, titleOf(title, body), body.reason);
  }

  @Post('award-titles/:title/retirement')
  @HttpCode(200)
  @Permit('award:write')
  @ApiOperation({ summary: 'Takes a title out of use; what was given stays' })
  @ApiOkResponse(ANSWER)
  async retire(
    @Caller() actor: Actor,
    @Param() { hall, title }: TitleParams,
    @Body() { reason }: WordDto,
  ): Promise<KnownTitle[]> {
    await this.titles.retire(actor, hall, title, reason);
    return this.titles.list(actor, hall);
  }
}
