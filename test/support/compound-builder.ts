const SECTOR = 512;
const MINI = 64;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const OWN = 0xfffffffd;

export interface BuiltStream {
  readonly name: string;
  readonly bytes: Buffer;
  /** Stands in a storage of this name instead of below the root, as embedded objects do. */
  readonly storage?: string;
}

/** An OLE compound file of version 3 with these streams; short ones lie in the mini stream, as real ones do. */
export function compoundFile(streams: readonly BuiltStream[], scattered = false): Buffer {
  const table: number[] = [];
  const sectors: Buffer[] = [];
  const store = (bytes: Buffer): number => {
    if (bytes.length === 0) return END;
    const places: number[] = [];
    for (let at = 0; at < bytes.length; at += SECTOR) {
      // A gap between all sectors: nothing of the stream lies side by side.
      if (scattered) table[sectors.push(Buffer.alloc(SECTOR)) - 1] = FREE;
      places.push(sectors.push(padded(bytes.subarray(at, at + SECTOR), SECTOR)) - 1);
    }
    places.forEach((place, index) => (table[place] = places[index + 1] ?? END));
    return places[0] ?? END;
  };
  const small = streams.filter(({ bytes }) => bytes.length < 4096);
  const miniTable: number[] = [];
  const minis = small.map(({ bytes }) => {
    const start = miniTable.length;
    const count = Math.ceil(bytes.length / MINI);
    for (let index = 0; index < count; index++) miniTable.push(index + 1 < count ? start + index + 1 : END);
    return { start, bytes: padded(bytes, count * MINI) };
  });
  const mini = Buffer.concat(minis.map(({ bytes }) => bytes));
  const miniStart = store(mini);
  const miniTableStart = store(words(miniTable));
  const starts = streams.map((stream) => {
    const index = small.indexOf(stream);
    return index < 0 ? store(stream.bytes) : (minis[index]?.start ?? END);
  });
  const directory = store(entries(streams, starts, { start: miniStart, size: mini.length }));
  return assemble({
    sectors,
    table,
    directory,
    miniTableStart,
    miniSectors: Math.ceil((miniTable.length * 4) / SECTOR),
  });
}

function assemble(parts: {
  sectors: Buffer[];
  table: number[];
  directory: number;
  miniTableStart: number;
  miniSectors: number;
}): Buffer {
  const { sectors, table } = parts;
  const perSector = SECTOR / 4;
  let count = 1;
  while (count * perSector < sectors.length + count) count++;
  const first = sectors.length;
  for (let index = 0; index < count; index++) table[first + index] = OWN;
  const full = Array.from({ length: count * perSector }, (_, index) => table[index] ?? FREE);
  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(count, 44);
  header.writeUInt32LE(parts.directory, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(parts.miniTableStart, 60);
  header.writeUInt32LE(parts.miniSectors, 64);
  header.writeUInt32LE(END, 68);
  if (count > 109) throw new RangeError('the builder knows no second list of tables');
  for (let index = 0; index < count; index++) header.writeUInt32LE(first + index, 76 + index * 4);
  return Buffer.concat([header, ...sectors, words(full)]);
}

/** The root and one storage hold their children as a chain to the right. */
function entries(
  streams: readonly BuiltStream[],
  starts: readonly number[],
  mini: { start: number; size: number },
): Buffer {
  const storages = [...new Set(streams.flatMap(({ storage }) => storage ?? []))];
  const nodes = [
    { name: 'Root Entry', kind: 5, within: undefined as string | undefined, ...mini },
    ...storages.map((name) => ({ name, kind: 1, within: '', start: 0, size: 0 })),
    ...streams.map(({ name, bytes, storage }, index) => ({
      ...{ name, kind: 2, within: storage ?? '', start: starts[index] ?? END, size: bytes.length },
    })),
  ];
  const next = (within: string, after: number): number => {
    const found = nodes.findIndex((node, index) => index > after && node.within === within);
    return found < 0 ? FREE : found;
  };
  const written = nodes.map((node, index) => {
    const entry = Buffer.alloc(128);
    entry.write(node.name, 0, 'utf16le');
    entry.writeUInt16LE(node.name.length * 2 + 2, 64);
    entry.writeUInt8(node.kind, 66);
    entry.writeUInt32LE(FREE, 68);
    entry.writeUInt32LE(node.within === undefined ? FREE : next(node.within, index), 72);
    entry.writeUInt32LE(node.kind === 2 ? FREE : next(node.kind === 5 ? '' : node.name, -1), 76);
    entry.writeUInt32LE(node.start, 116);
    entry.writeUInt32LE(node.size, 120);
    return entry;
  });
  return Buffer.concat(written);
}

function words(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

function padded(bytes: Buffer, size: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(Math.max(size - bytes.length, 0))]);
}
