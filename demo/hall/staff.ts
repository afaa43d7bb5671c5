import type { CivilDate } from 'src/common/civil-date';
import { at, type DemoMonths } from './months';
import { personNames } from './names';
import { Random } from './random';
import { Changes, posting, type Draft } from './changes';
import { departments, NO_PAIR, OPENED, type Clock, type DemoWindow } from './windows';

export interface DemoPosting {
  readonly window: DemoWindow | null;
  readonly unit: string;
  readonly post: '' | 'A' | 'B';
  readonly duty: string;
  readonly chief: boolean;
  readonly leader: boolean;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export interface DemoPerson {
  /** Staff number as text; 0717 and 717 are two people. */
  readonly number: string;
  readonly name: string;
  readonly type: '编制' | '公益岗' | '借用' | '劳务派遣';
  /** None for people who do not punch: branch leaders. */
  readonly clock: Clock | 'none';
  /** Punches in at one of the hall's clocks and out at the other. */
  readonly bothClocks: boolean;
  readonly pin: string;
  readonly userId: string;
  readonly phone: string;
  /** In order of time; they touch and never overlap. */
  readonly postings: readonly DemoPosting[];
}

export interface DemoPair {
  readonly window: DemoWindow;
  readonly a: DemoPerson;
  readonly b: DemoPerson;
  readonly third: DemoPerson;
}

export interface DemoStaff {
  readonly people: readonly DemoPerson[];
  readonly pairs: readonly DemoPair[];
  /** Named in the manifest, so that everybody finds them. */
  readonly moved: readonly DemoPerson[];
  readonly left: DemoPerson;
  readonly joined: DemoPerson;
}

const TYPES = ['编制', '公益岗', '借用', '劳务派遣'] as const;

export function staffOf(seed: string, months: DemoMonths, windows: readonly DemoWindow[]): DemoStaff {
  const hire = hiring(seed, months);
  const leaders = departments.map((department, index) => {
    const leader = hire(index === 0 ? '717' : `${801 + index}`, 'none', index);
    leader.postings.push(posting(null, department.name, months, { duty: '分管领导', leader: true }));
    return leader;
  });
  const watch = ['值班长', '夜班值守'].map((duty, index) => {
    const person = hire(`${901 + index}`, 'none', index);
    person.postings.push(posting(null, '示例县政务服务中心', months, { duty }));
    return person;
  });
  let next = 6001;
  const teams = new Map<string, Draft[]>();
  for (const window of windows) {
    const team = Array.from({ length: hires(window) }, (_, index) => {
      const number = window.code === 'B04' && index === 3 ? '0717' : `0${next++}`;
      const person = hire(number, window.department.clock, next);
      const job = { post: index % 3 === 2 ? ('B' as const) : ('A' as const), chief: index === 0 };
      person.postings.push(posting(window, window.department.name, months, job));
      return person;
    });
    teams.set(window.code, team);
  }
  const changes = new Changes(months, windows, teams);
  const moved = changes.apply();
  const joined = changes.joiner(hire(`0${next}`, 'app', next));
  const people = [...leaders, ...watch, ...[...teams.values()].flat(), joined];
  return { people, pairs: pairsOf(windows, teams), moved, left: changes.leaver, joined };
}

/** The opened window takes two people over from another one. */
function hires(window: DemoWindow): number {
  return window.code === OPENED ? window.people - 2 : window.people;
}

function hiring(seed: string, months: DemoMonths) {
  const names = personNames(536, new Random(seed, 'names'));
  // Namesakes: the last four bear the names of four others.
  names.push(at(names, 30), at(names, 121), at(names, 254), at(names, 377));
  let hired = 0;
  return (number: string, clock: Clock | 'none', draw: number): Draft => {
    const index = hired++;
    const random = new Random(seed, 'person', index);
    const hall = clock === 'hall-1' || clock === 'hall-2';
    return {
      number,
      name: at(names, index),
      type: at(TYPES, random.weighted([46, 20, 9, 25])),
      clock,
      bothClocks: hall && draw % 9 === 0,
      pin: hall ? String(2001 + index) : '',
      userId:
        clock === 'dingtalk'
          ? `9${String(index).padStart(3, '0')}${months.today.slice(0, 4)}010${String(100_000_000 + index * 7919)}`.slice(
              0,
              17,
            )
          : '',
      phone: clock === 'none' ? '' : `100000${String(20_000 + index)}`,
      postings: [],
    };
  };
}

/** A post, B post and the chief representative as third. */
function pairsOf(windows: readonly DemoWindow[], teams: ReadonlyMap<string, Draft[]>): DemoPair[] {
  return windows
    .filter(({ code }) => code !== NO_PAIR)
    .map((window) => {
      const team = teams.get(window.code) ?? [];
      return { window, a: at(team, 1), b: at(team, 2), third: at(team, 0) };
    });
}

/** Where the person is posted that day; undefined: not in the hall. */
export function postingOn(person: DemoPerson, day: CivilDate): DemoPosting | undefined {
  return person.postings.find(({ from, to }) => from <= day && (to === null || day <= to));
}

/** The people at a window that day, in order of their numbers' hiring. */
export function teamOn(people: readonly DemoPerson[], window: DemoWindow, day: CivilDate): DemoPerson[] {
  return people.filter((person) => postingOn(person, day)?.window?.code === window.code);
}
