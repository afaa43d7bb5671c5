import { daysBetween, type CivilDate } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import { at, type DemoMonth } from 'demo/hall/months';
import { planOf, type Plan } from 'demo/hall/plans';
import { Random } from 'demo/hall/random';
import { postingOn, teamOn, type DemoPerson } from 'demo/hall/staff';
import { existsOn, type DemoWindow } from 'demo/hall/windows';

export type Half = 'am' | 'pm';

/** A person's working day as it went. Seconds since midnight; null: no punch. */
export interface DemoDay {
  readonly person: DemoPerson;
  readonly day: CivilDate;
  readonly first: number | null;
  readonly last: number | null;
  /** Leave of the whole day or of a half. */
  readonly leave: { readonly kind: LeaveKind; readonly half: Half | null } | null;
}

export type LeaveKind = '事假' | '病假' | '年假' | '公假' | '产假';

export interface DemoLeave {
  readonly person: DemoPerson;
  readonly from: CivilDate;
  /** Days as the register writes them: 0.5, 1, 2 … working days; for maternity leave calendar days. */
  readonly days: string;
  readonly kind: LeaveKind;
  readonly half: Half | null;
}

export interface DemoAttendance {
  readonly days: readonly DemoDay[];
  readonly leaves: readonly DemoLeave[];
}

const START = 8 * 3600 + 30 * 60;
const NOON = 12 * 3600;
const AFTERNOON = 14 * 3600;
const END = 17 * 3600 + 30 * 60;

type Incident =
  | { readonly kind: 'leave'; readonly leave: DemoDay['leave'] }
  | { readonly kind: 'late' | 'early'; readonly minutes: number }
  | { readonly kind: 'missing' | 'absent'; readonly half: Half };

/** Everybody's working days of a month: ordinary ones drawn per person, what went wrong taken from the windows' plans. */
export function attendanceOf(hall: DemoHall, month: DemoMonth): DemoAttendance {
  const incidents = new Map<string, Incident>();
  const leaves: DemoLeave[] = [];
  for (const window of hall.windows) {
    const days = month.openDays.filter((day) => existsOn(window, day));
    if (days.length === 0) continue;
    new WindowMonth(hall, window, planOf(hall.seed, window, month), days, incidents, leaves).fill();
  }
  const days = hall.staff.people
    .filter(({ clock }) => clock !== 'none')
    .flatMap((person) => {
      const random = new Random(hall.seed, 'days', person.number, month.index);
      return month.openDays
        .filter((day) => postingOn(person, day) !== undefined)
        .map((day) => dayOf(person, day, incidents.get(`${person.number} ${day}`), random));
    });
  return { days, leaves: leaves.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)) };
}

function dayOf(person: DemoPerson, day: CivilDate, incident: Incident | undefined, random: Random): DemoDay {
  // Both are drawn whatever happens, so that an incident moves no later day.
  const first = START - random.between(61, 1_140);
  const last = END + random.between(30, 1_080);
  const second = random.below(60);
  const plain = { person, day, first, last, leave: null };
  switch (incident?.kind) {
    case undefined:
      return plain;
    case 'late':
      return { ...plain, first: START + incident.minutes * 60 + second };
    case 'early':
      return { ...plain, last: END - incident.minutes * 60 + second };
    case 'missing':
      return incident.half === 'am' ? { ...plain, first: null } : { ...plain, last: null };
    case 'absent':
      return incident.half === 'am' ? { ...plain, first: AFTERNOON - 300 + second } : { ...plain, last: NOON + second };
    case 'leave': {
      const half = incident.leave?.half ?? null;
      if (half === null) return { ...plain, first: null, last: null, leave: incident.leave };
      const times = half === 'am' ? { first: AFTERNOON - 300 + second } : { last: NOON + 60 + second };
      return { ...plain, ...times, leave: incident.leave };
    }
  }
}

/** Spreads a window's plan over its people and days; nobody has two incidents on one day. */
class WindowMonth {
  private readonly random: Random;

  constructor(
    private readonly hall: DemoHall,
    private readonly window: DemoWindow,
    private readonly plan: Plan,
    private readonly days: readonly CivilDate[],
    private readonly incidents: Map<string, Incident>,
    private readonly leaves: DemoLeave[],
  ) {
    this.random = new Random(hall.seed, 'attendance', plan.label);
  }

  fill(): void {
    const { late, early, missingPunches, absentHalfDays, leaves } = this.plan;
    for (let count = 0; count < leaves; count++) this.leave();
    for (const minutes of late) this.put({ kind: 'late', minutes });
    for (const minutes of early) this.put({ kind: 'early', minutes });
    for (let count = 0; count < missingPunches; count++) this.put({ kind: 'missing', half: this.half() });
    for (let count = 0; count < absentHalfDays; count++) this.put({ kind: 'absent', half: this.half() });
  }

  private half(): Half {
    return this.random.chance(500) ? 'am' : 'pm';
  }

  private put(incident: Incident): void {
    for (let attempt = 0; attempt < 20; attempt++) {
      const day = this.random.pick(this.days);
      const person = this.random.pick(teamOn(this.hall.staff.people, this.window, day));
      const key = `${person.number} ${day}`;
      if (this.incidents.has(key)) continue;
      this.incidents.set(key, incident);
      return;
    }
  }

  private leave(): void {
    const kind = at(['事假', '病假', '年假', '公假', '产假'] as const, this.random.weighted([45, 20, 22, 10, 3]));
    const half = kind === '事假' && this.random.chance(400) ? this.half() : null;
    const wanted = kind === '产假' ? 30 : half ? 1 : this.random.between(1, kind === '事假' ? 4 : 3);
    const start = this.random.below(this.days.length);
    const person = this.random.pick(teamOn(this.hall.staff.people, this.window, at(this.days, start)));
    const taken = this.days.slice(start, start + wanted).filter((day) => this.here(person, day));
    if (taken.length === 0 || taken.some((day) => this.incidents.has(`${person.number} ${day}`))) return;
    for (const day of taken) this.incidents.set(`${person.number} ${day}`, { kind: 'leave', leave: { kind, half } });
    // Maternity leave counts calendar days, every other kind working days.
    const length = kind === '产假' ? daysBetween(at(taken, 0), at(taken, taken.length - 1)).length : taken.length;
    this.leaves.push({ person, from: at(taken, 0), days: half ? '0.5' : String(length), kind, half });
  }

  private here(person: DemoPerson, day: CivilDate): boolean {
    return postingOn(person, day)?.window?.code === this.window.code;
  }
}
