import { Injectable } from '@nestjs/common';
import {
  addMonths,
  ALWAYS,
  daysBetween,
  firstDay,
  lastDay,
  type CivilDate,
  type CivilTime,
  type Period,
} from 'src/common/civil-date';
import { AttendanceService } from 'src/modules/attendance';
import { standInRulings } from 'src/modules/attendance/stand-ins/rulings';
import { NoticesService } from 'src/modules/calendar';
import { CasesService } from 'src/modules/cases';
import { BatchesService, CoverageService } from 'src/modules/intake';
import { OpeningService } from 'src/modules/opening';
import { OrganisationService } from 'src/modules/organisation';
import type { Roster } from 'src/modules/organisation/roster';
import { RatingsService } from 'src/modules/ratings';
import { RulesService } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import type { Coverage, Fact, MonthFacts, PastMonth, Ruling, Waiver } from 'src/modules/rules/facts';
import { ObjectionsService, SubmissionFacts } from 'src/modules/submissions';
import { SupervisionService } from 'src/modules/supervision';
import { withImported } from './opening/imported-past';
import { noBookInForce, noWindows } from './refusals';
import { RunStore, type Head } from './run-store.service';
import type { MonthStatistics } from './seal/seal';
import { subjectsOf } from './subjects';

/** What the door of every room of facts gives. */
interface Part {
  readonly facts: readonly Fact[];
  readonly coverage: readonly Coverage[];
  /** Decisions on facts of the room; they go into the engine and the seal beside what they decide on. */
  readonly rulings?: readonly Ruling[];
}

/** Everything a month rests on, as it goes into the engine and the seal. */
export interface Gathered {
  readonly book: { readonly text: string; readonly digest: string; readonly parsed: Book };
  readonly roster: Roster;
  readonly facts: MonthFacts;
  readonly statistics: MonthStatistics;
  /** Fingerprints of the files behind the facts. */
  readonly batches: readonly {
    readonly id: string;
    readonly feed: string;
    readonly file: string;
    readonly fingerprint: string;
  }[];
}

/** Months of sealed results the engine looks back on: streaks and counters of the year. */
const LOOK_BACK = 24;

/** Brings the roster, the book in force and the facts of all rooms together. */
@Injectable()
export class GatherService {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
    private readonly notices: NoticesService,
    private readonly batches: BatchesService,
    private readonly coverage: CoverageService,
    private readonly store: RunStore,
    private readonly attendance: AttendanceService,
    private readonly cases: CasesService,
    private readonly ratings: RatingsService,
    private readonly supervision: SupervisionService,
    private readonly submissions: SubmissionFacts,
    private readonly objections: ObjectionsService,
    private readonly opening: OpeningService,
  ) {}

  /**
   * `knownAt`: only what had been recorded by then, for the proof of a sealed month; batches undone since are gone, though.
   * Throws `scoring.no-book` and `scoring.no-windows`.
   */
  async gather(hall: string, period: Period, asOf: CivilTime, knownAt: CivilTime = ALWAYS): Promise<Gathered> {
    const roster = await this.organisation.rosterOf(hall, period, knownAt === ALWAYS ? {} : { knownAt });
    if (roster.windows.length === 0) throw noWindows({ hall, month: period });
    const book = await this.rules.bookInForce(hall, period);
    if (!book) throw noBookInForce({ hall, month: period });
    const attendance = await this.attendance.factsOf(hall, period, asOf, knownAt);
    const cases = await this.cases.factsOf(hall, period, asOf, knownAt);
    const ratings = await this.ratings.factsOf(hall, period, asOf, knownAt);
    const parts: readonly Part[] = [
      attendance,
      cases,
      ratings,
      await this.supervision.factsOf(hall, period, asOf, knownAt),
      await this.submissions.factsOf(hall, period, asOf, knownAt),
      { facts: [], coverage: [], rulings: await this.objections.rulings(hall, period, knownAt) },
    ];
    const judged = await this.attendance.openDaysOf(hall, period, knownAt);
    const openDays = judged ?? this.officialDays(period);
    const facts = parts.flatMap((part) => part.facts);
    const decided = parts.flatMap((part) => part.rulings ?? []);
    const rulings = [...decided, ...standInRulings(facts, attendance.standIns, roster, decided)];
    const month: MonthFacts = {
      period,
      hall: roster.hall,
      subjects: subjectsOf(roster, period, openDays),
      facts,
      coverage: parts.flatMap((part) => part.coverage),
      ...(rulings.length === 0 ? {} : { rulings }),
      waivers: await this.waivers(hall, period, knownAt),
      past: await this.past(hall, period, book.parsed, knownAt),
      openDays,
    };
    const statistics: MonthStatistics = {
      attendance: judged === undefined ? null : attendance.statistics,
      cases: cases.statistics,
      ratings: ratings.statistics,
    };
    return { book, roster, facts: month, statistics, batches: await this.batches.batchesOf(hall, period) };
  }

  /** Without a schedule the hall is taken to be open on the official working days. */
  private officialDays(period: Period): CivilDate[] {
    const calendar = this.notices.calendar();
    return daysBetween(firstDay(period), lastDay(period)).filter((day) => calendar.isWorkingDay(day));
  }

  private async waivers(hall: string, period: Period, knownAt: CivilTime): Promise<Waiver[]> {
    return (await this.coverage.waivers(hall, period, knownAt)).map(({ source, scope, by, reason }) => ({
      // People waive the files they wait for; the rules call what comes of punches attendance.
      source: source === 'punches' ? 'attendance' : source,
      ...(scope === 'hall' ? {} : { window: scope }),
      by,
      reason,
    }));
  }

  /** Sealed months, and where there is none what the office imported; both as known at that time. */
  private async past(hall: string, period: Period, book: Book, knownAt: CivilTime): Promise<PastMonth[]> {
    const runs = await this.store.sealed(hall, addMonths(period, -LOOK_BACK), period, knownAt);
    const months: PastMonth[] = [];
    for (const run of runs) {
      const head = await this.store.head(run.id, knownAt);
      if (head) months.push(pastMonth(run.month, head));
    }
    const from = addMonths(period, -LOOK_BACK);
    const imported = (await this.opening.months(hall, knownAt)).filter(({ month }) => month >= from && month < period);
    return withImported(book, months, imported);
  }
}

function pastMonth(period: Period, head: Head): PastMonth {
  const standings = head.standings.map(({ type, subject, group, rank, fromBottom, score, outcomes }) => ({
    type,
    subject,
    group,
    rank,
    fromBottom,
    score,
    outcomes,
  }));
  return {
    period,
    standings,
    counters: head.counters,
    counted: head.counted,
  };
}
