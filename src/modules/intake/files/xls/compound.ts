import { FileFault } from 'src/modules/intake/files/faults';

const HEADER = 512;
const ENTRY = 128;
const LAST_SECTOR = 0xfffffffa;
const MINI_SECTOR = 64;
const MINI_CUTOFF = 4096;
const ENTRIES_CAP = 10_000;
const [STREAM, ROOT] = [2, 5];

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/**
 * An OLE compound file ([MS-CFB]), the container of .xls, .et, .doc and of workbooks with a password. Only streams directly
 * below its root are found: an embedded object brings streams of the same names. Throws `FileFault` where it is cut or loops.
 */
export class CompoundFile {
  private readonly sectorSize: number;
  private readonly table: Uint32Array;
  private readonly entries: readonly Entry[];
  private readonly streams = new Map<string, Entry>();
  private mini: { readonly table: Uint32Array; readonly bytes: Buffer } | undefined;

  constructor(private readonly bytes: Buffer) {
    if (bytes.length < HEADER) throw new FileFault('truncated');
    const shift = bytes.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new FileFault('damaged', 'OLE');
    this.sectorSize = 1 << shift;
    this.table = this.allocation();
    const directory = this.chain(bytes.readUInt32LE(48));
    this.entries = readEntries(directory);
    const [root] = this.entries;
    if (root?.kind !== ROOT) throw new FileFault('damaged', 'OLE');
    this.collect(root.child);
  }

  /** Names of the streams below the root, lower case. */
  has(name: string): boolean {
    return this.streams.has(name.toLowerCase());
  }

  stream(name: string): Buffer | undefined {
    const entry = this.streams.get(name.toLowerCase());
    if (!entry) return undefined;
    const bytes = entry.size < MINI_CUTOFF ? this.miniChain(entry) : this.chain(entry.start, entry.size);
    if (bytes.length < entry.size) throw new FileFault('truncated');
    return bytes.subarray(0, entry.size);
  }

  /** The table that says which sector follows which; its own sectors are listed in the header and in a chain of lists. */
  private allocation(): Uint32Array {
    const perSector = this.sectorSize / 4;
    const most = Math.ceil(this.bytes.length / this.sectorSize / perSector) + 1;
    const own: number[] = [];
    for (let at = 76; at < HEADER; at += 4) own.push(this.bytes.readUInt32LE(at));
    let list = this.bytes.readUInt32LE(68);
    while (list < LAST_SECTOR && own.length < most + 109) {
      const sector = this.sector(list);
      for (let at = 0; at + 8 <= sector.length; at += 4) own.push(sector.readUInt32LE(at));
      list = sector.length === this.sectorSize ? sector.readUInt32LE(this.sectorSize - 4) : LAST_SECTOR;
    }
    const sectors = own.filter((sector) => sector < LAST_SECTOR).slice(0, most);
    return words(Buffer.concat(sectors.map((sector) => this.sector(sector))));
  }

  private sector(number: number): Buffer {
    const start = (number + 1) * this.sectorSize;
    if (start >= this.bytes.length) throw new FileFault('truncated');
    return this.bytes.subarray(start, start + this.sectorSize);
  }

  /** The sectors from `start` on, up to `size` bytes. Neighbours are not copied. */
  private chain(start: number, size = Infinity): Buffer {
    const runs: Buffer[] = [];
    let [steps, length] = [0, 0];
    for (let sector = start; sector < LAST_SECTOR && length < size;) {
      const from = sector;
      let next = this.next(sector);
      steps++;
      while (next === sector + 1 && length + (next - from) * this.sectorSize < size) {
        sector = next;
        next = this.next(sector);
        steps++;
      }
      const begin = (from + 1) * this.sectorSize;
      if (begin >= this.bytes.length) throw new FileFault('truncated');
      const run = this.bytes.subarray(begin, (sector + 2) * this.sectorSize);
      runs.push(run);
      length += run.length;
      if (steps > this.table.length) throw new FileFault('damaged', 'OLE');
      sector = next;
    }
    return runs.length === 1 ? (runs[0] ?? Buffer.alloc(0)) : Buffer.concat(runs);
  }

  private next(sector: number): number {
    const next = this.table[sector];
    if (next === undefined) throw new FileFault('truncated');
    return next;
  }

  private miniChain({ start, size }: Entry): Buffer {
    this.mini ??= {
      table: words(this.chain(this.bytes.readUInt32LE(60))),
      bytes: this.chain(this.entries[0]?.start ?? LAST_SECTOR),
    };
    const pieces: Buffer[] = [];
    for (let sector = start; sector < LAST_SECTOR && pieces.length * MINI_SECTOR < size;) {
      pieces.push(this.mini.bytes.subarray(sector * MINI_SECTOR, (sector + 1) * MINI_SECTOR));
      sector = this.mini.table[sector] ?? LAST_SECTOR;
    }
    return Buffer.concat(pieces);
  }

  /** The entries beside each other are a binary tree; its order is of no interest. */
  private collect(top: number): void {
    const seen = new Set<number>();
    const open = [top];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const entry = this.entries[number];
      if (!entry || seen.has(number)) continue;
      seen.add(number);
      open.push(entry.left, entry.right);
      if (entry.kind === STREAM) this.streams.set(entry.name.toLowerCase(), entry);
    }
  }
}

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length && entries.length < ENTRIES_CAP; at += ENTRY) {
    const nameBytes = Math.min(Math.max(directory.readUInt16LE(at + 64) - 2, 0), 62);
    entries.push({
      name: directory.toString('utf16le', at, at + nameBytes),
      kind: directory.readUInt8(at + 66),
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

function words(bytes: Buffer): Uint32Array {
  const table = new Uint32Array(Math.floor(bytes.length / 4));
  for (let index = 0; index < table.length; index++) table[index] = bytes.readUInt32LE(index * 4);
  return table;
}
