import { Fraction } from 'src/common/fraction';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import type { Account, ItemResult } from 'src/modules/scoring/engine/account';
import type { ItemPlan } from 'src/modules/scoring/engine/plans';
import { pick } from 'src/modules/scoring/engine/facts/acceptance';
import type { Trace } from 'src/modules/scoring/engine/facts/cited';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read } from 'src/modules/scoring/engine/facts/reading';
import { note, ScoredLine } from 'src/modules/scoring/engine/line';
import type { NoteReason } from 'src/modules/scoring/engine/operands';

/** Closes an item that does not apply to the subject or whose source is not there or silent, with a line of 0.00. */
export function closeIfUnknown(account: Account, result: ItemResult, month: Month): void {
  const { plan } = result;
  if (plan.applies !== undefined && !applies(account, plan, month)) {
    close(account, result, 'does-not-apply', { why: 'does-not-apply' });
  } else if (plan.notConnected.length > 0) {
    close(account, result, 'not-assessed', { why: 'not-connected', text: plan.notConnected.join(',') });
  } else if (!month.coverage.completeFor(plan.sources)) silent(account, result, month);
}

/** Sources that are silent for this subject: not assessed, or waived when every one of them is let pass by name. */
function silent(account: Account, result: ItemResult, month: Month): void {
  const { windows } = account.subject;
  const { code, sources } = result.plan;
  const gaps = sources.flatMap((source) => {
    const days = month.coverage.missing(source, windows);
    return days.length === 0 ? [] : [{ source, days, waiver: month.coverage.waiver(source, windows) }];
  });
  if (gaps.length === 0) return;
  touch(account, result, month);
  for (const { source, days, waiver } of gaps) account.gap(source, code, days, waiver);
  const open = gaps.filter(({ waiver }) => waiver === undefined);
  if (open.length > 0) {
    const detail = [...new Set(open.flatMap((gap) => gap.days))].sort();
    close(account, result, 'not-assessed', {
      why: 'not-assessed',
      text: open.map(({ source }) => source).join(','),
      detail,
    });
    return;
  }
  const detail = [...new Set(gaps.map(({ waiver }) => `${waiver?.by ?? ''}: ${waiver?.reason ?? ''}`))];
  close(account, result, 'waived', { why: 'waived', text: gaps.map(({ source }) => source).join(','), detail });
}

/** What is there of an item that is not assessed is known, only not counted. */
function touch(account: Account, { plan }: ItemResult, month: Month): void {
  for (const happening of pick(plan.count?.selectors ?? [], account, month)) happening.read = true;
  if (plan.shape.family === 'value' || plan.shape.family === 'place') read(plan.shape.value, account.id, month);
}

/** A number that should be there is not: not assessed, and a gap like a silent source. */
export function missing(account: Account, result: ItemResult, absent: readonly string[], month: Month): void {
  const { windows } = account.subject;
  const sources = [...new Set(absent.map((measure) => sourceOfMeasure(measure) ?? measure))];
  const waivers = sources.map((source) => month.coverage.waiver(source, windows));
  for (const [index, source] of sources.entries()) account.gap(source, result.plan.code, [], waivers[index]);
  const state = waivers.every((waiver) => waiver !== undefined) ? 'waived' : 'not-assessed';
  close(account, result, state, { why: 'no-data', text: sources.join(','), detail: absent });
}

function close(
  account: Account,
  result: ItemResult,
  state: 'does-not-apply' | 'not-assessed' | 'waived',
  step: { readonly why: NoteReason; readonly text?: string; readonly detail?: readonly string[] },
): void {
  result.add(note(account.subject, result.plan, state, step));
  result.closed = true;
}

/** One line for the whole item. */
export function line(account: Account, result: ItemResult, points: Fraction, trace: Trace): void {
  if (!account.written) result.sum = result.sum.add(points);
  else result.add(new ScoredLine(account.subject, result.plan, 'item', 'counted', points, trace, undefined, '='));
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
