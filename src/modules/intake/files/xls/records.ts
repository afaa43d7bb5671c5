import { FileFault } from 'src/modules/intake/files/faults';

/** Types of the records that are looked at ([MS-XLS] 2.3). */
export const TYPE = {
  FORMULA: 0x06,
  EOF: 0x0a,
  DATEMODE: 0x22,
  FILEPASS: 0x2f,
  CONTINUE: 0x3c,
  CODEPAGE: 0x42,
  BOUNDSHEET: 0x85,
  MULRK: 0xbd,
  RSTRING: 0xd6,
  XF: 0xe0,
  MERGEDCELLS: 0xe5,
  SST: 0xfc,
  LABELSST: 0xfd,
  NUMBER: 0x203,
  LABEL: 0x204,
  BOOLERR: 0x205,
  STRING: 0x207,
  RK: 0x27e,
  FORMAT: 0x41e,
  BOF: 0x809,
} as const;

/** Walks over the records of a workbook stream. `type`, `from` and `to` are those of the current record's content. */
export class Records {
  type = -1;
  from = 0;
  to = 0;

  constructor(
    readonly bytes: Buffer,
    private at = 0,
  ) {}

  /** False at the end of the stream. A record that runs over the end means that the file is cut off. */
  next(): boolean {
    const { bytes, at } = this;
    if (at + 4 > bytes.length) return false;
    this.type = bytes.readUInt16LE(at);
    this.from = at + 4;
    this.to = this.from + bytes.readUInt16LE(at + 2);
    if (this.to > bytes.length) throw new FileFault('truncated');
    this.at = this.to;
    return true;
  }

  nextIs(type: number): boolean {
    return this.next() && this.type === type;
  }

  /** Where the current record begins, to come back to. */
  get start(): number {
    return this.from - 4;
  }

  goTo(start: number): void {
    this.at = start;
  }

  get length(): number {
    return this.to - this.from;
  }

  u8(offset: number): number {
    return this.bytes.readUInt8(this.inside(offset, 1));
  }

  u16(offset: number): number {
    return this.bytes.readUInt16LE(this.inside(offset, 2));
  }

  u32(offset: number): number {
    return this.bytes.readUInt32LE(this.inside(offset, 4));
  }

  double(offset: number): number {
    return this.bytes.readDoubleLE(this.inside(offset, 8));
  }

  private inside(offset: number, size: number): number {
    if (this.from + offset + size > this.to) throw new FileFault('damaged', `0x${this.type.toString(16)}`);
    return this.from + offset;
  }
}
