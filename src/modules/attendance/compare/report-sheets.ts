import { addDays, parseCivilDate, type CivilDate } from 'src/common/civil-date';
import { statedSpan } from 'src/modules/attendance/layouts/dingtalk';
import { columnOf } from 'src/modules/attendance/layouts/header';
import { isBlank, shown, titleOf } from 'src/modules/attendance/layouts/rows';
import type { Cell, Layout, Outcome, Row } from 'src/modules/intake/feed';
import { isFault, parseDateCell } from 'src/modules/intake/values/dates';
import { COUNTS, SEVERE, type Counts, type DayRow, type MonthRow, type RawRow, type ReportRow } from './report';

/** One of the sheets: its titles where it is found, and what a row says; undefined for rows that say nothing. */
interface SheetKind {
  readonly id: string;
  readonly needs: readonly string[];
  /** A copy by hand has no title rows and is not read. */
  readonly titled: boolean;
  row(cells: CellsOf, span: { from: CivilDate; to: CivilDate } | undefined): ReportRow | undefined;
}

interface CellsOf {
  readonly key: string;
  readonly person: string;
  /** Folded text of a column; '' where there is none. */
  readonly text: (title: string) => string;
  readonly cell: (title: string) => Cell;
  /** Texts from the column of the title on. */
  readonly from: (title: string) => readonly string[];
}

const RAW: SheetKind = {
  id: 'raw',
  needs: ['考勤日期', '打卡时间', '打卡结果'],
  titled: false,
  row: ({ key, person, text, cell }) => {
    const [date, at, due] = [dayIn(text('考勤日期')), instantIn(cell('打卡时间')), instantIn(cell('考勤时间'))];
    if (at === '') return undefined;
    const told = { due, at, result: text('打卡结果'), device: text('打卡设备') };
    return { kind: 'raw', key, person, date: date ?? at.slice(0, 10), ...told } satisfies RawRow;
  },
};

const DAY: SheetKind = {
  id: 'day',
  needs: ['日期', '班次', '上班1打卡时间', '上班1打卡结果'],
  titled: false,
  row: ({ key, person, text }) => {
    const date = dayIn(text('日期'));
    if (date === undefined) return undefined;
    const names = [1, 2, 3, 4].flatMap((n) => [`上班${String(n)}`, `下班${String(n)}`]);
    const slots = names.map((name) => ({ time: text(`${name}打卡时间`), result: text(`${name}打卡结果`) }));
    const told = { shift: text('班次'), slots, approvals: text('关联的审批单'), counts: countsOf(text) };
    return { kind: 'day', key, person, date, ...told } satisfies DayRow;
  },
};

const MONTH: SheetKind = {
  id: 'month',
  needs: ['迟到次数', '旷工天数', '考勤结果'],
  titled: true,
  row: ({ key, person, text, from }, span) => {
    const days = from('考勤结果').map((result, index) => [addDays(span?.from ?? '2000-01-01', index), result] as const);
    const own = days.filter(([date]) => span !== undefined && date <= span.to);
    return { kind: 'month', key, person, counts: countsOf(text), days: Object.fromEntries(own) } satisfies MonthRow;
  },
};

/** 原始记录, 每日统计 and 月度汇总 of a DingTalk report, found by their columns. */
export const REPORT_SHEETS: readonly Layout<ReportRow>[] = [RAW, DAY, MONTH].map((kind) => ({
  id: kind.id,
  begin(_sheet, head) {
    const index = head.findIndex((row) => fits(row, kind));
    const header = head[index];
    const [span] = statedSpan(head.slice(0, index));
    if (header === undefined || (kind.titled && span === undefined)) return undefined;
    const titles = header.cells.map(titleOf);
    const row = (given: Row): Outcome<ReportRow>[] => {
      const cells = given.line > header.line ? cellsOf(titles, given) : undefined;
      const record = cells && kind.row(cells, span);
      return record === undefined ? [] : [{ kind: 'record', line: given.line, record }];
    };
    return { fit: 9, reader: { row, end: () => ({ covers: span === undefined ? [] : [span] }) } };
  },
}));

function fits(row: Row, { needs }: SheetKind): boolean {
  const titles = row.cells.map(titleOf);
  return needs.every((name) => titles.includes(name)) && columnOf(titles, ['userid', '工号']) >= 0;
}

/** Undefined for a row without a person, such as the lower row of the header. */
function cellsOf(titles: readonly string[], { cells }: Row): CellsOf | undefined {
  const cell = (title: string): Cell => cells[columnOf(titles, [title])] ?? '';
  const text = (title: string): string => shown(cell(title));
  const [id, number] = [text('userid'), text('工号')];
  const named = id !== '' && titleOf(id) !== 'userid' ? id : '';
  const staff = number !== '' && titleOf(number) !== '工号' ? number : '';
  if (named === '' && staff === '') return undefined;
  const from = (title: string): string[] => cells.slice(Math.max(columnOf(titles, [title]), 0)).map(shown);
  return { key: named || staff, person: staff || named, text, cell, from };
}

function countsOf(text: (title: string) => string): Counts {
  return Object.fromEntries(
    [...COUNTS, ...SEVERE].flatMap((title) => {
      const value = text(title).replace(/,/g, '');
      if (value === '') return [];
      return /^\d+(?:\.\d+)?$/.test(value) ? [[title, Number(value)] as const] : [];
    }),
  );
}

/** `26-01-05 星期一`, `2026-01-05`. */
function dayIn(text: string): CivilDate | undefined {
  const [, year = '', month = '', day = ''] = /(\d{2}|\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text) ?? [];
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseCivilDate(date);
}

function instantIn(cell: Cell): string {
  if (isBlank(cell)) return '';
  const read = parseDateCell(cell);
  return isFault(read) || read.time === null ? '' : `${read.date} ${read.time}`;
}
