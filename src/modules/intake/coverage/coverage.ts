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
