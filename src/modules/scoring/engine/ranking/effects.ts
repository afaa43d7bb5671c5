import { addMonths, type Period } from 'src/common/civil-date';
import type { Effect } from 'src/modules/rules/book';
import type { Outcome } from 'src/modules/rules/ranking';
import type { Account } from 'src/modules/scoring/engine/account';
import type { EffectResult, OutcomeResult } from 'src/modules/scoring/engine/evaluation';
import type { Cited } from 'src/modules/scoring/engine/facts/cited';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { evaluateTest } from 'src/modules/scoring/engine/items/tests';

/** S27: what the counted events of a sheet take away apart from points. */
export function itemEffects(account: Account, month: Month): EffectResult[] {
  const effects: EffectResult[] = [];
  for (const result of account.results) {
    if (result.closed) continue;
    for (const effect of result.plan.effects) {
      const tested = effect.test && evaluateTest(effect.test, account, result, month);
      const counted = result.counted.filter(({ units }) => !units.isZero());
      const triggered =
        tested?.held ?? (counted.length > 0 || (result.plan.count === undefined && !result.sum.isZero()));
      if (!triggered) continue;
      const facts: readonly Cited[] =
        tested !== undefined && tested.cited.length > 0 ? tested.cited : counted.flatMap((one) => one.facts);
      const persons = account.subject.type === 'staff' ? [account.id] : facts.flatMap(({ staff }) => staff);
      const window = account.subject.window ?? account.id;
      const cause = { item: result.plan.code };
      effects.push(
        lost(
          effect,
          cause,
          window,
          persons,
          facts.map(({ id }) => id),
          month,
          facts.at(-1)?.date,
        ),
      );
    }
  }
  return effects;
}

/** What outcomes take away; only from those who have the outcome, never from those left to the leading group. */
export function outcomeEffects(
  outcomes: readonly Outcome[],
  results: readonly OutcomeResult[],
  month: Month,
): EffectResult[] {
  return results.flatMap((result) => {
    const effects = outcomes.find(({ code }) => code === result.code)?.effects ?? [];
    return result.members.flatMap(({ subject }) => {
      const person = result.type === 'staff' || result.type === 'chief';
      const window = person ? month.placing.home(subject) : subject;
      return effects.map((effect) =>
        lost(effect, { outcome: result.code }, window, person ? [subject] : [], [], month),
      );
    });
  });
}

function lost(
  { lose, who, length }: Omit<Effect, 'when'>,
  cause: EffectResult['cause'],
  window: string | undefined,
  concerned: readonly string[],
  facts: readonly string[],
  month: Month,
  date?: string,
): EffectResult {
  const { placing, period } = month;
  const chief = window === undefined ? undefined : placing.chiefOf(window, date);
  const persons = {
    persons: concerned,
    window: [],
    chief: chief === undefined ? [] : [chief],
    'all-staff': [...placing.staff.keys()].filter((id) => window !== undefined && placing.home(id) === window),
  }[who];
  return {
    lose,
    who,
    ...(window !== undefined && { window }),
    persons: [...new Set(persons)].sort(),
    length,
    from: period,
    until: lastMonth(period, length),
    cause,
    facts: [...new Set(facts)],
  };
}

/** The last month of the span the month lies in. */
function lastMonth(period: Period, length: 'month' | 'quarter' | 'year'): Period {
  const month = Number(period.slice(5, 7));
  if (length === 'month') return period;
  return addMonths(period, length === 'quarter' ? (3 - (month % 3)) % 3 : 12 - month);
}
