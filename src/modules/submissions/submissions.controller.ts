import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import type { Coverage } from 'src/modules/rules/facts';
import type { ItemForm } from './form/item-form';
import { Completeness } from './report/completeness.service';
import { MONTHLY, type ReportStanding } from './report/month-report';
import { ReportsOfMonth } from './report/reports.service';
import type { Recorded } from './submission';
import {
  CompleteSourceDto,
  draftOf,
  ExtensionDto,
  ReasonDto,
  ReportDto,
  ReportParams,
  SubmissionDto,
  SubmissionParams,
} from './submissions.dto';
import { SubmissionsService, type Entering } from './submissions.service';

const ANSWER = { schema: { type: 'object' } } as const;

/** Items: what can be handed in, what was, and the monthly reports. Windows declare, the office and the departments enter. */
@ApiTags('submissions')
@Controller('api/halls/:hall')
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly reports: ReportsOfMonth,
    private readonly completeness: Completeness,
    private readonly clock: Clock,
  ) {}

  @Get('periods/:period/submission-items')
  @Permit('book:read')
  @ApiOperation({ summary: 'Items of the book that people hand something in for, with the blanks of each' })
  @ApiOkResponse(ANSWER)
  forms(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<ItemForm[]> {
    return this.submissions.forms(actor, hall, period);
  }

  @Get('periods/:period/submissions')
  @Permit('submission:read')
  @ApiOperation({
    summary: 'What was handed in for the month, with the decisions (schema: docs/schemas/submissions.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  list(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<Recorded[]> {
    return this.submissions.list(actor, hall, period);
  }

  @Get('submissions/:submission')
  @Permit('submission:read')
  @ApiOperation({ summary: 'One submission with its decisions and files' })
  @ApiOkResponse(ANSWER)
  one(@Param() { hall, submission }: SubmissionParams, @Caller() actor: Actor): Promise<Recorded> {
    return this.submissions.one(actor, hall, submission);
  }

  @Post('periods/:period/submissions')
  @Permit('submission:enter')
  @ApiOperation({ summary: 'The office or a department enters one item; everything that is wrong is said at once' })
  @ApiCreatedResponse(ANSWER)
  enter(
    @Param() { hall, period }: MonthParams,
    @Body() body: SubmissionDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    return this.submissions.enter(hall, period, draftOf(body), this.entering(actor, 'office', body));
  }

  @Post('periods/:period/declarations')
  @Permit('submission:declare')
  @ApiOperation({ summary: 'A window declares one item; everything that is wrong is said at once' })
  @ApiCreatedResponse(ANSWER)
  declare(
    @Param() { hall, period }: MonthParams,
    @Body() body: SubmissionDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    return this.submissions.enter(hall, period, draftOf(body), this.entering(actor, 'window', body));
  }

  @Put('submissions/:submission')
  @Permit('submission:enter')
  @ApiOperation({
    summary: 'The office or a department puts a corrected item in the place of one that is not verified',
  })
  @ApiOkResponse(ANSWER)
  amend(
    @Param() { hall, submission }: SubmissionParams,
    @Body() body: SubmissionDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    return this.submissions.amend(hall, submission, draftOf(body), this.entering(actor, 'office', body));
  }

  @Put('declarations/:submission')
  @Permit('submission:declare')
  @ApiOperation({ summary: 'A window puts a corrected declaration in the place of one that is not verified' })
  @ApiOkResponse(ANSWER)
  redeclare(
    @Param() { hall, submission }: SubmissionParams,
    @Body() body: SubmissionDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    return this.submissions.amend(hall, submission, draftOf(body), this.entering(actor, 'window', body));
  }

  @Post('submissions/:submission/withdrawal')
  @HttpCode(200)
  @Permit('submission:enter')
  @ApiOperation({ summary: 'The office or a department takes an item back, with a reason' })
  @ApiOkResponse(ANSWER)
  withdraw(
    @Param() { hall, submission }: SubmissionParams,
    @Body() { reason }: ReasonDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    return this.submissions.withdraw(hall, submission, { ...this.entering(actor, 'office'), reason });
  }

  @Post('declarations/:submission/withdrawal')
  @HttpCode(200)
  @Permit('submission:declare')
  @ApiOperation({ summary: 'A window takes a declaration back, with a reason' })
  @ApiOkResponse(ANSWER)
  takeBack(
    @Param() { hall, submission }: SubmissionParams,
    @Body() { reason }: ReasonDto,
    @Caller() actor: Actor,
  ): Promise<Recorded> {
    return this.submissions.withdraw(hall, submission, { ...this.entering(actor, 'window'), reason });
  }

  @Get('periods/:period/reports')
  @Permit('submission:read')
  @ApiOperation({
    summary: 'Which windows reported in time, late, not yet (schema: docs/schemas/month-reports.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  standings(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<ReportStanding[]> {
    return this.reports.seen(actor, hall, period, hallTime(this.clock.now()));
  }

  @Post('periods/:period/reports/:window')
  @Permit('submission:declare')
  @ApiOperation({
    summary: 'A window confirms its month: drafts are handed in, the rest is nothing this month, and it gets a receipt',
  })
  @ApiCreatedResponse(ANSWER)
  confirm(
    @Param() { hall, period, window }: ReportParams,
    @Body() body: ReportDto,
    @Caller() actor: Actor,
  ): Promise<ReportStanding> {
    return this.reports.confirm(hall, period, window, body.form ?? MONTHLY, this.stamp(actor));
  }

  @Post('periods/:period/reports/:window/extensions')
  @Permit('report:extend')
  @ApiOperation({ summary: 'The office lets a window report later, with a reason' })
  @ApiCreatedResponse(ANSWER)
  extend(
    @Param() { hall, period, window }: ReportParams,
    @Body() body: ExtensionDto,
    @Caller() actor: Actor,
  ): Promise<ReportStanding> {
    const { form = MONTHLY, until, reason } = body;
    return this.reports.extend(hall, period, { window, form, until, reason }, this.stamp(actor));
  }

  @Post('periods/:period/complete-sources')
  @Permit('submission:enter')
  @ApiOperation({ summary: 'The office says that nothing of a source is left out for the month' })
  @ApiCreatedResponse(ANSWER)
  complete(
    @Param() { hall, period }: MonthParams,
    @Body() body: CompleteSourceDto,
    @Caller() actor: Actor,
  ): Promise<Coverage> {
    const { source, window } = body;
    const statement = { source, ...(window === undefined ? {} : { window }) };
    return this.completeness.complete(hall, period, statement, this.stamp(actor));
  }

  private entering(by: Actor, origin: Entering['origin'], { repeat = false }: { repeat?: boolean } = {}): Entering {
    return { ...this.stamp(by), origin, repeat };
  }

  private stamp(by: Actor): Pick<Entering, 'by' | 'at'> {
    return { by, at: hallTime(this.clock.now()) };
  }
}
