import { addDays, type CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { isFault, parseDateCell } from 'src/modules/intake/values/dates';
import type { FeedContext, Layout, Outcome, Row, SheetInfo, Stated } from 'src/modules/intake/feed';
import { readNaming } from 'src/modules/intake/table/naming';
import { coveredBy, type Said } from './covered';
import { columnOf, findHeader, isHeaderAgain, unreadIn, type Header } from './header';
import { codeIn, Persons, type Key } from './persons';
import { placeOf, type RowPlace } from './row-times';
import { isBlank, isBlankRow, shown } from './rows';
import { reject, rejectDate, skipped } from './words';

interface RawColumns {
  readonly staff: number;
  readonly userId: number;
  readonly at: number;
  readonly result: number;
  readonly device: number;
}

/**
 * Layout 1, sheet 原始记录 of the DingTalk 考勤报表: one row a punch. The other sheets of the workbook tell the same punches
 * again or verdicts of another rule, and are not read. Void rows are skipped; rows made by an approval or an administrator
 * are corrections, no presence.
 */
export const dingtalk: Layout<PunchRecord> = {
  id: '1',
  begin(sheet, head, context) {
    const header = findHeader(head, (titles) => rawColumns(titles) !== undefined, context);
    const columns = header && rawColumns(header.titles);
    if (!header || !columns) return undefined;
    const persons = new Persons(context);
    const seen = new Set<string>();
    const row = (given: Row): Outcome<PunchRecord>[] => {
      if (given.line <= header.line || isBlankRow(given) || isHeaderAgain(header, given)) return [];
      const outcome = punchOf(given, columns, { sheet, header, persons, context });
      if (outcome.kind === 'record' && outcome.record.staff !== null) seen.add(outcome.record.staff);
      return [outcome];
    };
    const covers = (): Stated[] => statedSpan(header.above).flatMap((said) => coveredBy(said, seen, persons.roster));
    const remarks = unreadIn(header, Object.values(columns), TITLES);
    const naming = readNaming(header.naming, Object.values(columns));
    return { fit: 9, reader: { row, end: () => ({ covers: covers() }) }, remarks, naming };
  },
};

const NAMES = { staff: '工号', userId: 'userid', at: '打卡时间', result: '打卡结果', device: '打卡设备' } as const;
const PICTURES = ['打卡图片', '管理员修改备注图片'].flatMap((name) =>
  Array.from({ length: 9 }, (_, n) => `${name}${n + 1}`),
);
const TITLES = {
  known: Object.values(NAMES).map((name) => [name]),
  /** The other columns of the sheet (formats §1). */
  // prettier-ignore
  needless: ['姓名', '考勤组', '部门', '职位', '考勤日期', '考勤时间', '打卡地址', '打卡备注', '异常打卡原因', '管理员修改备注', ...PICTURES],
};

function rawColumns(titles: readonly string[]): RawColumns | undefined {
  const one = (name: string): number => columnOf(titles, [name]);
  const columns = {
    staff: one(NAMES.staff),
    userId: one(NAMES.userId),
    at: one(NAMES.at),
    result: one(NAMES.result),
    device: one(NAMES.device),
  };
  const { staff, userId, at, result } = columns;
  return at >= 0 && result >= 0 && (staff >= 0 || userId >= 0) && !titles.includes('是否有效') ? columns : undefined;
}

interface Means {
  readonly sheet: SheetInfo;
  readonly header: Header;
  readonly persons: Persons;
  readonly context: FeedContext;
}

function punchOf(row: Row, columns: RawColumns, means: Means): Outcome<PunchRecord> {
  const { context, persons } = means;
  const place: RowPlace = { sheet: means.sheet.name, line: row.line, titles: means.header.shown };
  const result = shown(row.cells[columns.result]);
  if (result.startsWith('打卡无效')) return skipped(row.line, 'void', result.replace(/^打卡无效:?/, ''));
  const cell = row.cells[columns.at] ?? '';
  const where = placeOf(place, columns.at, cell);
  const instant = parseDateCell(cell);
  if (isFault(instant)) return rejectDate(instant.fault, where);
  if (instant.time === null) return rejectDate('time-empty', where);
  const at = `${instant.date} ${instant.time}`;
  context.normalised?.note(where, instant.rule, shown(cell), at);
  const { asOf } = context.options;
  if (asOf !== undefined && at > asOf) return reject('after-as-of', where, asOf);
  const key = keyOf(row, columns, { place, means, day: instant.date });
  if ('kind' in key) return key;
  const device = shown(row.cells[columns.device]);
  const kind = /^(?:补卡|管理员)/.test(device) || /^管理员.*改为/.test(result) ? 'correction' : 'punch';
  return persons.outcome(row.line, key, { at, device, kind });
}

/** The staff number; where it is empty or unknown the UserId, which is always filled and may be mapped by hand. */
function keyOf(
  row: Row,
  columns: RawColumns,
  { place, means, day }: { place: RowPlace; means: Means; day: CivilDate },
): Key | ReturnType<typeof reject> {
  for (const [source, column] of [
    ['staff-number', columns.staff],
    ['userId', columns.userId],
  ] as const) {
    const cell = row.cells[column];
    if (column < 0 || isBlank(cell)) continue;
    const code = codeIn(cell, means.context.options);
    if ('fault' in code) return reject(code.fault, placeOf(place, column, cell));
    const key: Key = { source, person: code.code };
    const lastChance = source === 'userId' || columns.userId < 0 || isBlank(row.cells[columns.userId]);
    if (lastChance || !means.persons.known || means.persons.staffOf(key, { date: day }) !== null) return key;
    const other = codeIn(row.cells[columns.userId], means.context.options);
    const byId: Key | undefined = 'code' in other ? { source: 'userId', person: other.code } : undefined;
    return byId && means.persons.staffOf(byId, { date: day }) !== null ? byId : key;
  }
  const column = columns.staff >= 0 ? columns.staff : columns.userId;
  return reject('person-missing', placeOf(place, column, row.cells[column]));
}

/**
 * What the title states: `统计日期：2026-01-01 至 2026-01-31`. A report made before the last day is complete only until the
 * day before it was made (`报表生成时间`).
 */
export function statedSpan(above: readonly Row[]): readonly Said[] {
  const text = above.flatMap((row) => row.cells.map(shown)).join(' ');
  const span = /统计(?:日期|时间):? ?(\S+) ?(?:至|~|到) ?(\S+)/.exec(fold(text));
  const [from, to] = [parseDateCell(span?.[1] ?? ''), parseDateCell(span?.[2] ?? '')];
  if (isFault(from) || isFault(to)) return [];
  const made = parseDateCell(/(?:生成|导出)时间:? ?(\S+)/.exec(fold(text))?.[1] ?? '');
  const end = isFault(made) || made.date > to.date ? to.date : addDays(made.date, -1);
  return end < from.date ? [] : [{ from: from.date, to: end }];
}
