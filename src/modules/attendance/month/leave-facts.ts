import { Fraction } from 'src/common/fraction';
import { LEAVE_KINDS } from 'src/modules/attendance/leave-kinds';
import { overText, type OverAllowance } from 'src/modules/attendance/leaves/over-allowance';
import type { Uncovered } from 'src/modules/attendance/stand-ins/cover';
import { STAND_IN_FAULTS } from 'src/modules/attendance/stand-ins/fitness';
import { postingOn } from 'src/modules/organisation/presence';
import type { RosterStaff } from 'src/modules/organisation/roster';
import type { Occurrence } from 'src/modules/rules/facts';
import type { TakenLeave } from './leave-taken';

/** One fact for each spell: the half days of it on which the person had to work in the month. */
export function leaveFact(staff: RosterStaff, { spell, halves }: TakenLeave): Occurrence {
  return {
    ...common(staff, spell, halves),
    type: 'leave.taken',
    labels: { leaveKind: spell.kind, reason: LEAVE_KINDS[spell.kind].zh },
  };
}

/** 安排好补岗人员后方可准假: the half days on which the post had nobody fit to hold it. */
export function noStandInFact({ staff, spell, halves, fault }: Uncovered): Occurrence {
  const fact = common(staff, spell, halves);
  const reason = STAND_IN_FAULTS[fault].zh;
  const named = /^(?:-|)$/.test(spell.standIn) ? '' : `（${spell.standIn}）`;
  return {
    ...fact,
    id: `${fact.id}:no-stand-in`,
    type: 'leave.no-stand-in',
    labels: { leaveKind: spell.kind, reason },
    text: `${LEAVE_KINDS[spell.kind].zh}，${reason}${named}`,
  };
}

export function overAllowanceFact(over: OverAllowance): Occurrence {
  const fact = common(over.staff, over.spell, over.halves);
  return {
    ...fact,
    id: `leave:${over.staff.id}:over:${over.allowance.kinds.join('+')}:${fact.date.slice(0, 7)}`,
    type: 'leave.over-allowance',
    labels: { leaveKind: over.spell.kind, reason: LEAVE_KINDS[over.spell.kind].zh },
    text: overText(over),
  };
}

function common(
  staff: RosterStaff,
  { kind, evidence }: TakenLeave['spell'],
  halves: readonly string[],
): Omit<Occurrence, 'type' | 'labels'> {
  const first = halves[0] ?? '';
  const date = first.slice(0, 10);
  const window = postingOn(staff, date)?.window;
  return {
    kind: 'occurrence',
    id: `leave:${staff.id}:${kind}:${first.replace(' ', ':')}`,
    date,
    ...(window ? { window } : {}),
    staff: [staff.id],
    amounts: { days: Fraction.of(halves.length, 2).toText() },
    evidence: [evidence],
  };
}
