import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { HallParams, MonthParams } from 'src/modules/calendar';
import type { OpeningAnswer } from './opening-answer';
import { WithdrawalDto } from './opening.dto';
import { OpeningService } from './opening.service';

@ApiTags('opening')
@Controller('api/halls/:hall/opening')
export class OpeningController {
  constructor(private readonly opening: OpeningService) {}

  @Get()
  @Permit('month:read')
  @ApiOperation({ summary: 'Imported results of earlier months (schema: docs/schemas/opening.schema.json)' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async list(@Param() { hall }: HallParams, @Caller() actor: Actor): Promise<OpeningAnswer> {
    return this.opening.shown(actor, hall);
  }

  @Post(':period/withdrawal')
  @HttpCode(200)
  @Permit('import:write')
  @ApiOperation({ summary: 'The imported results of a month no longer count; what was sealed with them stays' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async withdraw(
    @Param() { hall, period }: MonthParams,
    @Body() { reason }: WithdrawalDto,
    @Caller() actor: Actor,
  ): Promise<object> {
    return this.opening.withdraw(hall, period, actor, reason);
  }
}
