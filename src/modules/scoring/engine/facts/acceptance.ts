import { periodOf } from 'src/common/civil-date';
import type { Account, ItemResult } from 'src/modules/scoring/engine/account';
import type { ItemPlan } from 'src/modules/scoring/engine/plans';
import { note } from 'src/modules/scoring/engine/line';
import type { LineState } from 'src/modules/scoring/engine/sheet';
import type { NoteReason } from 'src/modules/scoring/engine/operands';
import type { SelectorPlan } from './conditions';
import type { Happening } from './happening';
import { inOrder, type Month } from './month';

interface Reason {
  readonly state: LineState;
  readonly why: NoteReason;
  readonly text?: string;
}

const NOTHING: readonly Happening[] = [];

/** The subject's facts that the selectors pick, each once, in order of date and id. */
export function pick(selectors: readonly SelectorPlan[], { subject }: Account, month: Month): readonly Happening[] {
  const person = subject.type === 'staff' || subject.type === 'chief';
  const own = (person ? month.byStaff : month.byWindow).get(subject.id);
  const [only] = selectors;
  if (only === undefined || own === undefined) return NOTHING;
  if (selectors.length === 1) {
    const list = own.get(only.key) ?? NOTHING;
    return only.fits === undefined ? list : list.filter(only.fits);
  }
  const picked: Happening[] = [];
  for (const key of new Set(selectors.map((selector) => selector.key))) {
    for (const happening of own.get(key) ?? NOTHING) {
      if (selectorOf(selectors, happening, key) !== undefined) picked.push(happening);
    }
  }
  return inOrder(picked);
}

/** The first selector that fits. */
export function selectorOf(
  selectors: readonly SelectorPlan[],
  happening: Happening,
  key = happening.key,
): SelectorPlan | undefined {
  if (selectors.length === 1) return selectors[0];
  return selectors.find(
    (selector) => selector.key === key && (selector.fits === undefined || selector.fits(happening)),
  );
}

/**
 * Which of the picked facts count this month. Every other one leaves a note of 0.00 on the sheet; those that wait for
 * verification are kept in `waiting`.
 */
export function accept(
  picked: readonly Happening[],
  account: Account,
  result: ItemResult,
  month: Month,
  waiting?: Happening[],
): readonly Happening[] {
  let accepted: Happening[] | undefined;
  for (const [index, happening] of picked.entries()) {
    const reason = rejection(result.plan, happening, month);
    if (reason !== 'elsewhere') happening.read = true;
    if (reason === undefined) accepted?.push(happening);
    else {
      accepted ??= picked.slice(0, index);
      if (reason === 'elsewhere') continue;
      const { state, why, text } = reason;
      if (why === 'pending') waiting?.push(happening);
      result.addOnce(
        note(account.subject, result.plan, state, { why, ...(text !== undefined && { text }) }, [happening]),
      );
    }
  }
  return accepted ?? picked;
}

function rejection(plan: ItemPlan, happening: Happening, month: Month): Reason | 'elsewhere' | undefined {
  const { ruling, fact } = happening;
  if (plan.item.attribution !== undefined) {
    const late = monthOf(plan, happening, month);
    if (late !== undefined) return late;
  } else if (!happening.inMonth) return 'elsewhere';
  if (ruling?.decision === 'void') return { state: 'suppressed', why: 'void', text: ruling.reason };
  if (ruling?.decision === 'excuse') return { state: 'exempt', why: 'excused', text: ruling.reason };
  if (fact.verified === 'no') return { state: 'suppressed', why: 'not-verified' };
  if (plan.count !== undefined && plan.count.exempt.length > 0) {
    const exempt = plan.count.exempt.find(({ fits }) => fits(happening));
    if (exempt !== undefined) return { state: 'exempt', why: 'exempt', text: exempt.reason };
  }
  if (plan.verified && fact.verified !== 'yes') return { state: 'pending', why: 'pending' };
  return undefined;
}

/**
 * S32: the month of the stated date. What belongs to an earlier month counts, once, in the month of its arrival when the
 * book says so, and otherwise not at all.
 */
function monthOf(plan: ItemPlan, { fact }: Happening, month: Month): Reason | 'elsewhere' | undefined {
  const { by = 'event', late = 'drop' } = plan.item.attribution ?? {};
  const date = by === 'event' ? fact.date : (fact.dates?.[by] ?? fact.date);
  const own = periodOf(date);
  if (own === month.period) return undefined;
  if (own > month.period) return 'elsewhere';
  if (month.counted.has(fact.id)) return { state: 'suppressed', why: 'counted-before', text: own };
  const arrival = fact.dates?.arrival;
  if (late === 'arrival') return arrival !== undefined && periodOf(arrival) === month.period ? undefined : 'elsewhere';
  return { state: 'suppressed', why: 'late', text: own };
}
