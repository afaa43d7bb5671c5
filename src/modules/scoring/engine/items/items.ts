import { Fraction } from 'src/common/fraction';
import { adjust, isPerson, ItemResult, type Account } from 'src/modules/scoring/engine/account';
import { accept, pick } from 'src/modules/scoring/engine/facts/acceptance';
import { countUnits } from 'src/modules/scoring/engine/facts/count';
import { escalate } from 'src/modules/scoring/engine/facts/weighing';
import type { Happening } from 'src/modules/scoring/engine/facts/happening';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read, type Read } from 'src/modules/scoring/engine/facts/reading';
import { note, ScoredLine } from 'src/modules/scoring/engine/line';
import type { Units } from 'src/modules/scoring/engine/shapes/plan';
import { EventTrace, ValueTrace } from 'src/modules/scoring/engine/shapes/trace';
import type { Step } from 'src/modules/scoring/engine/steps';
import { closeIfUnknown, line, missing, signed } from './knowing';
import { evaluateTest } from './tests';

/** Scores all items of a sheet that rest on its own facts. Places, scores of others and limits come later (order.ts). */
export function scoreItems(account: Account, month: Month): void {
  const { items, escalating } = account.type;
  // A list of its own age: one made with the account, long before, would keep all its items through every collection.
  account.results = [];
  for (const plan of items) {
    const result = new ItemResult(plan);
    account.results.push(result);
    closeIfUnknown(account, result, month);
    if (!result.closed && plan.count !== undefined) countEvents(account, result, month);
  }
  for (const group of escalating) {
    const list = group.flatMap(({ index, count: plan }) =>
      plan === undefined ? [] : (account.results[index]?.counted ?? []).map((units) => ({ plan, units, index })),
    );
    if (group.length > 1) list.sort((a, b) => order(a.units.main, b.units.main) || a.index - b.index);
    escalate(list);
  }
  for (const result of account.results) {
    if (result.closed) continue;
    scoreItem(account, result, month);
    if (result.plan.reversal !== undefined) reverse(account, result, month);
  }
}

/** What happened, and how many units that is. */
function countEvents(account: Account, result: ItemResult, month: Month): void {
  const { plan } = result;
  if (plan.count === undefined) return;
  const picked = pick(plan.count.selectors, account, month);
  if (picked.length === 0) return;
  const self = isPerson(account) ? account.id : undefined;
  const waiting: Happening[] | undefined = plan.shape.family === 'sum' ? [] : undefined;
  const accepted = accept(picked, account, result, month, waiting);
  if (waiting !== undefined && waiting.length > 0) {
    result.pending = totalUnits(countUnits(plan.count, waiting, month.openDays, self).units);
  }
  const { units, remainders, unreadable } = countUnits(plan.count, accepted, month.openDays, self);
  result.counted = units;
  for (const { facts, person: who, every, inRow } of remainders) {
    const step: Step = { step: 'every', every, have: facts.length, inRow };
    const key = `every/${facts[0]?.id ?? ''}/${who}`;
    const trace = { steps: [step], cited: facts };
    result.add(new ScoredLine(account.subject, plan, 'note', 'counted', Fraction.zero, trace, undefined, key));
  }
  for (const fact of unreadable) {
    const detail = [plan.count.amount?.name ?? ''];
    result.add(note(account.subject, plan, 'refused', { why: 'not-readable', detail }, [fact]));
  }
}

function scoreItem(account: Account, result: ItemResult, month: Month): void {
  switch (result.plan.shape.family) {
    case 'event':
      for (const units of result.counted) scoreEvent(account, result, units);
      return;
    case 'sum':
      scoreSum(account, result);
      return;
    case 'value':
      scoreValue(account, result, month);
      return;
    case 'tests':
      scoreTests(account, result, month);
      return;
    case 'place':
    case 'derived':
    case 'weighted':
      return;
  }
}

function scoreEvent(account: Account, result: ItemResult, units: Units): void {
  const { plan } = result;
  if (plan.shape.family !== 'event') return;
  const { shape } = plan;
  const verdict = shape.score(units, undefined);
  if (!(verdict instanceof Fraction)) {
    result.add(note(account.subject, plan, 'refused', verdict, units.facts, units.key));
    return;
  }
  const points = signed(plan, verdict);
  const trace = new EventTrace(units, shape);
  units.line = new ScoredLine(account.subject, plan, 'item', 'counted', points, trace, undefined, units.key);
  units.points = points;
  result.add(units.line);
  const cap = plan.caps.event;
  if (cap === undefined || points.abs().compare(cap) <= 0) return;
  units.points = points.sign() < 0 ? cap.neg() : cap;
  const after = result.sum.sub(points).add(units.points);
  const why = { steps: [], cited: units.facts };
  adjust(account, result, 'event-cap', after, { bound: cap, trace: why, key: units.key ?? units.main.id });
}

