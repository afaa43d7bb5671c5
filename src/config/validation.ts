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

/**
 * Every fault class-validator found, in both languages; members nobody asked for included. The same sentence is told once: a
 * member often breaks several rules at a time. Where several members earn it, it names them.
 */
export function problemsOf(errors: readonly ValidationError[]): Problem[] {
  const told = new Map<string, { readonly problem: Problem; readonly members: Set<string> }>();
  for (const [member, problem] of foundIn(errors)) {
    const known = told.get(problem.zh);
    if (known) known.members.add(member);
    else told.set(problem.zh, { problem, members: new Set([member]) });
  }
  return [...told.values()].map(({ problem: { zh, en }, members }) => {
    const names = [...members];
    return names.length === 1 ? { zh, en } : { zh: `${zh}（${names.join('、')}）`, en: `${en} (${names.join(', ')})` };
  });
}

function foundIn(errors: readonly ValidationError[]): [member: string, problem: Problem][] {
  return errors.flatMap(({ property, constraints, children }) => [
    ...Object.entries(constraints ?? {}).map(([rule, text]): [string, Problem] => [
      property,
      problemOf(property, rule, text),
    ]),
    ...foundIn(children ?? []),
  ]);
}

function problemOf(property: string, rule: string, text: string): Problem {
  if (rule === 'whitelistValidation') return { zh: `多了不认识的“${property}”`, en: `"${property}" is not known here` };
  const [zh = text, en = text] = text.split(BETWEEN);
  return { zh, en };
}
