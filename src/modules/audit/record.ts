import type { Actor } from 'src/common/actor';
import { canonicalJson, digestOf } from 'src/common/canonical';
import { hallTime, instantOf } from 'src/common/clock';

/** A change as the room that makes it tells it. `before` and `after` hold ids and values, never personal names. */
export interface Change {
  /** Empty for what belongs to no hall. */
  readonly hall: string;
  /** `room.verb`. */
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
}

/** A record with its content in one piece. */
export interface AuditRow {
  readonly id: string;
  readonly hall: string;
  /** `YYYY-MM-DD HH:MM:SS.mmm`. */
  readonly at: string;
  readonly actor: string;
  readonly origin: string;
  readonly action: string;
  readonly subject: string;
  readonly content: string;
}

/** SQL both engines understand. */
export interface AuditStatement {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** UTF-16 units of a piece: at most three bytes each in UTF-8, so a piece fits into MySQL's text of 65,535 bytes. */
const PIECE = 20_000;

/** The record of a change at an instant (ms); `random`: at least 22 hexadecimal digits that nobody else draws. */
export function rowOf(actor: Actor, change: Change, now: number, random: string): AuditRow {
  const { hall, action, subject, before = null, after = null, reason = '' } = change;
  const at = hallTimeMs(now);
  return {
    id: `${at.replace(/\D/g, '')}-${random.slice(0, 22)}`,
    hall,
    at,
    actor: clipped(actor.id, 80),
    origin: clipped(actor.origin ?? '', 64),
    action,
    subject: clipped(subject, 160),
    content: contentOf({ before, after, reason }),
  };
}

/** Half a character, as a request may carry it, has no UTF-8 form: it becomes U+FFFD and the change is recorded all the same. */
function contentOf(content: object): string {
  const text = JSON.stringify(content);
  if (!/\\ud[89a-f]/i.test(text)) return canonicalJson(content);
  const mended: unknown = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
  return canonicalJson(mended);
}

function clipped(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}

/** Hall-local time to the millisecond. */
export function hallTimeMs(now: number): string {
  return `${hallTime(now)}.${String(((now % 1000) + 1000) % 1000).padStart(3, '0')}`;
}

/** The instant of a hall-local time with or without milliseconds. */
export function instantMs(at: string): number {
  return instantOf(at.slice(0, 19)) + Number(at.slice(20));
}

export function digestOfRow({ id, hall, at, actor, origin, action, subject, content }: AuditRow): string {
  return digestOf({ id, hall, at, actor, origin, action, subject, content });
}

/** The content cut for the columns of the database, at least one piece, never through a character. */
export function piecesOf(content: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < content.length || from === 0;) {
    const end = from + PIECE;
    const cut = isHighSurrogate(content, end - 1) ? end - 1 : end;
    pieces.push(content.slice(from, cut));
    from = cut;
  }
  return pieces;
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}

/** What writes a record: the record, its further pieces, and its place in the queue of the chain. */
export function statementsOf(row: AuditRow): AuditStatement[] {
  const digest = digestOfRow(row);
  const { id, hall, content } = row;
  const [first = '', ...further] = piecesOf(content);
  return [
    insert('audit_record', { ...row, content: first, digest }),
    ...further.map((body, index) => insert('audit_piece', { hall, record: id, part: index + 1, body })),
    insert('audit_pending', { hall, record: id, digest }),
  ];
}

function insert(table: string, row: Readonly<Record<string, string | number>>): AuditStatement {
  const columns = Object.keys(row);
  return {
    sql: `INSERT INTO \`${table}\` (${columns.map((name) => `\`${name}\``).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    parameters: Object.values(row),
  };
}
