import type { CivilDate } from 'src/common/civil-date';
import { fold, foldCode } from 'src/common/text';
import { dateFaultWords } from 'src/modules/intake/date-faults';
import { isFault, parseDateCell } from 'src/modules/intake/date-forms';
import type { Cell, ImportOptions, Reject, Row } from 'src/modules/intake/feed';
import { columnName, type Header } from './sheets';

type Words = Reject['cause'];

const OPEN_END = /^(?:至今|长期|在职|在岗|无|-+|\/)$/;
const YES = /^(?:是|√|✓|y|yes|1|true)$/i;
const NO = /^(?:|否|×|x|n|no|0|false|无|-)$/i;

/** The cells of one row by field. The first cell that cannot be taken is kept as the row's reject. */
export class RowCells {
  reject: Reject | undefined;

  constructor(
    private readonly sheet: string,
    private readonly header: Header,
    private readonly row: Row,
    private readonly options: ImportOptions,
  ) {}

  /** Folded text; a number as it is written. */
  text(field: string, needed = false): string {
    const cell = this.cell(field);
    const text = typeof cell === 'string' ? fold(cell) : this.plain(field, cell);
    if (needed && text === '') this.empty(field);
    return text;
  }

  /** A number or code, which is text: a number cell may have lost a leading zero and is not taken. */
  id(field: string, needed = false): string {
    const cell = this.cell(field);
    if (typeof cell === 'string') {
      const text = foldCode(cell).replace(/^'/, '');
      if (needed && text === '') this.empty(field);
      return text;
    }
    if (cell.kind === 'number' && this.options.numbersAsIds === true && /^\d+$/.test(cell.text)) return cell.text;
    if (cell.kind === 'number') {
      this.refuse(
        field,
        'number-not-text',
        {
          zh: `“${columnName(this.header.kind, field)}”的 ${cell.text} 是数字格式，前面的 0 可能已丢失`,
          en: `${columnName(this.header.kind, field)} ${cell.text} is a number: its leading zero may be lost`,
        },
        {
          zh: '请把该列设为文本格式后重新填写；确认没有前导 0 的，导入时可用 --option numbersAsIds=true',
          en: 'set the column to text and write it again; if no zero is missing, import with --option numbersAsIds=true',
        },
      );
      return '';
    }
    return this.plain(field, cell);
  }

  list(field: string): string[] {
    const parts = this.text(field).split(/[、,;\/\n]/);
    return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
  }

  yes(field: string): boolean {
    const text = this.text(field);
    if (!YES.test(text) && !NO.test(text)) {
      const zh = `“${columnName(this.header.kind, field)}”的“${text}”既不是“是”也不是“否”`;
      this.refuse(
        field,
        'not-yes-or-no',
        { zh, en: `"${text}" is neither 是 nor 否` },
        { zh: '请填“是”或“否”', en: 'write 是 or 否' },
      );
    }
    return YES.test(text);
  }

  count(field: string): number | null {
    const text = this.text(field);
    if (text === '') return null;
    if (/^\d{1,4}$/.test(text)) return Number(text);
    const zh = `“${columnName(this.header.kind, field)}”的“${text}”不是整数`;
    this.refuse(field, 'count-unreadable', { zh, en: `"${text}" is not a whole number` });
    return null;
  }

  span(needed: boolean): { from: CivilDate | null; to: CivilDate | null } {
    return { from: this.date('from', needed), to: this.date('to', false) };
  }

  refuse(field: string, code: string, cause: Words, remedy: Words = CORRECT): void {
    const value = this.cell(field);
    this.reject ??= {
      sheet: this.sheet,
      line: this.row.line,
      column: columnName(this.header.kind, field),
      value: shown(value),
      code,
      cause,
      remedy,
    };
  }

  private date(field: string, needed: boolean): CivilDate | null {
    const cell = this.cell(field);
    if (typeof cell === 'string' && (OPEN_END.test(fold(cell)) || (!needed && fold(cell) === ''))) return null;
    const reading = parseDateCell(cell, { dateOrder: this.options.dateOrder });
    if (!isFault(reading)) return reading.date;
    const { cause, remedy } = dateFaultWords(reading.fault, columnName(this.header.kind, field), shown(cell));
    this.refuse(field, reading.fault, cause, remedy);
    return null;
  }

  private cell(field: string): Cell {
    const index = this.header.at.get(field);
    return index === undefined ? '' : (this.row.cells[index] ?? '');
  }

  private plain(field: string, cell: Exclude<Cell, string>): string {
    if (cell.kind !== 'faulty') return cell.kind === 'number' ? cell.text : cell.date;
    const fault = cell.fault === 'formula' ? 'cell-formula' : 'cell-error';
    const { cause, remedy } = dateFaultWords(fault, columnName(this.header.kind, field), cell.text);
    this.refuse(field, fault, cause, remedy);
    return '';
  }

  private empty(field: string): void {
    const column = columnName(this.header.kind, field);
    this.refuse(
      field,
      'cell-empty',
      { zh: `“${column}”为空`, en: `${column} is empty` },
      { zh: '请补填', en: 'fill it in' },
    );
  }
}

const CORRECT: Words = { zh: '请核对并改正', en: 'check and correct it' };

function shown(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return cell.kind === 'date' ? `${cell.date}${cell.holds === 'both' ? ` ${cell.time}` : ''}` : cell.text;
}
