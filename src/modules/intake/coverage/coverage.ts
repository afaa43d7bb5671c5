import { daysBetween, firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';

/** Days a statement covers, both included. */
export interface Span {
  readonly scope: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface ScopeCoverage {
  readonly scope: string;
  readonly missing: readonly CivilDate[];
}

/**
 * Which days of the month nobody has called complete. A statement about the whole hall holds for every device and
 * window; `wholeHall` is the name of that scope.
 */
export function missingDays(period: Period, spans: readonly Span[], wholeHall: string): ScopeCoverage[] {
  const scopes = [...new Set([wholeHall, ...spans.map((span) => span.scope)])].sort((a, b) =>
    a === wholeHall ? -1 : b === wholeHall ? 1 : a < b ? -1 : 1,
  );
  const days = daysBetween(firstDay(period), lastDay(period));
  return scopes.map((scope) => {
    const holding = spans.filter((span) => span.scope === scope || span.scope === wholeHall);
    return { scope, missing: days.filter((day) => !holding.some(({ from, to }) => from <= day && day <= to)) };
  });
}

/** Days somebody called complete, and who. */
export interface StatedBy extends Span {
  readonly by: string;
}

export interface DayCoverage {
  readonly day: CivilDate;
  /** Everybody who calls the day complete for the whole hall, in order; [] : nobody, the day is missing. */
  readonly by: readonly string[];
}

/** Each day of the month with those who call it complete for the whole hall. */
export function daysStated(period: Period, spans: readonly StatedBy[], wholeHall: string): DayCoverage[] {
  const whole = spans.filter(({ scope }) => scope === wholeHall);
  return daysBetween(firstDay(period), lastDay(period)).map((day) => {
    const holding = whole.filter(({ from, to }) => from <= day && day <= to);
    return { day, by: [...new Set(holding.map(({ by }) => by))].sort() };
  });
}

/** Days of the month, from the day on which a source began, that it has not called complete itself. */
export function daysOwed(period: Period, since: CivilDate, spans: readonly Pick<Span, 'from' | 'to'>[]): CivilDate[] {
  const days = daysBetween(firstDay(period), lastDay(period)).filter((day) => day >= since);
  return days.filter((day) => !spans.some(({ from, to }) => from <= day && day <= to));
}
