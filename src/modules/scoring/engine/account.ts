import { Fraction } from 'src/common/fraction';
import type { SubjectType } from 'src/modules/rules/facts';
import type { ItemPlan, Sheetrules, TypePlan } from './plans';
import type { Trace } from './facts/cited';
import { adjustment, type ScoredLine } from './line';
import type { LineOwner } from './origin';
import type { Gap, LimitKind, SheetState } from './sheet';
import type { Units } from './shapes/plan';

/** Whose sheet it is. */
export interface Subject extends LineOwner {
  readonly name: string;
  readonly group: string;
  /** The window itself; for people the window of most days. */
  readonly window: string | undefined;
  /** Windows whose coverage decides what is known about the subject. */
  readonly windows: readonly string[];
  readonly tags: readonly string[];
  readonly heads: Fraction;
  readonly coefficient: Fraction;
}

/** One item on one sheet while it is being scored. `sum` is always the sum of `lines`, where lines are written. */
export class ItemResult {
  lines: ScoredLine[] = NO_LINES;
  /** Counted events. */
  counted: Units[] = NO_UNITS;
  /** Units that wait for verification. */
  pending = Fraction.zero;
  sum = Fraction.zero;
  /** Caps on a second sheet are scaled with the points (S22); undefined: no caps. */
  capFactor: Fraction | undefined = Fraction.one;
  /** Not counted at all: does not apply, not assessed. */
  closed = false;
  /** A rate with a value of this month. */
  known = false;
  /** Waits for the others: mean of the group, weights of the section. */
  waits: 'neutral' | 'regroup' | undefined = undefined;

  constructor(readonly plan: ItemPlan) {}

  /** Counted units, before points. */
  get units(): Fraction {
    let total = Fraction.zero;
    for (const { units } of this.counted) total = total.add(units);
    return total;
  }

  add(line: ScoredLine): void {
    this.write(line);
    this.sum = this.sum.add(line.value);
  }

  /** Puts a line down whose points are in the sum already, or none. */
  write(line: ScoredLine): void {
    if (this.lines === NO_LINES) this.lines = [line];
    else this.lines.push(line);
  }

  /** Adds a note unless the same one is there. */
  addOnce(line: ScoredLine): void {
    if (!this.lines.some(({ id }) => id === line.id)) this.write(line);
  }
}

const NO_UNITS: Units[] = [];
const NO_LINES: ScoredLine[] = [];

export class Account {
  /** Dropped when the sheet is made: what is still asked for stands on the sheet. */
  results: ItemResult[] = [];
  /** Items of other sheets that put lines on this one. */
  readonly linked = new Map<string, ItemResult>();
  /** Adjustments of sections and of the total. */
  totals: ScoredLine[] = [];
  readonly gaps = new Map<string, Gap>();
  /** Filled by the formula. */
  bonus = Fraction.zero;
  deduction = Fraction.zero;
  score = Fraction.zero;
  settled = false;

  constructor(
    readonly subject: Subject,
    readonly type: TypePlan,
    readonly rules: Sheetrules,
    /** Lines are written; if not, only what they add up to is asked for. */
    readonly written = true,
  ) {}

  get id(): string {
    return this.subject.id;
  }

  /** Own items in the book's order, then linked ones. */
  all(): ItemResult[] {
    return this.linked.size === 0 ? this.results : [...this.results, ...this.linked.values()];
  }

  /** What stands on the sheet is made; of a month of accounts only the figures are kept. */
  forget(): void {
    this.results = [];
    this.totals = [];
    this.linked.clear();
  }

  state(onUnknown: 'block' | 'unranked' | 'neutral'): SheetState {
    const open = [...this.gaps.values()].some(({ waiver }) => waiver === undefined);
    if (!open) return 'assessed';
    return onUnknown === 'block' ? 'provisional' : onUnknown;
  }

  /** Notes that a source is silent, once per source with all its items. */
  gap(source: string, item: string, days: Gap['days'], waiver: Gap['waiver'] | undefined): void {
    const { type, id } = this.subject;
    const known = this.gaps.get(source);
    const items = [...new Set([...(known?.items ?? []), item])];
    const all = [...new Set([...(known?.days ?? []), ...days])].sort();
    this.gaps.set(source, {
      type,
      subject: id,
      source,
      days: all,
      items,
      ...(waiver && { waiver: { by: waiver.by, reason: waiver.reason } }),
    });
  }
}

/** Events count for the person alone on sheets of people. */
export function isPerson({ subject: { type } }: Account): boolean {
  return type === 'staff' || type === 'chief';
}

/** Sheets by type and subject. */
export type Accounts = ReadonlyMap<SubjectType, ReadonlyMap<string, Account>>;

/** Brings the result to `after` with a line that says why. Nothing changes, no line. */
export function adjust(
  account: Account,
  result: ItemResult,
  kind: LimitKind,
  after: Fraction,
  more: { readonly bound?: Fraction; readonly of?: string; readonly trace?: Trace; readonly key?: string } = {},
): void {
  const before = result.sum;
  if (before.equals(after)) return;
  result.sum = after;
  if (!account.written) return;
  const hit = { kind, before, after, bound: more.bound, of: more.of };
  result.write(adjustment(account.subject, result.plan, hit, more.trace, more.key));
}
