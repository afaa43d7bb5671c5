import type { CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { Cell, FeedContext, Reject, Row, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { RowCells } from 'src/modules/intake/table/row-cells';
import { phoneKey, plainName } from 'src/modules/organisation/people';
import type {
  DepartmentLine,
  Line,
  PairLine,
  PostingLine,
  PostSide,
  WindowLine,
} from 'src/modules/organisation/statement';
import { namesOf, type Field, type SheetKind } from './sheets';

type CellsOf<K extends SheetKind> = RowCells<Field<K>>;

/** Personnel systems write 2099-12-31 or 9999-12-31 for an open end. */
const FOR_EVER = '2099-12-31';

/** The part of `RowCells` that every sheet shares. */
interface SpanCells {
  cell(field: 'from' | 'to'): Cell;
  time(field: 'from' | 'to'): string | null;
  refuse(field: 'from' | 'to', code: string, cause: Reject['cause']): void;
}

const OPEN_END = /^(?:至今|长期|在职|在岗|无|-+|\/)$/;

/** How a row of each kind of sheet becomes a line. */
const LINES: { readonly [K in SheetKind]: (cells: CellsOf<K>) => Line } = {
  department: departmentOf,
  window: windowOf,
  posting: postingOf,
  pair: pairOf,
};

/** A sheet of one kind with its columns. */
export interface LineTable<K extends SheetKind> extends Pick<FeedContext, 'options' | 'normalised'> {
  readonly sheet: SheetInfo;
  readonly columns: Columns<Field<K>>;
}

/** Reads one data row of a sheet. A reject names the first cell that cannot be taken; the line is then not read at all. */
export function readLine<K extends SheetKind>(kind: K, table: LineTable<K>, row: Row): Line | Reject {
  const cells: CellsOf<K> = new RowCells<Field<K>>({ ...table, names: namesOf(kind) }, row);
  const line = LINES[kind](cells);
  return cells.reject ?? line;
}

function departmentOf(cells: CellsOf<'department'>): DepartmentLine {
  return {
    kind: 'department',
    code: needed(cells, 'code', cells.id('code')),
    name: needed(cells, 'name', cells.text('name')),
    leader: cells.id('leader') || null,
    leaderName: cells.text('leaderName'),
    ...spanOf(cells),
  };
}

function windowOf(cells: CellsOf<'window'>): WindowLine {
  return {
    kind: 'window',
    code: needed(cells, 'code', cells.id('code')),
    name: needed(cells, 'name', cells.text('name')),
    department: null,
    departmentName: cells.text('department'),
    windowKind: /^(?:分中心|sub-centre)$/i.test(cells.text('windowKind')) ? 'sub-centre' : 'window',
    group: cells.text('group'),
    tags: wordsOf(cells.text('tags')),
    seats: cells.count('seats', 'pieces'),
    coefficient: coefficientOf(cells),
    formerNames: wordsOf(cells.text('formerNames')),
    mergedInto: cells.text('mergedInto') || null,
    ...spanOf(cells),
  };
}

/** 1.05: at most four decimals, so that nothing is lost on the way. */
function coefficientOf(cells: CellsOf<'window'>): string | null {
  const text = fold(cells.text('coefficient'));
  if (text === '') return null;
  if (/^\d{1,3}(?:\.\d{1,4})?$/.test(text) && Number(text) > 0) return text;
  const cause = { zh: `折合系数“${text}”不是大于0的数`, en: `"${text}" is no coefficient above 0` };
  cells.refuse('coefficient', 'coefficient-unreadable', cause, {
    zh: '请写 1、0.95、1.1 这样的数，最多四位小数；没有系数的留空',
    en: 'write a number such as 1, 0.95 or 1.1 with at most four decimals; leave it blank where there is none',
  });
  return null;
}

function postingOf(cells: CellsOf<'posting'>): PostingLine {
  const post = cells.text('post');
  const name = cells.text('name');
  const span = spanOf(cells);
  if (span.from === null) cells.empty('from');
  return {
    kind: 'posting',
    staff: needed(cells, 'staff', cells.id('staff')),
    name: needed(cells, 'name', plainName(name) || name),
    unit: cells.text('unit'),
    window: cells.id('window') || null,
    windowName: cells.text('windowName'),
    post,
    side: sideOf(post),
    duty: cells.text('duty'),
    chief: cells.yes('chief') ?? false,
    branchLeader: cells.yes('branchLeader') ?? false,
    staffType: cells.text('staffType'),
    pin: cells.id('pin'),
    device: cells.text('device'),
    userId: cells.id('userId'),
    phone: phoneKey(cells.text('phone')),
    ...span,
  };
}

function pairOf(cells: CellsOf<'pair'>): PairLine {
  const window = cells.id('window') || cells.text('windowName');
  return {
    kind: 'pair',
    window: needed(cells, cells.has('window') ? 'window' : 'windowName', window),
    a: needed(cells, 'a', cells.id('a')),
    aName: cells.text('aName'),
    b: needed(cells, 'b', cells.id('b')),
    bName: cells.text('bName'),
    third: cells.id('third') || null,
    ...spanOf(cells),
  };
}

function needed<F extends string>(cells: RowCells<F>, field: F, text: string): string {
  if (text === '') cells.empty(field);
  return text;
}

/** Both dates belong to the span; a blank or 至今 is open. */
function spanOf(cells: SpanCells): { from: CivilDate | null; to: CivilDate | null } {
  const [from, to] = [dateOf(cells, 'from'), dateOf(cells, 'to')];
  if (from !== null && to !== null && to < from) {
    const cause = { zh: `结束日期 ${to} 早于开始日期 ${from}`, en: `it ends on ${to}, before it begins on ${from}` };
    cells.refuse('to', 'to-before-from', cause);
  }
  return { from, to: to !== null && to >= FOR_EVER ? null : to };
}

function dateOf(cells: SpanCells, field: 'from' | 'to'): CivilDate | null {
  const cell = cells.cell(field);
  if (typeof cell === 'string' && OPEN_END.test(fold(cell))) return null;
  return cells.time(field)?.slice(0, 10) ?? null;
}

/** 工改、电子证照 */
function wordsOf(text: string): string[] {
  const parts = text.split(/[、,;/]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

function sideOf(post: string): PostSide | null {
  const side = /^([AB])(?:岗|角)?$/i.exec(post)?.[1]?.toUpperCase();
  return side === 'A' || side === 'B' ? side : null;
}
