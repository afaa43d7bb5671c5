import type { Half } from 'src/modules/attendance/leave';
import { staffOn } from 'src/modules/organisation/presence';
import type { Roster } from 'src/modules/organisation/roster';
import { covers } from 'src/modules/organisation/spans';
import type { Fact, Occurrence, Ruling } from 'src/modules/rules/facts';
import type { StandIn } from './cover';

/** Rooms whose findings name who was at the post; what somebody did at a meeting or on leave is no matter of the post. */
const OF_THE_POST = /^(?:patrol|case|rating|complaint|sampling|callback|platform)\./;
const OF_THE_CLOCK = /^attendance\./;
const HALVES: Readonly<Record<Half, string>> = { am: '上午', pm: '下午' };

/**
 * What a stand-in changes about the facts of a month, as rulings that the engine applies and every line shows: what happened
 * at the post of somebody on leave is the stand-in's; the post of somebody whose stand-in was there is not empty; a stand-in
 * who came late came late to the post that was held. Facts stay as their rooms made them; what people decided stands.
 */
export function standInRulings(
  facts: readonly Fact[],
  standIns: readonly StandIn[],
  roster: Roster,
  decided: readonly Ruling[] = [],
): Ruling[] {
  if (standIns.length === 0) return [];
  const posts = new Posts(standIns, roster);
  const settled = new Set(decided.map(({ fact }) => fact));
  return facts.flatMap((fact) =>
    fact.kind === 'occurrence' && !settled.has(fact.id) ? (rulingOn(fact, posts) ?? []) : [],
  );
}

function rulingOn(fact: Occurrence, posts: Posts): Ruling | undefined {
  if (OF_THE_CLOCK.test(fact.type)) return ofTheClock(fact, posts);
  if (!OF_THE_POST.test(fact.type)) return undefined;
  if (fact.type === 'patrol.empty-post') return emptyPost(fact, posts);
  const { staff = [] } = fact;
  const held = staff.map((person) => posts.heldFor(person, fact));
  const moved = held.filter((one) => one !== undefined);
  const [first] = moved;
  if (first === undefined) return undefined;
  const now = [...new Set(staff.map((person, index) => held[index]?.standIn ?? person))];
  const window = fact.window === undefined ? { window: first.window } : {};
  return ruling(fact, 'amend', moved, { staff: now, ...window });
}

/** 空岗: the post's own person is not there. Lifted where every post the finding is about was held by a stand-in. */
function emptyPost(fact: Occurrence, posts: Posts): Ruling | undefined {
  const { staff = [] } = fact;
  const about = staff.length > 0 ? staff : posts.owners(fact);
  const held = about.map((person) => posts.heldFor(person, fact));
  if (about.length === 0 || held.includes(undefined)) return undefined;
  return ruling(
    fact,
    'excuse',
    held.filter((one) => one !== undefined),
  );
}

function ofTheClock(fact: Occurrence, posts: Posts): Ruling | undefined {
  const [person] = fact.staff ?? [];
  const held = person === undefined ? undefined : posts.heldBy(person, fact);
  if (held === undefined || held.window === fact.window) return undefined;
  return ruling(fact, 'amend', [held], { window: held.window });
}

function ruling(
  fact: Occurrence,
  decision: 'amend' | 'excuse',
  held: readonly StandIn[],
  amend?: Ruling['amend'],
): Ruling {
  const half = halfOf(fact);
  const when = half === undefined ? '当日' : HALVES[half];
  const reason = held
    .map(({ away, standIn, window }) => `${fact.date}${when}${away}请假，由${standIn}在窗口${window}顶岗`)
    .join('；');
  return {
    id: `stand-in:${fact.id}`.slice(0, 120),
    fact: fact.id,
    decision,
    reason,
    ground: 'stand-in',
    ...(amend && { amend }),
  };
}

function halfOf({ labels }: Occurrence): Half | undefined {
  return labels?.half === 'am' || labels?.half === 'pm' ? labels.half : undefined;
}

class Posts {
  private readonly byAway = new Map<string, StandIn>();
  private readonly byStandIn = new Map<string, StandIn>();

  constructor(
    standIns: readonly StandIn[],
    private readonly roster: Roster,
  ) {
    for (const one of standIns) {
      this.byAway.set(`${one.away} ${one.date} ${one.half}`, one);
      const key = `${one.standIn} ${one.date} ${one.half}`;
      if (!this.byStandIn.has(key)) this.byStandIn.set(key, one);
    }
  }

  /** Who held the post of the person; a fact that names no half day counts when one and the same did so all day. */
  heldFor(person: string, fact: Occurrence): StandIn | undefined {
    const half = halfOf(fact);
    if (half !== undefined) return this.byAway.get(`${person} ${fact.date} ${half}`);
    const [am, pm] = [this.byAway.get(`${person} ${fact.date} am`), this.byAway.get(`${person} ${fact.date} pm`)];
    return am?.standIn === pm?.standIn ? am : undefined;
  }

  heldBy(person: string, fact: Occurrence): StandIn | undefined {
    return this.byStandIn.get(`${person} ${fact.date} ${halfOf(fact) ?? ''}`);
  }

  /** Whose posts a window has that day: not those of branch leaders and of B 岗, who stand by. */
  owners({ window, date }: Occurrence): string[] {
    if (window === undefined) return [];
    const standBy = new Set(
      this.roster.abPairs
        .filter((pair) => pair.window === window && covers(pair, date))
        .flatMap(({ b, third }) => (third === null ? [b] : [b, third])),
    );
    const own = staffOn(this.roster, window, date).filter(({ id, postings }) => {
      const post = postings.find((one) => one.window === window && covers(one, date));
      return post?.branchLeader !== true && post?.side !== 'B' && !standBy.has(id);
    });
    return own.map(({ id }) => id);
  }
}
