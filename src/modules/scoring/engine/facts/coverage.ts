import { dayNumber, firstDay, fromDayNumber, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import type { Coverage, Waiver } from 'src/modules/rules/facts';

/**
 * Which days of the month each source is silent about. Days are bits of one number (day 1 = bit 0), so that a window and
 * a source cost one operation.
 */
export class CoverageIndex {
  private readonly first: number;
  private readonly all: number;
  private readonly waivers: readonly Waiver[];
  private readonly answers = new Map<readonly string[], boolean>();
  private readonly hall = new Map<string, number>();
  private readonly windows = new Map<string, Map<string, number>>();

  constructor(period: Period, coverage: readonly Coverage[], waivers: readonly Waiver[]) {
    this.waivers = [...waivers].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    this.first = dayNumber(firstDay(period));
    this.all = this.mask(firstDay(period), lastDay(period));
    for (const { source, from, to, windows } of coverage) {
      const days = this.mask(from, to);
      if (windows === undefined) this.hall.set(source, (this.hall.get(source) ?? 0) | days);
      for (const window of windows ?? []) {
        const known = this.windows.get(source) ?? new Map<string, number>();
        known.set(window, (known.get(window) ?? 0) | days);
        this.windows.set(source, known);
      }
    }
  }

  /** The source is known for every day and every window. */
  complete(source: string): boolean {
    return this.ofHall(source) === this.all;
  }

  /** The same for all sources of an item; asked for every item of every sheet, so the answer is kept. */
  completeFor(sources: readonly string[]): boolean {
    const known = this.answers.get(sources);
    if (known !== undefined) return known;
    const answer = sources.every((source) => this.complete(source));
    this.answers.set(sources, answer);
    return answer;
  }

  /** Days the source is silent about for any of these windows. */
  missing(source: string, windows: readonly string[]): readonly CivilDate[] {
    const hall = this.ofHall(source);
    let silent = windows.length === 0 ? this.all & ~hall : 0;
    for (const window of windows) {
      const own = (this.windows.get(source)?.get(window) ?? 0) | (this.windows.get('*')?.get(window) ?? 0);
      silent |= this.all & ~(hall | own);
    }
    const days: CivilDate[] = [];
    for (let bit = 0; silent !== 0 && bit < 31; bit++) {
      if ((silent & (1 << bit)) !== 0) days.push(fromDayNumber(this.first + bit));
    }
    return days;
  }

  waiver(source: string, windows: readonly string[]): Waiver | undefined {
    return this.waivers.find(
      (waiver) =>
        (waiver.source === source || waiver.source === '*') &&
        (waiver.window === undefined || windows.includes(waiver.window)),
    );
  }

  private ofHall(source: string): number {
    return (this.hall.get(source) ?? 0) | (this.hall.get('*') ?? 0);
  }

  private mask(from: CivilDate, to: CivilDate): number {
    let mask = 0;
    const [start, end] = [dayNumber(from) - this.first, dayNumber(to) - this.first];
    for (let bit = Math.max(start, 0); bit <= Math.min(end, 30); bit++) mask |= 1 << bit;
    return mask;
  }
}
