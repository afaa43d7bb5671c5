import { deflateRawSync } from 'node:zlib';
import { u16, u32 } from './xls-builder';

export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  /** The bytes of the name instead, as systems write them that know no UTF-8. */
  readonly rawName?: Buffer;
  /** Not packed. */
  readonly stored?: true;
  /** Needs a password, says its flag. */
  readonly encrypted?: true;
  /** What the directory claims to be the unpacked size. */
  readonly claims?: number;
  /** Bytes that are packed already, with their unpacked size: for parts that no test wants to hold. */
  readonly packed?: { readonly bytes: Buffer; readonly size: number };
}

/** A zip archive with these parts, also with claims that are not true. Check sums of `packed` parts are 0. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const bytes = part.packed?.bytes ?? (part.stored ? content : deflateRawSync(content));
    const name = part.rawName ?? Buffer.from(part.name, 'utf8');
    const sizes = u32(
      part.packed ? 0 : checksum(content),
      bytes.length,
      part.claims ?? part.packed?.size ?? content.length,
    );
    const common = Buffer.concat([
      u16(20, (part.rawName ? 0 : 0x800) | (part.encrypted ? 1 : 0), part.stored ? 0 : 8, 0, 0x21),
      sizes,
      u16(name.length, 0),
    ]);
    const body = Buffer.concat([u32(0x04034b50), common, name, bytes]);
    bodies.push(body);
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), common, u16(0, 0, 0), u32(0, at), name]));
    at += body.length;
  }
  const list = Buffer.concat(directory);
  const count = Math.min(parts.length, 0xffff);
  const end = Buffer.concat([u32(0x06054b50), u16(0, 0, count, count), u32(list.length, at), u16(0)]);
  return Buffer.concat([...bodies, list, end]);
}

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function checksum(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
