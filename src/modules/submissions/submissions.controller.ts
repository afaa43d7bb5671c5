import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { cliActor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { MonthParams } from 'src/modules/calendar';
import type { Coverage } from 'src/modules/rules/facts';
import type { ItemForm } from './form/item-form';
import { RecordedSubmissions } from './recorded.service';
import { MONTHLY, type ReportStanding } from './report/month-report';
import { ReportsOfMonth } from './report/reports.service';
import type { Recorded } from './submission';
import { SubmissionFacts } from './submission-facts.service';
import {
  CompleteDto,
  DecisionDto,
  draftOf,
  ExtensionDto,
  ReportDto,
  ReportParams,
  SubmissionDto,
  SubmissionParams,
} from './submissions.dto';
import { SubmissionsService, type Entering } from './submissions.service';

const ANSWER = { schema: { type: 'object' } } as const;

@ApiTags('submissions')
@Controller('api/halls/:hall')
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly recorded: RecordedSubmissions,
    private readonly reports: ReportsOfMonth,
    private readonly facts: SubmissionFacts,
    private readonly clock: Clock,
  ) {}

  @Get('periods/:period/submission-items')
  @Permit('month:read')
  @ApiOperation({ summary: 'Items of the book that people hand something in for, with the blanks of each' })
  @ApiOkResponse(ANSWER)
  forms(@Param() { hall, period }: MonthParams): Promise<ItemForm[]> {
    return this.submissions.forms(hall, period);
  }

  @Get('periods/:period/submissions')
  @Permit('month:read')
  @ApiOperation({
    summary: 'What was handed in for the month, with the decisions (schema: docs/schemas/submissions.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  list(@Param() { hall, period }: MonthParams): Promise<Recorded[]> {
    return this.recorded.ofMonth(hall, period);
  }

  @Post('periods/:period/submissions')
  @Permit('import:write')
  @ApiOperation({ summary: 'Hands in one item; everything that is wrong is said at once, nothing is kept in part' })
  @ApiCreatedResponse(ANSWER)
  enter(@Param() { hall, period }: MonthParams, @Body() body: SubmissionDto): Promise<Recorded> {
    return this.submissions.enter(hall, period, draftOf(body), this.entering(body));
  }

  @Put('submissions/:submission')
  @Permit('import:write')
  @ApiOperation({ summary: 'Puts a corrected submission in the place of one that is not verified' })
  @ApiOkResponse(ANSWER)
  amend(@Param() { hall, submission }: SubmissionParams, @Body() body: SubmissionDto): Promise<Recorded> {
    return this.submissions.amend(hall, submission, draftOf(body), this.entering(body));
  }

  @Post('submissions/:submission/decisions')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'Verified, rejected or withdrawn, by name and reason' })
  @ApiOkResponse(ANSWER)
  decide(@Param() { hall, submission }: SubmissionParams, @Body() body: DecisionDto): Promise<Recorded> {
    const { decision, reason = '', by } = body;
    return this.submissions.decide(hall, submission, { kind: decision, reason, ...this.stamp(by) });
  }

  @Get('periods/:period/reports')
  @Permit('month:read')
  @ApiOperation({
    summary: 'Which windows reported in time, late, not yet (schema: docs/schemas/month-reports.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  standings(@Param() { hall, period }: MonthParams): Promise<ReportStanding[]> {
    return this.reports.standings(hall, period, hallTime(this.clock.now()));
  }

  @Post('periods/:period/reports/:window')
  @Permit('import:write')
  @ApiOperation({ summary: 'A window confirms its month (also when there was nothing) and gets a receipt' })
  @ApiCreatedResponse(ANSWER)
  confirm(@Param() { hall, period, window }: ReportParams, @Body() body: ReportDto): Promise<ReportStanding> {
    return this.reports.confirm(hall, period, window, body.form ?? MONTHLY, this.stamp(body.by));
  }

  @Post('periods/:period/reports/:window/extensions')
  @Permit('import:write')
  @ApiOperation({ summary: 'The office lets a window report later, with a reason' })
  @ApiCreatedResponse(ANSWER)
  extend(@Param() { hall, period, window }: ReportParams, @Body() body: ExtensionDto): Promise<ReportStanding> {
    const { form = MONTHLY, until, reason, by } = body;
    return this.reports.extend(hall, period, { window, form, until, reason }, this.stamp(by));
  }

  @Post('periods/:period/complete-sources')
  @Permit('import:write')
  @ApiOperation({ summary: 'The office says that nothing of a source is left out for the month' })
  @ApiCreatedResponse(ANSWER)
  complete(@Param() { hall, period }: MonthParams, @Body() body: CompleteDto): Promise<Coverage> {
    const { source, window, by } = body;
    const statement = { source, ...(window === undefined ? {} : { window }) };
    return this.facts.complete(hall, period, statement, this.stamp(by));
  }

  private entering({ by, origin = 'office', repeat = false }: SubmissionDto): Entering {
    return { ...this.stamp(by), origin, repeat };
  }

  private stamp(by: string): Pick<Entering, 'by' | 'at'> {
    return { by: cliActor(by.trim()), at: hallTime(this.clock.now()) };
  }
}
