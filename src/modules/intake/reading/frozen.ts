import type { Feed, Outcome, RowReader } from 'src/modules/intake/feed';

export const MONTH_FROZEN = 'month-frozen';

/**
 * Rows of closed months in a file of an open one: they are told and left out, and the rest is taken. A month is closed
 * with what was known then; a row that comes later needs the month to be opened again (design §11).
 */
export class FrozenMonths<R extends object> {
  private readonly months: ReadonlySet<string>;
  private readonly touched = new Set<string>();

  constructor(
    private readonly feed: Feed<R>,
    frozen: readonly string[],
  ) {
    this.months = new Set(frozen);
  }

  /** Months of the records that were passed on, ascending. */
  get open(): readonly string[] {
    return [...this.touched].sort();
  }

  /** The same reader; a row of a closed month is skipped by name. */
  before(reader: RowReader<R>): RowReader<R> {
    return {
      row: (row) => this.passed(reader.row(row)),
      end: () => {
        const end = reader.end?.() ?? {};
        return end.outcomes === undefined ? end : { ...end, outcomes: this.passed(end.outcomes) };
      },
    };
  }

  private passed(outcomes: Outcome<R>[]): Outcome<R>[] {
    // Nearly every row ends here with the list it came in.
    return this.months.size === 0 || !outcomes.some((outcome) => this.isFrozen(outcome) || this.reachesBack(outcome))
      ? this.noted(outcomes)
      : this.noted(outcomes.map((outcome) => (this.isFrozen(outcome) ? this.told(outcome) : this.warned(outcome))));
  }

  private noted(outcomes: Outcome<R>[]): Outcome<R>[] {
    for (const outcome of outcomes) {
      const month = this.monthOf(outcome);
      if (month !== undefined) this.touched.add(month);
    }
    return outcomes;
  }

  private isFrozen(outcome: Outcome<R>): boolean {
    const month = this.monthOf(outcome);
    return month !== undefined && this.months.has(month);
  }

  /** It belongs to an open month and begins in a closed one. */
  private reachesBack(outcome: Outcome<R>): boolean {
    return this.feed.begins !== undefined && this.months.has(this.beginningOf(outcome));
  }

  private warned(outcome: Outcome<R>): Outcome<R> {
    if ((outcome.kind !== 'record' && outcome.kind !== 'unmatched') || !this.reachesBack(outcome)) return outcome;
    const month = this.beginningOf(outcome);
    const zh = `其中 ${month} 已锁定，该月部分不计入，其余照常登记；确需补记的请先重新打开该月`;
    const en = `${month} is closed: the part in it does not count, the rest was taken`;
    return { ...outcome, warning: outcome.warning ?? { code: MONTH_FROZEN, text: { zh, en } } };
  }

  private beginningOf(outcome: Outcome<R>): string {
    const record = outcome.kind === 'record' || outcome.kind === 'unmatched' ? outcome.record : undefined;
    return record === undefined ? '' : (this.feed.begins?.(record)?.slice(0, 7) ?? '');
  }

  private told(outcome: Outcome<R>): Outcome<R> {
    if (outcome.kind === 'reject') return outcome;
    const month = this.monthOf(outcome) ?? '';
    const { line } = outcome;
    if (outcome.kind !== 'skipped' && this.feed.sinks.some((sink) => sink.late))
      return { kind: 'skipped', line, why: { code: MONTH_FROZEN, text: kept(month) }, late: outcome.record };
    const zh = `${month} 已锁定，本行不计入；以前导入过的不受影响，确需补记的请先重新打开该月`;
    const en = `${month} is closed, the row is left out; what was imported before stays. To add it open the month again`;
    return { kind: 'skipped', line, why: { code: MONTH_FROZEN, text: { zh, en } } };
  }

  private monthOf(outcome: Outcome<R>): string | undefined {
    if (outcome.kind !== 'record' && outcome.kind !== 'unmatched') return undefined;
    const { record } = outcome;
    if (record === undefined) return undefined;
    const { feed } = this;
    return (feed.belongs ? feed.belongs(record) : feed.instant(record))?.slice(0, 7);
  }
}

function kept(month: string): { zh: string; en: string } {
  return {
    zh: `${month} 已锁定，本行不计入该月；与已导入内容不同的，列为该月的更正建议，供考核办查看。确需补记的，请先重新打开该月，再次导入本文件`,
    en: `${month} is closed, the row does not count in it; what differs from the rows imported before is listed as a proposed correction. To add it open the month again and import this file once more`,
  };
}
