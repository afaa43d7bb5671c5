import type { Cell, Row } from 'src/modules/intake/feed';
import { FileFault } from 'src/modules/intake/files/faults';
import { LIMITS } from 'src/modules/intake/files/limits';
import { columnOf } from 'src/modules/intake/files/merges';
import { writtenNumber } from 'src/modules/intake/files/numbers';
import { RowBuilder } from 'src/modules/intake/files/row-builder';
import { cellOfNumber, civilOfIso, type ShownAs } from 'src/modules/intake/files/serial-dates';
import { unescapeCell, XmlReader, type Attributes } from './xml';

/** What the cells of a sheet refer to. */
export interface SheetSurroundings {
  /** Undefined: the workbook has no such part. */
  readonly shared: readonly string[] | undefined;
  readonly styles: readonly (ShownAs | undefined)[];
  readonly date1904: boolean;
  readonly merges: readonly string[];
}

/**
 * Turns the XML of a worksheet, given in pieces, into rows. The stated dimension is not trusted, row and column numbers
 * are taken from the cells, rows without a value give nothing.
 */
export class SheetXml {
  private readonly xml: XmlReader;
  private readonly rows: RowBuilder;
  private column = -1;
  private type = '';
  private style = -1;
  private value: string | undefined;
  private formula: string | undefined;
  private inline: string | undefined;
  private readonly pieces: string[] = [];
  private reading = false;
  private phonetic = 0;

  constructor(
    private readonly around: SheetSurroundings,
    part: string,
  ) {
    this.rows = new RowBuilder(around.merges);
    this.xml = new XmlReader(
      {
        open: (name, attributes) => this.open(name, attributes),
        close: (name) => this.close(name),
        text: (text) => {
          if (this.reading) this.pieces.push(text);
        },
      },
      part,
    );
  }

  write(piece: string): void {
    this.xml.write(withoutBlankCells(piece));
  }

  end(): void {
    this.xml.end();
  }

  /** The rows finished since the last call. */
  take(): Row[] {
    return this.rows.take();
  }

  private open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.beginRow(attributes.r);
        break;
      case 'c':
        this.beginCell(attributes);
        break;
      case 'rPh':
        this.phonetic++;
        break;
      case 'v':
      case 'f':
        this.reading = true;
        break;
      case 't':
        this.reading = this.phonetic === 0;
        break;
    }
  }

  private close(name: string): void {
    switch (name) {
      case 'v':
        this.value = this.collected();
        break;
      case 'f':
        this.formula = this.collected();
        break;
      case 't':
        this.inline = (this.inline ?? '') + this.collected();
        break;
      case 'rPh':
        this.phonetic--;
        break;
      case 'c':
        this.rows.put(this.column, this.cell());
        break;
      case 'row':
        this.rows.end();
        break;
    }
  }

  private collected(): string {
    const text = this.pieces.length === 1 ? (this.pieces[0] ?? '') : this.pieces.join('');
    this.pieces.length = 0;
    this.reading = false;
    return text;
  }

  private beginRow(reference: string | undefined): void {
    const line = reference === undefined ? this.rows.line + 1 : Number(reference);
    if (!(Number.isInteger(line) && line >= 1 && line <= LIMITS.rows)) {
      throw new FileFault('row-range', (reference ?? String(line)).slice(0, 20));
    }
    this.rows.begin(line);
    this.column = -1;
  }

  private beginCell(attributes: Attributes): void {
    const letters = /^[A-Z]+/i.exec(attributes.r ?? '')?.[0];
    const column = letters === undefined ? this.column + 1 : columnOf(letters.toUpperCase());
    if (column === undefined || column >= LIMITS.columns) {
      throw new FileFault('column-range', (attributes.r ?? String(this.column + 2)).slice(0, 20));
    }
    this.column = column;
    this.type = attributes.t ?? 'n';
    this.style = attributes.s === undefined ? -1 : Number(attributes.s);
    this.value = undefined;
    this.formula = undefined;
    this.inline = undefined;
  }

  private cell(): Cell {
    const { value, formula } = this;
    if (this.type === 'inlineStr') return unescapeCell(this.inline ?? value ?? '');
    if (formula !== undefined && (value === undefined || (value === '' && this.type !== 'str'))) {
      return { kind: 'faulty', fault: 'formula', text: `=${formula}`.slice(0, 200) };
    }
    if (value === undefined) return '';
    switch (this.type) {
      case 's':
        return this.shared(value);
      case 'str':
        return unescapeCell(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return { kind: 'faulty', fault: 'error', text: value };
      case 'd':
        return civilOfIso(value) ?? value;
      default:
        return this.number(value.trim());
    }
  }

  private shared(index: string): Cell {
    const { shared } = this.around;
    if (!shared) throw new FileFault('damaged', 'sharedStrings');
    return shared[Number(index)] ?? { kind: 'faulty', fault: 'error', text: `#${index}` };
  }

  private number(text: string): Cell {
    if (text === '') return '';
    const serial = Number(text);
    if (Number.isNaN(serial)) return { kind: 'faulty', fault: 'error', text: text.slice(0, 200) };
    const { styles, date1904 } = this.around;
    return cellOfNumber({ serial, written: writtenNumber(text) }, styles[this.style], date1904);
  }
}

const BLANK = '<(?:\\w+:)?c r="[A-Z]{1,3}\\d{1,7}"(?: s="\\d{1,6}")?/>';
const BLANKS = new RegExp(`(?:${BLANK})+(?=${BLANK})`, 'g');

/**
 * Sheets are formatted far beyond their data, ten million cells that hold nothing. Of several such cells side by side only
 * the last is left for the parser: a cell without a reference counts on the one before it. A piece that has marked text,
 * which may only look like cells, stays as it is.
 */
function withoutBlankCells(piece: string): string {
  return piece.includes('<!') ? piece : piece.replace(BLANKS, '');
}
