import { sha256 } from 'src/common/canonical';
import type { CivilDate } from 'src/common/civil-date';
import { fold, foldCode, foldTitle } from 'src/common/text';
import type { Roster, RosterKey, RosterStaff, RosterWindow } from './roster';
import { covers } from './spans';
import type { KeySource } from './statement';

/** One, none or several: a name that two people bear is never guessed. */
export type Found<T> =
  | { readonly kind: 'unique'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly values: readonly T[] };

/** What the other rooms' feeds are given by organisation (and calendar) as `context.given`. */
export interface FeedGiven {
  /** Null: no roster was ever imported; people and windows are then unmatched, not unknown. */
  readonly roster: Roster | null;
  readonly notices: unknown;
}

/** The people and windows given to a feed, or null when there is no roster yet. */
export function peopleOf(context: { readonly given: unknown }): PeopleIndex | null {
  const given = context.given as Partial<FeedGiven> | null | undefined;
  return given?.roster ? new PeopleIndex(given.roster) : null;
}

/** Finds people by key and name, windows by code and name. Codes and keys are text: 0717 and 717 are two people. */
export class PeopleIndex {
  private readonly byKeyText = new Map<string, { person: RosterStaff; key: RosterKey }[]>();
  private readonly byPlainName = new Map<string, RosterStaff[]>();
  private readonly byCode: ReadonlyMap<string, RosterWindow>;
  /** Names of windows as they are compared: a list asks for them on every day of the month. */
  private readonly titles = new Map<string, string>();

  constructor(readonly roster: Roster) {
    for (const person of roster.staff) {
      push(this.byPlainName, plainName(person.name), person);
      for (const key of person.keys) push(this.byKeyText, `${key.source} ${key.key}`, { person, key });
    }
    this.byCode = new Map(roster.windows.map((window) => [window.id, window]));
  }

  /**
   * The person who holds the key. With `date`, whoever holds it on that day: a pin may pass from one to another. With
   * `device`, keys of that clock and keys of every clock. A staff number belongs to its person for ever.
   */
  byKey(source: KeySource, key: string, at: { date?: CivilDate; device?: string } = {}): Found<RosterStaff> {
    const text = source === 'phone' ? phoneKey(key) : foldCode(key);
    const holders = (this.byKeyText.get(`${source} ${text}`) ?? []).filter(
      ({ key: held }) =>
        (at.date === undefined || covers(held, at.date)) &&
        (at.device === undefined || held.device === undefined || held.device === foldCode(at.device)),
    );
    return found(holders.map(({ person }) => person));
  }

  /**
   * The person of that name; remarks such as `（离职）`, `1月15离职` and the digit of a namesake (桑田1) are no part of
   * it. With `window` and `date` only those posted there, or then, count.
   */
  byName(name: string, at: { window?: string; date?: CivilDate } = {}): Found<RosterStaff> {
    const { window, date } = at;
    const plain = plainName(name);
    // Erased names are empty, and so is a name column that holds a pin.
    const bearers = (plain === '' ? [] : (this.byPlainName.get(plain) ?? [])).filter(({ postings }) =>
      postings.some(
        (posting) =>
          (window === undefined || posting.window === window) && (date === undefined || covers(posting, date)),
      ),
    );
    return found(bearers);
  }

  /** The person by staff number. */
  person(id: string): RosterStaff | undefined {
    const held = this.byKey('staff-number', id);
    return held.kind === 'unique' ? held.value : undefined;
  }

  windowByCode(code: string): Found<RosterWindow> {
    const window = this.byCode.get(foldCode(code));
    return window ? { kind: 'unique', value: window } : { kind: 'none' };
  }

  /**
   * The window that bears the name: on `date` when given, else now; failing that, the window that bore it at another
   * time. Full width, blanks and case make no difference.
   */
  windowByName(name: string, date?: CivilDate): Found<RosterWindow> {
    const text = foldTitle(name);
    const bears = (named: { name: string }): boolean => this.title(named.name) === text;
    const { windows } = this.roster;
    const current = windows.filter((window) =>
      date === undefined ? bears(window) : window.states.some((state) => bears(state) && covers(state, date)),
    );
    if (text === '' || current.length > 0) return found(current);
    return found(
      windows.filter((window) => bears(window) || window.formerNames.some((former) => bears({ name: former }))),
    );
  }

  private title(name: string): string {
    let title = this.titles.get(name);
    if (title === undefined) this.titles.set(name, (title = foldTitle(name)));
    return title;
  }
}

/** A name without what lists add to it: brackets, dated remarks, the digit of a namesake. */
export function plainName(name: string): string {
  return fold(name)
    .replace(/\([^)]*\)/g, '')
    .replace(/\d{1,2}月\d{1,2}[日号]?[^\d]*$/, '')
    .replace(/(?:已?离职|入职|调出|调入|退休)$/, '')
    .replace(/\d+$/, '')
    .trim()
    .replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '');
}

/** The form in which a phone number is kept and compared: a digest, so that no number can be read from the roster. */
export function phoneKey(phone: string): string {
  const digits = fold(phone)
    .replace(/[-() ]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  return digits === '' ? '' : sha256(`phone ${digits}`).slice(0, 32);
}

function found<T>(values: readonly T[]): Found<T> {
  const distinct = [...new Set(values)];
  const [first] = distinct;
  if (first === undefined) return { kind: 'none' };
  return distinct.length === 1 ? { kind: 'unique', value: first } : { kind: 'several', values: distinct };
}

function push<T>(index: Map<string, T[]>, key: string, value: T): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}
