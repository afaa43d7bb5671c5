import { periodOf, type CivilDate, type Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { APPEAL_NAMES, type AppealRecord, type Exclusion } from 'src/modules/ratings/handling/appeal';
import type { Deadline, Deadlines } from 'src/modules/ratings/handling/deadlines';
import {
  countsIn,
  dayOf,
  RATING_MEASURES,
  SHORT_KEY,
  type Keyed,
  type RatingBasis,
  type RatingMeasure,
} from 'src/modules/ratings/rating-month';
import { isBad, type Grade } from 'src/modules/ratings/rating-state';

/** Why a rating counts as it does. */
export type Standing = 'excluded' | 'default' | 'good' | 'bad-pending' | 'bad-true' | 'bad-untrue';

/** One rating as a window's clerk sees it: no name, no contact; texts as they are stored, with numbers masked. */
export interface ListedRating {
  readonly rating: string;
  readonly case: string | null;
  /** Day and time; the day alone where the list has no time. */
  readonly ratedAt: string;
  readonly grade: Grade;
  readonly staff: readonly string[];
  readonly channel: string;
  readonly tag: string;
  readonly comment: string;
  /** The case was rated more than once in the month. */
  readonly ratedAgain: boolean;
  /** Whether it is in any number of the month. */
  readonly counts: boolean;
  /** Measures of the month it is counted in, by each basis. */
  readonly measures: Readonly<Record<RatingBasis, readonly RatingMeasure[]>>;
  readonly standing: Standing;
  /** Says so in a sentence. */
  readonly why: string;
  readonly excluded: Exclusion | null;
  /** An appeal nobody decided yet; until then the rating counts. */
  readonly appeal: AppealRecord | null;
  readonly deadlines: Deadlines | null;
  readonly batch: string;
  readonly line: number;
}

export interface Listable extends Keyed {
  readonly batch: string;
  readonly line: number;
}

/** Ratings of a window that were given in the month, or belong to it by their verification, in the order they are given. */
export function listOf(
  known: readonly Listable[],
  where: { readonly window: string; readonly period: Period; readonly language: Language },
  stepsOf: (rating: Keyed) => Deadlines | null,
): ListedRating[] {
  const { window, period, language } = where;
  const own = known.filter(({ state }) => state.window === window);
  const times = new Map<string, number>();
  for (const { state } of own)
    if (state.caseNo !== null && inMonth(state.ratedOn, period))
      times.set(state.caseNo, (times.get(state.caseNo) ?? 0) + 1);
  return own
    .filter(({ state }) => inMonth(dayOf(state, 'rated'), period) || inMonth(dayOf(state, 'verified'), period))
    .map((rating) => {
      const { key, state, excluded, open: appeal = null, batch, line } = rating;
      const measures = { rated: measuresOf(rating, 'rated', period), verified: measuresOf(rating, 'verified', period) };
      const deadlines = excluded === null ? stepsOf(rating) : null;
      return {
        rating: key.slice(0, SHORT_KEY),
        case: state.caseNo,
        ratedAt: state.ratedAt ?? state.ratedOn,
        ...{ grade: state.grade, staff: state.staff, channel: state.channel, tag: state.tag, comment: state.comment },
        ratedAgain: state.caseNo !== null && (times.get(state.caseNo) ?? 0) > 1,
        counts: measures.rated.length + measures.verified.length > 0,
        measures,
        standing: standingOf(rating),
        why: whyOf(rating, deadlines, period)[language],
        ...{ excluded, appeal, deadlines, batch, line },
      };
    });
}

function inMonth(day: CivilDate | null, period: Period): boolean {
  return day !== null && periodOf(day) === period;
}

function measuresOf({ state, excluded }: Keyed, basis: RatingBasis, period: Period): RatingMeasure[] {
  if (excluded !== null || !inMonth(dayOf(state, basis), period)) return [];
  return RATING_MEASURES.filter((measure) => countsIn(state, measure));
}

function standingOf({ state, excluded }: Keyed): Standing {
  if (excluded !== null) return 'excluded';
  if (state.isDefault) return 'default';
  if (!isBad(state.grade)) return 'good';
  return state.foundTrue === null ? 'bad-pending' : state.foundTrue ? 'bad-true' : 'bad-untrue';
}

type Both = Readonly<Record<Language, string>>;

function whyOf(rating: Keyed, deadlines: Deadlines | null, period: Period): Both {
  const { state, excluded, open } = rating;
  const said = join(standsAs(rating, excluded, deadlines), [open ? pendingAppeal(open) : undefined]);
  if (inMonth(state.ratedOn, period)) return said;
  const month = periodOf(state.ratedOn);
  return {
    zh: `${said.zh}（评价日在 ${month}，本月只按核实日计）`,
    en: `${said.en} (given in ${month}: in this month by its verification only)`,
  };
}

function standsAs(rating: Keyed, excluded: Exclusion | null, deadlines: Deadlines | null): Both {
  switch (standingOf(rating)) {
    case 'excluded':
      return excludedAs(excluded);
    case 'default':
      return {
        zh: '计入评价数，按默认评价单列，不算主动评价',
        en: 'collected, counted apart as a default rating, never active',
      };
    case 'good':
      return { zh: '计入主动评价和好评', en: 'counts as active and satisfied' };
    case 'bad-pending':
      return join({ zh: '计入差评，尚未核实', en: 'counts as bad, not verified yet' }, [
        step('核实', 'verification', deadlines?.verification),
        step('回访', 'callback', deadlines?.callback),
      ]);
    case 'bad-true':
      return join({ zh: '核实属实，计入有效差评', en: 'found true, counts as bad and valid' }, [
        step('整改', 'rectification', deadlines?.rectification),
        step('回访', 'callback', deadlines?.callback),
      ]);
    case 'bad-untrue':
      return {
        zh: '核实不属实：仍计入差评数，不计入有效差评',
        en: 'found untrue: still counts as bad, not as bad and valid',
      };
  }
}

function excludedAs(excluded: Exclusion | null): Both {
  const kind = APPEAL_NAMES[excluded?.kind ?? 'mistaken'];
  const { reason = '', by = '', at = '' } = excluded ?? {};
  return {
    zh: `不计入：${at.slice(0, 10)} 由 ${by} 认定为${kind.zh}，理由：${reason}`,
    en: `not counted: found ${kind.en} by ${by} on ${at.slice(0, 10)}, because: ${reason}`,
  };
}

function pendingAppeal({ by, at, reason }: AppealRecord): Both {
  return {
    zh: `${by} 于 ${at.slice(0, 10)} 提出申诉，尚未认定，理由：${reason}`,
    en: `appeal filed by ${by} on ${at.slice(0, 10)}, not decided yet, because: ${reason}`,
  };
}

function step(zh: string, en: string, deadline: Deadline | null | undefined): Both | undefined {
  if (!deadline) return undefined;
  const { due, done, overdue, workingDaysLate } = deadline;
  if (overdue)
    return {
      zh: `${zh}最迟应于 ${due} 完成，已超期 ${String(workingDaysLate)} 个工作日`,
      en: `${en} was due ${due}, ${String(workingDaysLate)} working days late`,
    };
  return done === true ? { zh: `已${zh}`, en: `${en} done` } : { zh: `${zh}期限 ${due}`, en: `${en} due ${due}` };
}

function join(first: Both, steps: readonly (Both | undefined)[]): Both {
  const all = [first, ...steps.filter((one) => one !== undefined)];
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') };
}
