import { stampZip } from './zip-times';

/** An archive with one empty stored file `a`. */
function archive(): Uint8Array {
  const name = Buffer.from('a');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(1, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(1, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(47, 12);
  end.writeUInt32LE(31, 16);
  return new Uint8Array(Buffer.concat([local, name, entry, name, end]));
}

it('sets the time in both places', () => {
  const bytes = archive();
  stampZip(bytes, '2026-11-04 16:20:31');
  const view = new DataView(bytes.buffer);
  const time = (16 << 11) | (20 << 5) | 15;
  const date = (46 << 9) | (11 << 5) | 4;
  expect([10, 31 + 12].map((at) => view.getUint16(at, true))).toEqual([time, time]);
  expect([12, 31 + 14].map((at) => view.getUint16(at, true))).toEqual([date, date]);
});

it('refuses what is no archive', () => {
  expect(() => stampZip(new Uint8Array(40), '2026-11-04 16:20:31')).toThrow('zip: no end of directory');
  const broken = archive();
  broken[31] = 0;
  expect(() => stampZip(broken, '2026-11-04 16:20:31')).toThrow('zip: directory entry expected');
});
