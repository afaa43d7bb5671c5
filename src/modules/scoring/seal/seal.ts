import { canonicalJson, digestOf } from 'src/common/canonical';
import type { Period } from 'src/common/civil-date';
import type { AttendanceStatistics } from 'src/modules/attendance/month/statistics';
import type { ChainHead } from 'src/modules/audit/chain';
import type { HolidayNotice } from 'src/modules/calendar/notice';
import type { CaseStatistics } from 'src/modules/cases/case-statistics';
import type { Roster } from 'src/modules/organisation/roster';
import type { RatingStatistics } from 'src/modules/ratings/rating-statistics';
import type { MonthFacts } from 'src/modules/rules/facts';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import type { Gap } from 'src/modules/scoring/engine/sheet';

/** The counts the bulletin prints beside the scores, taken in the same reading as the facts and frozen with them. */
export interface MonthStatistics {
  /** null: no schedule says when the hall is open, so nothing was judged. */
  readonly attendance: readonly AttendanceStatistics[] | null;
  readonly cases: CaseStatistics;
  readonly ratings: RatingStatistics;
}

export const SEAL_FORMAT = 'baifen/seal/1';

/**
 * A closed month with everything it rests on (RFC 8785 canonical when digested): from this document alone, without a
 * database, the month can be computed again. Holds ids only; personal names live elsewhere and can be erased.
 */
export interface Seal {
  readonly format: typeof SEAL_FORMAT;
  readonly hall: string;
  readonly month: Period;
  readonly revision: number;
  readonly closedAt: string;
  readonly closedBy: string;
  /** Conditions set aside by name, with the reason. */
  readonly overrides: readonly { readonly condition: string; readonly by: string; readonly reason: string }[];
  readonly engine: string;
  readonly book: { readonly text: string; readonly digest: string };
  readonly notices: readonly HolidayNotice[];
  readonly roster: Roster;
  readonly facts: MonthFacts;
  readonly evaluation: Evaluation;
  readonly statistics: MonthStatistics;
  readonly batches: readonly { readonly id: string; readonly feed: string; readonly fingerprint: string }[];
  /** The newest link of the hall's audit chain when the month was closed; absent: there was none. */
  readonly audit?: ChainHead;
  /** Scoring departments that had not reported by then; no window loses anything by it. */
  readonly lateDepartments?: readonly string[];
  /** When the facts were fixed (公示); rulings came later. Absent: fixed by the close itself. */
  readonly frozenAt?: string;
}

export function sealDigest(seal: Seal): string {
  return digestOf(seal);
}

/** A place where two documents differ, as a JSON pointer with both values. */
export interface Difference {
  readonly at: string;
  readonly sealed: string;
  readonly recomputed: string;
}

/** The first place at which the recomputed document differs, in the order of keys; undefined when they are the same bytes. */
export function firstDifference(sealed: unknown, recomputed: unknown, at = ''): Difference | undefined {
  const [left, right] = [canonicalJson(sealed ?? null), canonicalJson(recomputed ?? null)];
  if (left === right) return undefined;
  if (isBranch(sealed) && isBranch(recomputed) && Array.isArray(sealed) === Array.isArray(recomputed)) {
    const [a, b] = [sealed as Record<string, unknown>, recomputed as Record<string, unknown>];
    for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])]) {
      const difference = firstDifference(a[key], b[key], `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
      if (difference) return difference;
    }
  }
  return { at: at === '' ? '/' : at, sealed: shortened(left), recomputed: shortened(right) };
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}

/** Gaps by source as `coverage --waive` names it, with the number of subjects and the span of days, for a sentence. */
export function gapTexts(gaps: readonly Gap[]): string[] {
  const sources = new Map<string, { subjects: Set<string>; days: Set<string> }>();
  for (const gap of gaps) {
    const entry = sources.get(gap.source) ?? { subjects: new Set<string>(), days: new Set<string>() };
    entry.subjects.add(gap.subject);
    gap.days.forEach((day) => entry.days.add(day));
    sources.set(gap.source, entry);
  }
  return [...sources].map(([source, { subjects, days }]) => {
    const list = [...days].sort();
    const [first, last] = [list[0] ?? '', list.at(-1) ?? ''];
    return `${source === 'attendance' ? 'punches' : source}（${String(subjects.size)}，${first === last ? first : `${first} … ${last}`}）`;
  });
}
