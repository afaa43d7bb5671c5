import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller, languageOf } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { ObjectionParams, ReportParams } from 'src/modules/submissions';
import type { RecordedObjection } from 'src/modules/submissions/objections/objection';
import type { Effect } from './effect';
import { ObjectingService, type MonthObjections } from './objecting.service';
import type { Provisional } from './objection-lines';
import { EffectDto, ObjectionDecisionDto, ObjectionDto, ObjectionWithdrawalDto } from './objections.dto';
import { OwnSheetsService } from './sheets.service';

const ANSWER = { schema: { type: 'object' } } as const;

@ApiTags('objections')
@Controller('api/halls/:hall')
export class ObjectionsController {
  constructor(
    private readonly objecting: ObjectingService,
    private readonly sheets: OwnSheetsService,
    private readonly work: MonthWork,
  ) {}

  @Get('periods/:period/windows/:window/provisional')
  @Permit('sheet:read')
  @ApiOperation({
    summary:
      "A window's own sheet before the month is closed: its lines, each with until when it may be objected to (schema: docs/schemas/provisional.schema.json)",
  })
  @ApiOkResponse(ANSWER)
  provisional(
    @Param() { hall, period, window }: ReportParams,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<Provisional> {
    return this.sheets.provisional(actor, hall, period, { window, language: languageOf(wanted) });
  }

  @Get('periods/:period/objections')
  @Permit('objection:read')
  @ApiOperation({
    summary:
      'Objections of the month the caller may see, and who stayed silent (schema: docs/schemas/objections.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  list(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<MonthObjections> {
    return this.objecting.list(actor, hall, period);
  }

  @Post('periods/:period/objections')
  @Permit('objection:file')
  @ApiOperation({ summary: 'Objects to a line of the own sheet, in time to the second' })
  @ApiCreatedResponse(ANSWER)
  file(
    @Param() { hall, period }: MonthParams,
    @Body() body: ObjectionDto,
    @Caller() actor: Actor,
  ): Promise<RecordedObjection> {
    return this.objecting.file(hall, period, actor, body);
  }

  @Get('objections/:objection')
  @Permit('objection:read')
  @ApiOperation({ summary: 'One objection with its files and what was decided' })
  @ApiOkResponse(ANSWER)
  one(@Param() { hall, objection }: ObjectionParams, @Caller() actor: Actor): Promise<RecordedObjection> {
    return this.objecting.one(actor, hall, objection);
  }

  @Post('objections/:objection/withdrawal')
  @HttpCode(200)
  @Permit('objection:file')
  @ApiOperation({ summary: 'The window takes its objection back' })
  @ApiOkResponse(ANSWER)
  withdraw(
    @Param() { hall, objection }: ObjectionParams,
    @Body() { reason }: ObjectionWithdrawalDto,
    @Caller() actor: Actor,
  ): Promise<RecordedObjection> {
    return this.objecting.withdraw(hall, objection, actor, reason);
  }

  @Post('objections/:objection/effect')
  @HttpCode(200)
  @Permit('objection:decide')
  @ApiOperation({
    summary:
      'What a decision would do to points, ranks and lists; nothing is recorded (schema: docs/schemas/objection-effect.schema.json)',
  })
  @ApiOkResponse(ANSWER)
  effect(
    @Param() { hall, objection }: ObjectionParams,
    @Body() body: EffectDto,
    @Caller() actor: Actor,
  ): Promise<Effect> {
    return this.work.objectionEffect(hall, objection, actor, plain(body));
  }

  @Post('objections/:objection/decisions')
  @Permit('objection:decide')
  @ApiOperation({ summary: 'Decides with a reason, naming the effect that was shown; points change by a ruling only' })
  @ApiCreatedResponse(ANSWER)
  decide(
    @Param() { hall, objection }: ObjectionParams,
    @Body() body: ObjectionDecisionDto,
    @Caller() actor: Actor,
  ): Promise<RecordedObjection> {
    return this.work.objectionDecide(hall, objection, actor, plain(body));
  }
}

/** The members of a request without its classes: it goes to another thread. */
function plain<T extends object>(body: T): T {
  return JSON.parse(JSON.stringify(body)) as T;
}
