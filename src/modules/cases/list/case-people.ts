import type { CivilDate } from 'src/common/civil-date';
import type { PeopleIndex } from 'src/modules/organisation/people';

/** Names and days remembered: some weeks of a large hall; lists go through the days in order. */
const MOST = 5000;

/** Windows and staff of a list, found once per name and day: a list repeats a few dozen of them many thousand times. */
export class CasePeople {
  private readonly windows = new Map<string, string | null>();
  private readonly staff = new Map<string, string | null>();

  constructor(private readonly people: PeopleIndex) {}

  /** Id of the window by code, else by its name on that day; null when there is none, or more than one. */
  window(code: string, name: string, date: CivilDate | undefined): string | null {
    const key = `${code}|${name}|${date ?? ''}`;
    let id = this.windows.get(key);
    if (id === undefined) {
      const found = code === '' ? this.people.windowByName(name, date) : this.people.windowByCode(code);
      id = found.kind === 'unique' ? found.value.id : null;
      if (this.windows.size >= MOST) this.windows.clear();
      this.windows.set(key, id);
    }
    return id;
  }

  /** Staff number by number, else by name at the window on that day; null for namesakes and strangers. */
  handler(number: string, name: string, window: string | null, date: CivilDate | undefined): string | null {
    const key = `${number}|${name}|${window ?? ''}|${date ?? ''}`;
    let id = this.staff.get(key);
    if (id === undefined) {
      const at = { ...(window === null ? {} : { window }), ...(date === undefined ? {} : { date }) };
      const found = number === '' ? this.people.byName(name, at) : this.people.byKey('staff-number', number);
      id = found.kind === 'unique' ? found.value.id : null;
      if (this.staff.size >= MOST) this.staff.clear();
      this.staff.set(key, id);
    }
    return id;
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
}
