import { Injectable } from '@nestjs/common';
import { ALWAYS, periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { CoverageService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import type { Coverage, Fact } from 'src/modules/rules/facts';
import { basesIn, CaseMonth, isCaseMeasure, valueIn, windowBy, type CaseBasis, type Judged } from './case-month';
import { statisticsOf, type CaseStatistics } from './case-statistics';
import { CurrentCasesService } from './current-cases.service';
import { CASES, JudgingService, STAGES, type Bench } from './judging.service';
import type { CaseEvidence } from './month/evidence';
import { overdueOf, promiseBroken, promiseCuts, repeatCorrection, secondNotice } from './month/occurrences';
import { isInRates } from './month/results';
import { measureUnknown } from './refusals';
import { judgeStage } from './stages/stage-clock';
import { stageAt, stageOverdueOf } from './stages/stage-month';
import { StagesService } from './stages/stages.service';

/** About ten megabytes of text. */
const MOST_NUMBERS = 500_000;

/** Turns cases into facts, and shows the cases behind a number. */
@Injectable()
export class CasesService {
  constructor(
    private readonly current: CurrentCasesService,
    private readonly judging: JudgingService,
    private readonly stages: StagesService,
    private readonly rosters: OrganisationService,
    private readonly completeness: CoverageService,
  ) {}

  /**
   * Facts of the month as known at `asOf`: overdue cases, broken and cut promises, overdue stages and second corrections by name, and a tally for
   * every window × measure × basis. An open case is judged no later than the days the lists were called complete for.
   * Throws `organisation.roster-missing`.
   */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[]; statistics: CaseStatistics }> {
    const bench = await this.judging.bench(hall, period, asOf, knownAt);
    const month = await this.monthOf(hall, period, knownAt);
    const facts: Fact[] = promiseCuts(bench.catalogue, period);
    let unjudged = 0;
    const corrected = new Map(await this.current.secondNotices(hall, period, knownAt));
    for await (const { judged } of this.judging.ofMonth(bench, period)) {
      month.add(judged);
      const overdue = overdueOf(judged, period);
      const broken = overdue && promiseBroken(judged, period);
      if (overdue) facts.push(overdue, ...(broken ? [broken] : []));
      if (isUnjudged(judged, period)) unjudged++;
      const notice = secondNotice(judged.state, period);
      if (notice !== undefined) corrected.set(judged.state.no, notice);
    }
    const told = await this.current.named(hall, [...corrected.keys()], knownAt);
    for (const { judged } of await this.judging.judge(bench, told)) {
      const fact = repeatCorrection(judged, corrected.get(judged.state.no) ?? '');
      if (fact) facts.push(fact);
    }
    facts.push(...(await this.lateStages(bench, period)));
    const coverage = [
      ...(await this.coverage(CASES, hall, period, knownAt)),
      ...(await this.coverage(STAGES, hall, period, knownAt)),
    ];
    return { facts: [...inOrder(facts), ...month.tallies()], coverage, statistics: statisticsOf(month, unjudged) };
  }

  /** Numbers by which a list of ratings is checked; undefined while nothing can be said (no cases, or too many to hand over). */
  async numbersKnown(hall: string): Promise<readonly string[] | undefined> {
    return this.current.numbers(hall, MOST_NUMBERS);
  }

  /** The numbers of the bulletin's sheet 办件, per window and in all. */
  async caseStatistics(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
    only?: (window: string) => boolean,
  ): Promise<CaseStatistics> {
    const bench = await this.judging.bench(hall, period, asOf, knownAt);
    const month = await this.monthOf(hall, period, knownAt);
    let unjudged = 0;
    for await (const { judged } of this.judging.ofMonth(bench, period)) {
      month.add(judged);
      if (isUnjudged(judged, period)) unjudged++;
    }
    return statisticsOf(month, unjudged, only);
  }

  /** The cases behind one tally, in order of their numbers. Throws `cases.measure-unknown`. */
  async rowsOf(
    hall: string,
    period: Period,
    query: {
      readonly window: string;
      readonly measure: string;
      readonly basis: string;
      readonly asOf: CivilTime;
      readonly knownAt?: CivilTime;
    },
  ): Promise<CaseEvidence[]> {
    const { window, measure, basis, asOf, knownAt } = query;
    if (!isCaseMeasure(measure, basis)) throw measureUnknown({ measure, basis });
    const rows: CaseEvidence[] = [];
    const by = basis as CaseBasis;
    const bench = await this.judging.bench(hall, period, asOf, knownAt);
    for await (const { judged, batch, line } of this.judging.ofMonth(bench, period)) {
      if (windowBy(judged.windows, by) !== window || !basesIn(judged, period).includes(by)) continue;
      const value = valueIn(judged, measure, period);
      const { state, verdict } = judged;
      if (value !== 0) rows.push({ state, verdict, value, batch, line });
    }
    return rows.sort((a, b) => (a.state.no < b.state.no ? -1 : 1));
  }

  /** Which of the numbers belong to no case ever sent; for ratings of unknown cases. */
  async unknownNumbers(hall: string, numbers: readonly string[]): Promise<string[]> {
    const distinct = [...new Set(numbers)];
    const known = new Set((await this.current.named(hall, distinct)).map(({ state }) => state.no));
    return distinct.filter((number) => !known.has(number));
  }

  /** Late stages of the month, whether or not their cases were late. */
  private async lateStages(bench: Bench, period: Period): Promise<Fact[]> {
    if (!bench.hasStages) return [];
    const { hall, knownAt, asOf, stagesUntil, days } = bench;
    const stages = (await this.stages.ofMonth(hall, period, knownAt)).flatMap((stage) => stageAt(stage, asOf) ?? []);
    const numbers = [...new Set(stages.map(({ no }) => no))];
    const cases = await this.judging.judge(bench, await this.current.named(hall, numbers, knownAt));
    const states = new Map(cases.map(({ state }) => [state.no, state]));
    return stages.flatMap((stage) => {
      const state = states.get(stage.no);
      const verdict = judgeStage(stage, state, days, stagesUntil);
      return stageOverdueOf(stage, verdict, { period, text: state?.itemName ?? null }) ?? [];
    });
  }

  private async monthOf(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<CaseMonth> {
    const { windows } = await this.rosters.rosterOf(hall, period, knownAt === ALWAYS ? {} : { knownAt });
    return new CaseMonth(
      period,
      windows.map(({ id }) => id),
    );
  }

  private async coverage(source: string, hall: string, period: Period, knownAt: CivilTime): Promise<Coverage[]> {
    const spans = await this.completeness.stated(hall, period, source, knownAt);
    return spans.map(({ from, to, scope }) => ({ source, from, to, ...scopeOf(scope) }));
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
export function isUnjudged({ state, verdict, windows }: Judged, period: Period): boolean {
  const { accepted, finished } = state;
  const inMonth = [accepted, finished].some((time) => time !== null && periodOf(time.slice(0, 10)) === period);
  const isPlaced = windows.accepted !== null && windows.charged !== null;
  return inMonth && (verdict.result === 'unknown' || (!isPlaced && isInRates(verdict)));
}
