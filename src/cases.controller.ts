import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Actor } from 'src/common/actor';
import { ALWAYS } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller, languageOf } from 'src/config/http.service';
import { both } from 'src/config/validation';
import { MonthParams, PeriodService } from 'src/modules/calendar';
import { ShownCases } from 'src/modules/cases';
import { FINDING_SETTINGS } from 'src/modules/cases/findings/finding';
import { ScoreService } from 'src/modules/scoring';
import { lastSeal } from './case-seals';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

class CasesQuery {
  @ApiProperty({ description: 'window id', example: 'W01' })
  @IsString({ message: both('请写明窗口编号（window）', 'say which window') })
  @MaxLength(64, { message: both('窗口编号太长', 'window is too long') })
  window!: string;

  @ApiProperty({ example: 'cases.overdue' })
  @Matches(/^cases\.[a-z-]{1,40}$/, { message: both('指标应以 cases. 开头', 'measure must begin with cases.') })
  measure!: string;

  @ApiProperty({ enum: ['accepted', 'due', 'finished', '-'] })
  @IsIn(['accepted', 'due', 'finished', '-'], {
    message: both('口径应为 accepted、due、finished 或 -', 'basis must be accepted, due, finished or -'),
  })
  basis!: string;
}

class FindingsQuery {
  @ApiPropertyOptional({ example: FINDING_SETTINGS.opening })
  @IsOptional()
  @Matches(TIME, { message: both('上班时刻应写成 08:00 的样子', 'opening must look like 08:00') })
  opening?: string;

  @ApiPropertyOptional({ example: FINDING_SETTINGS.closing })
  @IsOptional()
  @Matches(TIME, { message: both('下班时刻应写成 17:30 的样子', 'closing must look like 17:30') })
  closing?: string;
}

/** Cases of a month for those who answer for them. It stands here because only the house knows when a month was sealed. */
@ApiTags('cases')
@Controller('api/halls/:hall/periods/:period/cases')
export class CasesController {
  constructor(
    private readonly cases: ShownCases,
    readonly scores: ScoreService,
    readonly periods: PeriodService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Permit('sheet:read')
  @ApiOperation({ summary: 'The cases behind one number (schema: docs/schemas/cases-list.schema.json)' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async list(
    @Param() { hall, period }: MonthParams,
    @Query() { window, measure, basis }: CasesQuery,
    @Caller() actor: Actor,
  ): Promise<object> {
    return this.cases.list(actor, await this.at(hall, period), { window, measure, basis });
  }

  @Get('statistics')
  @Permit('sheet:read')
  @ApiOperation({
    summary: 'Counts and rates of the windows the caller may see (schema: docs/schemas/cases-statistics.schema.json)',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  async statistics(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<object> {
    return this.cases.statistics(actor, await this.at(hall, period));
  }

  @Get('findings')
  @Permit('month:read')
  @ApiOperation({ summary: 'What a person should look into (schema: docs/schemas/cases-findings.schema.json)' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async look(
    @Param() { hall, period }: MonthParams,
    @Query() { opening, closing }: FindingsQuery,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<object> {
    const asOf = hallTime(this.clock.now());
    const hours = { opening: opening ?? FINDING_SETTINGS.opening, closing: closing ?? FINDING_SETTINGS.closing };
    const settings = { ...FINDING_SETTINGS, ...hours };
    return this.cases.look(actor, { hall, period, asOf, settings }, languageOf(wanted));
  }

  @Get('corrections')
  @Permit('month:read')
  @ApiOperation({
    summary:
      'What came after the month was closed and would change it (schema: docs/schemas/cases-corrections.schema.json)',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  async corrections(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<object> {
    return this.cases.proposed(actor, hall, period, await lastSeal(this, hall, period));
  }

  /** Of a closed month what it was sealed with. */
  private async at(hall: string, period: string) {
    const seal = await lastSeal(this, hall, period);
    const of = { hall, period, published: (await this.periods.find(hall, period))?.state === 'published' };
    if (seal?.closed) return { ...of, asOf: seal.asOf, knownAt: seal.knownAt, sealed: true };
    return { ...of, asOf: hallTime(this.clock.now()), knownAt: ALWAYS, sealed: false };
  }
}
