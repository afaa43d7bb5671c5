import { Injectable } from '@nestjs/common';
import { ALWAYS, periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { NoticesService } from 'src/modules/calendar';
import { CoverageService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import type { Coverage, Fact } from 'src/modules/rules/facts';
import { judgeCase, type CaseVerdict } from './case-clock';
import {
  basesIn,
  CaseMonth,
  isCaseMeasure,
  isRated,
  occurrencesOf,
  repeatCorrection,
  valueIn,
  type CaseBasis,
  type Judged,
} from './case-month';
import { stateAt, type CaseState } from './case-state';
import { statisticsOf, type CaseStatistics } from './case-statistics';
import { CurrentCasesService } from './current-cases.service';
import { measureUnknown } from './refusals';
import { WorkingDayCounter } from './working-day-counter';

/** A case behind a number, with the row of the file it came from. */
export interface CaseEvidence {
  readonly state: CaseState;
  readonly verdict: CaseVerdict;
  /** What it adds to the number. */
  readonly value: number;
  readonly batch: string;
  readonly line: number;
}

const SOURCE = 'cases';
/** About ten megabytes of text. */
const MOST_NUMBERS = 500_000;

/** Turns cases into facts, and shows the cases behind a number. */
@Injectable()
export class CasesService {
  constructor(
    private readonly current: CurrentCasesService,
    private readonly notices: NoticesService,
    private readonly rosters: OrganisationService,
    private readonly completeness: CoverageService,
  ) {}

  /**
   * Facts of the month as known at `asOf`: overdue cases and second corrections by name, and a tally for every window ×
   * measure × basis. An open case is judged no later than the days the lists were called complete for.
   * Throws `organisation.roster-missing`.
   */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[]; statistics: CaseStatistics }> {
    const month = await this.monthOf(hall, period, knownAt);
    const facts: Fact[] = [];
    let unjudged = 0;
    const corrected = new Map(await this.current.secondNotices(hall, period, knownAt));
    for await (const { judged } of this.judged(hall, period, asOf, knownAt)) {
      month.add(judged);
      facts.push(...occurrencesOf(judged, period));
      if (isUnjudged(judged, period)) unjudged++;
      const { no, corrections, correctionFrom } = judged.state;
      const notice = correctionFrom?.slice(0, 10);
      if ((corrections ?? 0) >= 2 && notice !== undefined && periodOf(notice) === period) corrected.set(no, notice);
    }
    for (const { state } of await this.current.named(hall, [...corrected.keys()], knownAt)) {
      const fact = repeatCorrection(state, corrected.get(state.no) ?? '');
      if (fact) facts.push(fact);
    }
    const coverage = await this.coverage(hall, period, knownAt);
    return { facts: [...inOrder(facts), ...month.tallies()], coverage, statistics: statisticsOf(month, unjudged) };
  }

  /** Numbers by which a list of ratings is checked; undefined while nothing can be said (no cases, or too many to hand over). */
  async numbersKnown(hall: string): Promise<readonly string[] | undefined> {
    return this.current.numbers(hall, MOST_NUMBERS);
  }

  /** The numbers of the bulletin's sheet 办件, per window and in all. */
  async caseStatistics(hall: string, period: Period, asOf: CivilTime): Promise<CaseStatistics> {
    const month = await this.monthOf(hall, period);
    let unjudged = 0;
    for await (const { judged } of this.judged(hall, period, asOf)) {
      month.add(judged);
      if (isUnjudged(judged, period)) unjudged++;
    }
    return statisticsOf(month, unjudged);
  }

  /** The cases behind one tally. Throws `cases.measure-unknown`. */
  async rowsOf(
    hall: string,
    period: Period,
    query: { readonly window: string; readonly measure: string; readonly basis: string; readonly asOf: CivilTime },
  ): Promise<CaseEvidence[]> {
    const { window, measure, basis, asOf } = query;
    if (!isCaseMeasure(measure, basis)) throw measureUnknown({ measure, basis });
    const rows: CaseEvidence[] = [];
    for await (const { judged, batch, line } of this.judged(hall, period, asOf)) {
      if (judged.state.window !== window || !basesIn(judged, period).includes(basis as CaseBasis)) continue;
      const value = valueIn(judged, measure);
      if (value !== 0) rows.push({ ...judged, value, batch, line });
    }
    return rows.sort((a, b) => (a.state.no < b.state.no ? -1 : 1));
  }

  /** Which of the numbers belong to no case ever sent; for ratings of unknown cases. */
  async unknownNumbers(hall: string, numbers: readonly string[]): Promise<string[]> {
    const distinct = [...new Set(numbers)];
    const known = new Set((await this.current.named(hall, distinct)).map(({ state }) => state.no));
    return distinct.filter((number) => !known.has(number));
  }

  private async *judged(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): AsyncGenerator<{ judged: Judged; batch: string; line: number }> {
    const days = new WorkingDayCounter(this.notices.calendar());
    const complete = await this.completeUntil(hall, period, asOf, knownAt);
    const openUntil = complete === undefined || complete > asOf ? asOf : complete;
    for await (const page of this.current.ofMonth(hall, period, knownAt)) {
      for (const { state: latest, batch, line } of page) {
        const state = stateAt(latest, asOf);
        if (state) yield { judged: { state, verdict: judgeCase(state, days, openUntil) }, batch, line };
      }
    }
  }

  private async monthOf(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<CaseMonth> {
    const { windows } = await this.rosters.rosterOf(hall, period, knownAt === ALWAYS ? {} : { knownAt });
    return new CaseMonth(
      period,
      windows.map(({ id }) => id),
    );
  }

  /** The last moment up to which somebody called the hall's lists complete; an open case proves nothing after it. */
  private async completeUntil(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime,
  ): Promise<CivilTime | undefined> {
    const months = [...new Set([period, periodOf(asOf.slice(0, 10))])];
    const spans = await Promise.all(months.map((month) => this.completeness.stated(hall, month, SOURCE, knownAt)));
    const last = spans
      .flat()
      .map(({ to }) => to)
      .sort()
      .at(-1);
    return last === undefined ? undefined : `${last} 23:59:59`;
  }

  private async coverage(hall: string, period: Period, knownAt: CivilTime): Promise<Coverage[]> {
    const spans = await this.completeness.stated(hall, period, SOURCE, knownAt);
    return spans.map(({ from, to, scope }) => ({ source: SOURCE, from, to, ...scopeOf(scope) }));
  }
}

/** A statement about one window covers that window only. */
function scopeOf(scope: string): { windows?: readonly string[] } {
  return scope === 'hall' ? {} : { windows: [scope] };
}

function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A case of the month that no window's numbers hold: its clock cannot run, or its window is unknown. */
function isUnjudged({ state, verdict }: Judged, period: Period): boolean {
  const { window, accepted, finished } = state;
  const inMonth = [accepted, finished].some((time) => time !== null && periodOf(time.slice(0, 10)) === period);
  return inMonth && (verdict.result === 'unknown' || (window === null && isRated(verdict)));
}
