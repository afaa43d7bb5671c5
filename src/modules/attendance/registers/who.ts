import type { CivilDate } from 'src/common/civil-date';
import type { FeedContext } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import { peopleOf, plainName, type PeopleIndex } from 'src/modules/organisation/people';

/** Finds the people of a register by number, else by a name only one person bears; what cannot be told is refused. */
export class Who<F extends string> {
  private readonly people: PeopleIndex | null;

  constructor(context: FeedContext) {
    this.people = peopleOf(context);
  }

  /**
   * The staff number; '' when both cells are blank or the row was refused. `known`: the roster has it. Without a roster
   * a number is taken as it stands, and a name is refused, because names are kept in the roster alone.
   */
  person(cells: RowCells<F>, number: F, name: F, on: CivilDate): { staff: string; known: boolean } {
    const code = cells.id(number);
    if (code !== '') return { staff: code, known: this.people?.person(code) !== undefined };
    const written = cells.text(name);
    if (written === '') return { staff: '', known: false };
    const found = this.people === null ? undefined : this.named(this.people, written, on);
    if (found === undefined) {
      cells.refuse(
        name,
        'roster-missing',
        { zh: '还没有花名册，凭姓名不能确定是谁', en: 'without a roster a name identifies nobody' },
        { zh: '请先导入花名册，或填写工号', en: 'import the roster first, or write the staff number' },
      );
    } else if (found.kind === 'unique') return { staff: found.value.id, known: true };
    else if (found.kind === 'several') {
      const who = found.values.map(({ id }) => id).join('、');
      cells.refuse(
        name,
        'name-namesakes',
        { zh: `花名册中有多人名为“${written}”（${who}）`, en: `several people are called ${written} (${who})` },
        { zh: '请填写工号', en: 'write the staff number' },
      );
    } else {
      cells.refuse(
        name,
        'name-nobody',
        { zh: `花名册中没有“${written}”`, en: `there is no ${written} in the roster` },
        { zh: '请核对姓名，或先更新花名册', en: 'check the name, or update the roster first' },
      );
    }
    return { staff: '', known: false };
  }

  private named(people: PeopleIndex, name: string, on: CivilDate): ReturnType<PeopleIndex['byName']> {
    const then = people.byName(plainName(name), { date: on });
    return then.kind === 'none' ? people.byName(plainName(name)) : then;
  }

  /** The window's code by code or name; null for none said; refused when nobody knows it. */
  window(cells: RowCells<F>, code: F, name: F, on: CivilDate): string | null {
    const [id, written] = [cells.id(code), cells.text(name)];
    if (id === '' && written === '') return null;
    if (this.people === null) return id === '' ? null : id;
    const found = id === '' ? this.people.windowByName(written, on) : this.people.windowByCode(id);
    if (found.kind === 'unique') return found.value.id;
    cells.refuse(
      id === '' ? name : code,
      'window-unknown',
      { zh: `花名册中没有窗口“${id || written}”`, en: `there is no window ${id || written} in the roster` },
      { zh: '请核对窗口编号或全称', en: 'check the code or the full name' },
    );
    return null;
  }
}
