import type { CivilDate } from 'src/common/civil-date';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { PeopleIndex } from 'src/modules/organisation/people';
import type { RatingField } from './rating-columns';

/** Keys of those rated: numbers parted by `;`, or the list of the interface. */
export function personKeys(cells: RowCells<RatingField>): string[] {
  const list = cells.text('persons');
  const keys = list === '' ? cells.id('staff').split(/[;,、，；\s]+/) : loginNames(list);
  return [...new Set(keys.map((key) => key.trim()).filter((key) => key !== ''))];
}

function loginNames(json: string): string[] {
  try {
    const list: unknown = JSON.parse(json);
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: { loginName?: unknown } | null) =>
      typeof entry?.loginName === 'string' ? [entry.loginName] : [],
    );
  } catch {
    return [];
  }
}

/** Windows and staff of ratings, remembered: a list repeats them. */
export class RatingPeople {
  private readonly windows = new Map<string, string | undefined>();

  constructor(private readonly people: PeopleIndex) {}

  /** Id of the window; null where the row names none; undefined where the roster does not know it. */
  window(cells: RowCells<RatingField>, date: CivilDate): string | null | undefined {
    const [code, name, unit] = [cells.id('windowCode'), cells.text('windowName'), cells.id('unitCode')];
    if (code === '' && name === '' && unit === '') return null;
    const key = `${code}|${name}|${unit}|${date}`;
    if (!this.windows.has(key)) this.windows.set(key, this.find(code, name, unit, date));
    return this.windows.get(key);
  }

  /** Staff numbers of the keys the roster knows. */
  staff(keys: readonly string[], date: CivilDate): string[] {
    return keys.flatMap((key) => {
      for (const source of ['staff-number', 'userId'] as const) {
        const found = this.people.byKey(source, key, source === 'userId' ? { date } : {});
        if (found.kind === 'unique') return [found.value.id];
      }
      return [];
    });
  }

  /** The code of the window settles it; the interface's deptcode only helps where the name does not. */
  private find(code: string, name: string, unit: string, date: CivilDate): string | undefined {
    if (code !== '') {
      const coded = this.people.windowByCode(code);
      return coded.kind === 'unique' ? coded.value.id : undefined;
    }
    const named = name === '' ? undefined : this.people.windowByName(name, date);
    if (named?.kind === 'unique') return named.value.id;
    const coded = unit === '' ? undefined : this.people.windowByCode(unit);
    return coded?.kind === 'unique' ? coded.value.id : undefined;
  }
}
