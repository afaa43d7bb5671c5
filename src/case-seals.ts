import type { Period } from 'src/common/civil-date';
import type { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import type { SealedAt } from 'src/modules/cases';
import type { ScoreService } from 'src/modules/scoring';

/**
 * When the month was sealed last, for the rooms below scoring: with the data as of then, and with all that had been
 * recorded by the end of that second. Undefined: never.
 */
export async function lastSeal(
  { scores, periods }: { readonly scores: ScoreService; readonly periods: PeriodService },
  hall: string,
  period: Period,
): Promise<(SealedAt & { readonly closed: boolean }) | undefined> {
  const runs = (await scores.revisions(hall, period)).filter(({ sealed }) => sealed === 1);
  const at = runs.at(-1)?.computedAt;
  if (at === undefined) return undefined;
  const state = (await periods.find(hall, period))?.state;
  return { asOf: at, knownAt: `${at}.999`, closed: state !== undefined && !acceptsFacts(state) };
}
