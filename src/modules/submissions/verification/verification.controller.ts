import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import type { Progress } from 'src/modules/submissions/progress/progress';
import { ProgressService } from 'src/modules/submissions/progress/progress.service';
import type { Recorded } from 'src/modules/submissions/submission';
import { ReasonDto, SubmissionParams } from 'src/modules/submissions/submissions.dto';
import type { QueueEntry } from './queue';
import type { FalseRate } from './sample';
import { SamplesService, type SampleDraw } from './samples.service';
import type { SectionStanding } from './section-report';
import { SectionReports } from './section-reports.service';
import { DecisionDto, DrawDto, QueueQuery, SampleParams, SampleResultDto, SectionParams } from './verification.dto';
import { VerificationService } from './verification.service';

const ANSWER = { schema: { type: 'object' } } as const;

/** The scoring departments: queue, decisions, samples, their report to the office; and the office's grid. */
@ApiTags('verification')
@Controller('api/halls/:hall')
export class VerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly samples: SamplesService,
    private readonly sections: SectionReports,
    private readonly progress: ProgressService,
    private readonly clock: Clock,
  ) {}

  @Get('periods/:period/verification-queue')
  @Permit('submission:verify')
  @ApiOperation({ summary: 'What waits for a decision (schema: docs/schemas/verification-queue.schema.json)' })
  @ApiOkResponse(ANSWER)
  queue(
    @Param() { hall, period }: MonthParams,
    @Query() { department }: QueueQuery,
    @Caller() actor: Actor,
  ): Promise<QueueEntry[]> {
    return this.verification.queue(actor, hall, period, department);
  }

  @Post('submissions/:submission/decisions')
  @HttpCode(200)
  @Permit('submission:verify')
  @ApiOperation({ summary: 'True, true with other values, untrue or withdrawn; by name and reason' })
  @ApiOkResponse(ANSWER)
  decide(
    @Param() { hall, submission }: SubmissionParams,
    @Body() { decision, reason = '', ...change }: DecisionDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    const finding = { kind: decision, reason, change, ...this.stamp(actor) };
    return this.verification.decide(hall, submission, finding);
  }

  @Get('periods/:period/samples')
  @Permit('submission:read')
  @ApiOperation({ summary: 'Samples of the month with their results (schema: docs/schemas/samples.schema.json)' })
  @ApiOkResponse(ANSWER)
  list(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<SampleDraw[]> {
    return this.samples.list(actor, hall, period);
  }

  @Post('periods/:period/samples')
  @Permit('submission:verify')
  @ApiOperation({ summary: 'Draws a sample, stratified by window, with a recorded seed' })
  @ApiCreatedResponse(ANSWER)
  draw(@Param() { hall, period }: MonthParams, @Body() body: DrawDto, @Caller() actor: Actor): Promise<SampleDraw> {
    const { kind, department, percent = 20, atLeast = 1, seed } = body;
    const asked = { kind, department, size: { percent, atLeast }, ...(seed === undefined ? {} : { seed }) };
    return this.samples.draw(hall, period, asked, this.stamp(actor));
  }

  @Get('samples/:sample/repetition')
  @Permit('submission:read')
  @ApiOperation({ summary: 'Draws a sample again from what was recorded, and says whether it is the same' })
  @ApiOkResponse(ANSWER)
  repeat(@Param() { hall, sample }: SampleParams, @Caller() actor: Actor): Promise<object> {
    return this.samples.repeated(actor, hall, sample);
  }

  @Post('samples/:sample/results')
  @HttpCode(200)
  @Permit('submission:verify')
  @ApiOperation({ summary: 'What a check or a call found; untrue rejects the submission' })
  @ApiOkResponse(ANSWER)
  result(
    @Param() { hall, sample }: SampleParams,
    @Body() { submission, outcome, remark = '' }: SampleResultDto,
    @Caller() actor: Actor,
  ): Promise<SampleDraw> {
    return this.samples.record(hall, sample, { submission, outcome, remark }, this.stamp(actor));
  }

  @Get('periods/:period/false-rates')
  @Permit('submission:read')
  @ApiOperation({ summary: 'How often what a window declared was found untrue' })
  @ApiOkResponse(ANSWER)
  rates(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<FalseRate[]> {
    return this.samples.rates(actor, hall, period);
  }

  @Get('periods/:period/sections')
  @Permit('submission:read')
  @ApiOperation({ summary: 'How the scoring departments stand: confirmed, reported, late' })
  @ApiOkResponse(ANSWER)
  standings(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<SectionStanding[]> {
    return this.sections.standings(actor, hall, period, hallTime(this.clock.now()));
  }

  @Post('periods/:period/sections/:department/confirmation')
  @HttpCode(200)
  @Permit('submission:confirm')
  @ApiOperation({ summary: 'The head confirms in one go what the section has decided' })
  @ApiOkResponse(ANSWER)
  confirm(@Param() { hall, period, department }: SectionParams, @Caller() actor: Actor): Promise<SectionStanding> {
    return this.sections.confirm(hall, period, department, this.stamp(actor));
  }

  @Post('periods/:period/sections/:department/report')
  @HttpCode(200)
  @Permit('submission:confirm')
  @ApiOperation({ summary: 'The section reports to the office; nothing of it moves from then on' })
  @ApiOkResponse(ANSWER)
  report(@Param() { hall, period, department }: SectionParams, @Caller() actor: Actor): Promise<SectionStanding> {
    return this.sections.report(hall, period, department, this.stamp(actor));
  }

  @Post('periods/:period/sections/:department/return')
  @HttpCode(200)
  @Permit('report:extend')
  @ApiOperation({ summary: 'The office returns a section its report, with a reason' })
  @ApiOkResponse(ANSWER)
  giveBack(
    @Param() { hall, period, department }: SectionParams,
    @Body() { reason }: ReasonDto,
    @Caller() actor: Actor,
  ): Promise<SectionStanding> {
    return this.sections.giveBack(hall, period, department, { reason, ...this.stamp(actor) });
  }

  @Get('periods/:period/progress')
  @Permit('submission:read')
  @ApiOperation({ summary: 'Windows × areas and departments (schema: docs/schemas/progress.schema.json)' })
  @ApiOkResponse(ANSWER)
  grid(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<Progress> {
    return this.progress.grid(actor, hall, period, hallTime(this.clock.now()));
  }

  private stamp(by: Actor): { by: Actor; at: string } {
    return { by, at: hallTime(this.clock.now()) };
  }
}
