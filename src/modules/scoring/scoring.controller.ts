import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller, languageOf } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import { RevisionQuery, SubjectParams } from './month.dto';
import { ShownResults } from './shown/shown-results.service';
import type { Verification } from './seal/verify.service';

@ApiTags('scores')
@Controller('api/halls/:hall/periods/:period')
export class ScoringController {
  constructor(private readonly results: ShownResults) {}

  @Get('standings')
  @Permit('month:read')
  @ApiOperation({
    summary:
      'Ranking, outcomes and what is missing (schema: docs/schemas/standings.schema.json; of an imported month: imported-month.schema.json)',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  standings(
    @Param() { hall, period }: MonthParams,
    @Query() query: RevisionQuery,
    @Caller() actor: Actor,
  ): Promise<object> {
    return this.results.standings(actor, hall, period, revisionOf(query));
  }

  @Get('sheets/:subject')
  @Permit('sheet:read')
  @ApiOperation({ summary: 'One sheet with its lines, each with its sentence' })
  @ApiOkResponse({ schema: { type: 'object' } })
  sheet(
    @Param() { hall, period: month, subject }: SubjectParams,
    @Query() query: RevisionQuery,
    @Caller() actor: Actor,
    @Headers('accept-language') wanted?: string,
  ): Promise<object> {
    const asked = { hall, month, subject, revision: revisionOf(query) };
    return this.results.sheet(actor, asked, languageOf(wanted));
  }

  @Get('lines')
  @Permit('sheet:read')
  @ApiOperation({ summary: 'Lines of the month that carry points, of the sheets the caller may see' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  lines(
    @Param() { hall, period }: MonthParams,
    @Query() query: RevisionQuery,
    @Caller() actor: Actor,
  ): Promise<object[]> {
    return this.results.lines(actor, hall, period, revisionOf(query));
  }

  @Get('revisions')
  @Permit('month:read')
  @ApiOperation({ summary: 'Revisions and moves of the month; before publication for those who see the whole hall' })
  @ApiOkResponse({ schema: { type: 'object' } })
  revisions(@Param() { hall, period }: MonthParams, @Caller() actor: Actor): Promise<object> {
    return this.results.revisions(actor, hall, period);
  }

  @Get('verification')
  @Permit('month:read')
  @ApiOperation({ summary: 'Computes the sealed month again and compares' })
  @ApiOkResponse({ schema: { type: 'object' } })
  verification(
    @Param() { hall, period }: MonthParams,
    @Query() query: RevisionQuery,
    @Caller() actor: Actor,
  ): Promise<Verification> {
    return this.results.verification(actor, hall, period, revisionOf(query));
  }
}

function revisionOf({ revision }: RevisionQuery): number | undefined {
  return revision === undefined ? undefined : Number(revision);
}
