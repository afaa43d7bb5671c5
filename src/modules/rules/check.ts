import type { Book } from './book';
import { meaningFindings } from 'src/modules/rules/checks/meaning/meaning';
import { inOrder, locate, type Finding, type Problem } from 'src/modules/rules/checks/problem';
import { schemaFaults } from 'src/modules/rules/checks/form/schema-faults';
import { loadBook } from './load';

/** After so many faults the rest is follow-up. */
export const MOST_PROBLEMS = 100;

export interface CheckedBook {
  /** There when nothing is an error; warnings do not stand in its way. */
  readonly book: Book | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Text → book with everything that is wrong with it: first the text (YAML), then its form (schema), then its meaning.
 * A later stage runs only when the earlier found no error. Never throws.
 */
export function checkBook(text: string): CheckedBook {
  const { value, places, problems } = loadBook(text);
  if (problems.length > 0) return { book: undefined, problems: problems.slice(0, MOST_PROBLEMS) };
  const faults = schemaFaults(value);
  // The schema vouches for the type: a test holds that both agree.
  const book = value as Book;
  const findings = faults.length > 0 ? faults : meaningFindings(book);
  const found = inOrder(findings.map((finding) => locate(finding, places)));
  const failed = found.some(({ severity }) => severity === 'error');
  return { book: failed ? undefined : book, problems: shortened(found) };
}

function shortened(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const last = problems[MOST_PROBLEMS];
  const rest = problems.length - MOST_PROBLEMS;
  const more: Finding = {
    path: '',
    code: 'more',
    severity: problems.slice(MOST_PROBLEMS).some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    cause: { zh: `另有 ${rest} 处问题未列出。`, en: `${rest} more problems are not listed.` },
    remedy: { zh: '请先改正以上各处，再检查一遍。', en: 'Correct the ones above and check again.' },
  };
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    locate(more, { of: () => ({ line: last?.line ?? 1, column: last?.column ?? 1 }) }),
  ];
}
