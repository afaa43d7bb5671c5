import { foldCode } from 'src/common/text';
import type { Cell, Reject, Row, SheetInfo } from 'src/modules/intake/feed';
import type { Columns } from 'src/modules/intake/table/columns';
import { shownCell } from 'src/modules/intake/table/rows';
import { pointsOf } from './cell-texts';
import { lineFaults, type At } from './line-faults';

/** Cells of one row by field, with the faults found while reading them. */
export class LineCells<F extends string> {
  readonly faults: Reject[] = [];

  constructor(
    private readonly sheet: SheetInfo,
    private readonly columns: Columns<F>,
    readonly row: Row,
  ) {}

  has(field: F): boolean {
    return this.columns.at.has(field);
  }

  cell(field: F): Cell {
    const index = this.columns.at.get(field);
    return index === undefined ? '' : (this.row.cells[index] ?? '');
  }

  title(field: F): string {
    const index = this.columns.at.get(field);
    return index === undefined ? '' : (this.columns.titles[index] ?? '');
  }

  at(field: F): At {
    const value = shownCell(this.cell(field)).trim();
    return { sheet: this.sheet.name, line: this.row.line, column: this.title(field), value };
  }

  points(field: F): string | null {
    const read = pointsOf(this.cell(field));
    if (read === 'fault') this.faults.push(lineFaults.pointsUnreadable(this.at(field)));
    return typeof read === 'object' ? read.value : null;
  }

  text(field: F): string {
    return foldCode(shownCell(this.cell(field)));
  }

  /** A code; a number has lost its leading zeros, so the name, where the row has one, decides instead. */
  code(field: F, name: F): string {
    const cell = this.cell(field);
    if (typeof cell === 'string') return foldCode(cell).replace(/^'/, '');
    if (this.text(name) === '') this.faults.push(lineFaults.codeIsNumber(this.at(field)));
    return '';
  }
}
