import { LISTED } from './summary';

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
