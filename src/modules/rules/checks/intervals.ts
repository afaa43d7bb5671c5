import { Fraction } from 'src/common/fraction';
import type { Exact } from 'src/modules/rules/book';
import type { Bounds } from 'src/modules/rules/count';

/** Exact value of a number that the schema has accepted. */
export const fraction = (text: Exact): Fraction => Fraction.parse(text);

export const isAbove = (a: Exact, b: Exact): boolean => fraction(a).compare(fraction(b)) > 0;

/** An end of an interval; `value` undefined: open-ended. */
interface End {
  readonly value: Fraction | undefined;
  readonly included: boolean;
}

export interface Interval {
  readonly low: End;
  readonly high: End;
}

export function intervalOf({ from, over, upTo, under }: Bounds): Interval {
  const end = (included: Exact | undefined, excluded: Exact | undefined): End => {
    const text = included ?? excluded;
    return { value: text === undefined ? undefined : fraction(text), included: included !== undefined };
  };
  return { low: end(from, over), high: end(upTo, under) };
}

/** Nothing lies in it: 10 to 5, or more than 10 and at most 10. */
export function isEmpty({ low, high }: Interval): boolean {
  if (!low.value || !high.value) return false;
  const order = low.value.compare(high.value);
  return order > 0 || (order === 0 && !(low.included && high.included));
}

/** By the lower end; open-ended and included ones first. */
export function byLow(a: Interval, b: Interval): number {
  if (!a.low.value || !b.low.value) return a.low.value ? 1 : b.low.value ? -1 : 0;
  return a.low.value.compare(b.low.value) || Number(b.low.included) - Number(a.low.included);
}

/** How two intervals, sorted by `byLow`, meet. `point`: exactly one value lies between them. */
export function meeting(first: Interval, second: Interval): 'overlap' | 'touch' | 'point' | 'gap' {
  const [end, start] = [first.high, second.low];
  if (!end.value || !start.value) return 'overlap';
  const order = end.value.compare(start.value);
  if (order > 0 || (order === 0 && end.included && start.included)) return 'overlap';
  if (order < 0) return 'gap';
  return end.included || start.included ? 'touch' : 'point';
}

/** “大于 10、不超过 30”, for sentences. */
export function boundsText({ from, over, upTo, under }: Bounds): string {
  return [
    from === undefined ? '' : `≥${from}`,
    over === undefined ? '' : `>${over}`,
    upTo === undefined ? '' : `≤${upTo}`,
    under === undefined ? '' : `<${under}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
