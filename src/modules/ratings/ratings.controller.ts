import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallDate, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller, languageOf } from 'src/config/http.service';
import { HallParams, MonthParams } from 'src/modules/calendar';
import { OrganisationService } from 'src/modules/organisation';
import { AppealsService, type RecordedAppeal } from './handling/appeals.service';
import { CallbacksService, type RecordedCallback } from './handling/callbacks.service';
import { LimitsService, type LimitsList, type RecordedLimits } from './handling/limits.service';
import {
  AsOfQuery,
  CallbackDto,
  AppealDecisionDto,
  DueQuery,
  JudgementDto,
  LimitsDto,
  RatingParams,
  RatingWindowParams,
  RatingReasonDto,
  SignalParams,
} from './ratings.dto';
import { asOfOf, untilOf } from './shown/as-of';
import type { Judgement } from './shown/judgement';
import { JudgementsService } from './shown/judgements.service';
import { RatingLists, type Counts, type DueList, type WindowList } from './shown/lists.service';
import { signalsAnswer } from './shown/signals-answer';

const answer = { schema: { type: 'object' } };

/** What `baifen ratings` does, for screens. Answers are those of the command line, described by the same schemas. */
@ApiTags('ratings')
@Controller('api/halls/:hall')
export class RatingsController {
  constructor(
    private readonly clock: Clock,
    private readonly organisation: OrganisationService,
    private readonly lists: RatingLists,
    private readonly appeals: AppealsService,
    private readonly callbacks: CallbacksService,
    private readonly judgements: JudgementsService,
    private readonly limits: LimitsService,
  ) {}

  @Get('periods/:period/ratings')
  @Permit('rating:read')
  @ApiOperation({
    summary: 'Counts of every window the caller may see (schema: docs/schemas/ratings-counts.schema.json)',
  })
  @ApiOkResponse(answer)
  async counts(
    @Param() { hall, period }: MonthParams,
    @Query() query: AsOfQuery,
    @Caller() actor: Actor,
  ): Promise<Counts> {
    return this.lists.counts(actor, hall, period, this.asOf(query));
  }

