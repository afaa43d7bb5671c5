import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { ReportParams } from 'src/modules/submissions/submissions.dto';
import type { Area } from './areas';
import { AreasService } from './areas.service';
import type { CheckedDraft, StoredDraft } from './draft';
import { AreaDto, AreaParams, DraftDto, DraftParams, SavedDraftDto, typedOf, VersionQuery } from './drafts.dto';
import { DraftsService } from './drafts.service';

const ANSWER = { schema: { type: 'object' } } as const;

/** What a window logs during the month, and what it says of the areas in which there is nothing. */
@ApiTags('declarations')
@Controller('api/halls/:hall')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly areas: AreasService,
    private readonly clock: Clock,
  ) {}

  @Get('periods/:period/windows/:window/drafts')
  @Permit('submission:read')
  @ApiOperation({ summary: 'The open drafts of a window, each with what keeps it from being handed in' })
  @ApiOkResponse(ANSWER)
  list(@Param() { hall, period, window }: ReportParams, @Caller() actor: Actor): Promise<CheckedDraft[]> {
    return this.drafts.list(actor, hall, period, window, this.now().slice(0, 10));
  }

  @Post('periods/:period/windows/:window/drafts')
  @Permit('submission:declare')
  @ApiOperation({ summary: 'Begins a draft; anything may still be missing' })
  @ApiCreatedResponse(ANSWER)
  begin(
    @Param() { hall, period, window }: ReportParams,
    @Body() body: DraftDto,
    @Caller() actor: Actor,
  ): Promise<StoredDraft> {
    const draft = { window, item: body.item ?? '', typed: typedOf(body) };
    return this.drafts.begin(hall, period, draft, { by: actor, at: this.now() });
  }

  @Put('drafts/:draft')
  @Permit('submission:declare')
  @ApiOperation({ summary: 'Saves what is typed now, under the version that was read; 409 says who was faster' })
  @ApiOkResponse(ANSWER)
  keep(
    @Param() { hall, draft }: DraftParams,
    @Body() body: SavedDraftDto,
    @Caller() actor: Actor,
  ): Promise<StoredDraft> {
    const saved = { version: body.version, item: body.item ?? '', typed: typedOf(body) };
    return this.drafts.keep(hall, draft, saved, { by: actor, at: this.now() });
  }

  @Delete('drafts/:draft')
  @HttpCode(200)
  @Permit('submission:declare')
  @ApiOperation({ summary: 'Drops a draft, under the version that was read' })
  @ApiOkResponse(ANSWER)
  async drop(
    @Param() { hall, draft }: DraftParams,
    @Query() { version }: VersionQuery,
    @Caller() actor: Actor,
  ): Promise<object> {
    await this.drafts.drop(hall, draft, Number(version), { by: actor, at: this.now() });
    return { draft, state: 'dropped' };
  }

  @Get('periods/:period/windows/:window/areas')
  @Permit('submission:read')
  @ApiOperation({ summary: 'How a window stands with each area (schema: docs/schemas/areas.schema.json)' })
  @ApiOkResponse(ANSWER)
  ofWindow(@Param() { hall, period, window }: ReportParams, @Caller() actor: Actor): Promise<Area[]> {
    return this.areas.ofWindow(actor, hall, period, window);
  }

  @Put('periods/:period/windows/:window/areas/:section')
  @Permit('submission:declare')
  @ApiOperation({ summary: 'Nothing this month (本月无) in an area, or taken back' })
  @ApiOkResponse(ANSWER)
  state(
    @Param() { hall, period, window, section }: AreaParams,
    @Body() { kind }: AreaDto,
    @Caller() actor: Actor,
  ): Promise<Area[]> {
    return this.areas.state(hall, period, { window, section, kind }, { by: actor, at: this.now() });
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}
