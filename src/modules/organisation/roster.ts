import type { Period } from 'src/common/civil-date';
import type { Span } from './spans';
import type { KeySource, PostSide, WindowKind } from './statement';

/**
 * Who and what a hall consists of in a month, as plain JSON: sealed with the month, given to the feeds, shown on the
 * screens. Shape: `docs/schemas/roster.schema.json`.
 */
export interface Roster {
  readonly hall: { readonly id: string; readonly name: string };
  /** The month; null: everything ever recorded (given to feeds, whose files may hold any month). */
  readonly period: Period | null;
  readonly windows: readonly RosterWindow[];
  readonly staff: readonly RosterStaff[];
  readonly departments: readonly RosterDepartment[];
  readonly abPairs: readonly RosterPair[];
  /** The ranking groups that occur, in order of code points. */
  readonly groups: readonly string[];
}

/** The window as it stands on its last day in the period; `states` holds how it got there. */
export interface RosterWindow extends Span {
  /** The window's code. */
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly departmentName: string;
  readonly group: string;
  readonly tags: readonly string[];
  readonly kind: WindowKind;
  readonly seats: number | null;
  /** Workload coefficient 折合系数 on the last day, decimal text; absent: none. */
  readonly coefficient?: string;
  /** Staff numbers of all chief representatives of the period, in order of time. */
  readonly chiefs: readonly string[];
  /** Staff number of the branch leader on the window's last day in the period. */
  readonly branchLeader: string | null;
  /** Open days of the period on which the window existed; only when the builder was given the open days. */
  readonly openDaysPresent?: number;
  readonly formerNames: readonly string[];
  readonly mergedInto: string | null;
  readonly states: readonly RosterWindowState[];
}

export interface RosterWindowState extends Span {
  readonly name: string;
  readonly department: string | null;
  readonly group: string;
  readonly tags: readonly string[];
}

export interface RosterStaff {
  /** Staff number. */
  readonly id: string;
  /** '' when the name was erased. */
  readonly name: string;
  readonly type: string;
  readonly postings: readonly RosterPosting[];
  readonly keys: readonly RosterKey[];
}

export interface RosterPosting extends Span {
  readonly window: string | null;
  readonly unit: string;
  readonly chief: boolean;
  readonly branchLeader: boolean;
  readonly post: string;
  readonly side: PostSide | null;
  readonly duty: string;
  readonly type: string;
}

export interface RosterKey extends Span {
  readonly source: KeySource;
  /** As text, leading zeros count; of a phone its digest. */
  readonly key: string;
  readonly device?: string;
}

export interface RosterDepartment extends Span {
  readonly code: string;
  readonly name: string;
  readonly leader: string | null;
}

export interface RosterPair extends Span {
  readonly window: string;
  readonly a: string;
  readonly b: string;
  readonly third: string | null;
}

/**
 * The roster as it is sealed: without names and phone keys, so that erasing them breaks no digest. Everything the
 * engine reads is still there.
 */
export function withoutNames(roster: Roster): Roster {
  const staff = roster.staff.map((person) => ({
    ...person,
    name: '',
    keys: person.keys.filter(({ source }) => source !== 'phone'),
  }));
  return { ...roster, staff };
}
