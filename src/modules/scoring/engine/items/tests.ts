import { Fraction } from 'src/common/fraction';
import { isPerson, type Account, type ItemResult } from 'src/modules/scoring/engine/account';
import { accept, pick } from 'src/modules/scoring/engine/facts/acceptance';
import { within, type BoundsPlan, type CountPlan, type TestPlan } from 'src/modules/scoring/engine/facts/conditions';
import { countUnits } from 'src/modules/scoring/engine/facts/count';
import type { Cited } from 'src/modules/scoring/engine/facts/cited';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read, type Read } from 'src/modules/scoring/engine/facts/reading';

export interface Tested {
  readonly held: boolean;
  readonly value: Fraction | undefined;
  readonly of: readonly string[];
  readonly bounds: BoundsPlan;
  readonly cited: readonly Cited[];
  readonly reading?: Read;
}

const PLAIN: Omit<CountPlan, 'selectors'> = {
  persons: undefined,
  amount: undefined,
  exempt: [],
  allowance: undefined,
  escalation: undefined,
};

/**
 * How often something happened, a number of the month, or the size of any one event, against its bounds. A rate with
 * nothing below the line holds only where the item's zero policy is `full`.
 */
export function evaluateTest(test: TestPlan, account: Account, result: ItemResult, month: Month): Tested {
  const { bounds } = test;
  if ('value' in test) {
    const reading = read(test.value, account.id, month);
    const { value, cited, step, state } = reading;
    const held = state === 'known' ? within(value, bounds) : state === 'zero' && result.plan.item.zero === 'full';
    const of = [...step.of, ...(step.over ?? [])];
    return { held, value: state === 'known' ? value : undefined, of, bounds, cited, reading };
  }
  const cited = accept(pick(test.selectors, account, month), account, result, month);
  if ('amount' in test) {
    const sizes = cited.flatMap((happening) => happening.amount(test.amount) ?? []);
    const value = sizes.reduce((most, size) => Fraction.max(most, size), sizes[0] ?? Fraction.zero);
    return { held: sizes.some((size) => within(size, bounds)), value, of: [test.amount], bounds, cited };
  }
  const plan = { ...PLAIN, selectors: test.selectors };
  const { units } = countUnits(plan, cited, month.openDays, isPerson(account) ? account.id : undefined);
  const value = units.reduce((sum, one) => sum.add(one.units), Fraction.zero);
  return { held: within(value, bounds), value, of: test.types, bounds, cited: units.flatMap(({ facts }) => facts) };
}
