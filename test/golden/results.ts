import { evaluateCase, type Group } from './case';

export type Path = readonly (string | number)[];

/** A copy of a book with another value at the path. */
export function changedAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? changedAt(one, rest, other) : one));
  const plain = value as Record<string, unknown>;
  return { ...plain, [key]: changedAt(plain[key], rest, other) };
}

/** What each case comes to, as text: sheets, ranks, outcomes, effects; or the sentence of the refusal. */
export function resultsOf(group: Group): string[] {
  return group.cases.map((one) => {
    try {
      const { sheets, standings, outcomes, effects, blocked } = evaluateCase(group, one);
      return JSON.stringify([
        sheets.map(({ score, grade, lines }) => [score, grade, lines.map(({ exact, state }) => [exact, state])]),
        standings,
        outcomes,
        effects,
        blocked,
      ]);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
}
