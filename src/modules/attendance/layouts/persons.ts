import type { CivilDate } from 'src/common/civil-date';
import { fold, foldCode } from 'src/common/text';
import type { Cell, FeedContext, ImportOptions, Outcome } from 'src/modules/intake/feed';
import { hasLostDigits, idText } from 'src/modules/intake/table/ids';
import { peopleOf, plainName, type PeopleIndex } from 'src/modules/organisation/people';
import type { Roster } from 'src/modules/organisation/roster';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { isBlank, shown } from './rows';
import { reject, type Place } from './words';

export type Key = Pick<PunchRecord, 'source' | 'person'>;

/** A number or code in a cell, as text. A number cell has lost its leading zeros: refused unless the import allows it. */
export function codeIn(
  cell: Cell | undefined,
  options: ImportOptions,
): { code: string } | { fault: 'id-number' | 'id-long' | 'digits-lost' | 'cell-faulty' } {
  if (cell === undefined || typeof cell === 'string') {
    const code = idText(foldCode(cell ?? ''));
    if (hasLostDigits(code)) return { fault: 'digits-lost' };
    if (code.startsWith('=')) return { fault: 'cell-faulty' };
    return code.length > 64 ? { fault: 'id-long' } : { code };
  }
  if (cell.kind === 'faulty') return { fault: 'cell-faulty' };
  if (cell.kind === 'number' && options.numbersAsIds === true && /^\d{1,15}$/.test(cell.text))
    return { code: cell.text };
  return { fault: 'id-number' };
}

/** Finds the staff numbers behind the keys and names of a file. Without a roster nobody is known, and nobody refused. */
export class Persons {
  private readonly people: PeopleIndex | null;

  constructor(context: FeedContext) {
    this.people = peopleOf(context);
  }

  get known(): boolean {
    return this.people !== null;
  }

  /** Null: none was imported yet. */
  get roster(): Roster | null {
    return this.people?.roster ?? null;
  }

  staffOf(key: Key, on: { date: CivilDate; device?: string }): string | null {
    if (this.people === null || key.source === 'name') return null;
    // A clock pin is not a staff number, even when the digits are the same: no second try with another kind of key.
    const at = key.source === 'pin' ? on : { date: on.date };
    const held = this.people.byKey(key.source, key.person, at);
    return held.kind === 'unique' ? held.value.id : null;
  }

  /** A punch of the key, `unmatched` where the roster does not know who that is. */
  outcome(line: number, key: Key, punch: Omit<PunchRecord, 'source' | 'person' | 'staff'>): Outcome<PunchRecord> {
    const date = punch.at.slice(0, 10);
    const staff = this.staffOf(key, punch.device === '' ? { date } : { date, device: punch.device });
    const record: PunchRecord = { ...key, staff, ...punch };
    return staff === null ? { kind: 'unmatched', line, key: key.person, record } : { kind: 'record', line, record };
  }

  /**
   * The key of a person of whom the file knows only the name (and the unit). In the roster: the staff number, or a reject
   * for nobody and for namesakes. Without a roster: the name itself.
   */
  byName(
    name: string,
    on: { unit: string; from: CivilDate; to: CivilDate },
    place: Place,
  ): Key | ReturnType<typeof reject> {
    if (this.people === null) return { source: 'name', person: plainName(name) || fold(name) };
    const window = this.people.windowByName(on.unit, on.from);
    const at = window.kind === 'unique' ? { window: window.value.id } : {};
    const tries = [{ ...at, date: on.from }, { ...at, date: on.to }, { date: on.from }, { date: on.to }, {}];
    // The strictest question that has an answer counts: posted there then, posted then, ever known.
    for (const when of tries) {
      const held = this.people.byName(name, when);
      if (held.kind === 'unique') return { source: 'staff-number', person: held.value.id };
      if (held.kind === 'several') {
        const more = held.values.map(({ id }) => id).join('、');
        return reject('name-namesakes', place, more);
      }
    }
    return reject('name-nobody', place);
  }

  /** The person named at upload, by whatever key. */
  named(text: string, date: CivilDate): Key {
    const person = foldCode(text);
    const sources = ['staff-number', 'pin', 'userId'] as const;
    const source = sources.find((one) => this.staffOf({ source: one, person }, { date }) !== null);
    return { source: source ?? 'staff-number', person };
  }

  /** A phone number counts only where the roster knows it; it is never kept. */
  byPhone(cell: Cell | undefined, date: CivilDate): Key | undefined {
    if (isBlank(cell) || this.people === null) return undefined;
    const held = this.people.byKey('phone', shown(cell), { date });
    return held.kind === 'unique' ? { source: 'staff-number', person: held.value.id } : undefined;
  }
}
