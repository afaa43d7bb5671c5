import { addDays, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import { itemsOf, type DemoItem } from 'demo/hall/items';
import { at, type DemoMonth } from 'demo/hall/months';
import { applicant } from 'demo/hall/names';
import { planOf, type Plan } from 'demo/hall/plans';
import { Random } from 'demo/hall/random';
import { teamOn, type DemoPerson } from 'demo/hall/staff';
import { existsOn, type DemoWindow } from 'demo/hall/windows';
import { clockTime } from './punches';

/** A case as it will have gone in the end; a list shows what was known when it was exported. */
export interface DemoCase {
  no: string;
  readonly window: DemoWindow;
  readonly month: number;
  readonly item: DemoItem;
  readonly handler: DemoPerson;
  readonly applicant: string;
  readonly applied: CivilTime;
  /** Null: told to correct and never heard of again. */
  readonly accepted: CivilTime | null;
  readonly finished: CivilTime | null;
  readonly special: readonly [CivilTime, CivilTime] | null;
  readonly correction: readonly [CivilTime, CivilTime | null] | null;
  readonly withdrawn: boolean;
}

/** All cases of the demo, by month, in order of acceptance. Exactly `hall.cases` of them. */
export function casesOf(hall: DemoHall): DemoCase[][] {
  const { told } = hall.months;
  const totals = shares(
    hall.cases,
    told.map(({ openDays }) => openDays.length),
  );
  const byMonth = told.map((month, place) => {
    const weights = hall.windows.map(
      (window) => window.weight * month.openDays.filter((day) => existsOn(window, day)).length,
    );
    const counts = shares(at(totals, place), weights);
    return hall.windows.flatMap((window, index) => new WindowCases(hall, window, month).take(at(counts, index)));
  });
  for (const [place, cases] of byMonth.entries()) {
    cases.sort((a, b) => (began(a) < began(b) ? -1 : began(a) > began(b) ? 1 : 0));
    const period = at(told, place).period.replace('-', '');
    cases.forEach((one, index) => (one.no = `9900${period}${String(index + 1).padStart(6, '0')}`));
  }
  return byMonth;
}

/** When the case entered the list. */
export function began(one: DemoCase): CivilTime {
  return one.accepted ?? one.applied;
}

/** Splits a total by weights in whole numbers; what is left over goes to the largest. */
export function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((weight) => (sum === 0 ? 0 : Math.floor((total * weight) / sum)));
  const largest = weights.indexOf(Math.max(...weights));
  const left = total - parts.reduce((all, part) => all + part, 0);
  return parts.map((part, index) => (index === largest ? part + left : part));
}

class WindowCases {
  private readonly random: Random;
  private readonly plan: Plan;
  private readonly items: readonly DemoItem[];
  private readonly days: readonly CivilDate[];
  private readonly teams = new Map<CivilDate, readonly DemoPerson[]>();
  private late: number;

  constructor(
    private readonly hall: DemoHall,
    private readonly window: DemoWindow,
    private readonly month: DemoMonth,
  ) {
    this.plan = planOf(hall.seed, window, month);
    this.random = new Random(hall.seed, 'cases', this.plan.label);
    this.items = itemsOf(window);
    this.days = month.openDays.filter((day) => existsOn(window, day));
    this.late = this.plan.overdue;
  }

  take(count: number): DemoCase[] {
    return Array.from({ length: count }, () => this.one());
  }

  private one(): DemoCase {
    const { random } = this;
    const item = at(this.items, random.weighted(this.items.map(({ weight }) => weight)));
    const day = random.pick(this.days);
    const handler = random.pick(this.team(day));
    const { accepted, start } = this.acceptance(day);
    const plain: DemoCase = {
      no: '',
      window: this.window,
      month: this.month.index,
      item,
      handler,
      applicant: applicant(random),
      applied: minutesBefore(accepted, random.between(2, 24)),
      accepted,
      finished: null,
      special: null,
      correction: null,
      withdrawn: false,
    };
    if (item.promise === 0) return { ...plain, finished: this.instantEnd(accepted, start) };
    const odd = random.below(1000);
    if (odd < 4) return { ...plain, accepted: null, correction: [accepted, null] };
    if (odd < 7) return { ...plain, withdrawn: true };
    if (odd < 25) return this.correctedBefore(plain, accepted, start);
    if (odd < 65 && item.promise >= 5) return this.stopped(plain, start, odd < 40);
    return { ...plain, finished: this.end(start, item, 0) };
  }

