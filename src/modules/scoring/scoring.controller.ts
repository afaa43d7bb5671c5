import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from 'src/common/permission';
import { languageOf } from 'src/config/http.service';
import { MonthParams } from 'src/modules/calendar';
import { CloseService } from './seal/close.service';
import { RevisionQuery, SubjectParams } from './month.dto';
import { ImportedService } from './opening/imported.service';
import { ScoreService } from './score.service';
import { explanation, standingsAnswer } from './screen.command';
import type { Verification } from './seal/verify.service';
import { MonthWork } from './thread/month-work.service';

@ApiTags('scores')
@Controller('api/halls/:hall/periods/:period')
export class ScoringController {
  constructor(
    private readonly scores: ScoreService,
    private readonly closing: CloseService,
    private readonly work: MonthWork,
    private readonly imported: ImportedService,
  ) {}

  @Get('standings')
  @Permit('month:read')
  @ApiOperation({
    summary:
      'Ranking, outcomes and what is missing (schema: docs/schemas/standings.schema.json; of an imported month: imported-month.schema.json)',
  })
  @ApiOkResponse({ schema: { type: 'object' } })
  async standings(@Param() { hall, period }: MonthParams, @Query() query: RevisionQuery): Promise<object> {
    const revision = revisionOf(query);
    const brought = revision === undefined ? await this.imported.standings(hall, period) : undefined;
    if (brought) return brought;
    const { run, head } = await this.scores.result(hall, period, revision);
    return standingsAnswer(run, head);
  }

  @Get('sheets/:subject')
  @Permit('sheet:read')
  @ApiOperation({ summary: 'One sheet with its lines, each with its sentence' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async sheet(
    @Param() { hall, period, subject }: SubjectParams,
    @Query() query: RevisionQuery,
    @Headers('accept-language') wanted?: string,
  ): Promise<object> {
    const { run, head, sheet } = await this.scores.sheet(hall, period, subject, revisionOf(query));
    return explanation(run, head, sheet, languageOf(wanted), await this.scores.namesOf(hall, period));
  }

  @Get('lines')
  @Permit('sheet:read')
  @ApiOperation({ summary: 'All lines of the month that carry points' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async lines(@Param() { hall, period }: MonthParams, @Query() query: RevisionQuery): Promise<object[]> {
    const { evaluation } = await this.scores.evaluation(hall, period, revisionOf(query));
    return evaluation.sheets.flatMap((sheet) => sheet.lines.filter((line) => line.scale4 !== 0));
  }

  @Get('revisions')
  @Permit('month:read')
  @ApiOperation({ summary: 'Every computed revision, and every move of the month' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async revisions(@Param() { hall, period }: MonthParams): Promise<object> {
    return { runs: await this.scores.revisions(hall, period), moves: await this.closing.moves(hall, period) };
  }

  @Get('verification')
  @Permit('month:read')
  @ApiOperation({ summary: 'Computes the sealed month again and compares' })
  @ApiOkResponse({ schema: { type: 'object' } })
  async verification(@Param() { hall, period }: MonthParams, @Query() query: RevisionQuery): Promise<Verification> {
    const revision = revisionOf(query);
    return this.work.verify(hall, period, { fromRows: false, ...(revision === undefined ? {} : { revision }) });
  }
}

function revisionOf({ revision }: RevisionQuery): number | undefined {
  return revision === undefined ? undefined : Number(revision);
}
