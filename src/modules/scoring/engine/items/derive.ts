import { Fraction } from 'src/common/fraction';
import type { Account, Accounts, ItemResult } from 'src/modules/scoring/engine/account';
import type { Trace } from 'src/modules/scoring/engine/facts/cited';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { tally } from 'src/modules/scoring/engine/facts/reading';
import { ScoredLine } from 'src/modules/scoring/engine/line';
import { ratio, type PartPlan, type ShapePlan } from 'src/modules/scoring/engine/shapes/plan';
import type { Step } from 'src/modules/scoring/engine/steps';
import { line, missing, signed } from './knowing';

type Derived = Extract<ShapePlan, { family: 'derived' }>;
type Weighted = Extract<ShapePlan, { family: 'weighted' }>;
interface Member {
  readonly id: string;
  readonly total: Fraction;
  readonly days: number;
}

/** S21, S23: items that rest on the scores of other subjects; run when those are settled (staff → chief → window). */
export function deriveItems(account: Account, accounts: Accounts, month: Month): void {
  for (const result of account.results) {
    if (result.closed) continue;
    const { shape } = result.plan;
    if (shape.family === 'derived') derived(account, result, shape, accounts, month);
    if (shape.family === 'weighted') weighted(account, result, shape, accounts, month);
  }
}

function derived(account: Account, result: ItemResult, shape: Derived, accounts: Accounts, month: Month): void {
  const { from, fn, of, to } = shape;
  const members = membersOf(from, account, accounts, month);
  const value = combined(members, fn);
  const step: Step = { step: 'derived', from, function: fn, members, ...(value && { value }), of, to };
  if (value === undefined) {
    nobody(account, result, step, to);
    return;
  }
  line(account, result, signed(result.plan, ratio(value.mul(to), of)), { steps: [step], cited: [] });
}

function weighted(account: Account, result: ItemResult, shape: Weighted, accounts: Accounts, month: Month): void {
  const read = shape.parts.map((part) => ({ part, value: partValue(part, account, accounts, month) }));
  const absent = read.flatMap(({ part: { source }, value }) =>
    value === undefined && 'measure' in source ? [source.measure.measure] : [],
  );
  const policy = result.plan.item.zero ?? 'skip';
  if (absent.length > 0 && policy !== 'regroup' && policy !== 'full') {
    missing(account, result, absent, month);
    return;
  }
  const parts = read.map(({ part: { source, weight, outOf }, value }) => {
    const name = 'measure' in source ? source.measure.measure : source.from;
    const known = value ?? (policy === 'full' ? outOf : undefined);
    return { of: name, weight, outOf, ...(known && { value: known }) };
  });
  const step: Step = { step: 'weighted', parts, to: shape.to };
  const there = parts.filter(({ value }) => value !== undefined);
  const weights = there.reduce((sum, { weight }) => sum.add(weight), Fraction.zero);
  if (weights.isZero() || (there.length < parts.length && policy !== 'regroup')) {
    nobody(account, result, step, shape.to);
    return;
  }
  const sum = there.reduce(
    (total, { weight, outOf, value = Fraction.zero }) => total.add(ratio(value, outOf).mul(weight)),
    Fraction.zero,
  );
  const cited = shape.parts.flatMap(({ source }) =>
    'measure' in source ? (tally(source.measure, account.id, month) ?? []) : [],
  );
  line(account, result, signed(result.plan, ratio(sum, weights).mul(shape.to)), { steps: [step], cited });
}

function partValue({ source }: PartPlan, account: Account, accounts: Accounts, month: Month): Fraction | undefined {
  if ('measure' in source) return tally(source.measure, account.id, month)?.value;
  return combined(membersOf(source.from, account, accounts, month), 'mean');
}

/** The settled sheets of the people at the window, with their days there. */
function membersOf(from: 'staff' | 'chief', account: Account, accounts: Accounts, month: Month): Member[] {
  const window = account.subject.window ?? account.id;
  const sheets = accounts.get(from);
  const there = month.placing.at.get(window) ?? [];
  const members = there.flatMap(({ person, days, chief }) => {
    const sheet = sheets?.get(person.id);
    const share = from === 'chief' ? chief : days;
    return sheet?.settled !== true || share <= 0 ? [] : [{ id: person.id, total: sheet.score, days: share }];
  });
  if (from === 'staff' || members.length > 0) return members;
  const chief = sheets?.get(month.placing.chiefOf(window) ?? '');
  return chief?.settled === true ? [{ id: chief.id, total: chief.score, days: 1 }] : [];
}

/** The mean is weighted by person-days, so that someone who moved counts at each window for the days spent there. */
function combined(members: readonly Member[], fn: Derived['fn']): Fraction | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  if (fn === 'lowest') return members.reduce((least, { total }) => Fraction.min(least, total), first.total);
  if (fn === 'highest') return members.reduce((most, { total }) => Fraction.max(most, total), first.total);
  const days = members.reduce((sum, member) => sum + member.days, 0);
  return members
    .reduce((sum, member) => sum.add(member.total.mul(Fraction.of(member.days))), Fraction.zero)
    .div(Fraction.of(days));
}

/** S34 for scores of others: nobody to take them from. */
function nobody(account: Account, result: ItemResult, step: Step, full: Fraction): void {
  const policy = result.plan.item.zero === 'full' ? 'full' : 'skip';
  const trace: Trace = { steps: [step, { step: 'zero', policy }], cited: [] };
  if (policy === 'full') {
    line(account, result, signed(result.plan, full), trace);
    return;
  }
  result.add(new ScoredLine(account.subject, result.plan, 'note', 'counted', Fraction.zero, trace, undefined, '='));
}
