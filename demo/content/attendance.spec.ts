import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { OpenDays } from 'src/modules/calendar/open-days';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgePerson, type DayVerdict } from 'src/modules/attendance/verdicts/judge';
import { openRuleOf } from 'src/modules/attendance/schedule';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import { demoHall } from 'demo/hall/hall';
import { at, type DemoMonth } from 'demo/hall/months';
import { levelIn, planOf } from 'demo/hall/plans';
import { postingOn } from 'demo/hall/staff';
import { attendanceOf, type DemoDay } from './attendance';
import { workDay } from './dingtalk-day';
import { clockTime, punchesOf } from './punches';
import { scheduleOf } from './schedule';

const hall = demoHall({ today: '2026-11-22', seed: 'spec' });
const schedule = scheduleOf(hall);
const open = new OpenDays(new StatutoryCalendar(shippedNotices), openRuleOf(schedule));

function judged(day: DemoDay): DayVerdict {
  const marks = punchesOf(day).map(({ second }) => ({ at: `${day.day} ${clockTime(second)}`, kind: 'punch' as const }));
  const halves = day.leave ? [day.leave.half ?? ['am', 'pm']].flat() : [];
  const leave = new Map(halves.map((half): [string, LeaveKind] => [`${day.day} ${half}`, 'personal']));
  const person = { id: day.person.number, marks, leave, days: [day.day], covered: () => true };
  return at(judgePerson(schedule, open, person), 0);
}

/** Faults of a window's people in a month, by kind. */
function faultsAt(code: string, month: DemoMonth): string[] {
  return attendanceOf(hall, month)
    .days.filter(({ person, day }) => postingOn(person, day)?.window?.code === code)
    .flatMap((day) => judged(day).faults.map(({ kind, minutes }) => `${kind} ${minutes}`))
    .sort();
}

describe('attendance of the demo', () => {
  const october = at(hall.months.months, 2);

  it('lies on open days only, make-up Saturday included, holidays without a punch', () => {
    const days = new Set(attendanceOf(hall, october).days.map(({ day }) => day));
    expect([...days].every((day) => open.isOpen(day))).toBe(true);
    expect(days.has('2026-10-10')).toBe(true);
    expect([...days].sort()[0]).toBe('2026-10-08');
  });

  it('has nobody punch who is not posted, or has no clock', () => {
    const { days } = attendanceOf(hall, at(hall.months.months, 0));
    expect(days.filter(({ person, day }) => postingOn(person, day) === undefined)).toEqual([]);
    expect(days.filter(({ person }) => person.clock === 'none')).toEqual([]);
    const { left } = hall.staff;
    const last = at(left.postings, 0).to ?? '';
    expect(days.filter(({ person, day }) => person === left && day > last)).toEqual([]);
  });

  it('gives the judge the faults that were planned', () => {
    const window = at(
      hall.windows.filter(({ code }) => code === 'E08'),
      0,
    );
    const plan = planOf(hall.seed, window, at(hall.months.months, 0));
    const planned = [
      ...plan.late.map((minutes) => `late ${minutes}`),
      ...plan.early.map((minutes) => `early ${minutes}`),
      ...Array.from({ length: plan.missingPunches }, () => 'missing-punch 0'),
      ...Array.from({ length: plan.absentHalfDays }, () => 'absent 0'),
    ];
    expect(planned.length).toBeGreaterThan(3);
    // An early leave is drawn with its second: the minute begun counts.
    expect(faultsAt('E08', at(hall.months.months, 0))).toEqual(planned.sort());
  });

  it('is without fault at the first, and the same at the windows made to be level', () => {
    for (const month of hall.months.months) {
      expect(faultsAt('A01', month)).toEqual([]);
      const { top, bottom } = levelIn(month.index);
      expect(faultsAt(top[0] ?? '', month)).toEqual([]);
      expect(faultsAt(bottom[0] ?? '', month)).toEqual(faultsAt(bottom[1] ?? '', month));
      expect(faultsAt(bottom[0] ?? '', month)).toHaveLength(4);
    }
  });

  it('is labelled by DingTalk as the judge sees it', () => {
    const { days } = attendanceOf(hall, october);
    for (const day of days.filter(({ person, leave }) => person.clock === 'dingtalk' && leave === null)) {
      const { lateMinutes, faults } = judged(day);
      const { counts } = workDay(day);
      if (faults.some(({ kind }) => kind === 'absent')) continue;
      expect(counts.迟到时长 ?? 0).toBe(lateMinutes);
      expect(counts.早退次数 ?? 0).toBe(faults.filter(({ kind }) => kind === 'early').length);
    }
  });
});
