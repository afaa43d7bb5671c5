import { sha256 } from 'src/common/canonical';
import type { FeedContext, Outcome, Remark, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import { repeatsHeader, type Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { closingWord, isBlank, wrongWidth } from 'src/modules/intake/table/rows';
import { peopleOf, type PeopleIndex } from 'src/modules/organisation/people';
import { dayOfTime, isBefore } from 'src/modules/cases/case-state';
import { CasePeople } from 'src/modules/cases/list/case-people';
import { closingRow, refuseWindowOf } from 'src/modules/cases/list/case-sentences';
import { windowsOfDepartment } from 'src/modules/cases/list/department-windows';
import type { StageRecord } from './stage';
import { STAGE_COLUMNS, type StageField } from './stage-columns';
import { refuseAfterAsOf, refuseDepartment, refuseStageOrder, stageWithoutLimit } from './stage-sentences';

type Cells = RowCells<StageField>;

const SEPARATOR = '\u001f';
const LONGEST_STAGE = 60;

/** Columns that name a place, in the order in which one that is blank is told. */
const PLACES = ['windowName', 'windowCode', 'place', 'department'] as const;

/** Reads the rows of one list of stages, in any order of columns. */
export class StageReader implements RowReader<StageRecord> {
  private readonly index: PeopleIndex | null;
  private readonly people: CasePeople | null;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<StageField>,
    private readonly context: FeedContext,
  ) {
    this.index = peopleOf(context);
    this.people = this.index && new CasePeople(this.index);
  }

  row(row: Row): Outcome<StageRecord>[] {
    if (row.line <= this.columns.line || isBlank(row) || repeatsHeader(this.columns, row)) return [];
    const { line } = row;
    const closing = closingWord(row);
    if (closing !== undefined) return [{ kind: 'skipped', line, why: closingRow(closing) }];
    const narrow = wrongWidth(this.sheet, this.columns, row);
    if (narrow) return [{ kind: 'reject', reject: narrow }];
    const { sheet, columns } = this;
    const { options, normalised } = this.context;
    const cells = new RowCells({ sheet, columns, names: STAGE_COLUMNS, options, normalised }, row);
    const record = this.read(cells);
    if (cells.reject) return [{ kind: 'reject', reject: cells.reject }];
    const warning: Omit<Remark, 'line' | 'sheet'> | undefined =
      record.promiseDays === null ? stageWithoutLimit(cells) : undefined;
    const marked = { line, record, ...(warning === undefined ? {} : { warning }) };
    const place = this.people === null ? placeIn(cells) : '';
    return [place === '' ? { kind: 'record', ...marked } : { kind: 'unmatched', key: place, ...marked }];
  }

  private read(cells: Cells): StageRecord {
    const [no, stage] = [cells.id('no').slice(0, 64), cells.text('stage').slice(0, LONGEST_STAGE)];
    const [begun, ended, promiseDays] = [
      cells.time('begun') ?? '',
      cells.time('ended'),
      cells.count('promiseDays', 'workingDays'),
    ];
    for (const [field, text] of [
      ['no', no],
      ['stage', stage],
      ['begun', begun],
    ] as const)
      if (text === '') cells.empty(field);
    if (ended !== null && isBefore(ended, begun)) refuseStageOrder(cells);
    const { asOf } = this.context.options;
    for (const [field, time] of [
      ['begun', begun],
      ['ended', ended],
    ] as const)
      if (asOf !== undefined && time !== null && isBefore(asOf, time)) refuseAfterAsOf(cells, field, asOf);
    const day = begun === '' ? undefined : dayOfTime(begun);
    const window = this.window(cells, day);
    const [number, name] = [cells.id('handlerNumber'), cells.text('handler')];
    const handler =
      this.people === null || (number === '' && name === '') ? null : this.people.handler(number, name, window, day);
    const place = placeIn(cells);
    const key = sha256([no, stage, place, begun].join(SEPARATOR)).slice(0, 24);
    const hash = sha256([key, ended, promiseDays, window, number, name].join(SEPARATOR)).slice(0, 24);
    return { no, stage, window, handler, begun, ended, promiseDays, key, hash };
  }

  /** By code or name of the window; else of the department, when it has only one. */
  private window(cells: Cells, day: string | undefined): string | null {
    if (this.index === null || this.people === null) return null;
    const [code, name, place] = [cells.id('windowCode'), cells.text('windowName'), cells.text('place')];
    if (code !== '' || name !== '') {
      const found = this.people.window(code, name, day);
      if (found === null) refuseWindowOf(cells, code === '' ? 'windowName' : 'windowCode');
      return found;
    }
    const found = place === '' ? null : (this.people.window('', place, day) ?? this.people.window(place, '', day));
    if (found !== null) return found;
    const field = place === '' ? 'department' : 'place';
    const department = cells.text(field);
    if (department === '') {
      cells.empty(PLACES.find((one) => cells.has(one)) ?? 'windowName');
      return null;
    }
    const [only, ...more] = windowsOfDepartment(this.index.roster, department, day);
    if (only === undefined || more.length > 0) refuseDepartment(cells, field, more.length + (only ? 1 : 0));
    return only ?? null;
  }
}

/** Where the stage is handled, as the row says it. */
function placeIn(cells: Cells): string {
  const places = [cells.id('windowCode'), cells.text('windowName'), cells.text('place'), cells.text('department')];
  return places.find((text) => text !== '') ?? '';
}
