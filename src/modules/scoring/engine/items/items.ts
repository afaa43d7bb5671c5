import { Fraction } from 'src/common/fraction';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import { adjust, ItemResult, type Account } from 'src/modules/scoring/engine/account';
import type { ItemPlan } from 'src/modules/scoring/engine/compile';
import { acceptance, pick } from 'src/modules/scoring/engine/facts/acceptance';
import { countUnits, escalate } from 'src/modules/scoring/engine/facts/count';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read, type Read } from 'src/modules/scoring/engine/facts/reading';
import { note, ScoredLine } from 'src/modules/scoring/engine/line';
import { shown, type Verdict } from 'src/modules/scoring/engine/shapes/plan';
import type { NoteReason, Step } from 'src/modules/scoring/engine/steps';
import { evaluateTest } from './tests';

/** Scores all items of a sheet that rest on its own facts. Places, scores of others and limits come later (order.ts). */
export function scoreItems(account: Account, month: Month): void {
  for (const plan of account.type.items) account.results.push(countItem(account, plan, month));
  for (const group of account.type.escalating) {
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

/** First half: does the item apply, is its source known, what happened and how many units is that? */
function countItem(account: Account, plan: ItemPlan, month: Month): ItemResult {
  const result = new ItemResult(plan);
  if (plan.applies !== undefined && !applies(account, plan, month)) {
    return closed(account, result, 'does-not-apply', { why: 'does-not-apply' });
  }
  if (plan.notConnected.length > 0) {
    return closed(account, result, 'not-assessed', { why: 'not-connected', text: plan.notConnected.join(',') });
  }
  if (plan.sources.some((source) => !month.coverage.complete(source))) silent(account, result, month);
  if (!result.closed && plan.count !== undefined) countEvents(account, result, month);
  return result;
}

/** Sources that are silent for this subject: not assessed, or waived when every one of them is let pass by name. */
function silent(account: Account, result: ItemResult, month: Month): void {
  const { windows } = account.subject;
  const { code, sources } = result.plan;
  const gaps = sources.flatMap((source) => {
    const days = month.coverage.missing(source, windows);
    return days.length === 0 ? [] : [{ source, days, waiver: month.coverage.waiver(source, windows) }];
  });
  for (const { source, days, waiver } of gaps) account.gap(source, code, days, waiver);
  const open = gaps.filter(({ waiver }) => waiver === undefined);
  const text = (open.length > 0 ? open : gaps).map(({ source }) => source).join(',');
  const days = [...new Set(open.flatMap((gap) => gap.days))].sort();
  if (gaps.length > 0) touch(account, result, month);
  if (open.length > 0) closed(account, result, 'not-assessed', { why: 'not-assessed', text, detail: days });
  else if (gaps.length > 0) {
    const detail = gaps.map(({ waiver }) => `${waiver?.by ?? ''}: ${waiver?.reason ?? ''}`);
    closed(account, result, 'waived', { why: 'waived', text, detail: [...new Set(detail)] });
  }
}

function countEvents(account: Account, result: ItemResult, month: Month): void {
  const { plan } = result;
  if (plan.count === undefined) return;
  const person = isPerson(account);
  const picked = pick(plan.count.selectors, person ? month.byStaff : month.byWindow, account.id);
  if (picked.length === 0) return;
  const self = person ? account.id : undefined;
  const { accepted, pending, notes } = acceptance(plan, picked, month, account.subject);
  for (const line of notes) result.add(line);
  if (pending.length > 0 && plan.shape.family === 'sum') {
    for (const { units } of countUnits(plan.count, pending, month.openDays, self).units) {
      result.pending = result.pending.add(units);
    }
  }
  const { units, remainders, unreadable } = countUnits(plan.count, accepted, month.openDays, self);
  result.counted = units;
  for (const { facts, person: who, every, inRow } of remainders) {
    const step: Step = { step: 'every', every, have: facts.length, inRow };
    const key = `every/${facts[0]?.id ?? ''}/${who}`;
    result.add(new ScoredLine(account.subject, plan, 'note', 'counted', Fraction.zero, [step], facts, undefined, key));
  }
  for (const fact of unreadable) {
    const detail = [plan.count.amount?.name ?? ''];
    result.add(note(account.subject, plan, 'refused', { why: 'not-readable', detail }, [fact]));
  }
}

/** Second half: points. */
function scoreItem(account: Account, result: ItemResult, month: Month): void {
  const { plan } = result;
  const { shape } = plan;
  for (const { units } of result.counted) result.units = result.units.add(units);
  if (shape.family === 'event') scoreEvents(account, result);
  else if (shape.family === 'sum') {
    const { units, pending } = result;
    const facts = result.counted.flatMap((one) => one.facts);
    if (facts.length === 0 && plan.item.shape.kind !== 'quota') return;
    const verdict = shape.score({ units, pending, heads: account.subject.heads });
    whole(account, result, verdict, [...new Set(facts)]);
  } else if (shape.family === 'value') {
    const reading = read(shape.value, account.id, month);
    if (reading.state === 'missing') missing(account, result, reading.absent, month);
    else if (reading.state === 'zero') zero(account, result, reading, shape.full);
    else {
      const { points, steps } = shape.score(reading.value);
      result.known = true;
      line(account, result, signed(plan, points), [reading.step, ...steps], reading.cited);
    }
  } else if (shape.family === 'tests') {
    const tests = shape.tests.map((test) => evaluateTest(test, account, result, month));
    const absent = tests.find(({ reading }) => reading?.state === 'missing')?.reading;
    if (absent !== undefined) return missing(account, result, absent.absent, month);
    const points = tests.every(({ held }) => held) ? shape.points : Fraction.zero;
    const steps = tests.map(({ held, value, of, bounds }): Step => {
      return { step: 'test', held, ...(value && { value }), of, range: shown(bounds) };
    });
    line(
      account,
      result,
      signed(plan, points),
      steps,
      tests.flatMap(({ cited }) => cited),
    );
  }
}

function scoreEvents(account: Account, result: ItemResult): void {
  const { plan } = result;
  const { shape } = plan;
  if (shape.family !== 'event') return;
  for (const units of result.counted) {
    const verdict = shape.score(units);
    if ('why' in verdict) {
      result.add(note(account.subject, plan, 'refused', verdict, units.facts, units.key));
      continue;
    }
    units.steps.push(...verdict.steps);
    const points = signed(plan, verdict.points);
    const event = new ScoredLine(
      account.subject,
      plan,
      'item',
      'counted',
      points,
      units.steps,
      units.facts,
      undefined,
      units.key,
    );
    result.add(event);
    result.events.push({ units, line: event, points });
    const cap = plan.caps.event;
    if (cap === undefined || points.abs().compare(cap) <= 0) continue;
    const capped = points.sign() < 0 ? cap.neg() : cap;
    const after = result.sum.sub(points).add(capped);
    const key = units.key ?? units.main.id;
    adjust(account, result, 'event-cap', after, { bound: cap, facts: units.facts, key });
    result.events[result.events.length - 1] = { units, line: event, points: capped };
  }
}

/** S38: one of these facts is there, so the item's points are cancelled. */
function reverse(account: Account, result: ItemResult, month: Month): void {
  const { reversal } = result.plan;
  if (reversal === undefined) return;
  const picked = pick(reversal.selectors, isPerson(account) ? month.byStaff : month.byWindow, account.id);
  const facts = picked.map(({ happening }) => happening).filter(({ inMonth }) => inMonth);
  for (const fact of facts) fact.read = true;
  const standing = facts.filter(
    ({ fact, ruling }) => fact.verified !== 'no' && (ruling ?? { decision: 'amend' }).decision === 'amend',
  );
  if (standing.length === 0) return;
  const by = standing.map(({ id }) => id);
  const steps: Step[] = [{ step: 'reversed', reason: reversal.reason, by }];
  adjust(account, result, 'reversal', Fraction.zero, { steps, facts: standing, key: '=' });
  for (const event of result.events) event.points = Fraction.zero;
}

/** One line for the whole item. */
export function line(
  account: Account,
  result: ItemResult,
  points: Fraction,
  steps: readonly Step[],
  cited: ScoredLine['cited'],
): void {
  const { subject } = account;
  result.add(new ScoredLine(subject, result.plan, 'item', 'counted', points, steps, cited, undefined, '='));
}

function whole(account: Account, result: ItemResult, verdict: Verdict, cited: ScoredLine['cited']): void {
  const { plan } = result;
  if ('why' in verdict) result.add(note(account.subject, plan, 'not-assessed', verdict, cited, '='));
  else
    line(
      account,
      result,
      signed(plan, verdict.points),
      [...result.counted.flatMap(({ steps }) => steps), ...verdict.steps],
      cited,
    );
}

/** What is there of an item that is not assessed is known, only not counted. */
function touch(account: Account, { plan }: ItemResult, month: Month): void {
  const lists = isPerson(account) ? month.byStaff : month.byWindow;
  for (const { happening } of pick(plan.count?.selectors ?? [], lists, account.id)) happening.read = true;
  if (plan.shape.family === 'value' || plan.shape.family === 'place') read(plan.shape.value, account.id, month);
}

/** A number that should be there is not: not assessed, and a gap like a silent source. */
export function missing(account: Account, result: ItemResult, absent: readonly string[], month: Month): void {
  const { subject } = account;
  const sources = [...new Set(absent.map((measure) => sourceOfMeasure(measure) ?? measure))];
  const waivers = sources.map((source) => month.coverage.waiver(source, subject.windows));
  for (const [index, source] of sources.entries()) account.gap(source, result.plan.code, [], waivers[index]);
  const state = waivers.every((waiver) => waiver !== undefined) ? 'waived' : 'not-assessed';
  closed(account, result, state, { why: 'no-data', text: sources.join(','), detail: absent });
}

/** S34: nothing below the line. */
function zero(account: Account, result: ItemResult, reading: Read, full: Fraction): void {
  const policy = result.plan.item.zero ?? 'skip';
  if (policy === 'neutral' || policy === 'regroup') result.waits = policy;
  if (policy === 'neutral') return;
  const points = policy === 'full' ? signed(result.plan, full) : Fraction.zero;
  const steps: Step[] = [reading.step, { step: 'zero', policy }];
  const kind = policy === 'full' ? 'item' : 'note';
  result.add(
    new ScoredLine(account.subject, result.plan, kind, 'counted', points, steps, reading.cited, undefined, '='),
  );
}

/** The item's kind gives the sign; a quota carries its own and is only kept from crossing zero. */
export function signed({ item }: ItemPlan, points: Fraction): Fraction {
  if (item.kind === 'veto') return Fraction.zero;
  if (item.kind === 'both') return points;
  if (item.shape.kind !== 'quota') return item.kind === 'deduction' ? points.neg() : points;
  return item.kind === 'deduction' ? Fraction.min(points, Fraction.zero) : Fraction.max(points, Fraction.zero);
}

function applies({ subject }: Account, { applies: only = {} }: ItemPlan, month: Month): boolean {
  const { windows, tags, groups, months } = only;
  if (months !== undefined && !months.includes(month.period)) return false;
  if (groups !== undefined && !groups.includes(subject.group)) return false;
  if (windows !== undefined && !windows.includes(subject.window ?? subject.id)) return false;
  return tags === undefined || tags.some((tag) => subject.tags.includes(tag));
}

function closed(
  account: Account,
  result: ItemResult,
  state: 'does-not-apply' | 'not-assessed' | 'waived',
  step: { why: NoteReason; text?: string; detail?: readonly string[] },
): ItemResult {
  result.add(note(account.subject, result.plan, state, step));
  result.closed = true;
  return result;
}

export function isPerson({ subject }: Account): boolean {
  return subject.type === 'staff' || subject.type === 'chief';
}

function order(
  a: { readonly date: string; readonly id: string },
  b: { readonly date: string; readonly id: string },
): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
