import { Injectable } from '@nestjs/common';
import { ALWAYS, dayNumber, firstDay, periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { NoticesService } from 'src/modules/calendar';
import { CoverageService } from 'src/modules/intake';
import { judgeCase } from './case-clock';
import type { Judged } from './case-month';
import { stateAt } from './case-state';
import { CurrentCasesService, type CurrentCase } from './current-cases.service';
import { completed, windowsFor, type Catalogue, type CatalogueItem } from './items/catalogue';
import { ItemsService } from './items/items.service';
import { isOverdue } from './month/results';
import { delayOf, stageAt } from './stages/stage-month';
import type { StageRecord } from './stages/stage';
import { StagesService } from './stages/stages.service';
import { WorkingDayCounter } from './working-day-counter';

/** A case as it stood at the time asked, with the row it came from and its entry in the catalogue. */
export interface JudgedCase extends CurrentCase {
  readonly judged: Judged;
  /** As its list says it: without what the catalogue added. */
  readonly listed: CurrentCase['state'];
  readonly item: CatalogueItem | undefined;
}

/** What the cases of a month are judged by. */
export interface Bench {
  readonly hall: string;
  readonly asOf: CivilTime;
  readonly knownAt: CivilTime;
  readonly days: WorkingDayCounter;
  readonly catalogue: Catalogue;
  /** Open cases and stages prove nothing after these times. */
  readonly casesUntil: CivilTime;
  readonly stagesUntil: CivilTime;
  readonly hasStages: boolean;
}

/** Promises up to here are looked up by day; a case with a longer one is always read. */
const PROMISES = 61;

export const CASES = 'cases';
export const STAGES = 'case-stages';

/** Judges cases: the clock, the catalogue of the day, the stages that delayed them. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly current: CurrentCasesService,
    private readonly notices: NoticesService,
    private readonly completeness: CoverageService,
    private readonly items: ItemsService,
    private readonly stages: StagesService,
  ) {}

  async bench(hall: string, period: Period, asOf: CivilTime, knownAt: CivilTime = ALWAYS): Promise<Bench> {
    return {
      ...{ hall, asOf, knownAt },
      days: new WorkingDayCounter(this.notices.calendar()),
      catalogue: await this.items.catalogue(hall, knownAt),
      casesUntil: await this.until(CASES, hall, period, asOf, knownAt),
      stagesUntil: await this.until(STAGES, hall, period, asOf, knownAt),
      hasStages: await this.stages.hasAny(hall),
    };
  }

  /** The cases that can matter to the month, each judged as it stood. Cases not accepted by then are left out. */
  async *ofMonth(bench: Bench, period: Period): AsyncGenerator<JudgedCase> {
    const { hall, knownAt, asOf, days } = bench;
    // As of a time before the month everything that ended since was open, whatever its row says.
    const firstDue = asOf < firstDay(period) ? [] : days.firstDue(dayNumber(firstDay(period)), PROMISES);
    for await (const page of this.current.ofMonth(
      hall,
      period,
      knownAt,
      firstDue.map((day) => days.dateOf(day)),
    ))
      yield* await this.judge(bench, page);
  }

  async judge(bench: Bench, cases: readonly CurrentCase[]): Promise<JudgedCase[]> {
    const judged = cases.flatMap((one) => judgedOf(bench, one));
    const overdue = bench.hasStages ? judged.filter(({ judged: { verdict } }) => isOverdue(verdict)) : [];
    if (overdue.length === 0) return judged;
    const numbers = overdue.map(({ state }) => state.no);
    const stages = await this.stages.ofCases(bench.hall, numbers, bench.knownAt);
    return judged.map((one) => delayed(bench, one, stages.get(one.state.no)));
  }

  /** The last moment up to which somebody called the source complete for the hall, at most the time asked. */
  private async until(
    source: string,
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime,
  ): Promise<CivilTime> {
    const months = [...new Set([period, periodOf(asOf.slice(0, 10))])];
    const spans = await Promise.all(months.map((month) => this.completeness.stated(hall, month, source, knownAt)));
    const days = spans.flat().map(({ to }) => to);
    const last = days.sort().at(-1);
    return last === undefined || `${last} 23:59:59` > asOf ? asOf : `${last} 23:59:59`;
  }
}

function judgedOf({ asOf, casesUntil, catalogue, days }: Bench, one: CurrentCase): JudgedCase[] {
  const listed = stateAt(one.state, asOf);
  if (!listed) return [];
  const item = catalogue.isEmpty ? undefined : catalogue.itemOf(listed);
  const state = completed(listed, item);
  const verdict = judgeCase(state, days, casesUntil);
  const cut = item !== undefined && isOverdue(verdict) && catalogue.isCut(item, state);
  const judged: Judged = { state, verdict, windows: windowsFor(listed, item), ...(cut ? { cut } : {}) };
  const { batch, line, recordedAt } = one;
  return [{ state, judged, listed, item, batch, line, recordedAt }];
}

function delayed(bench: Bench, one: JudgedCase, rows: readonly StageRecord[] | undefined): JudgedCase {
  const { judged } = one;
  if (!rows || !isOverdue(judged.verdict)) return one;
  const stages = rows.flatMap((stage) => stageAt(stage, bench.asOf) ?? []);
  const lead = judged.windows.handled;
  const delay = delayOf(stages, { state: judged.state, lead }, bench.days, bench.stagesUntil);
  if (!delay) return one;
  return { ...one, judged: { ...judged, delay, windows: { ...judged.windows, charged: delay.window } } };
}
