import { parseCivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import { faultWords } from 'src/modules/intake/values/faults';
import { isFault, parseDateCell } from 'src/modules/intake/values/dates';
import type { Cell, ImportOptions, Reject, Row, SheetInfo } from 'src/modules/intake/feed';
import type { ColumnNames, Columns } from './columns';
import { hasLostDigits, idText } from './ids';
import { shownCell } from './rows';

type Words = Reject['cause'];

const FULL_TIME = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const CORRECT: Words = { zh: '请核对原始记录并改正', en: 'check the original record and correct it' };
const AS_TEXT: Words = {
  zh: '请从原系统重新导出，并将该列保存为文本格式',
  en: 'export it again from its system with this column as text',
};
/** Spreadsheets keep fifteen digits of a number. */
const KEPT_DIGITS = 15;

/** Digits, Latin and Han without blanks: nothing to fold. Nearly every cell of a long list is such text. */
const PLAIN = /^[!-~\u4e00-\u9fa5]*$/;
/** Days known to exist: a list names the same few hundred again and again. */
const realDays = new Set<string>();
const MOST_DAYS = 5000;

function folded(text: string): string {
  return PLAIN.test(text) ? text : fold(text);
}

function isRealDay(day: string): boolean {
  if (realDays.has(day)) return true;
  if (parseCivilDate(day) === undefined) return false;
  if (realDays.size < MOST_DAYS) realDays.add(day);
  return true;
}

/** The cells of one row by field. The first cell that cannot be taken is kept as the row's reject. */
export class RowCells<F extends string> {
  reject: Reject | undefined;

  constructor(
    private readonly table: {
      readonly sheet: SheetInfo;
      readonly columns: Columns<F>;
      readonly names: ColumnNames<F>;
      readonly options: ImportOptions;
    },
    private readonly row: Row,
  ) {}

  has(field: F): boolean {
    return this.table.columns.at.has(field);
  }

  cell(field: F): Cell {
    const index = this.table.columns.at.get(field);
    return index === undefined ? '' : (this.row.cells[index] ?? '');
  }

  /** Folded text; numbers and dates as they are written. An error value is a reject. */
  text(field: F): string {
    const cell = this.cell(field);
    if (typeof cell === 'string') return folded(cell);
    if (cell.kind === 'faulty') {
      this.refuseFault(field, cell.fault === 'formula' ? 'cell-formula' : 'cell-error');
      return '';
    }
    return shownCell(cell);
  }

  /** Text for people, as it was written: brackets and commas stay full width, odd blanks at the ends go. */
  prose(field: F): string {
    const cell = this.cell(field);
    return typeof cell === 'string' ? cell.normalize('NFC').trim() : this.text(field);
  }

  /** A number or code, which is text: what a spreadsheet made a number of has lost zeros or digits and is refused. */
  id(field: F): string {
    const cell = this.cell(field);
    if (typeof cell === 'string') {
      const id = idText(folded(cell));
      if (hasLostDigits(id)) this.refuseNumber(field, id, '是科学计数，已丢失位数');
      else if (id.startsWith('=')) this.refuseFault(field, 'cell-formula');
      else return id;
      return '';
    }
    if (cell.kind !== 'number') return this.text(field);
    const lost = !/^\d+$/.test(cell.text) || cell.text.length > KEPT_DIGITS;
    if (this.table.options.numbersAsIds === true && !lost) return cell.text;
    if (lost) this.refuseNumber(field, cell.text, '是数字格式，已丢失位数');
    else
      this.refuseNumber(
        field,
        cell.text,
        '是数字格式，前面的 0 可能已丢失',
        'is a number: its leading zero may be lost',
      );
    return '';
  }

  /** `YYYY-MM-DD HH:MM:SS`, `YYYY-MM-DD` where the cell holds only the day, null where it is blank. */
  time(field: F): string | null {
    const cell = this.cell(field);
    if (typeof cell === 'string') {
      if (cell === '') return null;
      if (FULL_TIME.test(cell) && isRealDay(cell.slice(0, 10))) return cell;
      if (fold(cell) === '') return null;
    }
    const reading = parseDateCell(cell, { dateOrder: this.table.options.dateOrder });
    if (isFault(reading)) {
      this.refuseFault(field, reading.fault);
      return null;
    }
    return reading.time === null ? reading.date : `${reading.date} ${reading.time}`;
  }

  /** A whole number of at least 0, null where the cell is blank. */
  count(field: F): number | null {
    const text = this.text(field);
    if (text === '') return null;
    if (/^\d{1,6}(?:\.0+)?$/.test(text)) return Math.trunc(Number(text));
    const column = this.column(field);
    const remedy = { zh: '请填写阿拉伯数字整数，不带单位', en: 'write a whole number in digits, without a unit' };
    if (/^-\d+(?:\.\d+)?$/.test(text)) {
      const cause = { zh: `“${column}”的“${text}”是负数，不能小于 0`, en: `${column} "${text}" must not be negative` };
      this.refuse(field, 'number-negative', cause, remedy);
    } else {
      const cause = { zh: `“${column}”的“${text}”不是整数`, en: `${column} "${text}" is not a whole number` };
      this.refuse(field, 'not-a-number', cause, remedy);
    }
    return null;
  }

  /** 是 or 否; null where the cell is blank. */
  yes(field: F): boolean | null {
    const text = this.text(field);
    if (text === '') return null;
    if (/^(?:是|√|y|yes|1|true|已\S+)$/i.test(text)) return true;
    if (/^(?:否|×|n|no|0|false|未\S+)$/i.test(text)) return false;
    this.refuse(
      field,
      'not-yes-or-no',
      {
        zh: `“${this.column(field)}”的“${text}”既不是“是”也不是“否”`,
        en: `"${text}" in ${this.column(field)} is neither 是 nor 否`,
      },
      { zh: '请填“是”或“否”', en: 'write 是 or 否' },
    );
    return null;
  }

  empty(field: F): void {
    const column = this.column(field);
    this.refuse(
      field,
      'cell-empty',
      { zh: `“${column}”为空`, en: `${column} is empty` },
      { zh: '请补填后重新导入', en: 'fill it in and import again' },
    );
  }

  refuse(field: F, code: string, cause: Words, remedy: Words = CORRECT): void {
    this.reject ??= {
      sheet: this.table.sheet.name,
      line: this.row.line,
      column: this.column(field),
      value: shownCell(this.cell(field)),
      code,
      cause,
      remedy,
    };
  }

  /** The title as the file writes it. */
  column(field: F): string {
    const index = this.table.columns.at.get(field);
    const title = index === undefined ? undefined : this.table.columns.titles[index];
    return title ?? this.table.names[field][0] ?? field;
  }

  private refuseNumber(field: F, text: string, zh: string, en?: string): void {
    const column = this.column(field);
    const code = en === undefined ? 'digits-lost' : 'number-not-text';
    const cause = { zh: `“${column}”的 ${text} ${zh}`, en: `${column} ${text} ${en ?? 'has lost digits'}` };
    this.refuse(field, code, cause, AS_TEXT);
  }

  private refuseFault(field: F, fault: Parameters<typeof faultWords>[0]): void {
    const { cause, remedy } = faultWords(fault, this.column(field), shownCell(this.cell(field)));
    this.refuse(field, fault, cause, remedy);
  }
}