  /** Asked for a correction before acceptance: the clock starts when it came. */
  private correctedBefore(plain: DemoCase, accepted: CivilTime, start: CivilDate): DemoCase {
    const asked = `${addDays(accepted.slice(0, 10), -this.random.between(3, 9))} ${this.time(10 * 60, 11 * 60)}`;
    const finished = this.end(start, plain.item, 0);
    return { ...plain, applied: minutesBefore(asked, 20), correction: [asked, accepted], finished };
  }

  /** The clock stands for some working days, for a special procedure or a correction. */
  private stopped(plain: DemoCase, start: CivilDate, forCorrection: boolean): DemoCase {
    const days = forCorrection ? this.random.between(1, 4) : this.random.between(3, 8);
    const from = `${this.hall.months.after(start, 1)} ${this.time(9 * 60, 9 * 60 + 50)}`;
    const to = `${this.hall.months.after(start, 1 + days)} ${this.time(8 * 60 + 31, 8 * 60 + 39)}`;
    const stop = [from, to] as const;
    const finished = this.end(start, plain.item, days);
    return forCorrection ? { ...plain, correction: stop, finished } : { ...plain, special: stop, finished };
  }

  /** Mostly within hours; sometimes in the evening or on a rest day, when the clock starts on the next working day. */
  private acceptance(day: CivilDate): { accepted: CivilTime; start: CivilDate } {
    const { random } = this;
    const { months } = this.hall;
    const when = random.below(1000);
    const next = addDays(day, 1);
    if (when < 8 && !months.isWorking(next) && next <= this.month.to && existsOn(this.window, next))
      return { accepted: `${next} ${this.time(9 * 60, 20 * 60)}`, start: months.after(next, 0) };
    if (when < 25) return { accepted: `${day} ${this.time(18 * 60, 22 * 60)}`, start: months.after(day, 1) };
    const time = random.chance(580) ? this.time(8 * 60 + 33, 11 * 60 + 45) : this.time(14 * 60 + 2, 16 * 60 + 55);
    return { accepted: `${day} ${time}`, start: day };
  }

  private instantEnd(accepted: CivilTime, start: CivilDate): CivilTime {
    const { random } = this;
    if (start !== accepted.slice(0, 10)) return `${start} ${this.time(8 * 60 + 35, 10 * 60)}`;
    const minute = Number(accepted.slice(11, 13)) * 60 + Number(accepted.slice(14, 16)) + 1;
    return `${start} ${clockTime((minute + random.between(3, 28)) * 60 + random.below(60))}`;
  }

  /** Early, on the due day, or late as often as the plan says; late ones end within the month. */
  private end(start: CivilDate, { promise }: DemoItem, stopped: number): CivilTime {
    const { random, plan } = this;
    const { months } = this.hall;
    const over = random.between(1, 3);
    const time = this.time(8 * 60 + 40, 17 * 60 + 20);
    const early = random.chance(plan.earlyShare);
    const used = Math.min(promise - 1, Math.max(1, Math.floor((promise * plan.timeUsed) / 100) + random.below(2)));
    if (this.late > 0 && months.after(start, promise + stopped + over) <= this.month.to) {
      this.late--;
      return `${months.after(start, promise + stopped + over)} ${time}`;
    }
    return `${months.after(start, stopped + (early ? used : promise))} ${time}`;
  }

  private team(day: CivilDate): readonly DemoPerson[] {
    let team = this.teams.get(day);
    if (!team) this.teams.set(day, (team = teamOn(this.hall.staff.people, this.window, day)));
    return team;
  }

  /** A time between two minutes of the day. */
  private time(from: number, to: number): string {
    return clockTime(this.random.between(from, to) * 60 + this.random.below(60));
  }
}

function minutesBefore(time: CivilTime, minutes: number): CivilTime {
  const second = Number(time.slice(11, 13)) * 3600 + Number(time.slice(14, 16)) * 60 + Number(time.slice(17, 19));
  return `${time.slice(0, 10)} ${clockTime(Math.max(0, second - minutes * 60))}`;
}
