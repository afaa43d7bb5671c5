import { Fraction } from 'src/common/fraction';
import type { Item } from 'src/modules/rules/book';
import { measuresOf, valuesOf } from 'src/modules/rules/checks/vocabulary';
import type { Tally } from 'src/modules/rules/facts';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import { isGone, isTrue, lacksProof, type Recorded } from 'src/modules/submissions/submission';

/** What of an item decides whether a number counts. */
export type NumberTerms = Pick<Item, 'code' | 'evidence' | 'verification'>;

/** Numbers of the month that an item looks at and people enter, in the order in which the item names them. */
export function handedMeasures(item: Item, isHanded: (source: string) => boolean): string[] {
  const all = valuesOf(item, '').flatMap(({ it }) => measuresOf(it));
  return [...new Set(all)].filter((measure) => isHanded(sourceOfMeasure(measure) ?? ''));
}

/**
 * One tally per subject and measure: several samples of a month add up. What waits for verification or lacks the evidence
 * its clause demands is no number yet, as an event in that state is no point yet.
 */
export function numberFacts(recorded: readonly Recorded[], items: readonly NumberTerms[]): Tally[] {
  const terms = new Map(items.map((item) => [item.code, item]));
  const sums = new Map<string, { subject: string; measure: string; value: Fraction; from: string[] }>();
  for (const one of recorded) {
    if (one.submission.type !== 'numbers' || !counts(one, terms.get(one.submission.item))) continue;
    const { id, window, staff } = one.submission;
    for (const subject of window === undefined ? staff : [window])
      for (const [measure, text] of Object.entries(found(one))) {
        const key = `${subject}:${measure}`;
        const sum = sums.get(key) ?? { subject, measure, value: Fraction.zero, from: [] };
        sums.set(key, { ...sum, value: sum.value.add(Fraction.parse(text)), from: [...sum.from, id] });
      }
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { subject, measure, value, from }]) => ({
      kind: 'tally',
      id: `numbers:${key}`,
      measure,
      basis: '-',
      subject,
      value: value.toString(),
      rows: `submissions ${from.join(', ')}`,
    }));
}

function counts(one: Recorded, terms: NumberTerms | undefined): boolean {
  if (isGone(one.state) || one.state === 'rejected' || lacksProof(one, terms?.evidence ?? null)) return false;
  return isTrue(one.state) || (terms?.verification ?? 'none') === 'none';
}

/** As declared, or as the department found. */
function found({ submission, state, decisions }: Recorded): Readonly<Record<string, string>> {
  const change = state === 'changed' ? decisions.at(-1)?.change?.amounts : undefined;
  return { ...submission.amounts, ...change };
}
