import { civilDate, daysBetween, type CivilDate } from 'src/common/civil-date';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { instantOf, isFault, parseDateCell, parseTimesCell } from 'src/modules/intake/values/dates';
import type { FeedContext, Layout, Outcome, Row, SheetInfo } from 'src/modules/intake/feed';
import { codeIn, Persons, type Key } from './persons';
import { isNothing } from './absence-words';
import { noteTimes } from './row-times';
import { isBlank, letter, shown, titleOf } from './rows';
import { reject, rejectDate } from './words';

const NUMBER_LABEL = /^(?:工号|考勤号码?|登记号码?|编号|id)$/;

interface Card {
  readonly line: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** By column: the day that stands above it. */
  readonly days: ReadonlyMap<number, CivilDate | undefined>;
}

/**
 * Layouts 5a and 5b, the sheet 刷卡记录 of cheap clocks: two rows a person, the number beside `工号：`, and below it one cell
 * a day with its times parted by line feeds or glued together. The header holds days of the month whatever the period.
 */
export const cards: readonly Layout<PunchRecord>[] = (['5a', '5b'] as const).map((id) => ({
  id,
  begin(sheet, head, context) {
    const index = head.findIndex((row) => isDayRow(row));
    const dayRow = index < 0 ? undefined : head[index];
    const span = dayRow === undefined ? undefined : spanIn(head.slice(0, index));
    const isPerson = (row: Row): boolean => row.cells.some((cell) => NUMBER_LABEL.test(titleOf(cell)));
    if (dayRow === undefined || span === undefined || !head.slice(index + 1).some(isPerson)) return undefined;
    if (layoutOf(head.slice(0, index)) !== id) return undefined;
    const reader = new CardReader(sheet, { line: dayRow.line, ...span, days: daysOf(dayRow, span) }, context);
    const { from, to, scope } = span;
    const covers = [scope === '' ? { from, to } : { from, to, scope }];
    return { fit: 7, reader: { row: (row) => reader.read(row), end: () => ({ covers }) } };
  },
}));

/** 考勤记录表 and 考勤时间 stand above the glued times of layout 5b, 刷卡记录表 and 考勤日期 above 5a. */
function layoutOf(above: readonly Row[]): '5a' | '5b' {
  const titles = above.flatMap((row) => row.cells.map(titleOf));
  return titles.some((title) => title === '考勤记录表' || title === '考勤时间') ? '5b' : '5a';
}

/** 1, 2, 3 … in a row of their own. */
function isDayRow(row: Row): boolean {
  const filled = row.cells.map(shown).filter((text) => text !== '');
  return filled.length >= 2 && filled.every((text) => /^(?:[1-9]|[12]\d|3[01])$/.test(text));
}

/** `2026/01/01 ~ 01/31 (place)`: the second date may have no year; over New Year it is the next one. */
function spanIn(above: readonly Row[]): { from: CivilDate; to: CivilDate; scope: string } | undefined {
  for (const text of above.flatMap((row) => row.cells.map(shown))) {
    const match =
      /(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}) ?(?:~|至|到) ?((?:\d{4}[-/.])?)(\d{1,2})[-/.](\d{1,2})(?: ?\(([^)]*)\))?/.exec(
        text,
      );
    const from = parseDateCell(match?.[1] ?? '');
    if (!match || isFault(from)) continue;
    const year = Number(match[2]?.slice(0, 4) || from.date.slice(0, 4));
    const [month, day] = [Number(match[3]), Number(match[4])];
    const to = civilDate(year, month, day);
    const next = match[2] === '' && to !== undefined && to < from.date ? civilDate(year + 1, month, day) : to;
    if (next !== undefined && next >= from.date) return { from: from.date, to: next, scope: match[5] ?? '' };
  }
  return undefined;
}

function daysOf(row: Row, span: { from: CivilDate; to: CivilDate }): Map<number, CivilDate | undefined> {
  const byDay = new Map<number, CivilDate | undefined>();
  for (const date of daysBetween(span.from, span.to)) {
    const day = Number(date.slice(8));
    // A period of more than a month has some days twice: they cannot be told apart.
    byDay.set(day, byDay.has(day) ? undefined : date);
  }
  const filled = [...row.cells.entries()].filter(([, cell]) => !isBlank(cell));
  return new Map(filled.map(([column, cell]) => [column, byDay.get(Number(shown(cell)))]));
}

class CardReader {
  private readonly persons: Persons;
  private key: Key | undefined;

  constructor(
    private readonly sheet: SheetInfo,
    private readonly card: Card,
    private readonly context: FeedContext,
  ) {
    this.persons = new Persons(context);
  }

  read(row: Row): Outcome<PunchRecord>[] {
    if (row.line <= this.card.line) return [];
    const label = row.cells.findIndex((cell) => NUMBER_LABEL.test(titleOf(cell)));
    if (label >= 0) return this.person(row, label);
    if (this.key === undefined) return [];
    const key = this.key;
    this.key = undefined;
    return row.cells.flatMap((_, column) => this.day(row, key, column));
  }

  private person(row: Row, label: number): Outcome<PunchRecord>[] {
    const column = row.cells.findIndex((cell, index) => index > label && !isBlank(cell));
    const place = { sheet: this.sheet.name, line: row.line, column: letter(column), value: shown(row.cells[column]) };
    const code = codeIn(row.cells[column], this.context.options);
    this.key = undefined;
    if (column < 0 || /[:：]$/.test(place.value))
      return [reject('pin-missing', { ...place, column: '工号', value: '' })];
    if ('fault' in code) return [reject(code.fault, place)];
    this.key = { source: 'pin', person: code.code };
    return [];
  }

  private day(row: Row, key: Key, column: number): Outcome<PunchRecord>[] {
    const cell = row.cells[column] ?? '';
    if (isBlank(cell) || isNothing(cell)) return [];
    const place = { sheet: this.sheet.name, line: row.line, column: letter(column), value: shown(cell) };
    const date = this.card.days.get(column);
    if (date === undefined) return [reject('day-outside', place)];
    const times = parseTimesCell(cell);
    if (isFault(times)) return [rejectDate(times.fault, place)];
    noteTimes(this.context, place, cell, times);
    return times.map((time) =>
      this.persons.outcome(row.line, key, { at: instantOf(date, time), device: '', kind: 'punch' }),
    );
  }
}
