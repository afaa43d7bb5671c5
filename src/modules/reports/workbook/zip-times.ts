const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

/**
 * Sets the time of every entry of a zip archive, in place. The library stamps entries with the time of writing; with the
 * time of the computation instead, the same month gives the same bytes and the printed digest of the file stays.
 * `at`: `YYYY-MM-DD HH:MM:SS`. Checksums cover the contents only and stay valid. Throws RangeError on what is no archive.
 */
export function stampZip(bytes: Uint8Array, at: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [year, month, day] = [at.slice(0, 4), at.slice(5, 7), at.slice(8, 10)].map(Number);
  const [hour, minute, second] = [at.slice(11, 13), at.slice(14, 16), at.slice(17, 19)].map(Number);
  const date = (Math.max(0, (year ?? 1980) - 1980) << 9) | ((month ?? 1) << 5) | (day ?? 1);
  const time = ((hour ?? 0) << 11) | ((minute ?? 0) << 5) | ((second ?? 0) >> 1);
  const end = endOfDirectory(view);
  const entries = view.getUint16(end + 10, true);
  let at4 = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries; entry++) {
    if (view.getUint32(at4, true) !== DIRECTORY_ENTRY) throw new RangeError('zip: directory entry expected');
    const local = view.getUint32(at4 + 42, true);
    if (view.getUint32(local, true) !== LOCAL_HEADER) throw new RangeError('zip: local header expected');
    view.setUint16(at4 + 12, time, true);
    view.setUint16(at4 + 14, date, true);
    view.setUint16(local + 10, time, true);
    view.setUint16(local + 12, date, true);
    at4 += 46 + view.getUint16(at4 + 28, true) + view.getUint16(at4 + 30, true) + view.getUint16(at4 + 32, true);
  }
}

/** The end record stands in the last 64 kB, before an optional comment. */
function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 65_557; at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  throw new RangeError('zip: no end of directory');
}
