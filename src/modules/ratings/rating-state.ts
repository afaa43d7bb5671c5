import type { CivilDate } from 'src/common/civil-date';

/** The five grades, best first. The set is closed: other words and codes are rejects, never a middle grade. */
export const GRADES = [
  'very-satisfied',
  'satisfied',
  'basically-satisfied',
  'dissatisfied',
  'very-dissatisfied',
] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_NAMES: Readonly<Record<Grade, string>> = {
  'very-satisfied': '非常满意',
  satisfied: '满意',
  'basically-satisfied': '基本满意',
  dissatisfied: '不满意',
  'very-dissatisfied': '非常不满意',
};

/** The last two are bad ratings 差评. */
export const BAD_GRADES = ['dissatisfied', 'very-dissatisfied'] as const;

export function isBad(grade: string): boolean {
  return grade === BAD_GRADES[0] || grade === BAD_GRADES[1];
}

/** What one row says about a rating. A later row may bring reply, callback, verification and rectification. */
export interface RatingState {
  /** Null: the window was rated without a case. */
  readonly caseNo: string | null;
  readonly window: string | null;
  /** Staff numbers of those rated. */
  readonly staff: readonly string[];
  readonly grade: Grade;
  /** `YYYY-MM-DD HH:MM:SS`; null where the file has no time. */
  readonly ratedAt: string | null;
  /** The day; the last day of the named month where the file has no time. */
  readonly ratedOn: CivilDate;
  readonly channel: string;
  readonly isDefault: boolean;
  /** The rater left a name or a contact. */
  readonly realName: boolean;
  /** Masked. */
  readonly contact: string;
  /** What the rater wrote, numbers masked; never changes the grade. */
  readonly comment: string;
  /** 评价指标: what the rater ticked. */
  readonly tag: string;
  readonly replied: boolean | null;
  readonly calledBack: boolean | null;
  /** Day of a callback that the office recorded; lists say only whether there was one. */
  readonly calledBackOn?: CivilDate;
  readonly reply: string;
  readonly rectification: string;
  readonly rectifiedAt: string | null;
  /** 核实结论: 属实 true, 不属实 false; null: not verified. */
  readonly foundTrue: boolean | null;
  readonly verifiedOn: CivilDate | null;
}

/** More than any weight of a state. */
export const WEIGHTS = 16;

/** Of several states of a rating the one further on in its handling counts, then the latest. */
export function weightOf({ foundTrue, rectifiedAt, calledBack, replied }: RatingState): number {
  return (
    (foundTrue === null ? 0 : 8) +
    (rectifiedAt === null ? 0 : 4) +
    (calledBack === true ? 2 : 0) +
    (replied === true ? 1 : 0)
  );
}
