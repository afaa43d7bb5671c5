import { Fraction } from 'src/common/fraction';
import { adjust, type Account, type ItemResult } from 'src/modules/scoring/engine/account';
import type { Units } from 'src/modules/scoring/engine/shapes/plan';
import type { Step } from 'src/modules/scoring/engine/steps';

/** The word for the fact itself, where others are labels of it. */
const FACT = 'fact';

interface Entry {
  readonly result: ItemResult;
  readonly event: Units;
  readonly word: string;
}

/**
 * S18, S26: of the events of a sheet that share a document, case or event, one counts in full and the others by the book's
 * factor; each of them keeps its line and gets an adjustment that names the one that counts.
 */
export function dropDuplicates(account: Account): void {
  const groups = new Map<string, Entry[]>();
  const held = new Map<string, Entry[]>();
  for (const result of account.results) {
    const rule = result.plan.duplicates;
    if (rule === undefined || rule.keep === 'all') continue;
    for (const event of result.counted) {
      if (!event.scored) continue;
      if (rule.by === FACT) {
        const entries = held.get(rule.scope);
        const entry = { result, event, word: event.main.id };
        if (entries === undefined) held.set(rule.scope, [entry]);
        else entries.push(entry);
        continue;
      }
      const word = event.main.label(rule.by);
      if (word === undefined || word === '') continue;
      const key = `${rule.scope}|${word}`;
      const same = groups.get(key);
      if (same === undefined) groups.set(key, [{ result, event, word }]);
      else same.push({ result, event, word });
    }
  }
  for (const same of groups.values()) if (same.length > 1) keepOne(account, same);
  for (const entries of held.values()) keepOnceEach(account, entries);
}

function keepOne(account: Account, same: Entry[]): void {
  const [kept, ...others] = weightiestFirst(same);
  if (kept !== undefined) for (const other of others) drop(account, other, kept);
}

/** Every fact counts in one event only: of a day's absence made of three late arrivals none is charged as late again. */
function keepOnceEach(account: Account, entries: Entry[]): void {
  const counted = new Map<string, Entry>();
  for (const entry of weightiestFirst(entries)) {
    const ids = entry.event.facts.map(({ id }) => `${id} ${entry.event.persons.join(' ')}`);
    const kept = ids.map((id) => counted.get(id)).find((one) => one !== undefined);
    if (kept === undefined) for (const id of ids) counted.set(id, entry);
    else drop(account, entry, kept);
  }
}

function weightiestFirst(entries: Entry[]): Entry[] {
  const highest = entries[0]?.result.plan.duplicates?.keep === 'highest';
  return entries.sort((a, b) => (highest ? b.event.points.abs().compare(a.event.points.abs()) : 0) || earlier(a, b));
}

function drop(account: Account, { result, event, word }: Entry, kept: Entry): void {
  const rule = result.plan.duplicates;
  if (rule === undefined) return;
  const left = event.points.mul(rule.factor);
  const step: Step = { step: 'duplicate', by: rule.by, word, kept: kept.event.main.id, factor: rule.factor };
  adjust(account, result, 'duplicate', result.sum.sub(event.points).add(left), {
    of: kept.event.line?.id,
    trace: { steps: [step], cited: event.facts },
    key: event.key ?? event.main.id,
  });
  event.points = left.isZero() ? Fraction.zero : left;
}

function earlier(a: Entry, b: Entry): number {
  const [x, y] = [a.event.main, b.event.main];
  if (x.date !== y.date) return x.date < y.date ? -1 : 1;
  if (x.id !== y.id) return x.id < y.id ? -1 : 1;
  return a.result.plan.index - b.result.plan.index;
}
