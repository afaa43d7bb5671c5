import type { Item } from 'src/modules/rules/book';
import { lacksProof, type Recorded } from 'src/modules/submissions/submission';

/** A submission that waits, with what the one who decides should see beside it. */
export interface QueueEntry extends Recorded {
  readonly scoredBy: string;
  readonly name: string;
  readonly clause: string;
  /** How the book wants it verified: spot-check, callback, document, decision, none. */
  readonly verification: string;
  /** What the book demands and nobody has handed in (待补证据). */
  readonly lacksEvidence: string | null;
  /** Ids of others with the same window, item and day: perhaps the same event. */
  readonly alike: readonly string[];
}

/** What waits for a decision, in order of window, item and entering. */
export function queueOf(all: readonly Recorded[], items: ReadonlyMap<string, Item>): QueueEntry[] {
  const alike = new Map<string, string[]>();
  const keyOf = ({ submission: { window = '', staff, item, date } }: Recorded): string =>
    JSON.stringify([window, window === '' ? staff : [], item, date]);
  for (const one of all) {
    if (one.state === 'withdrawn' || one.state === 'replaced') continue;
    alike.set(keyOf(one), [...(alike.get(keyOf(one)) ?? []), one.submission.id]);
  }
  const order = (one: QueueEntry): string => `${one.submission.window ?? ''} ${one.submission.item}`;
  return all
    .filter(({ state }) => state === 'pending')
    .map((one): QueueEntry => {
      const { id, item } = one.submission;
      const { name = item, clause, department = '', evidence = null, verification = 'none' } = items.get(item) ?? {};
      return {
        ...one,
        scoredBy: department,
        name,
        clause: [clause?.number, clause?.text].filter((part) => part !== undefined).join(' '),
        verification,
        lacksEvidence: lacksProof(one, evidence) ? evidence : null,
        alike: (alike.get(keyOf(one)) ?? []).filter((other) => other !== id),
      };
    })
    .sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}
