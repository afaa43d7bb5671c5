import type { CivilDate } from 'src/common/civil-date';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';

/** Who may grant a leave up to a length; the first step that is long enough counts. Lengths are days in halves. */
export interface LadderStep {
  /** Up to so many days, included; absent: any length. */
  readonly upTo?: number;
  /** 窗口首席代表, 督查科, 中心主任 … as the office calls them. */
  readonly by: string;
}

export interface Allowance {
  readonly kinds: readonly LeaveKind[];
  /** Days of a calendar year, together for all kinds named. */
  readonly days: number;
}

export interface PaperRule {
  readonly kinds: readonly LeaveKind[];
  /** From so many days on, included; absent: always. */
  readonly from?: number;
  /** What is asked for: 医院证明, 抽调文件 … */
  readonly paper: string;
}

/** 窗口人员请假一天以上的，安排好补岗人员后方可准假。补岗人员应熟悉相关业务工作和服务规范 (source 004, article 9). */
export interface StandInRules {
  /** Leave of so many days or more needs a stand-in first; absent: no leave does. */
  readonly from?: number;
  readonly except?: readonly LeaveKind[];
  /** Staff types that may stand in; absent: all. */
  readonly types?: readonly string[];
  /** A certificate valid on the day is asked for. */
  readonly certificate?: boolean;
  /** Posts one person may hold besides the own at the same time. Default 1. */
  readonly posts?: number;
  /** 落实AB岗: every window has a B 岗, by its post or as an A/B pair, on every open day. Default false. */
  readonly pairs?: boolean;
}

/** Who may be posted to a window, and when a change has to be told (换人须提前报备). */
export interface StaffingRules {
  readonly types?: readonly string[];
  readonly certificate?: boolean;
  /** A change is told at least so many working days before its first day; 0: on that day at the latest. Default 0. */
  readonly noticeDays?: number;
}

/** What a hall decided on leave, stand-ins and staffing; shape in `docs/schemas/attendance-policy.schema.json`. */
export interface AttendancePolicy {
  readonly name: string;
  /** Sample values that no office has confirmed. */
  readonly sample?: boolean;
  readonly ladder?: readonly LadderStep[];
  /** The ladder of chief representatives; default: the one of everybody. */
  readonly chiefLadder?: readonly LadderStep[];
  readonly allowances?: readonly Allowance[];
  readonly papers?: readonly PaperRule[];
  readonly standIn?: StandInRules;
  readonly staffing?: StaffingRules;
}

export interface DatedPolicy {
  /** First day on which it holds. */
  readonly from: CivilDate;
  readonly revision: number;
  readonly policy: AttendancePolicy;
}

/** The policy that holds on the day: the one with the latest beginning. */
export function policyOn(policies: readonly DatedPolicy[], day: CivilDate): AttendancePolicy | undefined {
  let held: DatedPolicy | undefined;
  for (const one of policies) if (one.from <= day && (held === undefined || one.from > held.from)) held = one;
  return held?.policy;
}

/** Whether a leave of so many half days has to wait for a stand-in. Duty elsewhere leaves the post empty just the same. */
export function asksForStandIn({ standIn }: AttendancePolicy, kind: LeaveKind, halfDays: number): boolean {
  if (standIn?.from === undefined || standIn.except?.includes(kind) === true) return false;
  return halfDays >= standIn.from * 2;
}

/** Who has to grant it; undefined where the policy has no ladder or none of its steps is long enough. */
export function grantedBy(
  policy: AttendancePolicy,
  halfDays: number,
  chief: boolean,
): { step: LadderStep; enough: readonly string[] } | undefined {
  const ladder = (chief ? policy.chiefLadder : undefined) ?? policy.ladder ?? [];
  const at = ladder.findIndex(({ upTo }) => upTo === undefined || halfDays <= upTo * 2);
  const step = ladder[at];
  return step && { step, enough: ladder.slice(at).map(({ by }) => by) };
}

/** The paper a leave has to rest on. */
export function paperFor({ papers = [] }: AttendancePolicy, kind: LeaveKind, halfDays: number): string | undefined {
  return papers.find(({ kinds, from = 0 }) => kinds.includes(kind) && halfDays >= from * 2)?.paper;
}

export function allowanceOf({ allowances = [] }: AttendancePolicy, kind: LeaveKind): Allowance | undefined {
  return allowances.find(({ kinds }) => kinds.includes(kind));
}
