import type { CivilDate } from 'src/common/civil-date';
import type { Occurrence, Ruling, Tally } from 'src/modules/rules/facts';
import type { Step } from 'src/modules/scoring/engine/steps';

/** Anything a line can name as read. */
export interface Cited {
  readonly id: string;
  readonly date?: CivilDate;
  readonly staff: readonly string[];
  readonly ruling: Ruling | undefined;
  readonly fact: Occurrence | Tally;
  rulingStep(): readonly Step[];
}

/** How a line came about: the facts it names and the steps taken. Written out anew by whoever reads it. */
export interface Trace {
  readonly cited: readonly Cited[];
  readonly steps: readonly Step[];
}

export const NO_TRACE: Trace = { cited: [], steps: [] };

export function idsOf(cited: readonly Cited[]): readonly string[] {
  return cited.map(({ id }) => id);
}

/** The day of the last one. */
export function dateOf(cited: readonly Cited[]): CivilDate | undefined {
  return cited[cited.length - 1]?.date;
}

/** Everybody at the events, each once; undefined where nobody is named. */
export function staffOf(cited: readonly Cited[]): readonly string[] | undefined {
  let named = 0;
  for (const { staff } of cited) named += staff.length;
  return named === 0 ? undefined : [...new Set(cited.flatMap(({ staff }) => staff))];
}

export function evidenceOf(cited: readonly Cited[]): readonly string[] | undefined {
  let found: string[] | undefined;
  for (const { fact } of cited) {
    if (fact.kind === 'occurrence' && fact.evidence !== undefined) (found ??= []).push(...fact.evidence);
  }
  return found?.length === 0 ? undefined : found;
}

/** The first ruling on any of them. */
export function rulingOf(cited: readonly Cited[]): string | undefined {
  for (const { ruling } of cited) if (ruling !== undefined) return ruling.id;
  return undefined;
}

/** The remark, where there is one fact only. */
export function textOf(cited: readonly Cited[]): string | undefined {
  const fact = cited.length === 1 ? cited[0]?.fact : undefined;
  return fact?.kind === 'occurrence' ? fact.text : undefined;
}
