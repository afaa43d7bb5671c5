import type { Rule } from './rules';

/** Values of one column that were read by one rule of the table; `line`, `from` and `to` are of the first. */
export interface NormalisedValues {
  readonly sheet: string;
  readonly column: string;
  readonly rule: Rule;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly line: number;
}

/** Where a value stands, as the user sees it. */
interface At {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
}

/** More columns than a person reads through; what a file has beyond them is not listed. */
const LISTED = 200;
const SHOWN = 120;

/** Counts what was not written plainly, so that the answer can say how it was read. */
export class Normalised {
  private readonly found = new Map<string, { count: number; readonly first: Omit<NormalisedValues, 'count'> }>();

  /** Does nothing without a rule: the value was written plainly. */
  note({ sheet, line, column }: At, rule: Rule | undefined, from: string, to: string): void {
    if (rule === undefined) return;
    const key = `${sheet}\n${column}\n${rule}`;
    const known = this.found.get(key);
    if (known) known.count++;
    else if (this.found.size < LISTED) {
      const first = { sheet, column, rule, from: from.slice(0, SHOWN), to: to.slice(0, SHOWN), line };
      this.found.set(key, { count: 1, first });
    }
  }

  get list(): readonly NormalisedValues[] {
    return [...this.found.values()].map(({ count, first }) => ({ ...first, count }));
  }
}
