import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { firstDay, lastDay } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams } from 'src/modules/calendar';
import { EntriesService, type Stamp } from './entries.service';
import { EntryParams, EntryQuery, LeaveDto, SwapDto, UndoEntryDto } from './entries.dto';
import type { Entry } from './entry';

/** Leave and notices of changed staff that people enter (schema: docs/schemas/attendance-entry.schema.json). */
@ApiTags('attendance')
@Controller('api/halls/:hall/attendance')
export class EntriesController {
  constructor(
    private readonly entries: EntriesService,
    private readonly clock: Clock,
  ) {}

  @Get('leave')
  @Permit('import:read')
  @ApiOperation({ summary: 'Leave entered by hand that touches a month, taken back or not' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async leaves(
    @Param() { hall }: HallParams,
    @Query() { period }: EntryQuery,
    @Caller() actor: Actor,
  ): Promise<Entry[]> {
    return this.entries.list(actor, hall, 'leave', { from: firstDay(period), to: lastDay(period) });
  }

  @Post('leave')
  @Permit('import:write')
  @ApiOperation({ summary: 'Enters a leave; without a fit stand-in, the right approval or a paper it is refused' })
  @ApiCreatedResponse({ schema: { type: 'object' } })
  async leave(@Param() { hall }: HallParams, @Body() body: LeaveDto, @Caller() actor: Actor): Promise<Entry> {
    const { staff, kind, from, to, begins, ends, minutes } = body;
    const { standIn = '', document = '', approvedBy = '', taken = false } = body;
    const half = { ...(begins && { begins }), ...(ends && { ends }) };
    const request = { staff, kind, from, to, ...half, standIn, document, approvedBy };
    const more = minutes === undefined ? {} : { minutes };
    return this.entries.leave(hall, request, { ...this.stamp(actor, body), anyway: taken, ...more });
  }

  @Post('leave/:id/undo')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'Takes an entered leave back; the entry stays' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async undoLeave(
    @Param() { hall, id }: EntryParams,
    @Body() body: UndoEntryDto,
    @Caller() actor: Actor,
  ): Promise<Entry> {
    return this.entries.reverse(hall, 'leave', id, this.stamp(actor, body));
  }

  @Get('swaps')
  @Permit('import:read')
  @ApiOperation({ summary: 'Notices of changed staff entered by hand, by the month of the change' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async swaps(
    @Param() { hall }: HallParams,
    @Query() { period }: EntryQuery,
    @Caller() actor: Actor,
  ): Promise<Entry[]> {
    return this.entries.list(actor, hall, 'swap', { from: firstDay(period), to: lastDay(period) });
  }

  @Post('swaps')
  @Permit('import:write')
  @ApiOperation({ summary: 'Enters a notice of changed staff' })
  @ApiCreatedResponse({ schema: { type: 'object' } })
  async swap(@Param() { hall }: HallParams, @Body() body: SwapDto, @Caller() actor: Actor): Promise<Entry> {
    const { staff, kind, reportedOn, effectiveOn, replaced = '', window = null } = body;
    const { certificate = '', certifiedUntil = '', document = '' } = body;
    const how = { kind, replaced, window, reportedOn, effectiveOn, certificate, certifiedUntil, document };
    return this.entries.swap(hall, staff, how, this.stamp(actor, body));
  }

  @Post('swaps/:id/undo')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'Takes an entered notice back; the entry stays' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async undoSwap(
    @Param() { hall, id }: EntryParams,
    @Body() body: UndoEntryDto,
    @Caller() actor: Actor,
  ): Promise<Entry> {
    return this.entries.reverse(hall, 'swap', id, this.stamp(actor, body));
  }

  private stamp(by: Actor, { reason }: UndoEntryDto): Stamp {
    return { reason, by, at: hallTime(this.clock.now()) };
  }
}
