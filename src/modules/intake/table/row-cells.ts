import { parseCivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';
import type { Cell, ImportOptions, Reject, Row, SheetInfo } from 'src/modules/intake/feed';
import { isFault, parseDateCell, parseTimeCell } from 'src/modules/intake/values/dates';
import { faultWords, type ValueFault } from 'src/modules/intake/values/faults';
import type { Normalised } from 'src/modules/intake/values/normalised';
import { isBlankWord, numberOf, type Unit } from 'src/modules/intake/values/numbers';
import type { Rule } from 'src/modules/intake/values/rules';
import type { ColumnNames, Columns } from './columns';
import { CORRECT, EMPTY, LOST, NEGATIVE, NOT_WHOLE, YES_NO, type CellWords } from './cell-words';
import { hasLostDigits, idText } from './ids';
import { shownCell } from './rows';

type Words = Reject['cause'];

const FULL_TIME = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const COUNT = /^\d{1,6}$/;
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
  /** Fields whose value was told as normalised: a field may be asked for more than once. */
  private told: Set<F> | undefined;

  constructor(
    private readonly table: {
      readonly sheet: SheetInfo;
      readonly columns: Columns<F>;
      readonly names: ColumnNames<F>;
      readonly options: ImportOptions;
      /** Where it is told what was not written plainly. */
      readonly normalised?: Normalised;
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
      if (this.isBlank(field, id)) return '';
      if (hasLostDigits(id)) this.refuseAs(field, LOST.exponent, id);
      else if (id.startsWith('=')) this.refuseFault(field, 'cell-formula');
      else return id;
      return '';
    }
    if (cell.kind !== 'number') return this.text(field);
    const lost = !/^\d+$/.test(cell.text) || cell.text.length > KEPT_DIGITS;
    if (this.table.options.numbersAsIds === true && !lost) return cell.text;
    this.refuseAs(field, lost ? LOST.digits : LOST.zero, cell.text);
    return '';
  }

  /** `YYYY-MM-DD HH:MM:SS`, `YYYY-MM-DD` where the cell holds only the day, null where it is blank. */
  time(field: F): string | null {
    const cell = this.cell(field);
    if (typeof cell === 'string' && FULL_TIME.test(cell) && isRealDay(cell.slice(0, 10))) return cell;
    if (this.isBlank(field, cell)) return null;
    const reading = parseDateCell(cell, this.table.options);
    if (isFault(reading)) return this.refuseFault(field, reading.fault);
    return this.taken(field, reading.rule, reading.time === null ? reading.date : `${reading.date} ${reading.time}`);
  }

  /** A time of day, `HH:MM:SS`; null where the cell is blank. */
  clock(field: F): string | null {
    const cell = this.cell(field);
    if (this.isBlank(field, cell)) return null;
    const reading = parseTimeCell(cell);
    return isFault(reading) ? this.refuseFault(field, reading.fault) : this.taken(field, reading.rule, reading.time);
  }

  /**
   * A whole number of at least 0 in digits, perhaps with the column's unit behind it; null where the cell is blank. Words
   * are refused: where clocks run by the number, `五` is as likely a slip as a five.
   */
  count(field: F, unit?: Unit): number | null {
    const cell = this.cell(field);
    if (typeof cell === 'string' && COUNT.test(cell)) return Number(cell);
    if (this.isBlank(field, cell)) return null;
    const reading = numberOf(cell, unit);
    if ('fault' in reading && reading.fault !== 'number-unreadable') return this.refuseFault(field, reading.fault);
    const number = 'number' in reading && reading.percent !== true && !reading.han ? reading.number : '';
    if (COUNT.test(number)) return Number(this.taken(field, 'rule' in reading ? reading.rule : undefined, number));
    this.refuseAs(field, number.startsWith('-') ? NEGATIVE : NOT_WHOLE, this.text(field));
    return null;
  }

  /** 是 or 否; null where the cell is blank. */
  yes(field: F): boolean | null {
    const text = this.text(field);
    if (text === '' || this.isBlank(field, text)) return null;
    if (/^(?:是|√|y|yes|1|true|已\S+)$/i.test(text)) return true;
    if (/^(?:否|×|n|no|0|false|未\S+)$/i.test(text)) return false;
    this.refuseAs(field, YES_NO, text);
    return null;
  }

  empty(field: F): void {
    this.refuseAs(field, EMPTY, '');
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

  private refuseAs(field: F, { code, cause, remedy }: CellWords, text: string): void {
    this.refuse(field, code, cause(this.column(field), text), remedy);
  }

  /** Nothing, or a sign for it, which is told. */
  private isBlank(field: F, cell: Cell): boolean {
    if (typeof cell !== 'string') return false;
    const text = folded(cell);
    if (text !== '' && !isBlankWord(text)) return false;
    if (text !== '') this.tell(field, 'blank-word', '', cell);
    return true;
  }

  private taken(field: F, rule: Rule | undefined, value: string): string {
    if (rule !== undefined) this.tell(field, rule, value, shownCell(this.cell(field)));
    return value;
  }

  private tell(field: F, rule: Rule, to: string, written: string): void {
    const { normalised, sheet } = this.table;
    if (normalised === undefined || this.told?.has(field) === true) return;
    (this.told ??= new Set()).add(field);
    normalised.note({ sheet: sheet.name, line: this.row.line, column: this.column(field) }, rule, written, to);
  }

  private refuseFault(field: F, fault: ValueFault): null {
    const { cause, remedy } = faultWords(fault, this.column(field), shownCell(this.cell(field)));
    this.refuse(field, fault, cause, remedy);
    return null;
  }
}
