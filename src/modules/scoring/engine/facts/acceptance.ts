import { periodOf } from 'src/common/civil-date';
import type { ItemPlan } from 'src/modules/scoring/engine/compile';
import { note, type LineOwner, type ScoredLine } from 'src/modules/scoring/engine/line';
import type { LineState } from 'src/modules/scoring/engine/sheet';
import type { NoteReason } from 'src/modules/scoring/engine/steps';
import type { SelectorPlan } from './conditions';
import type { Picked } from './count';
import type { Happening } from './happening';
import { inOrder, type Lists, type Month } from './month';

export interface Accepted {
  readonly accepted: readonly Picked[];
  readonly pending: readonly Picked[];
  readonly notes: readonly ScoredLine[];
}

interface Reason {
  readonly state: LineState;
  readonly why: NoteReason;
  readonly text?: string;
}

/** The subject's facts that the selectors pick, each once (the first selector that fits), in order of date and id. */
export function pick(selectors: readonly SelectorPlan[], lists: Lists, subject: string): Picked[] {
  const [only] = selectors;
  if (only === undefined) return [];
  if (selectors.length === 1) return pickOf(lists.get(only.key)?.get(subject), [only]);
  const keys = [...new Set(selectors.map(({ key }) => key))];
  const picked = keys.flatMap((key) =>
    pickOf(
      lists.get(key)?.get(subject),
      selectors.filter((selector) => selector.key === key),
    ),
  );
  if (keys.length === 1) return picked;
  const order = new Map(inOrder(picked.map(({ happening }) => happening)).map((happening, at) => [happening, at]));
  return picked.sort((a, b) => (order.get(a.happening) ?? 0) - (order.get(b.happening) ?? 0));
}

function pickOf(list: readonly Happening[] | undefined, selectors: readonly SelectorPlan[]): Picked[] {
  if (list === undefined) return [];
  const picked: Picked[] = [];
  for (const happening of list) {
    const selector = selectors.find(({ fits }) => fits === undefined || fits(happening));
    if (selector !== undefined) picked.push({ happening, selector });
  }
  return picked;
}

/** Which of the picked facts count this month, which wait, and a note of 0.00 for every other one. */
export function acceptance(plan: ItemPlan, picked: readonly Picked[], month: Month, owner: LineOwner): Accepted {
  const accepted: Picked[] = [];
  const pending: Picked[] = [];
  const notes: ScoredLine[] = [];
  for (const one of picked) {
    const { happening } = one;
    const reason = rejection(plan, happening, month);
    if (reason === 'elsewhere') continue;
    happening.read = true;
    if (reason === undefined) accepted.push(one);
    else {
      if (reason.why === 'pending') pending.push(one);
      const { state, why, text } = reason;
      notes.push(note(owner, plan, state, { why, ...(text !== undefined && { text }) }, [happening]));
    }
  }
  return { accepted, pending, notes };
}

function rejection(plan: ItemPlan, happening: Happening, month: Month): Reason | 'elsewhere' | undefined {
  const { ruling, fact } = happening;
  const late =
    plan.item.attribution === undefined
      ? happening.inMonth
        ? undefined
        : 'elsewhere'
      : monthOf(plan, happening, month);
  if (late !== undefined) return late;
  if (ruling?.decision === 'void') return { state: 'suppressed', why: 'void', text: ruling.reason };
  if (ruling?.decision === 'excuse') return { state: 'exempt', why: 'excused', text: ruling.reason };
  if (fact.verified === 'no') return { state: 'suppressed', why: 'not-verified' };
  for (const { fits, reason } of plan.count?.exempt ?? []) {
    if (fits(happening)) return { state: 'exempt', why: 'exempt', text: reason };
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
