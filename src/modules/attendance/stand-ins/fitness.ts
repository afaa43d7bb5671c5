import type { Language } from 'src/common/language';
import type { StandInRules } from 'src/modules/attendance/policy/policy';
import { postingOn } from 'src/modules/organisation/presence';
import type { Roster } from 'src/modules/organisation/roster';

/** Why somebody cannot stand in: 补岗人员应熟悉相关业务工作和服务规范, and a post needs somebody who is there. */
export type StandInFault = keyof typeof STAND_IN_FAULTS;

export const STAND_IN_FAULTS = {
  'not-named': { zh: '未安排补岗人员', en: 'no stand-in was named' },
  self: { zh: '补岗人员与请假人是同一人', en: 'the stand-in is the person on leave' },
  unknown: { zh: '补岗人员不在花名册中', en: 'the stand-in is not in the roster' },
  'not-posted': { zh: '补岗人员当日不在大厅任职', en: 'the stand-in has no post in the hall on that day' },
  'wrong-type': { zh: '补岗人员的人员类型不符合规定', en: 'the stand-in is of a staff type that may not stand in' },
  'no-certificate': { zh: '补岗人员未持有效上岗证', en: 'the stand-in holds no valid certificate' },
  'on-leave': { zh: '补岗人员同期请假', en: 'the stand-in is on leave at the same time' },
  engaged: { zh: '补岗人员同期已为他人补岗', en: 'the stand-in already stands in for somebody else' },
  absent: { zh: '补岗人员未到岗', en: 'the stand-in was not there' },
} as const satisfies Record<string, Record<Language, string>>;

export interface StandInCase {
  /** Staff number of the person on leave. */
  readonly away: string;
  /** `2026-01-06 am` …, at least one. */
  readonly halves: readonly string[];
  readonly roster: Roster;
  readonly rules: StandInRules;
  /** Absent: nobody knows who is on leave (a file that is being read). */
  onLeave?(staff: string, half: string): boolean;
  /** For how many others the person stands in that half day. */
  engaged?(staff: string, half: string): number;
  /** Undefined: the register of certificates says nothing about that day. */
  certified?(staff: string, half: string): boolean | undefined;
}

/** The first thing that is wrong with the stand-in on any of the half days; undefined: fit. `named` '' is nobody. */
export function faultOfStandIn(named: string, one: StandInCase): StandInFault | undefined {
  if (named === '') return 'not-named';
  if (named === one.away) return 'self';
  const person = one.roster.staff.find(({ id }) => id === named);
  if (person === undefined) return 'unknown';
  const { types } = one.rules;
  for (const half of one.halves) {
    const post = postingOn(person, half.slice(0, 10));
    if (post === undefined) return 'not-posted';
    const type = post.type === '' ? person.type : post.type;
    // A roster that does not say the type proves nothing.
    if (types !== undefined && type !== '' && !types.includes(type)) return 'wrong-type';
    if (one.rules.certificate === true && one.certified?.(named, half) === false) return 'no-certificate';
    if (one.onLeave?.(named, half) === true) return 'on-leave';
    if ((one.engaged?.(named, half) ?? 0) >= (one.rules.posts ?? 1)) return 'engaged';
  }
  return undefined;
}
