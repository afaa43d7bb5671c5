import type { CivilDate } from 'src/common/civil-date';
import type { PeopleIndex } from 'src/modules/organisation/people';

/** Answers remembered before all are forgotten: some weeks of a large hall; lists go through the days in order. */
const MOST = 20_000;

type Id = string | null;

/** What was found for the names of one day. */
class Day {
  readonly windows = new Map<string, Id>();
  /** By window and name. */
  readonly staff = new Map<Id, Map<string, Id>>();
}

/**
 * Windows and staff of a list, found once per name and day: a list repeats a few dozen of them many thousand times. Maps in
 * maps, because a key put together from the four would be a new text on every row.
 */
export class CasePeople {
  private readonly codes = new Map<string, Id>();
  private readonly numbers = new Map<string, Id>();
  private readonly days = new Map<CivilDate | undefined, Day>();
  private remembered = 0;

  constructor(private readonly people: PeopleIndex) {}

  /** Id of the window by code, else by its name on that day; null when there is none, or more than one. */
  window(code: string, name: string, date: CivilDate | undefined): Id {
    const [known, key] = code === '' ? [this.day(date).windows, name] : [this.codes, code];
    const id = known.get(key);
    if (id !== undefined) return id;
    const found = code === '' ? this.people.windowByName(name, date) : this.people.windowByCode(code);
    return this.remember(known, key, found.kind === 'unique' ? found.value.id : null);
  }

  /** Staff number by number, else by name at the window on that day; null for namesakes and strangers. */
  handler(number: string, name: string, window: Id, date: CivilDate | undefined): Id {
    const [known, key] = number === '' ? [this.staffAt(window, date), name] : [this.numbers, number];
    const id = known.get(key);
    if (id !== undefined) return id;
    const at = { ...(window === null ? {} : { window }), ...(date === undefined ? {} : { date }) };
    const found = number === '' ? this.people.byName(name, at) : this.people.byKey('staff-number', number);
    return this.remember(known, key, found.kind === 'unique' ? found.value.id : null);
  }

  /** The window at which the person was posted that day, for lists that name no window. */
  windowOf(staff: string, date: CivilDate | undefined): string | null {
    if (date === undefined) return null;
    const posting = this.people
      .person(staff)
      ?.postings.filter(({ from, to }) => (from === null || from <= date) && (to === null || date <= to));
    const windows = new Set(posting?.map(({ window }) => window));
    const [only] = windows;
    return windows.size === 1 ? (only ?? null) : null;
  }

  private day(date: CivilDate | undefined): Day {
    let day = this.days.get(date);
    if (!day) this.days.set(date, (day = new Day()));
    return day;
  }

  private staffAt(window: Id, date: CivilDate | undefined): Map<string, Id> {
    const { staff } = this.day(date);
    let names = staff.get(window);
    if (!names) staff.set(window, (names = new Map<string, Id>()));
    return names;
  }

  private remember(known: Map<string, Id>, key: string, id: Id): Id {
    if (++this.remembered > MOST) {
      for (const held of [this.codes, this.numbers, this.days]) held.clear();
      this.remembered = 1;
    }
    known.set(key, id);
    return id;
  }
}
