import { addDays, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import { at, type DemoMonth } from 'demo/hall/months';
import { maskedRater } from 'demo/hall/names';
import { planOf } from 'demo/hall/plans';
import { Random } from 'demo/hall/random';
import type { DemoWindow } from 'demo/hall/windows';
import { began, type DemoCase } from './cases';
import { clockTime } from './punches';

export type GradeWord = '非常满意' | '满意' | '基本满意' | '不满意' | '非常不满意';

export interface DemoRating {
  /** Null: the window was rated at its sign, without a case. */
  readonly one: DemoCase | null;
  readonly window: DemoWindow;
  readonly time: CivilTime;
  readonly grade: GradeWord;
  readonly channel: string;
  readonly byDefault: boolean;
  /** Staff numbers of those rated. */
  readonly rated: readonly string[];
  readonly rater: string;
  readonly contact: string;
  readonly reason: string;
  readonly tag: string;
  readonly bad: DemoBad | null;
}

/** What became of a bad rating. */
export interface DemoBad {
  readonly foundTrue: boolean;
  readonly verifiedAt: CivilTime;
  readonly calledBack: boolean;
  readonly rectifiedAt: CivilTime | null;
}

const BAD_REASONS = [
  ['等了很久才叫到号', '办理时间超期'],
  ['材料说得不清楚，跑了两趟', '一次性告知'],
  ['服务态度差，问三遍才回答', '服务态度'],
  ['窗口没人，等了二十分钟', '无人值守'],
] as const;
const GOOD_REASONS = ['办得快', '讲解耐心', '一次办成', '环境整洁，就是停车不方便'];

/** All ratings of a month's finished cases, in order of time. A default rating follows five days after an unrated end. */
export function ratingsOf(hall: DemoHall, cases: readonly DemoCase[][], month: DemoMonth): DemoRating[] {
  const byWindow = new Map<string, DemoCase[]>();
  for (const one of cases.flat()) {
    if (one.finished === null || one.finished < month.from || one.finished > month.asOf) continue;
    const own = byWindow.get(one.window.code);
    if (own) own.push(one);
    else byWindow.set(one.window.code, [one]);
  }
  const ratings = hall.windows.flatMap((window) => {
    const finished = byWindow.get(window.code) ?? [];
    return finished.length === 0 ? [] : new WindowRatings(hall, window, month).of(finished.sort(byEnd));
  });
  return ratings.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function byEnd(a: DemoCase, b: DemoCase): number {
  const [x, y] = [`${a.finished ?? ''} ${began(a)}`, `${b.finished ?? ''} ${began(b)}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

class WindowRatings {
  private readonly random: Random;
  private readonly plan;

  constructor(
    private readonly hall: DemoHall,
    private readonly window: DemoWindow,
    month: DemoMonth,
  ) {
    this.plan = planOf(hall.seed, window, month);
    this.random = new Random(hall.seed, 'ratings', this.plan.label);
    // Bad ratings come early enough to be verified within the month.
    this.latestBad = at(month.openDays, Math.floor((month.openDays.length * 3) / 5));
  }

  private readonly latestBad: CivilDate;

  of(finished: readonly DemoCase[]): DemoRating[] {
    const { random, plan } = this;
    const rated = finished.map((one) => ({ one, active: random.chance(plan.rated), later: random.chance(350) }));
    const early = rated.filter(({ one, active }) => active && (one.finished ?? '').slice(0, 10) <= this.latestBad);
    const chosen = random.shuffled(early).slice(0, plan.badTrue + plan.badUntrue);
    const bad = new Map(chosen.map(({ one }, place) => [one, place]));
    const ratings = rated.flatMap(({ one, active, later }) => {
      const place = bad.get(one);
      if (place !== undefined) return [this.bad(one, place)];
      if (active) return [this.good(one)];
      return later ? [this.byDefault(one)] : [];
    });
    return random.chance(300) ? [...ratings, this.atTheSign(at(finished, 0))] : ratings;
  }

  private good(one: DemoCase): DemoRating {
    const { random } = this;
    const grade = at(['非常满意', '满意', '基本满意'] as const, random.weighted([86, 11, 3]));
    const together = random.chance(10) ? [one.window.code] : [];
    const chief = together.length > 0 ? this.chiefOf(one) : [];
    const reason = random.chance(40) ? random.pick(GOOD_REASONS) : '';
    return { ...this.plain(one), grade, rated: [...new Set([one.handler.number, ...chief])], reason };
  }

  private bad(one: DemoCase, place: number): DemoRating {
    const { random, plan } = this;
    const { months } = this.hall;
    const plain = this.plain(one);
    const foundTrue = place < plan.badTrue;
    const neglected = place < plan.neglected;
    const [reason, tag] = random.pick(BAD_REASONS);
    const day = plain.time.slice(0, 10);
    const bad: DemoBad = {
      foundTrue,
      verifiedAt: `${months.after(day, 3)} 15:30:00`,
      calledBack: !neglected,
      rectifiedAt: foundTrue ? `${months.after(day, neglected ? 21 : 5)} 16:00:00` : null,
    };
    const grade = random.chance(650) ? '不满意' : '非常不满意';
    return { ...plain, grade, reason, tag, bad };
  }

  private byDefault(one: DemoCase): DemoRating {
    const plain = this.plain(one);
    const time = `${addDays(plain.time.slice(0, 10), 5)} ${plain.time.slice(11)}`;
    return { ...plain, time, channel: '系统默认', byDefault: true, rater: '' };
  }

  private atTheSign(one: DemoCase): DemoRating {
    return { ...this.plain(one), one: null, grade: '满意', channel: '静态二维码', rated: [] };
  }

  private plain(one: DemoCase): DemoRating {
    const { random } = this;
    const end = one.finished ?? one.applied;
    const minute = Number(end.slice(11, 13)) * 60 + Number(end.slice(14, 16)) + random.between(1, 9);
    return {
      one,
      window: this.window,
      time: `${end.slice(0, 10)} ${clockTime(minute * 60 + random.below(60))}`,
      grade: '非常满意',
      channel: random.chance(900) ? '窗口评价器' : '手机端',
      byDefault: false,
      rated: [one.handler.number],
      rater: maskedRater(random),
      contact: `100${String(random.below(10_000)).padStart(8, '0')}`,
      reason: '',
      tag: '',
      bad: null,
    };
  }

  /** The chief representative of that day, who helped. */
  private chiefOf(one: DemoCase): string[] {
    const day = began(one).slice(0, 10);
    return this.hall.staff.people
      .filter(({ postings }) =>
        postings.some(
          ({ chief, window, from, to }) =>
            chief && window?.code === one.window.code && from <= day && (to === null || day <= to),
        ),
      )
      .map(({ number }) => number);
  }
}
