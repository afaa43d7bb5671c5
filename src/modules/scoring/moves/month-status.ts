import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { MonthDeadlines } from 'src/modules/calendar/deadlines';
import {
  CONDITIONS,
  MOVES,
  STATE_NAMES,
  type Condition,
  type MonthState,
  type MoveRole,
} from 'src/modules/calendar/months/month-table';
import type { LockRequest } from './locks/lock';
import type { OfficeSetting } from './office/office';

type Words = Readonly<Record<Language, string>>;

/** A move that leads on from here: who makes it, and what it still needs, in sentences. */
export interface NextMove {
  readonly to: MonthState;
  readonly name: Words;
  readonly by: readonly { readonly role: MoveRole; readonly name: Words }[];
  /** Whether who asks is among them. */
  readonly yours: boolean;
  readonly back: boolean;
  readonly missing: readonly { readonly condition: Condition; readonly overridable: boolean; readonly text: Words }[];
}

/** What `month show` and `GET …/status` answer; docs/schemas/month-status.schema.json. */
export interface MonthStatus {
  readonly hall: string;
  readonly month: Period;
  readonly state: MonthState;
  readonly name: Words;
  readonly revision: number;
  readonly version: number;
  readonly movedAt: CivilTime;
  readonly deadlines: {
    readonly submission: CivilTime;
    readonly verification: CivilTime;
    readonly reasons: readonly string[];
    readonly calendarKnown: boolean;
  };
  /** Of a month on notice: until when windows may object. */
  readonly noticeUntil?: CivilTime;
  readonly noticeDays: number;
  readonly openObjections: number;
  readonly office: OfficeSetting;
  readonly lock?: LockRequest;
  /** Scoring departments that have not reported; they keep nobody waiting and cost no window anything. */
  readonly lateDepartments: readonly string[];
  /** Tied at an edge and not decided, by outcome. */
  readonly undecided: readonly { readonly outcome: string; readonly name: string; readonly names: readonly string[] }[];
  readonly next: readonly NextMove[];
}

const ROLE_NAMES: Readonly<Record<MoveRole, Words>> = {
  system: { zh: '系统按期限', en: 'the system, by deadline' },
  'assessment-office': { zh: '考核办', en: 'assessment office' },
  'leading-group': { zh: '考核工作领导小组', en: 'leading group' },
  operator: { zh: '经办人（小机构，一人办理）', en: 'operator (small office)' },
};

/** What a person can do about a condition, beside the sentence of the table. */
export interface Known {
  readonly times: {
    readonly submissionUntil: CivilTime;
    readonly verificationUntil: CivilTime;
    readonly collectingFrom: CivilTime;
  };
  readonly noticeUntil?: CivilTime | undefined;
  readonly openObjections: number;
  readonly openAppeals: readonly string[];
  readonly gaps: readonly string[];
  readonly undecided: readonly string[];
}

/** The moves from a state with what is missing; `mine`: the roles of who asks for each move. */
export function nextMoves(
  state: MonthState,
  met: readonly Condition[],
  known: Known,
  mine: (to: MonthState) => readonly MoveRole[],
  office: OfficeSetting,
): NextMove[] {
  const hidden = office.profile === 'full' ? ['operator'] : [];
  return MOVES.filter((one) => one.from === state && one.by.some((role) => !hidden.includes(role))).map((one) => ({
    to: one.to,
    name: STATE_NAMES[one.to],
    by: one.by.filter((role) => !hidden.includes(role)).map((role) => ({ role, name: ROLE_NAMES[role] })),
    yours: one.by.some((role) => mine(one.to).includes(role)),
    back: one.back,
    missing: one.needs
      .filter((condition) => !met.includes(condition))
      .map((condition) => ({
        condition,
        overridable: one.overridable.includes(condition),
        text: sentence(condition, known),
      })),
  }));
}

function sentence(condition: Condition, known: Known): Words {
  const { zh, en } = CONDITIONS[condition];
  const more = details(condition, known);
  return more === undefined ? { zh: `${zh}。`, en: `${en}.` } : { zh: `${zh}：${more.zh}。`, en: `${en}: ${more.en}.` };
}

function details(condition: Condition, known: Known): Words | undefined {
  const { times, noticeUntil, openObjections, openAppeals, gaps, undecided } = known;
  const same = (text: string): Words => ({ zh: text, en: text });
  switch (condition) {
    case 'collecting-day-reached':
      return { zh: `${times.collectingFrom} 起`, en: `from ${times.collectingFrom}` };
    case 'submission-deadline-passed':
      return same(times.submissionUntil);
    case 'verification-deadline-passed':
      return same(times.verificationUntil);
    case 'notice-period-over':
      return noticeUntil === undefined ? undefined : same(noticeUntil);
    case 'no-open-objection':
      return {
        zh: `${String(openObjections)} 件，见 baifen objection list`,
        en: `${String(openObjections)}, see baifen objection list`,
      };
    case 'no-open-appeal':
      return same(`${openAppeals.join(', ')} (baifen ratings appeals)`);
    case 'coverage-complete':
      return gaps.length === 0
        ? { zh: '还没有计分，不知道是否报全', en: 'not scored yet' }
        : { zh: gaps.join('；'), en: gaps.join('; ') };
    case 'edge-ties-decided':
      return {
        zh: `${undecided.join('、')}，见 baifen month decide`,
        en: `${undecided.join(', ')}, see baifen month decide`,
      };
    case 'second-person':
      return {
        zh: '一人用 baifen month lock 提出，另一人用 baifen month confirm 确认',
        en: 'one asks (month lock), another confirms (month confirm)',
      };
    case 'opinion-recorded':
    case 'minutes-recorded':
    case 'reason-given':
    case 'audit-chain-linked':
      return undefined;
  }
}

/** Why the deadlines are not the 1st and the 3rd. */
export function reasonsOf({ submission, verification }: MonthDeadlines): string[] {
  return [submission.reason, verification.reason].filter((reason) => reason !== '');
}
