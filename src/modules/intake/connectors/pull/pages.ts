import { addDays, parseCivilDate, type CivilDate } from 'src/common/civil-date';
import type { JsonValue } from 'src/modules/intake/files/json-text';

/** The member of a page or row at a path such as `data.list`; without a path the value itself. */
export function memberAt(value: JsonValue | undefined, path: string | undefined): JsonValue | undefined {
  if (path === undefined || path === '') return value;
  return path
    .split('.')
    .reduce<JsonValue | undefined>((place, name) => (place instanceof Map ? place.get(name) : undefined), value);
}

/** JSON on one line, its numbers with the digits they came with. */
export function jsonText(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (!(value instanceof Map)) return value.text;
  return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`;
}

/** Text or the digits of a number; undefined for anything else and for blank text. */
export function wordOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return value !== null && typeof value === 'object' && 'kind' in value ? value.text : undefined;
}

/** Whether a watermark lies behind another: whole numbers by size, everything else as text. */
export function isLater(one: string, other: string): boolean {
  const whole = /^\d+$/;
  return whole.test(one) && whole.test(other) ? BigInt(one) > BigInt(other) : one > other;
}

interface Paged {
  readonly url: string;
  readonly paging?: {
    readonly by: 'page' | 'next';
    readonly param?: string;
    readonly first?: number;
    readonly field?: string;
  };
  readonly watermark?: { readonly param: string };
}

/** The address of the first page from a watermark on. */
export function firstPage({ url, paging, watermark }: Paged, from: string | undefined): URL {
  const first = new URL(url);
  if (watermark && from !== undefined) first.searchParams.set(watermark.param, from);
  if (paging?.by === 'page' && paging.param !== undefined)
    first.searchParams.set(paging.param, String(paging.first ?? 1));
  return first;
}

/** The address of the page after this one, or undefined after the last. */
export function nextPage({ paging }: Paged, at: URL, page: JsonValue, rows: number): URL | undefined {
  if (!paging) return undefined;
  const { by, param, field } = paging;
  const next = new URL(at);
  if (by === 'page') {
    if (rows === 0 || param === undefined) return undefined;
    next.searchParams.set(param, String(Number(at.searchParams.get(param)) + 1));
    return next;
  }
  const mark = wordOf(memberAt(page, field));
  if (mark === undefined) return undefined;
  if (param === undefined) return URL.canParse(mark, at.href) ? new URL(mark, at.href) : undefined;
  next.searchParams.set(param, mark);
  return next;
}

/** The last whole day of a date or time: `2026-03-05` is that day, `2026-03-05 10:00` the day before. Undefined: neither. */
export function wholeDayOf(word: string | undefined): CivilDate | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})([ T]\d{2}:\d{2}.*)?$/.exec(word ?? '');
  const day = parseCivilDate(match?.[1] ?? '');
  return day === undefined || match?.[2] === undefined ? day : addDays(day, -1);
}
