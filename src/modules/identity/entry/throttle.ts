import type { CivilTime } from 'src/common/civil-date';
import { instantOf } from 'src/common/clock';

/** Failed sign-ins of one kind: an account from an address, an account from strangers, an address with any account. */
export interface Attempts {
  readonly failures: number;
  readonly lastAt: CivilTime;
}

export interface Pace {
  /** So many may fail without waiting. */
  readonly free: number;
  /** The wait after the first one more, doubled with each further one, up to `most`; seconds. */
  readonly first: number;
  readonly most: number;
}

/** The own pace of an account at one address or device; a typing slip costs nothing. */
export const OWN: Pace = { free: 5, first: 30, most: 1800 };
/** All addresses together from which the account has never signed in: about seventy guesses a day. */
export const STRANGERS: Pace = { free: 20, first: 30, most: 1800 };
/** One unknown address with whatever account: a hall behind one address has many clerks. */
export const ADDRESS: Pace = { free: 50, first: 10, most: 300 };

/** After so long without a failure nothing is held against anybody; seconds. */
const FORGOTTEN_S = 86_400;

/** Failures that still count. */
export function standing(attempts: Attempts | undefined, now: CivilTime): number {
  if (!attempts || secondsBetween(attempts.lastAt, now) >= FORGOTTEN_S) return 0;
  return attempts.failures;
}

/** Seconds until the next try; 0: now. */
export function waitFor(attempts: Attempts | undefined, pace: Pace, now: CivilTime): number {
  const failures = standing(attempts, now);
  if (!attempts || failures < pace.free) return 0;
  const wait = Math.min(pace.first * 2 ** Math.min(failures - pace.free, 20), pace.most);
  return Math.max(0, wait - Math.max(0, secondsBetween(attempts.lastAt, now)));
}

function secondsBetween(from: CivilTime, to: CivilTime): number {
  return Math.floor((instantOf(to) - instantOf(from)) / 1000);
}
