import { addDays, type CivilDate } from 'src/common/civil-date';
import type { Language } from 'src/common/language';

/** A stretch of days. Both ends belong to it; null is open: since ever, until further notice. */
export interface Span {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

export function covers(span: Span, day: CivilDate): boolean {
  return (span.from === null || span.from <= day) && (span.to === null || day <= span.to);
}

/** Whether the two have a day in common. Stretches that touch (…18th, 19th…) have none. */
export function overlap(a: Span, b: Span): boolean {
  const startsInTime = a.from === null || b.to === null || a.from <= b.to;
  return startsInTime && (b.from === null || a.to === null || b.from <= a.to);
}

/** Whether `later` begins on the day after `earlier` ends. */
export function touch(earlier: Span, later: Span): boolean {
  return earlier.to !== null && later.from !== null && addDays(earlier.to, 1) === later.from;
}

/** Orders by first day; an open beginning comes first. */
export function byStart(a: Span, b: Span): number {
  const [one, two] = [a.from ?? '', b.from ?? ''];
  return one < two ? -1 : one > two ? 1 : 0;
}

/** From the first day of all to the last day of all, gaps included; undefined for no spans. */
export function hull(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  const first = spans.reduce<CivilDate | null>((low, { from }) => lower(low, from), spans[0]?.from ?? null);
  const last = spans.reduce<CivilDate | null>((high, { to }) => higher(high, to), spans[0]?.to ?? null);
  return { from: first, to: last };
}

/** Joins what overlaps or touches, in order of time. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort(byStart)) {
    const last = result.at(-1);
    if (last !== undefined && (overlap(last, span) || touch(last, span))) {
      result[result.length - 1] = { from: last.from, to: higher(last.to, span.to) };
    } else {
      result.push({ from: span.from, to: span.to });
    }
  }
  return result;
}

/** Spans for people; of many only the last three, with the number of the others. */
export function spansText(spans: readonly Span[], language: Language): string {
  const shown = spans.slice(-3).map((span) => (language === 'zh' ? spanZh(span) : spanEn(span)));
  const more = spans.length - shown.length;
  if (language === 'zh') return `${shown.join('，')}${more > 0 ? `，此前另有 ${more} 段` : ''}`;
  return `${shown.join(', ')}${more > 0 ? `, and ${more} earlier` : ''}`;
}

function spanZh({ from, to }: Span): string {
  if (to === null) return from === null ? '长期' : `${from}起`;
  if (from === null) return `${to}以前`;
  return from === to ? from : `${from}至${to}`;
}

function spanEn({ from, to }: Span): string {
  if (to === null) return from === null ? 'always' : `from ${from} on`;
  if (from === null) return `until ${to}`;
  return from === to ? from : `${from} to ${to}`;
}

function lower(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  return a === null || b === null ? null : a < b ? a : b;
}

function higher(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  return a === null || b === null ? null : a > b ? a : b;
}
