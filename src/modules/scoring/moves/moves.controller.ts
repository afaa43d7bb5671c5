import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { allow, Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams, MonthParams } from 'src/modules/calendar';
import type { OutcomeDecision } from 'src/modules/rules/facts';
import type { RevisionDiff } from 'src/modules/scoring/seal/revision-diff';
import { RevisionsService } from 'src/modules/scoring/seal/revisions.service';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { ApprovalsService } from './approvals.service';
import type { LockRequest } from './locks/lock';
import { LocksService } from './locks/locks.service';
import type { MonthStatus } from './month-status';
import {
  ConfirmDto,
  LockDto,
  LockParams,
  MoveDto,
  OfficeDto,
  OutcomeDecisionDto,
  MoveReasonDto,
  RevisionsQuery,
} from './moves.dto';
import type { OfficeSetting } from './office/office';
import { OfficeService } from './office/office.service';
import { StatusService } from './status.service';

const ANSWER = { schema: { type: 'object' } } as const;

@ApiTags('months')
@Controller('api/halls/:hall')
export class MovesController {
  constructor(
    private readonly work: MonthWork,
    private readonly months: StatusService,
    private readonly locks: LocksService,
    private readonly approvals: ApprovalsService,
    private readonly offices: OfficeService,
    private readonly revisions: RevisionsService,
  ) {}

  @Get('periods/:period/status')
  @Permit('month:read')
  @ApiOperation({
    summary:
      'State, deadlines, what each next move needs and who makes it (schema: docs/schemas/month-status.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  status(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<MonthStatus> {
    return this.months.of(hall, period, actor);
  }

  @Post('periods/:period/moves')
  @HttpCode(200)
  @Permit('month:read')
  @ApiOperation({ summary: 'Makes one move of the month; a version somebody has moved meanwhile is answered 409' })
  @ApiOkResponse(ANSWER)
  async move(
    @Param() { hall, period }: MonthParams,
    @Body() body: MoveDto,
    @Caller() actor: Actor,
  ): Promise<MonthStatus> {
    await this.work.move(hall, period, actor, plain(body));
    return this.months.of(hall, period, actor);
  }

  @Post('periods/:period/locks')
  @Permit('month:move')
  @ApiOperation({ summary: 'Asks that the month be locked; another person confirms within 24 hours' })
  @ApiCreatedResponse(ANSWER)
  ask(@Param() { hall, period }: MonthParams, @Body() body: LockDto, @Caller() actor: Actor): Promise<LockRequest> {
    return this.work.askLock(hall, period, actor, plain(body));
  }

  @Post('periods/:period/locks/:request/confirmation')
  @HttpCode(200)
  @Permit('month:move')
  @ApiOperation({ summary: 'Another person confirms the result by its digest; the month is sealed' })
  @ApiOkResponse(ANSWER)
  async confirm(
    @Param() { hall, period, request }: LockParams,
    @Body() { digest }: ConfirmDto,
    @Caller() actor: Actor,
  ): Promise<MonthStatus> {
    await this.work.confirmLock({ hall, month: period }, actor, request, digest);
    return this.months.of(hall, period, actor);
  }

  @Post('periods/:period/locks/:request/withdrawal')
  @HttpCode(200)
  @Permit('month:move')
  @ApiOperation({ summary: 'Takes a request to lock back' })
  @ApiOkResponse(ANSWER)
  withdraw(
    @Param() { hall, period, request }: LockParams,
    @Body() { reason }: MoveReasonDto,
    @Caller() actor: Actor,
  ): Promise<LockRequest> {
    return this.locks.withdraw(hall, period, request, actor, reason);
  }

  @Get('periods/:period/revision-diff')
  @Permit('month:read')
  @ApiOperation({
    summary:
      'Between two revisions: who moved, by which clause, and why; by default the newest and the one before (schema: docs/schemas/revision-diff.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  diff(
    @Param() { hall, period }: MonthParams,
    @Query() { from, to }: RevisionsQuery,
    @Caller() actor: Actor,
  ): Promise<RevisionDiff> {
    const asked = {
      ...(from === undefined ? {} : { from: Number(from) }),
      ...(to === undefined ? {} : { to: Number(to) }),
    };
    return this.revisions.diff(hall, period, actor, asked);
  }

  @Get('periods/:period/outcome-decisions')
  @Permit('month:read')
  @ApiOperation({ summary: "The leading group's decisions by name on the newest sealed revision" })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async decided(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<OutcomeDecision[]> {
    allow(actor, 'month:read', { hall });
    const { run } = await this.approvals.sealedRun(hall, period);
    return this.approvals.decisions(hall, period, run.revision);
  }

  @Post('periods/:period/outcome-decisions')
  @Permit('month:approve')
  @ApiOperation({ summary: 'The leading group takes or spares by name: ties at the edge, proposals at the bottom' })
  @ApiCreatedResponse({ schema: { type: 'array', items: { type: 'object' } } })
  decide(
    @Param() { hall, period }: MonthParams,
    @Body() body: OutcomeDecisionDto,
    @Caller() actor: Actor,
  ): Promise<OutcomeDecision[]> {
    return this.approvals.decide(hall, period, actor, plain(body));
  }

  @Get('office')
  @Permit('month:read')
  @ApiOperation({ summary: 'The profile of the office: two people lock, or one holds several roles; days to object' })
  @ApiOkResponse(ANSWER)
  office(@Param() { hall }: HallParams, @Caller() actor: Actor): Promise<OfficeSetting> {
    return this.offices.shown(hall, actor);
  }

  @Put('office')
  @Permit('month:approve')
  @ApiOperation({ summary: 'Sets the days to object where the book names none, with a reason' })
  @ApiOkResponse(ANSWER)
  setOffice(@Param() { hall }: HallParams, @Body() body: OfficeDto, @Caller() actor: Actor): Promise<OfficeSetting> {
    return this.offices.set(hall, actor, plain(body));
  }
}

/** The members of a request without its class. */
function plain<T extends object>(body: T): T {
  return Object.assign({}, body);
}
