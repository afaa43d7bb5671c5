import type { ValidationError } from 'class-validator';

/** A fault of a request or setting in every language. */
export interface Problem {
  readonly zh: string;
  readonly en: string;
}

/** Stands between both languages; no sentence of ours holds a line break. */
const BETWEEN = '\n';

/** A message of a class-validator rule: it is one text there, and taken apart by `problemsOf`. */
export function both(zh: string, en: string): string {
  return `${zh}${BETWEEN}${en}`;
}

/** Every fault class-validator found, in both languages; members nobody asked for included. */
export function problemsOf(errors: readonly ValidationError[]): Problem[] {
  return errors.flatMap(({ property, constraints, children }) => [
    ...Object.entries(constraints ?? {}).map(([rule, text]) => problemOf(property, rule, text)),
    ...problemsOf(children ?? []),
  ]);
}

function problemOf(property: string, rule: string, text: string): Problem {
  if (rule === 'whitelistValidation') return { zh: `多了不认识的“${property}”`, en: `"${property}" is not known here` };
  const [zh = text, en = text] = text.split(BETWEEN);
  return { zh, en };
}
