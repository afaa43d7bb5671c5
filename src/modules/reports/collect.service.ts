import { Injectable } from '@nestjs/common';
import { addMonths, type Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { Refusal } from 'src/common/refusal';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { deadlinesOf } from 'src/modules/calendar/deadlines';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { OrganisationService } from 'src/modules/organisation';
import type { Roster } from 'src/modules/organisation/roster';
import { RulesService } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import { ScoreService, type Head, type RunRecord } from 'src/modules/scoring';
import type { MonthStatistics } from 'src/modules/scoring/seal/seal';
import type { Evaluation, Standing } from 'src/modules/scoring/engine/evaluation';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import { SupervisionService } from 'src/modules/supervision';
import type { AttendanceRow, BulletinInput, CaseRow, RatingRow } from './bulletin-input';
import { hiddenTail } from './content/frame';
import { groupsOf, rankingOf, sectionsOf, sharedFirstsCount } from './from-book';
import { overridesText } from './overrides';
import { bookMissing } from './refusals';

/** Brings together what the bulletin of one scored month says. */
@Injectable()
export class CollectService {
  constructor(
    private readonly scores: ScoreService,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
    private readonly supervision: SupervisionService,
  ) {}

  /**
   * The newest result of the month, or that of a revision. A sealed month is shown with the roster as it was known when the
   * month was computed; attendance, cases and ratings are the counts taken in the same reading as its facts. Throws
   * `scoring.month-not-scored` and `reports.book-missing`.
   */
  async collect(hall: string, month: Period, language: Language, revision?: number): Promise<BulletinInput> {
    const { run, evaluation } = await this.scores.evaluation(hall, month, revision);
    const book = await this.bookOf(run);
    const statistics = await this.scores.statistics(run);
    // Recordings carry milliseconds: everything of the second in which the month was sealed was known.
    const known = run.sealed === 1 ? { knownAt: `${run.computedAt}.999` } : {};
    const roster = await this.organisation.rosterOf(hall, month, known);
    const names = Object.fromEntries(roster.staff.map(({ id, name }) => [id, name]));
    return {
      language,
      hall: roster.hall.name,
      period: month,
      revision: run.revision,
      state: await this.stateOf(run),
      evaluation,
      sections: sectionsOf(book),
      groups: groupsOf(book),
      ranking: rankingOf(book),
      windows: windowsOf(roster, names),
      previous: (await this.headOf(hall, addMonths(month, -1)))?.standings ?? null,
      firstsThisYear: await this.firsts(hall, month, evaluation, sharedFirstsCount(book)),
      names,
      attendance: await this.attendanceRows(run, statistics),
      cases: caseRows(statistics, evaluation),
      ratings: ratingRows(statistics, evaluation),
      quality: qualityOf(statistics),
      submissions: null,
      deadlines: deadlinesOf(this.notices.calendar(), month, {
        language,
        ...(book.deadlines?.gap === undefined ? {} : { gap: book.deadlines.gap }),
      }),
      computed: computedOf(run, language),
      // Number, name and clause stand in columns of their own.
      explain: (line) =>
        explain({ ...line, item: undefined, name: undefined, clause: undefined }, language, hiddenTail),
    };
  }

  /** The very text the month was scored with, not the one in force today. */
  private async bookOf(run: RunRecord): Promise<Book> {
    const record = (await this.rules.list(run.hall)).find(({ digest }) => digest === run.bookDigest);
    if (!record) throw bookMissing({ month: run.month, digest: run.bookDigest });
    return (await this.rules.open(record)).parsed;
  }

  /** The state of this revision: an earlier sealed one stays closed while the month is open again. */
  private async stateOf(run: RunRecord): Promise<MonthState> {
    const period = await this.periods.find(run.hall, run.month);
    if (run.sealed === 1) return period?.revision === run.revision ? period.state : 'closed';
    return period?.state ?? 'open';
  }

  private async headOf(hall: string, month: Period): Promise<Head | undefined> {
    try {
      return (await this.scores.result(hall, month)).head;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'scoring.month-not-scored') return undefined;
      throw error;
    }
  }

  /** How often each subject was first from January to this month. */
  private async firsts(
    hall: string,
    month: Period,
    evaluation: Evaluation,
    sharedCounts: boolean,
  ): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    const add = (standings: readonly Standing[]): void => {
      for (const { type, subject, rank, shared } of standings)
        if (rank === 1 && (sharedCounts || shared === 1))
          counts[`${type}:${subject}`] = (counts[`${type}:${subject}`] ?? 0) + 1;
    };
    for (let earlier = `${month.slice(0, 4)}-01`; earlier < month; earlier = addMonths(earlier, 1))
      add((await this.headOf(hall, earlier))?.standings ?? []);
    add(evaluation.standings);
    return counts;
  }

  /** null: no schedule says when the hall is open, so nothing was judged. */
  private async attendanceRows(
    run: RunRecord,
    { attendance }: MonthStatistics,
  ): Promise<readonly AttendanceRow[] | null> {
    if (attendance === null) return null;
    const patrol = await this.supervision.factsOf(run.hall, run.month, run.computedAt);
    if (patrol.coverage.length === 0) return attendance;
    const offPost = new Map<string, number>();
    for (const fact of patrol.facts)
      if (fact.kind === 'occurrence' && fact.type === 'patrol.off-post')
        for (const staff of fact.staff ?? []) offPost.set(staff, (offPost.get(staff) ?? 0) + 1);
    return attendance.map((row) => ({ ...row, offPost: offPost.get(row.staff) ?? 0 }));
  }
}

function caseRows({ cases }: MonthStatistics, evaluation: Evaluation): CaseRow[] | null {
  const { windows, total } = cases;
  if (total.accepted + total.finished + total.due === 0 && isSilent(evaluation, 'cases')) return null;
  return windows.flatMap(({ window, ...row }) => (window === null ? [] : [{ ...row, window }]));
}

function ratingRows({ ratings }: MonthStatistics, evaluation: Evaluation): RatingRow[] | null {
  const { windows, total } = ratings;
  if (total.collected === 0 && isSilent(evaluation, 'ratings')) return null;
  return windows.flatMap(({ window, ...row }) => (window === null ? [] : [{ ...row, window }]));
}

function qualityOf({ cases, ratings: { total } }: MonthStatistics): BulletinInput['quality'] {
  const { collected, excluded, default: byDefault } = total;
  return { unjudgedCases: cases.unjudged, ratings: { collected, ...excluded, byDefault } };
}

function computedOf(run: RunRecord, language: Language): BulletinInput['computed'] {
  return {
    at: run.computedAt,
    by: run.computedBy,
    bookDigest: run.bookDigest,
    factsDigest: run.factsDigest,
    resultDigest: run.resultDigest,
    sealDigest: run.sealDigest,
    overrides: overridesText(run.remark, language),
    verifyCommand: `bin/baifen verify ${run.month}`,
  };
}

function windowsOf(roster: Roster, names: Readonly<Record<string, string>>): BulletinInput['windows'] {
  return roster.windows.map(({ id, name, departmentName, branchLeader }) => ({
    id,
    name,
    department: departmentName,
    branchLeader: branchLeader === null ? null : (names[branchLeader] ?? null),
  }));
}

/** Whether the source is missing for every window: then nothing is known, not even that there was nothing. */
function isSilent(evaluation: Evaluation, source: string): boolean {
  return evaluation.sheets
    .filter(({ type }) => type === 'window')
    .every(({ gaps }) => gaps.some((gap) => gap.source === source));
}
