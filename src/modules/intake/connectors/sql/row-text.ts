import { ROW_KEY } from './statement';

/** What the server says about a column: the codes of its protocol. */
export interface FieldType {
  readonly name: string;
  readonly type: number;
}

/** A value that is no text: a picture, a place on a map. */
export class NoText extends Error {
  override readonly name = 'NoText';

  constructor(readonly column: string) {
    super(column);
  }
}

const [FLOAT, DOUBLE, TIMESTAMP, TIME, DATETIME, BIT, VECTOR, GEOMETRY] = [4, 5, 7, 11, 12, 16, 242, 255];
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A value as a clerk would see it: whole and decimal numbers with all their digits, times without fractions of a second,
 * zero dates as nothing. Floating numbers stay JSON numbers, for ids in them are spoiled and must be seen as such. Throws
 * `NoText`.
 */
export function valueOf({ name, type }: FieldType, bytes: Buffer | null): string | { readonly number: string } {
  if (bytes === null) return '';
  if (type === GEOMETRY || type === VECTOR) throw new NoText(name);
  if (type === BIT) return String(bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n));
  const text = textOf(name, bytes);
  if (type === FLOAT || type === DOUBLE) return { number: text };
  if (type === DATETIME || type === TIMESTAMP || type === TIME)
    return text.startsWith('0000-00-00') ? '' : text.replace(/\.\d+$/, '');
  return text === '0000-00-00' ? '' : text;
}

/** A value of the key or the watermark, with everything the server says of it; undefined: NULL. Throws `NoText`. */
export function exactly({ name, type }: FieldType, bytes: Buffer | null): string | undefined {
  if (bytes === null) return undefined;
  return type === BIT ? String(bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)) : textOf(name, bytes);
}

/** One line of the delivered file: the row of the source it came from, then the values by title. */
export function lineOf(
  rowKey: string,
  titles: readonly string[],
  values: readonly ReturnType<typeof valueOf>[],
): string {
  const members = titles.map((title, index) => {
    const value = values[index] ?? '';
    return `${JSON.stringify(title)}:${typeof value === 'string' ? JSON.stringify(value) : value.number}`;
  });
  return `{${[`${JSON.stringify(ROW_KEY)}:${JSON.stringify(rowKey)}`, ...members].join(',')}}\n`;
}

function textOf(name: string, bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new NoText(name);
  }
}
