import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { firstDay, lastDay } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams } from 'src/modules/calendar';
import type { Incident } from './incident';
import { IncidentDto, IncidentParams, IncidentQuery, UndoIncidentDto } from './incidents.dto';
import { IncidentsService, type Entered } from './incidents.service';

@ApiTags('attendance')
@Controller('api/halls/:hall/attendance/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('import:read')
  @ApiOperation({ summary: 'The device failures of a month, undone ones too, in order of time' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(
    @Param() { hall }: HallParams,
    @Query() { period }: IncidentQuery,
    @Caller() actor: Actor,
  ): Promise<Incident[]> {
    return this.incidents.shown(actor, hall, firstDay(period), lastDay(period));
  }

  @Post()
  @Permit('import:write')
  @ApiOperation({ summary: 'Records a device failure: what it names is excused' })
  @ApiCreatedResponse({ schema: { type: 'object' } })
  async record(@Param() { hall }: HallParams, @Body() request: IncidentDto, @Caller() actor: Actor): Promise<Incident> {
    return this.incidents.record(hall, request, this.entered(actor));
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'Takes a device failure back; the record stays' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async undo(
    @Param() { hall, id }: IncidentParams,
    @Body() { reason }: UndoIncidentDto,
    @Caller() actor: Actor,
  ): Promise<Incident> {
    return this.incidents.reverse(hall, id, reason, this.entered(actor));
  }

  private entered(by: Actor): Entered {
    return { by, at: hallTime(this.clock.now()) };
  }
}
