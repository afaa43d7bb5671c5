import type { CivilDate } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { coveredHalves, type Half } from 'src/modules/attendance/leave';
import { LEAVE_KINDS, minutesADay, type LeaveKind } from 'src/modules/attendance/leave-kinds';
import {
  allowanceOf,
  asksForStandIn,
  grantedBy,
  paperFor,
  policyOn,
  type DatedPolicy,
} from 'src/modules/attendance/policy/policy';
import type { ScheduleProblem } from 'src/modules/attendance/refusals';
import { faultOfStandIn, STAND_IN_FAULTS, type StandInCase } from 'src/modules/attendance/stand-ins/fitness';
import { postingOn } from 'src/modules/organisation/presence';
import type { Roster } from 'src/modules/organisation/roster';

/** A leave as somebody asks for it. */
export interface LeaveRequest {
  readonly staff: string;
  readonly kind: LeaveKind;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Where the leave begins and ends inside its first and last day. */
  readonly begins?: Half;
  readonly ends?: Half;
  readonly standIn: string;
  readonly document: string;
  readonly approvedBy: string;
}

/** What is known when it is asked for. */
export interface RequestWorld extends Pick<StandInCase, 'onLeave' | 'engaged' | 'certified'> {
  readonly roster: Roster;
  readonly policies: readonly DatedPolicy[];
  /** Half days of the calendar year already used of kinds that share the allowance. */
  used(staff: string, kinds: readonly LeaveKind[], year: string): number;
  onLeave(staff: string, half: string): boolean;
  isWorkingDay(date: CivilDate): boolean;
}

export interface Decided {
  readonly halves: readonly string[];
  readonly days: string;
  /** Cannot be entered at all: the person, the days. */
  readonly impossible: readonly ScheduleProblem[];
  /** Must not be granted; may be entered as taken all the same. */
  readonly against: readonly ScheduleProblem[];
}

/** Whether a leave may be granted: 安排好补岗人员后方可准假, by whom, on which paper, and within the days of the year. */
export function decide(request: LeaveRequest, world: RequestWorld): Decided {
  const covered = coveredHalves(request, (date) => world.isWorkingDay(date));
  if ('fault' in covered)
    return {
      ...{ halves: [], days: '0', against: [] },
      impossible: [problem('起止日期首尾颠倒，或没有一个工作日', 'the dates run backwards or hold no working day')],
    };
  const { halves, days } = covered;
  const impossible = impossibleOf(request, halves, world);
  const against = impossible.length > 0 ? [] : againstOf(request, halves, world);
  return { halves, days, impossible, against };
}

function impossibleOf(
  { staff, kind, from }: LeaveRequest,
  halves: readonly string[],
  world: RequestWorld,
): ScheduleProblem[] {
  const person = world.roster.staff.find(({ id }) => id === staff);
  if (person === undefined) return [problem(`花名册中没有工号 ${staff}`, `the roster has no staff number ${staff}`)];
  if (postingOn(person, from) === undefined)
    return [problem(`${staff} 在 ${from} 没有任职`, `${staff} has no post on ${from}`)];
  const clash = minutesADay(kind) === undefined ? halves.find((half) => world.onLeave(staff, half)) : undefined;
  if (clash === undefined) return [];
  const [date = '', half] = clash.split(' ');
  const when = `${date}${half === 'am' ? '上午' : '下午'}`;
  return [problem(`${when}已登记请假，请先撤销原来的登记`, `${clash} is on leave already: take that back first`)];
}

function againstOf(request: LeaveRequest, halves: readonly string[], world: RequestWorld): ScheduleProblem[] {
  const policy = policyOn(world.policies, request.from);
  const person = world.roster.staff.find(({ id }) => id === request.staff);
  const post = person && postingOn(person, request.from);
  if (policy === undefined || post === undefined) return [];
  const found: ScheduleProblem[] = [];
  const { kind, staff } = request;
  const needed = post.window !== null && !post.branchLeader && asksForStandIn(policy, kind, halves.length);
  if (needed || request.standIn !== '') {
    const rules = policy.standIn ?? {};
    const fault = faultOfStandIn(request.standIn, { ...world, away: staff, halves, rules });
    if (fault !== undefined) found.push(STAND_IN_FAULTS[fault]);
  }
  const ladder = minutesADay(kind) === undefined ? grantedBy(policy, halves.length, post.chief) : undefined;
  if (ladder !== undefined && !ladder.enough.includes(request.approvedBy)) {
    const [length, by] = [Fraction.of(halves.length, 2).toText(), ladder.enough.join('、')];
    found.push(
      problem(`${length}天的假须由${by}批准`, `leave of ${length} days is granted by ${ladder.enough.join(', ')}`),
    );
  }
  const paper = request.document === '' ? paperFor(policy, kind, halves.length) : undefined;
  if (paper !== undefined)
    found.push(problem(`${LEAVE_KINDS[kind].zh}须有${paper}`, `leave of the kind ${kind} needs a paper: ${paper}`));
  return [...found, ...beyond(request, halves, world)];
}

function beyond(
  { staff, kind, from }: LeaveRequest,
  halves: readonly string[],
  world: RequestWorld,
): ScheduleProblem[] {
  const policy = policyOn(world.policies, from);
  const allowance = policy && allowanceOf(policy, kind);
  if (allowance === undefined) return [];
  const years = [...new Set(halves.map((half) => half.slice(0, 4)))];
  return years.flatMap((year) => {
    const asked = halves.filter((half) => half.startsWith(year)).length;
    const total = world.used(staff, allowance.kinds, year) + asked;
    if (total <= allowance.days * 2) return [];
    const [days, names] = [
      Fraction.of(total, 2).toText(),
      allowance.kinds.map((one) => LEAVE_KINDS[one].zh).join('、'),
    ];
    return [
      problem(
        `${names}${year}年额度${String(allowance.days)}天，连同本次共${days}天`,
        `the allowance of ${year} is ${String(allowance.days)} days, with this leave ${days} days are used`,
      ),
    ];
  });
}

function problem(zh: string, en: string): ScheduleProblem {
  return { zh, en };
}
