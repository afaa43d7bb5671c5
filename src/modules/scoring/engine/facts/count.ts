import { Fraction } from 'src/common/fraction';
import { Units } from 'src/modules/scoring/engine/shapes/plan';
import type { Step } from 'src/modules/scoring/engine/steps';
import { selectorOf } from './acceptance';
import { allow } from './weighing';
import type { CountPlan, SelectorPlan } from './conditions';
import { headsOf } from './event-steps';
import type { Happening } from './happening';

/** Events of one person that do not yet make a unit (2 of 3). */
export interface Remainder {
  readonly facts: readonly Happening[];
  readonly person: string;
  readonly every: number;
  readonly inRow: boolean;
}

export interface CountResult {
  readonly units: Units[];
  readonly remainders: readonly Remainder[];
  /** Events whose size is missing or no number. */
  readonly unreadable: readonly Happening[];
}

/**
 * What happened → how many units, in the order of the members of `Count`: persons, amount, conversion, allowance.
 * `self`: the person whose sheet it is; then an event counts for this person alone.
 */
export function countUnits(
  plan: CountPlan,
  accepted: readonly Happening[],
  openDays: ReadonlyMap<string, number>,
  self?: string,
): CountResult {
  const units: Units[] = [];
  let unreadable: Happening[] | undefined;
  let rows: Map<SelectorPlan | string, { selector: SelectorPlan; events: Happening[] }> | undefined;
  const seen = plan.persons === 'distinct' ? new Set<string>() : undefined;
  for (const happening of accepted) {
    const selector = selectorOf(plan.selectors, happening);
    if (selector === undefined) continue;
    if (selector.every !== undefined) {
      rows ??= new Map();
      const key = selector.together ?? selector;
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { selector, events: [happening] });
      else row.events.push(happening);
      continue;
    }
    const one = eventUnits(plan, happening, selector, seen, self);
    if (one === undefined) (unreadable ??= []).push(happening);
    else units.push(one);
  }
  const remainders: Remainder[] = [];
  for (const { selector, events } of rows?.values() ?? []) {
    for (const [person, own] of byPerson(events, self)) runs(selector, person, own, openDays, units, remainders);
  }
  if (rows !== undefined) units.sort(byDate);
  if (plan.allowance !== undefined) allow(plan.allowance, units);
  return { units, remainders, unreadable: unreadable ?? [] };
}

function eventUnits(
  plan: CountPlan,
  happening: Happening,
  selector: SelectorPlan,
  seen: Set<string> | undefined,
  self?: string,
): Units | undefined {
  const { amount, persons } = plan;
  const staff = newly(self === undefined ? happening.staff : [self], seen);
  const heads = persons === undefined ? 1 : headsOf(happening, staff);
  let units = Fraction.of(heads);
  if (selector.as !== undefined) units = units.mul(selector.as);
  else if (amount !== undefined) {
    const value = happening.amount(amount.name);
    if (value === undefined) return undefined;
    const each = amount.per.isZero() ? Fraction.zero : value.div(amount.per);
    units = units.mul(amount.round === 'up' ? each.ceil() : amount.round === 'down' ? each.floor() : each);
  }
  return new Units(happening, undefined, staff, Math.max(1, heads), units, plan, undefined);
}

/** With `distinct` those of the event who did not count before in the month: only they are counted, capped and carried over. */
function newly(staff: readonly string[], seen: Set<string> | undefined): readonly string[] {
  if (seen === undefined) return staff;
  const fresh = staff.filter((person) => !seen.has(person));
  for (const person of fresh) seen.add(person);
  return fresh;
}

/** S5: every n-th event of a person makes `as` units; in a row: on successive open days, a second one of a day adds nothing. */
function runs(
  selector: SelectorPlan,
  person: string,
  events: readonly Happening[],
  openDays: ReadonlyMap<string, number>,
  units: Units[],
  remainders: Remainder[],
): void {
  const { every = 1, inRow, as = Fraction.one } = selector;
  let run: Happening[] = [];
  const leave = (): void => {
    if (run.length > 0) remainders.push({ facts: run, person, every, inRow });
    run = [];
  };
  for (const event of events) {
    const last = run.at(-1);
    if (inRow && last !== undefined) {
      const [before, now] = [openDays.get(last.date), openDays.get(event.date)];
      if (last.date === event.date) continue;
      if (before === undefined || now === undefined || now !== before + 1) leave();
    }
    run.push(event);
    if (run.length < every) continue;
    const step: Step = { step: 'event', type: event.fact.type, units: as, as };
    const steps: Step[] = [
      ...run.flatMap((one) => one.rulingStep()),
      { step: 'every', every, have: every, inRow },
      step,
    ];
    const persons = person === '' ? [] : [person];
    units.push(new Units(event, run, persons, 1, as, steps, `${event.id}/${person}`));
    run = [];
  }
  leave();
}

function byPerson(events: readonly Happening[], self: string | undefined): Map<string, Happening[]> {
  const persons = new Map<string, Happening[]>();
  for (const event of events) {
    const staff = self === undefined ? event.staff : [self];
    for (const person of staff.length === 0 ? [''] : new Set(staff)) {
      const list = persons.get(person);
      if (list === undefined) persons.set(person, [event]);
      else list.push(event);
    }
  }
  return new Map([...persons].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byDate(a: Units, b: Units): number {
  const [x, y] = [a.main, b.main];
  if (x.date !== y.date) return x.date < y.date ? -1 : 1;
  if (x.id !== y.id) return x.id < y.id ? -1 : 1;
  return (a.key ?? '') < (b.key ?? '') ? -1 : 1;
}
