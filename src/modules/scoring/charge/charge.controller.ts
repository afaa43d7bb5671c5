import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller, languageOf } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import { draftOf, ReportParams, SubmissionDto } from 'src/modules/submissions';
import type { Charge } from './charge';
import { ChargeService } from './charge.service';
import type { Delivered } from './delivered';

@ApiTags('submissions')
@Controller('api/halls/:hall/periods/:period')
export class ChargeController {
  constructor(
    private readonly charges: ChargeService,
    private readonly clock: Clock,
  ) {}

  @Post('submissions/preview')
  @HttpCode(200)
  @Permit('submission:enter')
  @ApiOperation({
    summary:
      'What an item would charge to whom, and what is left under its cap; nothing is recorded (schema: docs/schemas/charge.schema.json)',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  preview(
    @Param() { hall, period }: MonthParams,
    @Body() body: SubmissionDto,
    @Caller() by: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<Charge> {
    const at = hallTime(this.clock.now());
    return this.charges.preview(hall, period, draftOf(body), { by, at, language: languageOf(wanted) });
  }

  @Get('windows/:window/delivered')
  @Permit('sheet:read')
  @ApiOperation({
    summary:
      'What imported data give of each area, read only, with its rows (schema: docs/schemas/delivered.schema.json)',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  delivered(
    @Param() { hall, period, window }: ReportParams,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<Delivered> {
    return this.charges.delivered(actor, hall, period, { window, language: languageOf(wanted) });
  }
}
