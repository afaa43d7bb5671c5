import { Fraction } from 'src/common/fraction';
import { adjust, type Account, type ItemResult } from 'src/modules/scoring/engine/account';
import type { ItemPlan } from 'src/modules/scoring/engine/plans';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read } from 'src/modules/scoring/engine/facts/reading';
import { ScoredLine } from 'src/modules/scoring/engine/line';
import type { Step } from 'src/modules/scoring/engine/steps';
import { line, missing, signed } from './knowing';

type PlaceShape = Extract<ItemPlan['shape'], { family: 'place' }>;

/** What needs the other sheets of the group: places on a number (S20), the group's mean (S34 neutral), spread weights. */
export function scoreAcross(accounts: readonly Account[], plans: readonly ItemPlan[], month: Month): void {
  for (const plan of plans) {
    const { family } = plan.shape;
    if (family === 'place') for (const group of byGroup(accounts).values()) places(group, plan, month);
    if (plan.item.zero === 'neutral') for (const group of byGroup(accounts).values()) neutral(group, plan);
  }
  if (plans.some(({ item }) => item.zero === 'regroup')) for (const account of accounts) regroup(account);
}

/** Best first; equal numbers share the better place; places beyond the list give nothing. */
function places(accounts: readonly Account[], plan: ItemPlan, month: Month): void {
  const { shape } = plan;
  if (shape.family !== 'place') return;
  const entries: {
    account: Account;
    result: ItemResult;
    value: Fraction;
    steps: Step[];
    cited: ScoredLine['cited'];
  }[] = [];
  for (const account of accounts) {
    const result = account.results[plan.index];
    if (result === undefined || result.closed) continue;
    const reading = read(shape.value, account.id, month);
    if (reading.state === 'missing') missing(account, result, reading.absent, month);
    else if (reading.state === 'zero' || isNothing(plan, shape, reading.value)) {
      const { step, cited, rulings } = reading;
      const steps: Step[] = [...rulings, step, { step: 'zero', policy: 'skip' }];
      result.add(
        new ScoredLine(account.subject, plan, 'note', 'counted', Fraction.zero, { steps, cited }, undefined, '='),
      );
    } else {
      const { value, step, cited, rulings } = reading;
      entries.push({ account, result, value, steps: [...rulings, step], cited });
    }
  }
  entries.sort((a, b) => (shape.higher ? b.value.compare(a.value) : a.value.compare(b.value)));
  let place = 0;
  entries.forEach(({ account, result, value, steps, cited }, index) => {
    const before = entries[index - 1];
    if (before === undefined || !before.value.equals(value)) place = index + 1;
    const points = shape.points[place - 1] ?? Fraction.zero;
    const step: Step = { step: 'place', place, of: entries.length, points };
    line(account, result, signed(plan, points), { steps: [...steps, step], cited });
  });
}

/** A window without a single case takes no place on the number of cases, unless the book says `zero: full`. */
function isNothing(plan: ItemPlan, { value, higher }: PlaceShape, number: Fraction): boolean {
  return value.kind === 'measure' && higher && number.isZero() && plan.item.zero !== 'full';
}

/** The mean of the others of the group that have a value; nobody has one: nothing. */
function neutral(accounts: readonly Account[], plan: ItemPlan): void {
  const results = accounts.flatMap((account) => {
    const result = account.results[plan.index];
    return result === undefined ? [] : [{ account, result }];
  });
  const known = results.filter(({ result }) => result.known);
  const total = known.reduce((sum, { result }) => sum.add(result.sum), Fraction.zero);
  const mean = known.length === 0 ? Fraction.zero : total.div(Fraction.of(known.length));
  for (const { account, result } of results) {
    if (result.waits !== 'neutral') continue;
    const step: Step = { step: 'zero', policy: 'neutral', mean, of: known.length };
    line(account, result, mean, { steps: [step], cited: [] });
  }
}

/** Full points of rates without anything below the line go to the other rates of the section, in proportion. */
function regroup(account: Account): void {
  const waiting = account.results.filter(({ waits }) => waits === 'regroup');
  for (const section of new Set(waiting.map(({ plan }) => plan.section))) {
    const known = account.results.filter(
      (result) => result.plan.section === section && result.known && fullOf(result).sign() > 0,
    );
    const here = sum(known.map(fullOf));
    const spread = sum(waiting.filter(({ plan }) => plan.section === section).map(fullOf));
    if (here.isZero() || spread.isZero()) continue;
    const factor = here.add(spread).div(here);
    for (const result of known) {
      adjust(account, result, 'regroup', result.sum.mul(factor), { bound: factor, key: '=' });
      result.capFactor = result.capFactor?.mul(factor);
    }
  }
}

function fullOf({ plan: { shape, item } }: ItemResult): Fraction {
  return shape.family === 'value' && item.kind !== 'deduction' ? shape.full : Fraction.zero;
}

function sum(values: readonly Fraction[]): Fraction {
  return values.reduce((total, value) => total.add(value), Fraction.zero);
}

function byGroup(accounts: readonly Account[]): Map<string, Account[]> {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const group = groups.get(account.subject.group);
    if (group === undefined) groups.set(account.subject.group, [account]);
    else group.push(account);
  }
  return groups;
}
