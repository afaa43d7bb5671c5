import type { CivilTime } from 'src/common/civil-date';
import type { SqlValue } from 'src/modules/intake/feed';
import type { Summary } from 'src/modules/intake/reading/summary';
import { insertAll, type Statement, type UndoPlan } from './statements';

/** Scope of a statement about the whole hall. */
export const WHOLE_HALL = 'hall';

/** What is known of a batch before its rows are counted. */
export interface BatchHead {
  readonly id: string;
  readonly hall: string;
  readonly fileName: string;
  /** SHA-256 of the bytes. */
  readonly fingerprint: string;
  readonly byteSize: number;
  /** Id of the actor. */
  readonly actor: string;
  /** `YYYY-MM-DD HH:MM:SS.mmm`, hall-local. */
  readonly takenAt: string;
}

/** Days for which somebody says the source is complete, both included. */
export interface Complete {
  readonly from: string;
  readonly to: string;
  /** Only for these windows, by id; absent: for the whole hall. */
  readonly windows?: readonly string[];
}

/** The insert of the batch itself and of its rejects. */
export function batchStatements(head: BatchHead, summary: Summary, accepted: number, undoPlan: UndoPlan): Statement[] {
  const row: Record<string, SqlValue> = {
    id: head.id,
    hall: head.hall,
    feed: summary.feed,
    layout: clip(summary.layout, 64),
    sheet: clip(summary.sheet, 255),
    file_name: clip(head.fileName, 255),
    fingerprint: head.fingerprint,
    byte_size: head.byteSize,
    row_total: summary.rows,
    records: summary.records,
    accepted,
    repeats: summary.records - accepted,
    skipped: summary.skipped,
    rejected: summary.rejected,
    warned: summary.warned,
    persons: summary.persons,
    unmatched: summary.unmatched,
    first_at: summary.first && clip(summary.first, 19),
    last_at: summary.last && clip(summary.last, 19),
    months: summary.months.join(','),
    undo_plan: JSON.stringify(undoPlan),
    actor: head.actor,
    taken_at: head.takenAt,
    state: 'accepted',
  };
  return [...insertAll('import_batch', Object.keys(row), [Object.values(row)]), ...rejectStatements(head, summary)];
}

/** What the file and the one who uploads it say about its completeness. `batch` null: the file itself added nothing. */
export function coverageStatements(
  head: BatchHead,
  summary: Summary,
  complete: Complete | undefined,
  batch: string | null,
): Statement[] {
  const stated = [
    ...summary.covers.map(({ from, to, scope }) => ({ from, to, scope: scope ?? WHOLE_HALL, by: 'file' })),
    ...(complete ? (complete.windows ?? [WHOLE_HALL]).map((scope) => ({ ...complete, scope, by: head.actor })) : []),
  ];
  const rows = stated.map(({ from, to, scope, by }, index) => [
    `${head.id}-${String(index + 1)}`,
    head.hall,
    summary.feed,
    clip(scope, 64),
    from,
    to,
    by,
    head.takenAt,
    batch,
  ]);
  const columns = ['id', 'hall', 'source', 'scope', 'date_from', 'date_to', 'stated_by', 'stated_at', 'batch'];
  return insertAll('source_coverage', columns, rows);
}

function rejectStatements(head: BatchHead, summary: Summary): Statement[] {
  const columns = ['batch', 'seq', 'hall', 'sheet', 'line', 'column_name', 'value', 'code', 'cause', 'remedy'];
  const rows = summary.rejects.map((reject, index) => [
    head.id,
    index + 1,
    head.hall,
    clip(reject.sheet, 255),
    reject.line,
    clip(reject.column, 255),
    clip(reject.value, 2000),
    reject.code,
    reject.cause.zh,
    reject.remedy.zh,
  ]);
  return insertAll('import_reject', columns, rows);
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Whether a batch was taken in by a time; its id begins with the second in which it was, `20260210-100000-…`. */
export function takenBy(batch: string, at: CivilTime): boolean {
  return batch.slice(0, 15).replace('-', '') <= at.slice(0, 19).replace(/\D/g, '');
}
