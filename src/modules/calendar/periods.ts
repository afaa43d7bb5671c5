import { addMonths, isPeriod, type Period } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import { periodNotMonth, periodUnreadable, rangeReversed, rangeTooLong } from './refusals';

/** A month, a quarter, a year or a range of months, with its months in order. */
export interface Span {
  readonly kind: 'month' | 'quarter' | 'year' | 'range';
  /** `2026-03`, `2026-Q1`, `2026` or `2026-01..2026-12`. */
  readonly name: string;
  readonly months: readonly Period[];
}

const LONGEST_RANGE = 600;

/** Reads one month `2026-03` (full-width signs are folded). Throws `calendar.period-not-month`. */
export function parsePeriod(text: string): Period {
  const folded = fold(text);
  if (!isPeriod(folded)) throw periodNotMonth({ text });
  return folded;
}

/**
 * Reads `2026-03`, `2026-01..2026-12`, `2026-Q1` or `2026`. Throws `calendar.period-unreadable`,
 * `calendar.period-not-month` (an end of a range), `calendar.range-reversed` or `calendar.range-too-long`.
 */
export function parseSpan(text: string): Span {
  const folded = fold(text);
  if (folded.includes('..')) return parseRange(folded);
  if (isPeriod(folded)) return { kind: 'month', name: folded, months: [folded] };
  const match = /^((?:19|2\d)\d{2})(?:-[Qq]([1-4]))?$/.exec(folded);
  const [, year, quarter] = match ?? [];
  if (year === undefined) throw periodUnreadable({ text });
  if (quarter === undefined) return { kind: 'year', name: year, months: monthsFrom(`${year}-01`, 12) };
  const first = addMonths(`${year}-01`, (Number(quarter) - 1) * 3);
  return { kind: 'quarter', name: `${year}-Q${quarter}`, months: monthsFrom(first, 3) };
}

function parseRange(text: string): Span {
  const ends = text.split('..');
  if (ends.length !== 2) throw periodUnreadable({ text });
  const [from, to] = [parsePeriod(ends[0] ?? ''), parsePeriod(ends[1] ?? '')];
  if (from > to) throw rangeReversed({ from, to });
  const months = index(to) - index(from) + 1;
  if (months > LONGEST_RANGE) throw rangeTooLong({ from, to, months, limit: LONGEST_RANGE });
  return { kind: 'range', name: `${from}..${to}`, months: monthsFrom(from, months) };
}

function monthsFrom(first: Period, count: number): Period[] {
  return Array.from({ length: count }, (_, month) => addMonths(first, month));
}

function index(period: Period): number {
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7));
}
