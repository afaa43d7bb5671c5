import type { CivilDate } from 'src/common/civil-date';
import type { FeedContext } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import { peopleOf, plainName, type PeopleIndex } from 'src/modules/organisation/people';
import type { RosterStaff } from 'src/modules/organisation/roster';
import type { PatrolField } from './patrol-columns';
import * as words from './patrol-sentences';

type Cells = RowCells<PatrolField>;

/** Where and whom a row saw; `unmatched`: no roster yet to look it up in. */
export interface Seen {
  readonly window: string | null;
  readonly windowText: string;
  readonly staff: string | null;
  readonly warning?: words.Warning;
  readonly unmatched?: string;
}

/** Finds windows and people of patrol rows. */
export class PatrolPeople {
  private readonly people: PeopleIndex | null;

  constructor(context: FeedContext) {
    this.people = peopleOf(context);
  }

  seen(cells: Cells, date: CivilDate): Seen {
    const [code, name] = [cells.id('windowCode'), cells.text('windowName')];
    const windowText = code || name;
    if (windowText === '') cells.empty('windowName');
    if (this.people === null) {
      const [staff, person] = [cells.id('staff'), cells.text('name')];
      return { window: null, windowText, staff: staff || null, unmatched: staff || person || windowText };
    }
    const window = this.window(this.people, cells, date);
    return { windowText, ...this.person(this.people, cells, window, date) };
  }

  private window(people: PeopleIndex, cells: Cells, date: CivilDate): string | null {
    const [code, name] = [cells.id('windowCode'), cells.text('windowName')];
    const found = code === '' ? people.windowByName(name, date) : people.windowByCode(code);
    if (found.kind === 'unique') return found.value.id;
    if (code !== '' || name !== '') words.refuseWindow(cells, code === '' ? 'windowName' : 'windowCode');
    return null;
  }

  /** By number; without one by the name at that window on that day, when it can only be one person. */
  private person(people: PeopleIndex, cells: Cells, window: string | null, date: CivilDate): Omit<Seen, 'windowText'> {
    const [number, name] = [cells.id('staff'), cells.text('name')];
    if (number === '' && name === '') return { window, staff: null };
    if (number === '') {
      const found = window === null ? ({ kind: 'none' } as const) : people.byName(name, { window, date });
      if (found.kind !== 'unique') words.refuseName(cells, found.kind === 'several');
      else
        return {
          window,
          staff: found.value.id,
          warning: words.byWindow(name, cells.text('windowName'), found.value.id),
        };
      return { window, staff: null };
    }
    const person = people.person(number);
    if (!person) {
      words.refuseNumber(cells);
      return { window, staff: null };
    }
    const other = name !== '' && person.name !== '' && plainName(name) !== plainName(person.name);
    const warning = this.moved(people, person, window, date) ?? (other ? words.otherName(number, name) : undefined);
    return { window, staff: person.id, ...(warning && { warning }) };
  }

  /** Someone seen at a window where they are not posted that day: the finding stays there, and is marked. */
  private moved(
    people: PeopleIndex,
    person: RosterStaff,
    window: string | null,
    date: CivilDate,
  ): words.Warning | undefined {
    const posted = person.postings.filter(
      ({ from, to }) => (from === null || from <= date) && (to === null || date <= to),
    );
    if (window === null || posted.some((posting) => posting.window === window)) return undefined;
    const [now] = posted;
    const named = now?.window == null ? undefined : people.windowByCode(now.window);
    const place = named?.kind === 'unique' ? named.value.name : now?.unit;
    return words.elsewhere(person.name || person.id, place, now?.from ?? null);
  }
}
