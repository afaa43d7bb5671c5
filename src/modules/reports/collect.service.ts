import { Injectable } from '@nestjs/common';
import { addMonths, ALWAYS, type Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { Refusal } from 'src/common/refusal';
import { Trail } from 'src/modules/audit';
import type { ChainHead } from 'src/modules/audit/chain';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { deadlinesOf } from 'src/modules/calendar/deadlines';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { OrganisationService } from 'src/modules/organisation';
import type { Roster } from 'src/modules/organisation/roster';
import { RulesService } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import { ImportedService, ScoreService, type Head, type RunRecord } from 'src/modules/scoring';
import type { MonthStatistics } from 'src/modules/scoring/seal/seal';
import type { PastMonth } from 'src/modules/rules/facts';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { poolOf } from 'src/modules/scoring/engine/ranking/rank';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import { SubmissionFacts } from 'src/modules/submissions';
import type {
  AttendanceRow,
  BulletinInput,
  CaseRow,
  PreviousStanding,
  RatingRow,
  SubmissionRow,
} from './bulletin-input';
import { hiddenTail } from './content/frame';
import type { ImportedInput } from './content/imported';
import { groupsOf, rankingOf, sectionsOf, sharedFirstsCount } from './from-book';
import { offPostOf } from './off-post';
import { overridesText } from './overrides';
import { bookMissing } from './refusals';
import { wordsOf } from './words/words';

/** Brings together what the bulletin of one scored month says. */
@Injectable()
export class CollectService {
  constructor(
    private readonly scores: ScoreService,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
    private readonly submissions: SubmissionFacts,
    private readonly imported: ImportedService,
    private readonly trail: Trail,
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
      ...(await this.lookBack(run, evaluation, book)),
      names,
      attendance: await this.attendanceRows(run, statistics),
      cases: caseRows(statistics, evaluation),
      ratings: ratingRows(statistics, evaluation),
      quality: qualityOf(statistics),
      submissions: await this.submissionRows(run, book),
      deadlines: deadlinesOf(this.notices.calendar(), month, {
        language,
        ...(book.deadlines?.gap === undefined ? {} : { gap: book.deadlines.gap }),
      }),
      computed: computedOf(run, language, await this.auditHead(run)),
      // Number, name and clause stand in columns of their own.
      explain: (line) =>
        explain({ ...line, item: undefined, name: undefined, clause: undefined }, language, hiddenTail),
    };
  }

  /** A month the office imported; undefined: this system scored it, or there is none. */
  async brought(hall: string, month: Period, language: Language = 'zh'): Promise<ImportedInput | undefined> {
    const answer = await this.imported.standings(hall, month);
    if (!answer) return undefined;
    const roster = await this.organisation.rosterOf(hall, month);
    const names = Object.fromEntries(roster.staff.map(({ id, name }) => [id, name]));
    return { words: wordsOf(language), hall: roster.hall.name, answer, names };
  }

  /** The very text the month was scored with, not the one in force today. */
  async bookOf(run: RunRecord): Promise<Book> {
    const record = (await this.rules.list(run.hall)).find(({ digest }) => digest === run.bookDigest);
    if (!record) throw bookMissing({ month: run.month, digest: run.bookDigest });
    return (await this.rules.open(record)).parsed;
  }

  /** The head of the audit chain as it stood when the month was sealed, or before the draft was computed. */
  private async auditHead(run: RunRecord): Promise<ChainHead | undefined> {
    return run.sealed === 1 ? this.scores.sealedHead(run) : this.trail.newest(run.hall, run.computedAt);
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

  /** Last month, first places from January to this month, and which of these months were imported or are missing. */
  private async lookBack(
    { hall, month, sealed, computedAt }: RunRecord,
    evaluation: Evaluation,
    book: Book,
  ): Promise<Pick<BulletinInput, 'previous' | 'firstsThisYear' | 'earlier'>> {
    const known = sealed === 1 ? `${computedAt}.999` : ALWAYS;
    const brought = new Map(
      (await this.imported.before(hall, month, book, known)).map(({ period, standings }) => [period, standings]),
    );
    const last = addMonths(month, -1);
    const previous = (await this.headOf(hall, last))?.standings ?? brought.get(last)?.map(placed) ?? null;
    const tables: Table[] = [evaluation.standings];
    const [imported, missing]: [Period[], Period[]] = [[], []];
    for (let earlier = `${month.slice(0, 4)}-01`; earlier < month; earlier = addMonths(earlier, 1)) {
      const head = await this.headOf(hall, earlier);
      const table = head?.standings ?? brought.get(earlier)?.map(placed);
      if (table) tables.push(table);
      else missing.push(earlier);
      if (!head && table) imported.push(earlier);
    }
    const firstsThisYear = firstsOf(tables, sharedFirstsCount(book), book.ranking);
    // A hall that begins with its own first month has nothing to tell about the months before.
    return { previous, firstsThisYear, earlier: { imported, missing: tables.length > 1 ? missing : [] } };
  }

  /** Who reported when, as it was known when the month was computed; null: the book knows no such source. */
  private async submissionRows(run: RunRecord, book: Book): Promise<readonly SubmissionRow[] | null> {
    if (book.notConnected?.includes('declarations') === true) return null;
    const known = run.sealed === 1 ? `${run.computedAt}.999` : ALWAYS;
    const reports = await this.submissions.progressOf(run.hall, run.month, run.computedAt, known);
    return reports.map(({ until, report, ...row }) => ({
      ...row,
      deadline: until,
      submitted: report?.at.slice(0, 19) ?? null,
    }));
  }

  /** null: no schedule says when the hall is open, so nothing was judged. */
  private async attendanceRows(
    run: RunRecord,
    { attendance }: MonthStatistics,
  ): Promise<readonly AttendanceRow[] | null> {
    if (attendance === null) return null;
    const offPost = offPostOf(await this.scores.facts(run));
    if (offPost === undefined) return attendance;
    return attendance.map((row) => ({ ...row, offPost: offPost.get(row.staff) ?? 0 }));
  }
}

type Table = readonly PreviousStanding[];

function placed({ type = 'window', subject, group, rank }: PastMonth['standings'][number]): PreviousStanding {
  return { type, subject, group, rank };
}

/** How often each subject was first: `window:W01` → 2. A shared place counts for each, unless the book says otherwise. */
function firstsOf(tables: readonly Table[], sharedCounts: boolean, ranking: Book['ranking']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const firsts = table.filter(({ rank }) => rank === 1);
    for (const { type, subject, group } of firsts) {
      const pool = poolOf(group, ranking[type] ?? {});
      const sharing = firsts.filter((one) => one.type === type && poolOf(one.group, ranking[type] ?? {}) === pool);
      if (sharedCounts || sharing.length === 1) counts[`${type}:${subject}`] = (counts[`${type}:${subject}`] ?? 0) + 1;
    }
  }
  return counts;
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

function computedOf(run: RunRecord, language: Language, head: ChainHead | undefined): BulletinInput['computed'] {
  return {
    at: run.computedAt,
    by: run.computedBy,
    bookDigest: run.bookDigest,
    factsDigest: run.factsDigest,
    resultDigest: run.resultDigest,
    sealDigest: run.sealDigest,
    overrides: overridesText(run.remark, language),
    auditHead: head ? `${String(head.sequence)}:${head.digest}` : '',
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
