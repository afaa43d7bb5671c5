/** Where a delivered row names the row of the source it came from. */
export const ROW_KEY = '行号';

/** What is asked of a view. */
export interface Asked {
  readonly view: string;
  readonly key: readonly string[];
  /** Title → column. */
  readonly columns: Readonly<Record<string, string>>;
  readonly watermark?: { readonly column: string };
}

const WHOLE = /^\d{1,20}$/;
const TIME = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?: ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,6})?)?$/;

/** How watermarks are compared; undefined: it is none. */
export function kindOf(mark: string): 'whole' | 'time' | undefined {
  return WHOLE.test(mark) ? 'whole' : TIME.test(mark) ? 'time' : undefined;
}

export function isName(text: string): boolean {
  return /^[\p{L}\p{N}_$]{1,64}$/u.test(text);
}

/**
 * The one statement of a pull: the rows from a watermark on, it included, in its order. The first column is the watermark
 * (when there is one), then the key, then the columns by title.
 */
export function rowsFrom({ view, key, columns, watermark }: Asked, from: string | undefined, limit: number): string {
  const first = watermark ? [watermark.column] : [];
  const selected = [...first, ...key, ...Object.values(columns)].map(quoted).join(', ');
  const where = watermark && from !== undefined ? ` WHERE ${quoted(watermark.column)} >= ${literal(from)}` : '';
  const order = [...new Set([...first, ...key])].map(quoted).join(', ');
  return `SELECT ${selected} FROM ${quotedPath(view)}${where} ORDER BY ${order} LIMIT ${String(limit)}`;
}

/** Rows that no watermark would ever reach. */
export function rowsWithout({ view, watermark }: Asked): string | undefined {
  return watermark && `SELECT 1 FROM ${quotedPath(view)} WHERE ${quoted(watermark.column)} IS NULL LIMIT 1`;
}

/** The watermark so many seconds earlier, a whole number by so much; never below zero. */
export function earlier(mark: string, overlap: number): string {
  if (WHOLE.test(mark)) {
    const less = BigInt(mark) - BigInt(overlap);
    return String(less < 0n ? 0n : less);
  }
  const match = TIME.exec(mark);
  if (!match || overlap === 0) return mark;
  const [, day = '', hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`) - overlap * 1000;
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}${fraction}`;
}

/** The watermark, but a time not after now: one row with a wrong clock must not hide all that come before its time. */
export function notAfter(mark: string, now: string): string {
  return kindOf(mark) === 'time' && mark > now ? now : mark;
}

/** Nothing but digits and the marks of a time gets into a statement. */
function literal(mark: string): string {
  const kind = kindOf(mark);
  if (kind === undefined) throw new RangeError(`not a watermark: ${mark}`);
  return kind === 'whole' ? mark : `'${mark}'`;
}

function quotedPath(path: string): string {
  return path.split('.').map(quoted).join('.');
}

function quoted(name: string): string {
  if (!isName(name)) throw new RangeError(`not a name of a table or column: ${name}`);
  return `\`${name}\``;
}
