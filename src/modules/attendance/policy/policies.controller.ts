import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { parseCivilDate, type CivilDate } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { dateInvalid } from 'src/modules/attendance/refusals';
import { SchedulesService } from 'src/modules/attendance/schedules.service';
import { HallParams } from 'src/modules/calendar';
import { DatedTextDto } from './policies.dto';
import { PoliciesService } from './policies.service';

/** A policy or schedule as it is listed; the text as it was written. */
interface Dated {
  readonly from: string;
  readonly revision: number;
  readonly name: string;
  readonly sample: boolean;
}

/** What a hall decided on leave, stand-ins and staffing, and its hours. Nothing is edited: a correction is a new revision. */
@ApiTags('attendance')
@Controller('api/halls/:hall/attendance')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly schedules: SchedulesService,
    private readonly clock: Clock,
  ) {}

  @Get('policies')
  @Permit('import:read')
  @ApiOperation({ summary: 'The policies on leave, stand-ins and staffing, in order of time' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async listPolicies(@Caller() actor: Actor, @Param() { hall }: HallParams): Promise<Dated[]> {
    allow(actor, 'import:read', { hall });
    return (await this.policies.list(hall)).map(({ from, revision, policy }) => dated(from, revision, policy));
  }

  @Post('policies')
  @Permit('import:write')
  @ApiOperation({ summary: 'Adds a policy that holds from a day on; never in months that take no facts any more' })
  @ApiCreatedResponse({ schema: { type: 'object' } })
  async addPolicy(
    @Caller() actor: Actor,
    @Param() { hall }: HallParams,
    @Body() { from, text }: DatedTextDto,
  ): Promise<Dated> {
    allow(actor, 'import:write', { hall });
    const { revision, policy } = await this.policies.add(hall, dayOf(from), text, actor, hallTime(this.clock.now()));
    return dated(from, revision, policy);
  }

  @Get('schedules')
  @Permit('import:read')
  @ApiOperation({ summary: 'The schedules of the hall, in order of time' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async listSchedules(@Caller() actor: Actor, @Param() { hall }: HallParams): Promise<Dated[]> {
    allow(actor, 'import:read', { hall });
    return (await this.schedules.list(hall)).map(({ from, revision, schedule }) => dated(from, revision, schedule));
  }

  @Post('schedules')
  @Permit('import:write')
  @ApiOperation({ summary: 'Adds a schedule that holds from a day on; judged days keep their hours' })
  @ApiCreatedResponse({ schema: { type: 'object' } })
  async addSchedule(
    @Caller() actor: Actor,
    @Param() { hall }: HallParams,
    @Body() { from, text }: DatedTextDto,
  ): Promise<Dated> {
    allow(actor, 'import:write', { hall });
    const { revision, schedule } = await this.schedules.add(hall, dayOf(from), text, actor, hallTime(this.clock.now()));
    return dated(from, revision, schedule);
  }
}

/** Throws `attendance.date-invalid` for a day no calendar has. */
function dayOf(text: string): CivilDate {
  const day = parseCivilDate(text);
  if (day === undefined) throw dateInvalid({ option: 'from', value: text });
  return day;
}

function dated(from: string, revision: number, { name, sample }: { name: string; sample?: boolean }): Dated {
  return { from, revision, name, sample: sample === true };
}
