import { shownAs, type ShownAs } from 'src/modules/intake/files/serial-dates';
import { FileFault } from 'src/modules/intake/files/faults';
import { LIMITS } from 'src/modules/intake/files/limits';
import { attribute, unescapeCell, XmlReader } from './xml';

export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  /** Key into the relations of the workbook part. */
  readonly relation: string;
}

export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  readonly date1904: boolean;
}

export interface Relation {
  readonly id: string;
  /** The last word of the type: `worksheet`, `sharedStrings`, `styles`, `officeDocument` … */
  readonly type: string;
  /** Path of the part from the root of the archive, without a leading slash. */
  readonly target: string;
}

export function readWorkbookPart(xml: string, part: string): WorkbookPart {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  parse(xml, part, (name, attributes) => {
    if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
    if (name !== 'sheet') return;
    const relation = attribute(attributes, 'id') ?? '';
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
    sheets.push({ name: attributes.name ?? '', hidden, relation });
  });
  return { sheets, date1904 };
}

/** Relations of the part at `base`; targets may be relative to its folder or absolute. */
export function readRelations(xml: string, part: string, base: string): Relation[] {
  const relations: Relation[] = [];
  parse(xml, part, (name, attributes) => {
    if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
    const type = (attributes.Type ?? '').split('/').pop() ?? '';
    relations.push({ id: attributes.Id ?? '', type, target: resolvePart(base, attributes.Target ?? '') });
  });
  return relations;
}

/** The relations part that belongs to a part: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
export function relationsOf(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

/** For each cell style, by its index: how it shows dates, or undefined for plain numbers. */
export function readStyles(xml: string, part: string): (ShownAs | undefined)[] {
  const codes = new Map<number, string>();
  const styles: (ShownAs | undefined)[] = [];
  let inCellXfs = false;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    if (name === 'cellXfs') inCellXfs = true;
    if (name !== 'xf' || !inCellXfs) return;
    const id = Number(attributes.numFmtId ?? '0');
    styles.push(shownAs(id, codes.get(id)));
  };
  parse(xml, part, open, (name) => {
    if (name === 'cellXfs') inCellXfs = false;
  });
  return styles;
}

/** Collects the shared strings from pieces of their part. Runs are joined; readings of characters (rPh) are left out. */
export class SharedStrings {
  readonly strings: string[] = [];
  private current = '';
  private readonly piece: string[] = [];
  private inText = false;
  private phonetic = 0;
  private characters = 0;
  private readonly xml: XmlReader;

  constructor(part: string) {
    this.xml = new XmlReader(
      { open: (name) => this.open(name), close: (name) => this.close(name), text: (text) => this.text(text) },
      part,
    );
  }

  write(piece: string): void {
    this.xml.write(piece);
  }

  end(): void {
    this.xml.end();
  }

  private open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 'rPh') this.phonetic++;
    else if (name === 't') this.inText = true;
  }

  private text(text: string): void {
    if (this.inText && this.phonetic === 0) this.piece.push(text);
  }

  private close(name: string): void {
    if (name === 'rPh') this.phonetic--;
    if (name === 't') {
      this.inText = false;
      this.current += this.piece.join('');
      this.piece.length = 0;
    }
    if (name !== 'si') return;
    if (this.current.length > LIMITS.cellLength) throw new FileFault('cell-too-long', 'sharedStrings');
    this.characters += this.current.length + 8;
    if (this.characters > LIMITS.sharedCharacters) throw new FileFault('too-many-strings', 'sharedStrings');
    this.strings.push(unescapeCell(this.current));
  }
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function resolvePart(base: string, target: string): string {
  const folder = base.split('/').slice(0, -1);
  const steps = target.startsWith('/') ? target.split('/') : [...folder, ...target.split('/')];
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

function parse(
  xml: string,
  part: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
  close: (name: string) => void = () => undefined,
): void {
  const reader = new XmlReader({ open, close }, part);
  reader.write(xml);
  reader.end();
}
