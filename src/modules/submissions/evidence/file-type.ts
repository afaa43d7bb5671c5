/** What evidence may be: told by its content, never by its name. */
export const EVIDENCE_TYPES = {
  pdf: { mime: 'application/pdf', names: ['pdf'] },
  jpg: { mime: 'image/jpeg', names: ['jpg', 'jpeg'] },
  png: { mime: 'image/png', names: ['png'] },
  ofd: { mime: 'application/ofd', names: ['ofd'] },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', names: ['docx'] },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', names: ['xlsx'] },
  /** Word, Excel and WPS before 2007; which of them, their names say. */
  doc: { mime: 'application/octet-stream', names: ['doc', 'wps', 'xls', 'et'] },
} as const;
export type EvidenceType = keyof typeof EVIDENCE_TYPES;

/** Why a file is no evidence. */
export type Unfit = 'empty' | 'page' | 'macros' | 'archive' | 'unknown';

const MOST_ENTRIES = 10_000;
const PAGE = /^(?:<!doctype|<html|<svg|<\?xml|<script|<head|<body|<!--)/i;

/** The kind of a file by its content. */
export function fileTypeOf(content: Uint8Array): { readonly type: EvidenceType } | { readonly unfit: Unfit } {
  if (content.length === 0) return { unfit: 'empty' };
  if (begins(content, [0x25, 0x50, 0x44, 0x46, 0x2d])) return { type: 'pdf' };
  if (begins(content, [0xff, 0xd8, 0xff])) return { type: 'jpg' };
  if (begins(content, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return { type: 'png' };
  if (begins(content, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return { type: 'doc' };
  if (begins(content, [0x50, 0x4b, 0x03, 0x04])) return packed(entriesOf(content));
  const start = text(content.subarray(0, 1024))
    .replace(/^\ufeff/, '')
    .trimStart();
  return { unfit: PAGE.test(start) ? 'page' : 'unknown' };
}

/** A name that is safe on every disk and in every header; its ending is one the content has. */
export function safeName(name: string, type: EvidenceType): string {
  const plain = Array.from(name.normalize('NFC'))
    .map((sign) =>
      sign < ' ' || sign === '\u007f' || '/\\:*?"<>|\u2028\u2029'.includes(sign) || isBidi(sign) ? '_' : sign,
    )
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const at = plain.lastIndexOf('.');
  const ending = at < 0 ? '' : plain.slice(at + 1).toLowerCase();
  const names: readonly string[] = EVIDENCE_TYPES[type].names;
  const [usual = type] = names;
  const stem = names.includes(ending) ? plain.slice(0, at) : plain;
  const kept = names.includes(ending) ? ending : usual;
  return `${Array.from(stem).slice(0, 100).join('') || '凭证'}.${kept}`;
}

/** Signs that turn the direction of writing: `gnp.exe` would read `exe.png`. */
function isBidi(sign: string): boolean {
  return /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(sign);
}

function packed(entries: readonly string[] | undefined): { readonly type: EvidenceType } | { readonly unfit: Unfit } {
  if (entries === undefined) return { unfit: 'unknown' };
  const has = (test: (name: string) => boolean): boolean => entries.some(test);
  if (has((name) => /vbaproject\.bin$/i.test(name))) return { unfit: 'macros' };
  if (has((name) => name === 'OFD.xml')) return { type: 'ofd' };
  if (!has((name) => name === '[Content_Types].xml')) return { unfit: 'archive' };
  if (has((name) => name.startsWith('word/'))) return { type: 'docx' };
  if (has((name) => name.startsWith('xl/'))) return { type: 'xlsx' };
  return { unfit: 'archive' };
}

/** Names in the directory at the end of a packed file; undefined: it is damaged. */
function entriesOf(content: Uint8Array): string[] | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const first = Math.max(0, content.length - 65_557);
  let end = content.length - 22;
  while (end >= first && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < first) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  for (let nth = 0; nth < Math.min(count, MOST_ENTRIES); nth++) {
    if (at + 46 > content.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const length = view.getUint16(at + 28, true);
    names.push(text(content.subarray(at + 46, at + 46 + length)));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

function begins(content: Uint8Array, sign: readonly number[]): boolean {
  return sign.every((byte, at) => content[at] === byte);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
