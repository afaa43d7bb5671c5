import type { Placed, Reject, Remark } from 'src/modules/intake/feed';
import { buildRoster } from 'src/modules/organisation/build-roster';
import { PeopleIndex, type Found } from 'src/modules/organisation/people';
import type { RosterStaff, RosterWindow } from 'src/modules/organisation/roster';
import { statementOf, type Line } from 'src/modules/organisation/statement';
import { columnName } from './sheets';
import type { RejectWords, RemarkWords } from './words';

type LineOf<K extends Line['kind']> = Extract<Line, { kind: K }>;

/** A workbook while its lines are accepted one after the other; `given` is what earlier imports made known. */
export class Book {
  readonly records: Placed<Line>[] = [];
  readonly rejects: Reject[] = [];
  readonly remarks: Remark[] = [];

  constructor(
    private readonly placed: readonly Placed<Line>[],
    readonly given: PeopleIndex | null,
  ) {}

  /** The lines of one kind as read, in order of the file. */
  of<K extends Line['kind']>(kind: K): Placed<LineOf<K>>[] {
    return this.placed.filter((one): one is Placed<LineOf<K>> => one.record.kind === kind);
  }

  /** The lines of one kind accepted so far. */
  kept<K extends Line['kind']>(kind: K): Placed<LineOf<K>>[] {
    return this.records.filter((one): one is Placed<LineOf<K>> => one.record.kind === kind);
  }

  keep(one: Placed<Line>, record: Line): void {
    this.records.push({ ...one, record });
  }

  refuse(one: Placed<Line>, field: string, value: string, words: RejectWords): void {
    const { sheet, line, record } = one;
    this.rejects.push({ sheet, line, column: columnName(record.kind, field), value, ...words });
  }

  remark({ sheet, line }: Placed<Line>, words: RemarkWords): void {
    this.remarks.push({ sheet, line, ...words });
  }

  /** What has been accepted, to look things up in. */
  index(): PeopleIndex {
    const statement = statementOf(this.records.map(({ record }) => record));
    return new PeopleIndex(buildRoster({ hall: { id: '', name: '' }, period: null, statement }));
  }

  /** The window of this code, else of this name; first in the file, then among those known before. */
  windowOf(index: PeopleIndex, code: string | null, name: string, day: string | null): Found<RosterWindow> {
    for (const known of [index, this.given]) {
      if (!known) continue;
      const found = code === null ? known.windowByName(name, day ?? undefined) : known.windowByCode(code);
      if (found.kind !== 'none') return found;
    }
    return { kind: 'none' };
  }

  personOf(index: PeopleIndex, staff: string): RosterStaff | undefined {
    return index.person(staff) ?? this.given?.person(staff);
  }

  personNamed(index: PeopleIndex, name: string): Found<RosterStaff> {
    const found = index.byName(name);
    return found.kind === 'none' && this.given ? this.given.byName(name) : found;
  }
}
