import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams } from './month.dto';
import { deadlinesOf, type MonthDeadlines } from './deadlines';
import { NoticesService } from './notices.service';
import { PeriodService, type MonthRecord } from './period.service';

@ApiTags('periods')
@Controller('api/halls/:hall/periods')
export class PeriodController {
  constructor(
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
  ) {}

  @Get()
  @Permit('hall:read')
  @ApiOperation({ summary: 'The months of a hall with their states and deadlines, earliest first' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async list(
    @Param() { hall }: HallParams,
    @Caller() actor: Actor,
  ): Promise<(MonthRecord & { deadlines: MonthDeadlines })[]> {
    const calendar = this.notices.calendar();
    const months = await this.periods.shown(actor, hall);
    return months.map((month) => ({ ...month, deadlines: deadlinesOf(calendar, month.month) }));
  }
}
