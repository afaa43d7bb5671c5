import { Fraction } from 'src/common/fraction';
import { adjust, type Account, type ItemResult } from 'src/modules/scoring/engine/account';
import type { Units } from 'src/modules/scoring/engine/shapes/plan';
import type { Step } from 'src/modules/scoring/engine/steps';

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
  for (const result of account.results) {
    const rule = result.plan.duplicates;
    if (rule === undefined || rule.keep === 'all') continue;
    for (const event of result.counted) {
      if (event.line === undefined) continue;
      const word = event.main.label(rule.by);
      if (word === undefined || word === '') continue;
      const key = `${rule.scope}|${word}`;
      const same = groups.get(key);
      if (same === undefined) groups.set(key, [{ result, event, word }]);
      else same.push({ result, event, word });
    }
  }
  for (const same of groups.values()) if (same.length > 1) keepOne(account, same);
}

function keepOne(account: Account, same: Entry[]): void {
  const highest = same[0]?.result.plan.duplicates?.keep === 'highest';
  same.sort((a, b) => (highest ? b.event.points.abs().compare(a.event.points.abs()) : 0) || earlier(a, b));
  const [kept, ...others] = same;
  if (kept === undefined) return;
  for (const { result, event, word } of others) {
    const rule = result.plan.duplicates;
    if (rule === undefined) continue;
    const left = event.points.mul(rule.factor);
    const step: Step = { step: 'duplicate', by: rule.by, word, kept: kept.event.main.id, factor: rule.factor };
    adjust(account, result, 'duplicate', result.sum.sub(event.points).add(left), {
      of: kept.event.line?.id,
      trace: { steps: [step], cited: event.facts },
      key: event.key ?? event.main.id,
    });
    event.points = left.isZero() ? Fraction.zero : left;
  }
}

function earlier(a: Entry, b: Entry): number {
  const [x, y] = [a.event.main, b.event.main];
  if (x.date !== y.date) return x.date < y.date ? -1 : 1;
  if (x.id !== y.id) return x.id < y.id ? -1 : 1;
  return a.result.plan.index - b.result.plan.index;
}
