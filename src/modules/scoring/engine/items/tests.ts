import { Fraction } from 'src/common/fraction';
import type { Account, ItemResult } from 'src/modules/scoring/engine/account';
import { acceptance, pick } from 'src/modules/scoring/engine/facts/acceptance';
import { within, type BoundsPlan, type TestPlan } from 'src/modules/scoring/engine/facts/conditions';
import { countUnits } from 'src/modules/scoring/engine/facts/count';
import type { Cited } from 'src/modules/scoring/engine/facts/happening';
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

/**
 * How often something happened, or a number, against its bounds. A rate with nothing below the line holds only where the
 * item's zero policy is `full`.
 */
export function evaluateTest(test: TestPlan, account: Account, result: ItemResult, month: Month): Tested {
  const { bounds } = test;
  if ('value' in test) {
    const reading = read(test.value, account.id, month);
    const { value, cited, step } = reading;
    const held = reading.state === 'zero' ? result.plan.item.zero === 'full' : within(value, bounds);
    const of = [...step.of, ...(step.over ?? [])];
    return { held, value: reading.state === 'known' ? value : undefined, of, bounds, cited, reading };
  }
  const { subject } = account;
  const person = subject.type === 'staff' || subject.type === 'chief';
  const picked = pick(test.selectors, person ? month.byStaff : month.byWindow, account.id);
  const { accepted, notes } = acceptance(result.plan, picked, month, subject);
  const known = new Set(result.lines.map(({ id }) => id));
  for (const line of notes) if (!known.has(line.id)) result.add(line);
  if ('amount' in test) {
    const sizes = accepted.flatMap(({ happening }) => happening.amount(test.amount) ?? []);
    const value = sizes.reduce<Fraction | undefined>(
      (most, size) => (most === undefined ? size : Fraction.max(most, size)),
      undefined,
    );
    const cited = accepted.map(({ happening }) => happening);
    return { held: sizes.some((size) => within(size, bounds)), value, of: [test.amount], bounds, cited };
  }
  const plan = {
    selectors: test.selectors,
    persons: undefined,
    amount: undefined,
    exempt: [],
    allowance: undefined,
    escalation: undefined,
  };
  const { units } = countUnits(plan, accepted, month.openDays, person ? account.id : undefined);
  const value = units.reduce((sum, one) => sum.add(one.units), Fraction.zero);
  return { held: within(value, bounds), value, of: test.types, bounds, cited: units.flatMap(({ facts }) => facts) };
}
