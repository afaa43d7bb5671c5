import { addMonths, type Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { OutcomeResult, Standing } from 'src/modules/scoring/engine/evaluation';
import type { Ranking } from 'src/modules/rules/ranking';
import { exact } from 'src/modules/scoring/engine/facts/conditions';
import { member, type Edge, type Kind, type Setting } from './edges';
import { poolOf } from './rank';

/** S29: so many months running up to this one, or times in the year with this month as the latest. */
export function streak(
  outcome: Kind<'streak'>,
  pool: readonly Standing[],
  results: readonly OutcomeResult[],
  setting: Setting,
): Edge {
  const { times, within: span } = outcome;
  const members = pool.flatMap((one) => {
    const now = results.filter(
      (result) => result.type === one.type && result.members.some(({ subject }) => subject === one.subject),
    );
    const within = setting.rankings[one.type]?.within;
    if (!matches(outcome, { ...one, outcomes: now.map(({ code }) => code) }, pool, within)) return [];
    let count = 1;
    const imported: Period[] = [];
    for (let month = addMonths(setting.period, -1); ; month = addMonths(month, -1)) {
      if (span === 'year' && month.slice(0, 4) !== setting.period.slice(0, 4)) break;
      const past = setting.past.find(({ period }) => period === month);
      const same = past?.standings.filter(({ type = 'window' }) => type === one.type) ?? [];
      const then = same.find(({ subject }) => subject === one.subject);
      const hit = then !== undefined && matches(outcome, then, same, within);
      if (hit) {
        count += 1;
        if (past?.imported) imported.unshift(month);
      } else if (span === 'running') break;
      if (past === undefined && !setting.past.some(({ period }) => period < month)) break;
    }
    if (count < times) return [];
    return [{ ...member(outcome, one, setting), count, ...(imported.length > 0 && { imported }) }];
  });
  return { members };
}

interface PastStanding {
  readonly subject: string;
  readonly group: string;
  readonly rank: number | null;
  readonly fromBottom: number | null;
  readonly outcomes: readonly string[];
}

function matches(
  { of, sharedCounts = true }: Kind<'streak'>,
  one: PastStanding,
  pool: readonly PastStanding[],
  within: Ranking['within'],
): boolean {
  if (of.outcome !== undefined && !one.outcomes.includes(of.outcome)) return false;
  if (of.rank !== undefined && one.rank !== of.rank) return false;
  if (of.fromBottom !== undefined && one.fromBottom !== of.fromBottom) return false;
  if (sharedCounts || (of.rank === undefined && of.fromBottom === undefined)) return true;
  const table = poolOf(one.group, { within });
  return !pool.some(
    ({ subject, group, rank }) => subject !== one.subject && poolOf(group, { within }) === table && rank === one.rank,
  );
}

/** Places as a share of those assessed, with the book's rounding; per window with more for those of an outcome. */
export function places(
  outcome: Kind<'quota'>,
  pool: readonly Standing[],
  results: readonly OutcomeResult[],
  setting: Setting,
): Edge {
  const { share, rounding, atLeast = 0, extra, of } = outcome;
  const count = (base: number, part: Fraction): number =>
    Math.max(atLeast, Number(Fraction.of(base).mul(part).round(0, rounding).toString()));
  const assessed = pool.filter(({ rank }) => rank !== null);
  if (of !== 'window-staff') {
    const base =
      of === 'windows'
        ? assessed.length
        : assessed.reduce(
            (sum, { subject, type }) => sum + (type === 'staff' || type === 'chief' ? 1 : setting.staffAt(subject)),
            0,
          );
    return { members: [], places: count(base, exact(share)) };
  }
  const members = assessed.map((one) => {
    const more = extra !== undefined && holds(one, extra.outcome, results, setting);
    const part = more ? exact(share).add(exact(extra.share)) : exact(share);
    return { ...member(outcome, one, setting), count: count(setting.staffAt(one.subject), part) };
  });
  return { members, places: members.reduce((sum, one) => sum + one.count, 0) };
}

/** This month, or earlier in the same year. */
function holds(one: Standing, code: string, results: readonly OutcomeResult[], { past, period }: Setting): boolean {
  if (results.some((result) => result.code === code && result.members.some(({ subject }) => subject === one.subject)))
    return true;
  return past.some(
    (month) =>
      month.period.slice(0, 4) === period.slice(0, 4) &&
      month.standings.some((then) => then.subject === one.subject && then.outcomes.includes(code)),
  );
}