  @Get('periods/:period/ratings/windows/:window')
  @Permit('rating:read')
  @ApiOperation({ summary: 'Every rating of a window and why it counts (schema: ratings-list.schema.json)' })
  @ApiOkResponse(answer)
  async ofWindow(
    @Param() { hall, period, window }: RatingWindowParams,
    @Query() query: AsOfQuery,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<WindowList> {
    return this.lists.ofWindow(actor, hall, period, window, { asOf: this.asOf(query), language: languageOf(wanted) });
  }

  @Get('periods/:period/ratings/appeals')
  @Permit('rating:read')
  @ApiOperation({ summary: 'Appeals against the ratings of a month (schema: ratings-appeals.schema.json)' })
  @ApiOkResponse(answer)
  async appealed(
    @Param() { hall, period }: MonthParams,
    @Query() query: AsOfQuery,
    @Caller() actor: Actor,
  ): Promise<object> {
    const asOf = this.asOf(query);
    return { hall, period, asOf, appeals: await this.appeals.ofMonth(actor, await this.known(hall), period, asOf) };
  }

  @Get('periods/:period/ratings/signals')
  @Permit('rating:read')
  @ApiOperation({ summary: 'What stands out, for a person to judge (schema: ratings-signals.schema.json)' })
  @ApiOkResponse(answer)
  async signals(
    @Param() { hall, period }: MonthParams,
    @Query() query: AsOfQuery,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<object> {
    const asOf = this.asOf(query);
    const found = await this.judgements.signals(actor, await this.known(hall), period, asOf);
    return signalsAnswer({ hall, period, asOf }, found, languageOf(wanted));
  }

  @Post('periods/:period/ratings/signals/:signal/judgements')
  @Permit('rating:write')
  @ApiOperation({
    summary: 'Records who saw a finding and what they made of it (schema: ratings-judgement.schema.json)',
  })
  @ApiCreatedResponse(answer)
  async judge(
    @Param() { hall, period, signal }: SignalParams,
    @Body() { decision, reason }: JudgementDto,
    @Caller() actor: Actor,
  ): Promise<Judgement> {
    return this.judgements.judge(await this.known(hall), period, signal, { decision, reason, ...this.stamp(actor) });
  }

  @Get('ratings/due')
  @Permit('rating:read')
  @ApiOperation({ summary: 'Steps of bad ratings still to be taken, by due day (schema: ratings-due.schema.json)' })
  @ApiOkResponse(answer)
  async due(
    @Param() { hall }: HallParams,
    @Query() { window, ...query }: DueQuery,
    @Caller() actor: Actor,
  ): Promise<DueList> {
    const asOf = this.asOf(query);
    return this.lists.due(actor, hall, { asOf, until: untilOf(query.until, asOf), window });
  }

  @Get('ratings/limits')
  @Permit('book:read')
  @ApiOperation({ summary: 'Days for verification, rectification, callback (schema: ratings-limits.schema.json)' })
  @ApiOkResponse(answer)
  async limitsOf(@Param() { hall }: HallParams, @Caller() actor: Actor): Promise<LimitsList> {
    const now = this.clock.now();
    return this.limits.list(actor, await this.known(hall), hallTime(now), hallDate(now));
  }

  @Post('ratings/limits')
  @Permit('rating:write')
  @ApiOperation({ summary: 'Sets the days from a month on (schema: ratings-limits-set.schema.json)' })
  @ApiCreatedResponse(answer)
  async setLimits(
    @Param() { hall }: HallParams,
    @Body() body: LimitsDto,
    @Caller() actor: Actor,
  ): Promise<RecordedLimits & { readonly hall: string }> {
    const { from, verifyDays, rectifyDays, callbackDays, reason } = body;
    const stamp = { reason, ...this.stamp(actor) };
    const set = await this.limits.set(await this.known(hall), from, { verifyDays, rectifyDays, callbackDays }, stamp);
    return { hall, ...set };
  }

  @Post('ratings/:rating/appeals')
  @Permit('rating:appeal')
  @ApiOperation({ summary: 'Files an appeal (schema: ratings-appeal.schema.json)' })
  @ApiCreatedResponse(answer)
  async file(
    @Param() { hall, rating }: RatingParams,
    @Body() body: RatingReasonDto,
    @Caller() actor: Actor,
  ): Promise<RecordedAppeal> {
    return this.record(actor, hall, rating, { kind: 'filed', reason: body.reason });
  }

  @Post('ratings/:rating/appeals/withdrawal')
  @Permit('rating:appeal')
  @ApiOperation({ summary: 'Withdraws the appeal that is open (schema: ratings-appeal.schema.json)' })
  @ApiCreatedResponse(answer)
  async withdraw(
    @Param() { hall, rating }: RatingParams,
    @Body() body: RatingReasonDto,
    @Caller() actor: Actor,
  ): Promise<RecordedAppeal> {
    return this.record(actor, hall, rating, { kind: 'withdrawn', reason: body.reason });
  }

  @Post('ratings/:rating/appeals/decision')
  @Permit('rating:write')
  @ApiOperation({
    summary: 'Excludes or restores a rating, or rejects the appeal (schema: ratings-appeal.schema.json)',
  })
  @ApiCreatedResponse(answer)
  async decide(
    @Param() { hall, rating }: RatingParams,
    @Body() body: AppealDecisionDto,
    @Caller() actor: Actor,
  ): Promise<RecordedAppeal> {
    return this.record(actor, hall, rating, { kind: body.kind, reason: body.reason });
  }

  @Post('ratings/:rating/callbacks')
  @Permit('rating:write')
  @ApiOperation({ summary: 'Records a call to the rater (schema: ratings-callback.schema.json)' })
  @ApiCreatedResponse(answer)
  async callBack(
    @Param() { hall, rating }: RatingParams,
    @Body() body: CallbackDto,
    @Caller() actor: Actor,
  ): Promise<RecordedCallback> {
    const { outcome, note = '', on = hallDate(this.clock.now()) } = body;
    return this.callbacks.record(await this.known(hall), rating, { outcome, note, on, ...this.stamp(actor) });
  }

  private async record(
    actor: Actor,
    hall: string,
    rating: string,
    said: { readonly kind: string; readonly reason: string },
  ): Promise<RecordedAppeal> {
    return this.appeals.record(await this.known(hall), rating, { ...said, ...this.stamp(actor) });
  }

  /** Throws `organisation.hall-missing`. */
  private async known(hall: string): Promise<string> {
    return (await this.organisation.hall(hall)).id;
  }

  private asOf({ asOf }: AsOfQuery): CivilTime {
    return asOfOf(asOf, hallTime(this.clock.now()));
  }

  private stamp(by: Actor): { by: Actor; at: CivilTime } {
    return { by, at: hallTime(this.clock.now()) };
  }
}
