import { addDays, daysBetween, type CivilDate } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { countsCalendarDays, type LeaveKind } from './leave-kinds';
import type { PersonSource } from './punch';

export type Half = 'am' | 'pm';

/** One stretch of leave of one person, as a register or an approval states it. */
export interface LeaveRecord {
  readonly source: PersonSource;
  /** Key of the file; text. */
  readonly person: string;
  readonly staff: string | null;
  readonly kind: LeaveKind;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Days as text, `0.5`, `3`: working days, for maternity leave calendar days. */
  readonly days: string;
  /** The half days covered, in order of time, `2026-01-06 am`. */
  readonly halves: readonly string[];
  /** Staff number of who stands in (B 岗, 补岗人员); '' where the register names none. */
  readonly standIn: string;
  /** The register has a column for stand-ins: '' then says that nobody was named. */
  readonly standInStated?: true;
  /** Number of the paper the leave rests on. */
  readonly document?: string;
  /** Minutes of each day, for kinds that leave a time free (哺乳时间). */
  readonly minutes?: number;
}

/** How a stand-in is stored: nobody was named, although the register asks. */
export const NOBODY_NAMED = '-';

/** What a row says about the time of a leave, before the calendar was asked. */
export interface LeaveSpan {
  readonly kind: LeaveKind;
  readonly from: CivilDate;
  /** Absent: `days` says how long. */
  readonly to?: CivilDate;
  readonly days?: Fraction;
  /** The only half of a half day, or of the odd half day of a longer leave. */
  readonly half?: Half;
  /** Where both ends are stated with their halves. */
  readonly begins?: Half;
  readonly ends?: Half;
}

export type SpanFault = 'half-unknown' | 'span-backwards' | 'span-days' | 'days-number';

const HALF_DAY = Fraction.of(1, 2);

/** Half days of a list: `2026-01-06 am`. */
export function halfKey(date: CivilDate, half: Half): string {
  return `${date} ${half}`;
}

/**
 * The half days a leave covers. Whole days count working days, the first day always counts. Half a day needs its half;
 * the odd half of a longer leave is the morning of its last day or the afternoon of its first.
 */
export function coveredHalves(
  span: LeaveSpan,
  isWorkingDay: (date: CivilDate) => boolean,
): { halves: string[]; to: CivilDate; days: string } | { fault: SpanFault; touched: CivilDate[]; expected?: string } {
  const counts = countsCalendarDays(span.kind)
    ? () => true
    : (date: CivilDate) => date === span.from || isWorkingDay(date);
  if (span.to !== undefined) return bounded({ ...span, to: span.to }, counts);
  const days = span.days ?? Fraction.one;
  if (days.sign() <= 0 || !days.mul(Fraction.of(2)).isWhole() || days.compare(Fraction.of(400)) > 0)
    return { fault: 'days-number', touched: [] };
  const touched = take(span.from, Number(days.ceil().toString()), counts);
  const odd = !days.isWhole();
  if (odd && span.half === undefined) return { fault: 'half-unknown', touched };
  const halves = touched.flatMap((date, index) => {
    const oddDay = odd && index === (span.half === 'am' ? touched.length - 1 : 0);
    return oddDay && span.half !== undefined ? [halfKey(date, span.half)] : wholeDay(date);
  });
  return { halves, to: touched.at(-1) ?? span.from, days: days.toText() };
}

function bounded(
  span: LeaveSpan & { to: CivilDate },
  counts: (date: CivilDate) => boolean,
): ReturnType<typeof coveredHalves> {
  if (span.to < span.from) return { fault: 'span-backwards', touched: [] };
  const touched = daysBetween(span.from, span.to).filter(counts);
  const first = span.begins ?? (span.from === span.to ? (span.half ?? 'am') : 'am');
  const last = span.ends ?? (span.from === span.to ? (span.half ?? 'pm') : 'pm');
  const all = touched.flatMap(wholeDay);
  const halves = all.filter((key) => key >= halfKey(span.from, first) && key <= halfKey(span.to, last));
  const length = Fraction.of(halves.length, 2);
  const said = span.days;
  if (halves.length === 0) return { fault: 'span-backwards', touched };
  // Registers also count calendar days; both ways say the same span. Half a day of one day needs its half.
  if (said !== undefined && !said.equals(length)) {
    if (said.equals(HALF_DAY) && touched.length === 1) return { fault: 'half-unknown', touched };
    const calendar = Fraction.of(daysBetween(span.from, span.to).length);
    if (!said.equals(calendar)) return { fault: 'span-days', touched, expected: length.toText() };
  }
  return { halves, to: span.to, days: length.toText() };
}

function wholeDay(date: CivilDate): string[] {
  return [halfKey(date, 'am'), halfKey(date, 'pm')];
}

function take(from: CivilDate, count: number, counts: (date: CivilDate) => boolean): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let date = from; dates.length < count; date = addDays(date, 1)) if (counts(date)) dates.push(date);
  return dates;
}