/** Shapes over the number of all units: a quota, a share per head. */
function scoreSum(account: Account, result: ItemResult): void {
  const { plan, counted, pending } = result;
  if (plan.shape.family !== 'sum' || (counted.length === 0 && plan.item.shape.kind !== 'quota')) return;
  const steps = counted.flatMap((one) => one.steps);
  const cited = [...new Set(counted.flatMap(({ facts }) => facts))];
  const verdict = plan.shape.score({ units: result.units, pending, heads: account.subject.heads }, steps);
  if (verdict instanceof Fraction) line(account, result, signed(plan, verdict), { steps, cited });
  else result.add(note(account.subject, plan, 'not-assessed', verdict, cited, '='));
}

function scoreValue(account: Account, result: ItemResult, month: Month): void {
  const { plan } = result;
  if (plan.shape.family !== 'value') return;
  const reading = read(plan.shape.value, account.id, month);
  if (reading.state === 'missing') {
    missing(account, result, reading.absent, month);
    return;
  }
  if (reading.state === 'zero') {
    zero(account, result, reading, plan.shape.full);
    return;
  }
  const points = signed(plan, plan.shape.score(reading.value, undefined));
  result.known = true;
  line(account, result, points, new ValueTrace(month, account.id, plan.shape));
}

function scoreTests(account: Account, result: ItemResult, month: Month): void {
  const { plan } = result;
  if (plan.shape.family !== 'tests') return;
  const tests = plan.shape.tests.map((test) => evaluateTest(test, account, result, month));
  const absent = tests.find(({ reading }) => reading?.state === 'missing')?.reading?.absent;
  if (absent !== undefined) {
    missing(account, result, absent, month);
    return;
  }
  const points = tests.every(({ held }) => held) ? plan.shape.points : Fraction.zero;
  const steps = tests.flatMap(({ held, value, of, bounds, reading }): Step[] => [
    ...(reading?.rulings ?? []),
    { step: 'test', held, value, of, range: bounds },
  ]);
  const cited = [...new Map(tests.flatMap((test) => test.cited.map((one) => [one.fact, one]))).values()];
  line(account, result, signed(plan, points), { steps, cited });
}

/** S34: nothing below the line. */
function zero(account: Account, result: ItemResult, reading: Read, full: Fraction): void {
  const policy = result.plan.item.zero ?? 'skip';
  if (policy === 'neutral' || policy === 'regroup') result.waits = policy;
  if (policy === 'neutral') return;
  const points = policy === 'full' ? signed(result.plan, full) : Fraction.zero;
  const steps = [...reading.rulings, reading.step, { step: 'zero', policy } as const];
  const trace = { steps, cited: reading.cited };
  const kind = policy === 'full' ? 'item' : 'note';
  result.add(new ScoredLine(account.subject, result.plan, kind, 'counted', points, trace, undefined, '='));
}

/** S38: one of these facts is there, so the item's points are cancelled. */
function reverse(account: Account, result: ItemResult, month: Month): void {
  const { reversal } = result.plan;
  if (reversal === undefined) return;
  const facts = pick(reversal.selectors, account, month).filter(({ inMonth }) => inMonth);
  for (const fact of facts) fact.read = true;
  const standing = facts.filter(
    ({ fact, ruling }) => fact.verified !== 'no' && (ruling === undefined || ruling.decision === 'amend'),
  );
  if (standing.length === 0) return;
  const steps: Step[] = [{ step: 'reversed', reason: reversal.reason, by: standing.map(({ id }) => id) }];
  adjust(account, result, 'reversal', Fraction.zero, { trace: { steps, cited: standing }, key: '=' });
  for (const units of result.counted) units.points = Fraction.zero;
}

/** Units together. */
export function totalUnits(list: readonly Units[]): Fraction {
  let total = Fraction.zero;
  for (const { units } of list) total = total.add(units);
  return total;
}

function order(a: Happening, b: Happening): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
