import type { FeedContext, Outcome, Remark, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { repeatsHeader } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank, wrongWidth } from 'src/modules/intake/table/rows';
import { peopleOf, type PeopleIndex } from 'src/modules/organisation/people';
import { CasePeople } from 'src/modules/cases/list/case-people';
import { closingRow, refuseWindowOf } from 'src/modules/cases/list/case-sentences';
import { caseTypeOf } from 'src/modules/cases/list/case-words';
import { windowsOfDepartment } from 'src/modules/cases/list/department-windows';
import type { CatalogueItem } from './catalogue';
import { ITEM_COLUMNS, type ItemField } from './item-columns';
import { itemWarning, refuseItemLimit, refuseItemSpan, refuseItemType, twiceInFile } from './item-sentences';

type Cells = RowCells<ItemField>;

/** A promise of more than some twenty months is a slip of the pen; a case whose list gives none is sought that long. */
export const LONGEST_PROMISE = 400;
const LONGEST_LEGAL = 2500;

/** Reads the rows of an item catalogue, in any order of columns. */
export class ItemReader implements RowReader<CatalogueItem> {
  private readonly people: PeopleIndex | null;
  private readonly windows: CasePeople | null;
  /** Item and first day → the line that said it. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<ItemField>,
    private readonly context: FeedContext,
  ) {
    this.people = peopleOf(context);
    this.windows = this.people && new CasePeople(this.people);
  }

  row(row: Row): Outcome<CatalogueItem>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) return [{ kind: 'skipped', line, why: closingRow(closing) }];
    const narrow = wrongWidth(this.sheet, this.columns, row);
    if (narrow) return [{ kind: 'reject', reject: narrow }];
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: ITEM_COLUMNS, options, normalised }, row);
    const record = this.read(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    const warning = this.twice(line, record) ?? itemWarning(record);
    return [{ kind: 'record', line, record, ...(warning === undefined ? {} : { warning }) }];
  }

  private read(cells: Cells): CatalogueItem {
    const code = cells.id('code').slice(0, 64);
    if (code === '') cells.empty('code');
    const [from, to] = [cells.time('from')?.slice(0, 10) ?? null, cells.time('to')?.slice(0, 10) ?? null];
    if (from !== null && to !== null && to < from) refuseItemSpan(cells);
    const word = cells.text('type');
    const type = caseTypeOf(word);
    if (word !== '' && type === null) refuseItemType(cells);
    const department = cells.prose('department').slice(0, 120) || null;
    const day = from ?? to ?? undefined;
    return {
      code,
      name: cells.prose('name').slice(0, 200) || null,
      department,
      accepting: this.window(cells, ['acceptingCode', 'acceptingName'], day),
      approving: this.window(cells, ['approvingCode', 'approvingName'], day) ?? this.only(department, day),
      type,
      promiseDays: days(cells, 'promiseDays', LONGEST_PROMISE),
      legalDays: days(cells, 'legalDays', LONGEST_LEGAL),
      online: cells.prose('online').slice(0, 60) || null,
      from,
      to,
    };
  }

  private window(
    cells: Cells,
    [codes, names]: readonly [ItemField, ItemField],
    day: string | undefined,
  ): string | null {
    const [code, name] = [cells.id(codes), cells.text(names)];
    if (this.windows === null || (code === '' && name === '')) return null;
    const window = this.windows.window(code, name, day);
    if (window === null) refuseWindowOf(cells, code === '' ? names : codes);
    return window;
  }

  /** Where no window is named, the department's when it has only one. */
  private only(department: string | null, day: string | undefined): string | null {
    if (this.people === null || department === null) return null;
    const [window, other] = windowsOfDepartment(this.people.roster, department, day);
    return other === undefined ? (window ?? null) : null;
  }

  private twice(line: number, { code, from }: CatalogueItem): Omit<Remark, 'line' | 'sheet'> | undefined {
    const key = `${code} ${from ?? ''}`;
    const above = this.seen.get(key);
    this.seen.set(key, line);
    return above === undefined ? undefined : twiceInFile(code, above);
  }
}

function days(cells: Cells, field: 'promiseDays' | 'legalDays', longest: number): number | null {
  const count = cells.count(field, 'workingDays');
  if (count === null || count <= longest) return count;
  refuseItemLimit(cells, field, longest);
  return null;
}
