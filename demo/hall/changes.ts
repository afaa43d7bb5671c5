import { addDays, type CivilDate } from 'src/common/civil-date';
import { at, type DemoMonths } from './months';
import type { DemoPerson, DemoPosting } from './staff';
import { MERGED, MERGED_INTO, OPENED, type DemoWindow } from './windows';

/** A person whose postings are still being written. */
export type Draft = Omit<DemoPerson, 'postings'> & { postings: DemoPosting[] };

const MOVED_FROM = 'A01';
const LEFT_AND_JOINED = 'F03';
const MOVES_LATE = { from: 'C01', to: 'C03' };

/** What changes during the months: people move, leave and come, a window closes, a chief hands over. */
export class Changes {
  constructor(
    private readonly months: DemoMonths,
    private readonly windows: readonly DemoWindow[],
    private readonly teams: ReadonlyMap<string, Draft[]>,
  ) {}

  get leaver(): Draft {
    return this.member(LEFT_AND_JOINED, 5);
  }

  apply(): DemoPerson[] {
    const second = this.months.middle(1);
    const third = this.months.middle(2);
    const founders = [this.member(MOVED_FROM, 4), this.member(MOVED_FROM, 8)];
    for (const person of founders) this.move(person, OPENED, second);
    for (const person of this.teams.get(MERGED) ?? []) this.move(person, MERGED_INTO, second);
    const late = this.member(MOVES_LATE.from, 7);
    this.move(late, MOVES_LATE.to, third);
    this.end(this.leaver, this.months.middle(0));
    this.handOver('E04', third);
    return [...founders, late];
  }

  joiner(person: Draft): Draft {
    const window = this.window(LEFT_AND_JOINED);
    const from = this.months.middle(2);
    person.postings.push({ ...posting(window, window.department.name, this.months, { post: 'A' }), from });
    return person;
  }

  private move(person: Draft, to: string, from: CivilDate): void {
    const window = this.window(to);
    this.end(person, addDays(from, -1));
    person.postings.push({ ...posting(window, window.department.name, this.months, { post: 'A' }), from });
  }

  /** The second of the team becomes chief representative, the first stays as a member. */
  private handOver(code: string, from: CivilDate): void {
    const [first, second] = [this.member(code, 0), this.member(code, 1)];
    for (const [person, chief] of [
      [first, false],
      [second, true],
    ] as const) {
      const last = at(person.postings, person.postings.length - 1);
      this.end(person, addDays(from, -1));
      person.postings.push({ ...last, chief, duty: chief ? '首席代表' : '窗口工作人员', from, to: null });
    }
  }

  private end(person: Draft, to: CivilDate): void {
    const last = at(person.postings, person.postings.length - 1);
    person.postings[person.postings.length - 1] = { ...last, to };
  }

  private member(code: string, index: number): Draft {
    return at(this.teams.get(code) ?? [], index);
  }

  private window(code: string): DemoWindow {
    return at(
      this.windows.filter((window) => window.code === code),
      0,
    );
  }
}

/** A posting from the window's first day, or from long ago, without end. */
export function posting(
  window: DemoWindow | null,
  unit: string,
  months: DemoMonths,
  rest: Partial<Pick<DemoPosting, 'post' | 'duty' | 'chief' | 'leader'>>,
): DemoPosting {
  const from = window?.from ?? `${Number(months.today.slice(0, 4)) - 3}-01-01`;
  const { post = '', chief = false, leader = false } = rest;
  const duty = rest.duty ?? (chief ? '首席代表' : '窗口工作人员');
  return { window, unit, post, duty, chief, leader, from, to: null };
}
