import type { BadLine } from 'src/modules/intake/files/json-rows';
import type {
  Feed,
  FeedContext,
  Outcome,
  Placed,
  Question,
  Reject,
  Remark,
  Replaced,
  RowReader,
  Stated,
  WrittenAt,
} from 'src/modules/intake/feed';
import { FirstSeen, type Shelf } from 'src/modules/intake/first-seen';
import { lineOf, Listed, Reach, UnmatchedKeys } from './counts';
import { BAD_LINE, type Counted, type Decides, type StoredRow, type Summary } from './summary';

/** Counts the outcomes of a file and turns its records into rows for the sinks. */
export class Reading<R extends object> {
  private rows = 0;
  private records = 0;
  /** Further states of records counted already. */
  private replaced = 0;
  /** Rows of closed months that are kept aside. */
  private lateRows = 0;
  private readonly known: FirstSeen;
  private readonly persons: FirstSeen;
  private readonly unmatched: UnmatchedKeys;
  private readonly reach = new Reach();
  private readonly rejects = new Listed<Reject>();
  private readonly warnings = new Listed<Remark>();
  private readonly skips = new Listed<Remark>();
  private readonly covers: Stated[] = [];
  private readonly held: Placed<R>[] = [];
  private readonly dataFrom: Record<string, number> = {};
  private question: Question | null = null;
  private stored: StoredRow[] = [];

  /** Distinct records, when `keep` was asked for. */
  readonly kept: Placed<R>[] = [];

  /** Without `at` nothing will be written, so no rows are made. */
  constructor(
    private readonly feed: Feed<R>,
    private readonly wants: { readonly at?: Omit<WrittenAt, 'line'>; readonly keep?: boolean } = {},
    shelf?: Shelf,
  ) {
    this.known = new FirstSeen(shelf);
    this.persons = new FirstSeen(shelf);
    this.unmatched = new UnmatchedKeys(shelf);
  }

  /** Before the first row of a sheet: what is to be said about its header. */
  begun(sheet: string, remarks: readonly Omit<Remark, 'sheet'>[]): void {
    for (const remark of remarks) this.warnings.add({ sheet, ...remark });
  }

  /** The outcomes of one row. */
  row(sheet: string, outcomes: readonly Outcome<R>[]): void {
    if (outcomes.length === 0) return;
    this.rows++;
    for (const outcome of outcomes) this.outcome(sheet, outcome);
    const [outcome] = outcomes;
    if (outcome) this.dataFrom[sheet] ??= lineOf(outcome);
  }

  /** A line of a JSON file that no feed can read. */
  bad(sheet: string, line: BadLine): void {
    this.rows++;
    this.rejects.add({ sheet, line: line.line, column: '', value: line.text, code: line.bad, ...BAD_LINE[line.bad] });
  }

  /** After the last row of a sheet. `before` is the number of rows counted when the sheet began. */
  sheetEnd(sheet: string, reader: RowReader<R>, before: number): void {
    const end = reader.end?.();
    if (!end) return;
    const outcomes = end.outcomes ?? [];
    for (const outcome of outcomes) this.outcome(sheet, outcome);
    if (end.rows !== undefined) this.rows = before + end.rows;
    else this.rows += new Set(outcomes.map(lineOf)).size;
    this.covers.push(...(end.covers ?? []));
    this.question ??= end.question ?? null;
  }

  /** After the last sheet. */
  fileEnd(context: FeedContext): void {
    if (!this.feed.across) return;
    const together = this.feed.across(this.held, context);
    for (const reject of together.rejects) this.rejects.add(reject);
    for (const remark of together.remarks) this.warnings.add(remark);
    for (const placed of together.records) this.count(placed);
  }

  get counted(): number {
    return this.rows;
  }

  get empty(): boolean {
    return this.rows === 0 && this.question === null && this.rejects.count === 0;
  }

  /** Rows for the sinks made since the last call. */
  take(): StoredRow[] {
    const rows = this.stored;
    this.stored = [];
    return rows;
  }

  summary(layout: string, sheet: string, sheetsNotRead: Summary['sheetsNotRead']): Counted {
    return {
      feed: this.feed.name,
      layout,
      sheet,
      rows: this.rows,
      records: this.records,
      accepted: this.accepted,
      repeats: this.records - this.accepted,
      skipped: this.skips.count,
      rejected: this.rejects.count,
      warned: this.warnings.count,
      persons: this.persons.size,
      first: this.reach.first ?? null,
      last: this.reach.last ?? null,
      question: this.question,
      unmatched: this.unmatched.count,
      rejects: this.rejects.shown,
      warnings: this.warnings.shown,
      skippedRows: this.skips.shown,
      unmatchedKeys: this.unmatched.shown,
      months: this.reach.months,
      covers: this.covers,
      dataFrom: this.dataFrom,
      sheetsNotRead,
      late: this.lateRows,
    };
  }

  private get accepted(): number {
    return this.known.size - this.replaced;
  }

  private outcome(sheet: string, outcome: Outcome<R>): void {
    switch (outcome.kind) {
      case 'record':
        if (outcome.warning) this.warnings.add({ sheet, line: outcome.line, ...outcome.warning });
        this.record(sheet, outcome.line, outcome.record, outcome.replaced);
        break;
      case 'skipped':
        this.skips.add({ sheet, line: outcome.line, ...outcome.why });
        if (outcome.late) this.lateRows++;
        if (outcome.late) this.store(outcome.late, outcome.line, 0, true);
        break;
      case 'reject':
        this.rejects.add(outcome.reject);
        break;
      case 'unmatched': {
        this.unmatched.add(outcome.key, outcome.line);
        if (outcome.warning) this.warnings.add({ sheet, line: outcome.line, ...outcome.warning });
        if (outcome.record) this.record(sheet, outcome.line, outcome.record, outcome.replaced);
        break;
      }
    }
  }

  private record(sheet: string, line: number, record: R, replaced?: Replaced): void {
    if (this.feed.across) this.held.push({ sheet, line, record });
    else this.count({ sheet, line, record }, replaced);
  }

  private count(placed: Placed<R>, replaced?: Replaced): void {
    const { sheet, line, record } = placed;
    const { feed } = this;
    const repeat = this.known.mark(feed.identity(record)) !== undefined;
    if (repeat || !replaced) this.records++;
    if (repeat) return;
    if (replaced) {
      this.replaced++;
      this.skips.add({ sheet, ...replaced });
    }
    const person = feed.person(record);
    if (person !== undefined) this.persons.mark(person);
    this.reach.add(feed.instant(record));
    if (this.wants.keep) this.kept.push(placed);
    this.store(record, line, replaced ? 2 : 1);
  }

  private store(record: R, line: number, decides: Decides, late = false): void {
    if (!this.wants.at) return;
    const { hall, batch, recordedAt } = this.wants.at;
    const at = { hall, batch, line, recordedAt };
    let still = decides;
    for (const [index, sink] of this.feed.sinks.entries()) {
      if ((sink.late === true) !== late || !sink.accepts(record)) continue;
      this.stored.push([index, still, sink.row(record, at)]);
      still = 0;
    }
  }
}
