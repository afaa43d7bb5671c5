import type { Book } from 'src/modules/rules/book';
import type { Selector } from 'src/modules/rules/count';
import { each, selectorsOf, type At } from 'src/modules/rules/checks/vocabulary';
import type { Findings } from './meaning';

/** Every n-th event (S5): what `every`, `inRow` and `together` ask of each other. */
export function checkRows(book: Book, found: Findings): void {
  for (const { it: item, path } of each(book.items, '/items')) {
    const rows = new Map<string, At<Selector>[]>();
    for (const one of selectorsOf(item, path)) {
      alone(one, found);
      const { together } = one.it;
      // Selectors of one list run together, those of another list have runs of their own.
      const key = together === undefined ? '' : `${one.path.replace(/\/\d+$/, '')} ${together}`;
      if (key !== '') rows.set(key, [...(rows.get(key) ?? []), one]);
    }
    for (const members of rows.values()) fit(members, found);
  }
}

function alone({ it: selector, path }: At<Selector>, found: Findings): void {
  if (selector.inRow !== undefined && selector.every === undefined)
    found.error(
      'in-row-without-every',
      `${path}/inRow`,
      ['写了 inRow，却没有写 every。', '“连续几次”请写“every: 3, inRow: true”。'],
      ['There is inRow without every.', 'For “n in a row” write “every: 3, inRow: true”.'],
    );
  if (selector.together !== undefined && selector.every === undefined)
    found.error(
      'together-without-every',
      `${path}/together`,
      ['写了 together，却没有写 every。', '“迟到或早退每满三次”请在各行都写“every: 3, together: 迟到早退”。'],
      ['There is together without every.', 'For “n late or early” write “every: 3, together: NAME” on each of them.'],
    );
}

function fit(members: readonly At<Selector>[], found: Findings): void {
  const [first, second] = members;
  if (first === undefined) return;
  const name = first.it.together ?? '';
  if (second === undefined)
    found.error(
      'together-alone',
      `${first.path}/together`,
      [`名称“${name}”只有这一种事实使用，together 不起作用。`, '请核对名称，或删去 together。'],
      [`Only this kind of fact uses the name “${name}”; together has no effect.`, 'Check the name or remove together.'],
    );
  const rule = ({ every, inRow, as }: Selector): string => JSON.stringify([every, inRow ?? false, String(as ?? 1)]);
  for (const { it, path } of members.slice(1))
    if (rule(it) !== rule(first.it))
      found.error(
        'together-differs',
        `${path}/together`,
        [`与同名的“${name}”一起数，every、inRow、as 却不同。`, '合在一起数的请写成一样。'],
        [`It runs together with “${name}”, but every, inRow or as differ.`, 'Write them alike.'],
      );
}
