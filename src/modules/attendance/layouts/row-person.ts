import type { CivilDate } from 'src/common/civil-date';
import type { ImportOptions, Row } from 'src/modules/intake/feed';
import type { PunchColumns } from './columns';
import { codeIn, type Key, type Persons } from './persons';
import { placeOf, type RowPlace } from './row-times';
import { isBlank, shown } from './rows';
import { reject } from './words';

interface Means {
  readonly persons: Persons;
  readonly options: ImportOptions;
  readonly place: RowPlace;
  /** Day of the row's first punch: a pin may pass from one person to another. */
  readonly on: CivilDate;
}

/**
 * Who a row is about: its staff number, else UserId, pin, a phone the roster knows; the name only in a table that has no
 * number column at all, because a name alone identifies nobody.
 */
export function keyOf(row: Row, columns: PunchColumns, means: Means): Key | ReturnType<typeof reject> {
  const { persons, options, place, on } = means;
  for (const [source, column] of [
    ['staff-number', columns.staff],
    ['userId', columns.userId],
    ['pin', columns.pin],
  ] as const) {
    const cell = row.cells[column];
    if (column < 0 || isBlank(cell)) continue;
    const code = codeIn(cell, options);
    if ('fault' in code) return reject(code.fault, placeOf(place, column, cell));
    // Only DingTalk's ids are this long; other systems call their own short pins UserId.
    return { source: source === 'userId' && !/^\d{17}/.test(code.code) ? 'pin' : source, person: code.code };
  }
  const phone = columns.phone < 0 ? undefined : persons.byPhone(row.cells[columns.phone], on);
  if (phone) return phone;
  const first = [columns.staff, columns.userId, columns.pin].find((column) => column >= 0);
  if (first !== undefined) return reject('person-missing', placeOf(place, first, row.cells[first]));
  if (columns.name < 0) return persons.named(options.person ?? '', on);
  const name = row.cells[columns.name];
  if (isBlank(name)) return reject('person-missing', placeOf(place, columns.name, name));
  return persons.byName(
    shown(name),
    { unit: shown(row.cells[columns.unit]), from: on, to: on },
    placeOf(place, columns.name, name),
  );
}
