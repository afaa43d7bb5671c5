import { digestOf } from 'src/common/canonical';
import type { CivilTime } from 'src/common/civil-date';
import type { Item } from 'src/modules/rules/book';
import { isGone, type Recorded } from 'src/modules/submissions/submission';

/** How many submissions of a department stand how. */
export interface SectionCounts {
  readonly pending: number;
  readonly verified: number;
  readonly changed: number;
  readonly rejected: number;
}

/** What a department said of its month, in order. */
export interface SectionWord {
  readonly kind: 'confirmed' | 'reported' | 'returned';
  readonly counts: SectionCounts;
  /** Of the decisions it stands for. */
  readonly digest: string;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
}

/** 待报 · 已报 · 逾期报送 · 逾期未报. */
export type SectionState = 'open' | 'reported' | 'reported-late' | 'late';

export interface SectionStanding {
  readonly department: string;
  readonly state: SectionState;
  /** The last second in time. */
  readonly until: CivilTime;
  readonly counts: SectionCounts;
  readonly confirmed: { readonly by: string; readonly at: CivilTime } | null;
  readonly reported: { readonly by: string; readonly at: CivilTime } | null;
  /** A decision was taken after what the department last said. */
  readonly changedSince: boolean;
}

/** The submissions of each department that scores something people hand in, by the book's name of it. */
export function bySection(
  all: readonly Recorded[],
  items: ReadonlyMap<string, Item>,
  departments: readonly string[],
): Map<string, Recorded[]> {
  const sections = new Map<string, Recorded[]>(departments.map((department) => [department, []]));
  for (const one of all) {
    const department = items.get(one.submission.item)?.department ?? '';
    const own = sections.get(department);
    if (own) own.push(one);
    else sections.set(department, [one]);
  }
  return sections;
}

export function countsOf(own: readonly Recorded[]): SectionCounts {
  const count = (state: string): number => own.filter((one) => one.state === state).length;
  return {
    pending: count('pending'),
    verified: count('verified'),
    changed: count('changed'),
    rejected: count('rejected'),
  };
}

/** Of the decisions as they stand; independent of the order in which they are read. */
export function decisionsDigest(own: readonly Recorded[]): string {
  const standing = own
    .filter(({ state }) => !isGone(state) && state !== 'pending')
    .map(({ submission: { id }, state, decisions }) => [id, state, decisions.length] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(standing);
}

/** By the last word of the department; one that the office returned is open again. */
export function stateAt(
  last: Pick<SectionWord, 'kind' | 'at'> | undefined,
  { until, asOf }: { readonly until: CivilTime; readonly asOf: CivilTime },
): SectionState {
  if (last?.kind === 'reported') return last.at.slice(0, 19) > until ? 'reported-late' : 'reported';
  return asOf > until ? 'late' : 'open';
}

/** What counts of what a department said: a return by the office opens it again. */
export function standingOf(
  department: string,
  own: readonly Recorded[],
  words: readonly SectionWord[],
  { until, asOf }: { readonly until: CivilTime; readonly asOf: CivilTime },
): SectionStanding {
  const last = words.at(-1);
  const digest = decisionsDigest(own);
  const returned = words.findLastIndex(({ kind }) => kind === 'returned');
  const since = words.slice(returned + 1);
  const confirmed = since.findLast(({ kind }) => kind === 'confirmed');
  const reported = last?.kind === 'reported' ? last : undefined;
  const said = ({ by, at }: SectionWord): { by: string; at: CivilTime } => ({ by, at });
  return {
    department,
    state: stateAt(last, { until, asOf }),
    until,
    counts: countsOf(own),
    confirmed: confirmed ? said(confirmed) : null,
    reported: reported ? said(reported) : null,
    changedSince: (reported ?? confirmed) !== undefined && (reported ?? confirmed)?.digest !== digest,
  };
}
