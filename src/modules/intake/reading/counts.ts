import type { Outcome } from 'src/modules/intake/feed';
import { FirstSeen, type Shelf } from 'src/modules/intake/first-seen';
import { LISTED, type Summary } from './summary';

/** Counts all, keeps the first of them to be listed one by one. */
export class Listed<T> {
  count = 0;
  readonly shown: T[] = [];

  add(one: T): void {
    this.count++;
    if (this.shown.length < LISTED) this.shown.push(one);
  }
}

/** How far the records of a file reach in time. */
export class Reach {
  first: string | undefined;
  last: string | undefined;
  private readonly touched = new Set<string>();

  add(instant: string | undefined): void {
    if (instant === undefined) return;
    if (this.first === undefined || instant < this.first) this.first = instant;
    if (this.last === undefined || instant > this.last) this.last = instant;
    this.touched.add(instant.slice(0, 7));
  }

  /** `YYYY-MM`, ascending. */
  get months(): string[] {
    return [...this.touched].sort();
  }
}

/** Keys nobody knows: all are counted, the first of them listed with their rows. */
export class UnmatchedKeys {
  private readonly listed = new Map<string, { records: number; readonly line: number }>();
  private readonly seen: FirstSeen;

  constructor(shelf?: Shelf) {
    this.seen = new FirstSeen(shelf);
  }

  add(key: string, line: number): void {
    const found = this.listed.get(key);
    if (found) found.records++;
    else if (this.seen.mark(key) === undefined && this.listed.size < LISTED) this.listed.set(key, { records: 1, line });
  }

  get count(): number {
    return this.seen.size;
  }

  get shown(): Summary['unmatchedKeys'] {
    return [...this.listed].map(([key, found]) => ({ key, ...found }));
  }
}

/** The line an outcome is about. */
export function lineOf(outcome: Outcome<object>): number {
  return outcome.kind === 'reject' ? outcome.reject.line : outcome.line;
}
