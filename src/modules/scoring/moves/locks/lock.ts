import type { CivilTime, Period } from 'src/common/civil-date';
import type { Override } from 'src/modules/calendar/months/month-states';

/** 锁定申请 asked for by one person, to be confirmed by another. */
export interface LockRequest {
  readonly id: string;
  readonly month: Period;
  /** Of the month when it was asked for; it counts for no other. */
  readonly version: number;
  readonly revision: number;
  /** SHA-256 of the result that was shown; who confirms names it. */
  readonly digest: string;
  readonly by: string;
  readonly name: string;
  readonly at: CivilTime;
  readonly expiresAt: CivilTime;
  readonly overrides: readonly Override[];
  readonly state: LockState;
}

/** overtaken: the month was moved meanwhile. */
export type LockState = 'waiting' | 'confirmed' | 'withdrawn' | 'expired' | 'overtaken';

/** So long somebody else may confirm, in hours: the working day and the next morning. */
export const LOCK_HOURS = 24;

export const LOCK_WORDS: Readonly<Record<LockState, { readonly zh: string; readonly en: string }>> = {
  waiting: { zh: '待确认', en: 'waiting' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  expired: { zh: '已过期', en: 'expired' },
  overtaken: { zh: '本月状态已变', en: 'overtaken by a move' },
};

export function lockState(
  asked: Pick<LockRequest, 'version' | 'expiresAt'>,
  answer: 'confirmed' | 'withdrawn' | undefined,
  now: CivilTime,
  version: number,
): LockState {
  if (answer !== undefined) return answer;
  if (version !== asked.version) return 'overtaken';
  return now >= asked.expiresAt ? 'expired' : 'waiting';
}
