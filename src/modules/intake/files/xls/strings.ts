import { FileFault } from 'src/modules/intake/files/faults';
import { LIMITS } from 'src/modules/intake/files/limits';
import { Records, TYPE } from './records';

/** Flags of a string: two bytes a character, with readings, with formatted runs. */
const [WIDE, PHONETIC, RICH] = [0x01, 0x04, 0x08];

/**
 * The shared strings. `records` stands on the SST record; the strings run on through the CONTINUE records behind it, where
 * each piece of characters says anew how wide it is. Runs and readings are passed over.
 */
export function sharedStrings(records: Records): string[] {
  const spliced = new Spliced(records);
  spliced.skip(4);
  const count = spliced.u32();
  const strings: string[] = [];
  let characters = 0;
  while (strings.length < count && !spliced.ended) {
    const text = spliced.string();
    characters += text.length + 8;
    if (text.length > LIMITS.cellLength) throw new FileFault('cell-too-long', 'SST');
    if (characters > LIMITS.sharedCharacters) throw new FileFault('too-many-strings', 'SST');
    strings.push(text);
  }
  return strings;
}

/** A string whose count of characters stands in front, wholly or on into CONTINUE records. */
export function unicodeString(records: Records, offset: number): string {
  const spliced = new Spliced(records);
  spliced.skip(offset);
  return spliced.string();
}

/** Bytes of a record and of the CONTINUE records behind it. */
class Spliced {
  private at: number;

  constructor(private readonly records: Records) {
    this.at = records.from;
  }

  get ended(): boolean {
    return this.at >= this.records.to && !this.isContinued();
  }

  string(): string {
    const count = this.u16();
    const flags = this.u8();
    const runs = (flags & RICH) === 0 ? 0 : this.u16();
    const reading = (flags & PHONETIC) === 0 ? 0 : this.u32();
    const text = this.characters(count, (flags & WIDE) !== 0);
    this.skip(runs * 4 + reading);
    return text;
  }

  u8(): number {
    this.fill();
    return this.records.bytes.readUInt8(this.at++);
  }

  u16(): number {
    return this.u8() + this.u8() * 0x100;
  }

  u32(): number {
    return this.u16() + this.u16() * 0x10000;
  }

  skip(count: number): void {
    for (let left = count; left > 0;) {
      this.fill();
      const step = Math.min(left, this.records.to - this.at);
      this.at += step;
      left -= step;
    }
  }

  private characters(count: number, wideFirst: boolean): string {
    let [text, left, wide] = ['', count, wideFirst];
    while (left > 0) {
      if (this.at >= this.records.to) {
        this.fill();
        wide = (this.records.bytes.readUInt8(this.at++) & WIDE) !== 0;
      }
      const width = wide ? 2 : 1;
      const taken = Math.min(left, Math.floor((this.records.to - this.at) / width));
      // Half a character at the end of a record: no writer parts them.
      if (taken === 0) throw new FileFault('damaged', 'SST');
      const end = this.at + taken * width;
      text += this.records.bytes.toString(wide ? 'utf16le' : 'latin1', this.at, end);
      this.at = end;
      left -= taken;
    }
    return text;
  }

  private fill(): void {
    while (this.at >= this.records.to) {
      if (!this.isContinued() || !this.records.next()) throw new FileFault('damaged', 'SST');
      this.at = this.records.from;
    }
  }

  private isContinued(): boolean {
    const { bytes, to } = this.records;
    return to + 4 <= bytes.length && bytes.readUInt16LE(to) === TYPE.CONTINUE;
  }
}

/** Text of the days before Unicode, by the code page of the workbook. */
export class ByteText {
  private readonly decoder: InstanceType<typeof TextDecoder>;

  /**
   * Clocks write GBK under the code page of Western Europe, too: what is valid GB18030 is read as that. Throws `FileFault`
   * for a code page that nobody here uses.
   */
  constructor(codePage: number | undefined) {
    const label = CODE_PAGES.get(codePage ?? 936);
    if (label === undefined) throw new FileFault('code-page', String(codePage));
    this.decoder = new TextDecoder(label, { fatal: true });
  }

  decode(bytes: Buffer): string {
    try {
      return this.decoder.decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
}

const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [367, 'gb18030'],
  [437, 'gb18030'],
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1200, 'gb18030'],
  [1252, 'gb18030'],
  [10008, 'gb18030'],
  [32769, 'gb18030'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);
