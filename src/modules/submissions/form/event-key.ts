import { sha256 } from 'src/common/canonical';
import type { Filled } from './draft-check';

/**
 * The same event: kind, window, persons, day and document, else event, else words. Several items may read one kind, so the item
 * tells entries apart only. Numbers are one sheet per month: the same measures of the same window on another day are hinted at.
 */
export function eventKeyOf({ item, type, window, staff, date, labels, amounts, period, text }: Filled): string {
  if (type === 'numbers') return keyOf([type, period, window ?? '', [...staff].sort(), Object.keys(amounts).sort()]);
  const what = labels.document ?? labels.event ?? labels.case ?? text;
  return keyOf([type === 'entry' ? item : '', type, window ?? '', [...staff].sort(), date, what]);
}

function keyOf(parts: readonly unknown[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 32);
}

/** Id of a submission that came in with a list: the same event with the same points, in whatever file, is one. */
export function idOf(filled: Filled): string {
  const { period, type, points = '', amounts } = filled;
  const numbers = type === 'numbers' ? [amounts] : [];
  return sha256(JSON.stringify([period, eventKeyOf(filled), points, ...numbers])).slice(0, 12);
}
