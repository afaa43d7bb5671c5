import type { CivilDate } from 'src/common/civil-date';
import { NOBODY_NAMED, type Half } from 'src/modules/attendance/leave';
import { takenHalves } from 'src/modules/attendance/month/leave-taken';
import type { JudgedMonth } from 'src/modules/attendance/month/facts';
import type { StoredLeave } from 'src/modules/attendance/month/people';
import { asksForStandIn, policyOn, type DatedPolicy } from 'src/modules/attendance/policy/policy';
import { postingOn } from 'src/modules/organisation/presence';
import type { Roster, RosterStaff } from 'src/modules/organisation/roster';
import { covers } from 'src/modules/organisation/spans';
import { faultOfStandIn, type StandInFault } from './fitness';

/** On a half day `standIn` held the post of `away` at the window: both are staff numbers. */
export interface StandIn {
  readonly away: string;
  readonly standIn: string;
  readonly window: string;
  readonly date: CivilDate;
  readonly half: Half;
  /** The way back to the leave. */
  readonly evidence: string;
}

/** Half days of a leave on which the post had nobody who was fit to hold it. */
export interface Uncovered {
  readonly staff: RosterStaff;
  readonly spell: StoredLeave;
  readonly halves: readonly string[];
  /** The first fault. */
  readonly fault: StandInFault;
}

export interface Cover {
  readonly standIns: readonly StandIn[];
  readonly uncovered: readonly Uncovered[];
}

export interface CoverInput {
  readonly months: readonly JudgedMonth[];
  readonly roster: Roster;
  readonly policies: readonly DatedPolicy[];
  /** Undefined: nobody knows. Absent: nobody asks. */
  certified?(staff: string, half: string): boolean | undefined;
}

/**
 * Who held whose post: the stand-in the register names, else the B 岗 of the A/B pair, else its third person (source 002,
 * article 2: b 岗工作人员自动顶岗). Somebody on leave or absent holds nothing. A policy says which leave needs one.
 */
export function coverOf(input: CoverInput): Cover {
  return new Covering(input).all();
}

class Covering {
  private readonly words = new Map<string, string>();
  private readonly busy = new Map<string, number>();
  private readonly standIns: StandIn[] = [];
  private readonly uncovered: Uncovered[] = [];

  constructor(private readonly input: CoverInput) {
    for (const { person, verdicts } of input.months)
      for (const { date, morning, afternoon } of verdicts) {
        this.words.set(`${person.id} ${date} am`, morning);
        this.words.set(`${person.id} ${date} pm`, afternoon);
      }
  }

  all(): Cover {
    for (const { person, verdicts } of this.input.months)
      for (const { spell, halves } of takenHalves(person, verdicts)) this.spell(person.staff, spell, halves);
    return { standIns: this.standIns, uncovered: this.uncovered };
  }

  private spell(staff: RosterStaff, spell: StoredLeave, halves: readonly string[]): void {
    const faults: { half: string; fault: StandInFault }[] = [];
    for (const half of halves) {
      const post = postingOn(staff, half.slice(0, 10));
      if (post === undefined || post.window === null || post.branchLeader) continue;
      const fault = this.half({ staff, spell, half, window: post.window });
      if (fault !== undefined) faults.push({ half, fault });
    }
    const [first] = faults;
    if (first) this.uncovered.push({ staff, spell, halves: faults.map(({ half }) => half), fault: first.fault });
  }

  /** Settles the half day; answers what the policy finds wrong with it. */
  private half(one: {
    staff: RosterStaff;
    spell: StoredLeave;
    half: string;
    window: string;
  }): StandInFault | undefined {
    const { staff, spell, half, window } = one;
    const named = spell.standIn === NOBODY_NAMED ? '' : spell.standIn;
    const candidates = named === '' ? this.pair(window, staff.id, half) : [named];
    const there = candidates.find((id) => this.missing(id, staff.id, half) === undefined);
    const policy = policyOn(this.input.policies, half.slice(0, 10));
    const asked = policy !== undefined && asksForStandIn(policy, spell.kind, spell.halves.length);
    const unfit =
      asked && there !== undefined
        ? faultOfStandIn(there, { ...this.known(staff.id, half), rules: policy.standIn ?? {} })
        : undefined;
    if (there !== undefined) this.hold({ ...one, standIn: there });
    if (!asked || unfit !== undefined) return unfit;
    if (there !== undefined) return undefined;
    // A register that does not ask says nothing about who stood in.
    return spell.standIn === '' ? undefined : named === '' ? 'not-named' : this.missing(named, staff.id, half);
  }

  private hold({
    staff,
    spell,
    half,
    window,
    standIn,
  }: {
    staff: RosterStaff;
    spell: StoredLeave;
    half: string;
    window: string;
    standIn: string;
  }): void {
    const key = `${standIn} ${half}`;
    this.busy.set(key, (this.busy.get(key) ?? 0) + 1);
    const [date = '', which] = half.split(' ');
    this.standIns.push({
      ...{ away: staff.id, standIn, window, date, half: which === 'am' ? 'am' : 'pm', evidence: spell.evidence },
    });
  }

  /** Why somebody could not hold any post that half day. */
  private missing(id: string, away: string, half: string): StandInFault | undefined {
    const fault = faultOfStandIn(id, { ...this.known(away, half), rules: {}, engaged: () => 0 });
    return fault ?? (this.words.get(`${id} ${half}`) === 'absent' ? 'absent' : undefined);
  }

  private known(away: string, half: string): Parameters<typeof faultOfStandIn>[1] {
    const { input } = this;
    return {
      ...{ away, halves: [half], roster: input.roster, rules: {} },
      onLeave: (id, at) => this.words.get(`${id} ${at}`) === 'leave',
      engaged: (id, at) => this.busy.get(`${id} ${at}`) ?? 0,
      certified: (id, at) => input.certified?.(id, at),
    };
  }

  private pair(window: string, away: string, half: string): string[] {
    const pairs = this.input.roster.abPairs.filter(
      (pair) => pair.window === window && pair.a === away && covers(pair, half.slice(0, 10)),
    );
    return pairs.flatMap(({ b, third }) => (third === null ? [b] : [b, third]));
  }
}
