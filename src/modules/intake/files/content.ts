import { FileFault, type FaultKind } from './faults';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export type Content =
  | { readonly kind: 'zip' }
  | { readonly kind: 'xls' }
  /** `encoding` undefined: UTF-8 when the whole file is valid UTF-8, else GB18030. */
  | { readonly kind: 'text'; readonly encoding: Encoding | undefined };

const FOREIGN: readonly (readonly [string, FaultKind, string])[] = [
  ['%PDF', 'pdf', ''],
  ['\x89PNG', 'picture', 'PNG'],
  ['\xff\xd8\xff', 'picture', 'JPEG'],
  ['GIF8', 'picture', 'GIF'],
  ['BM', 'picture', 'BMP'],
  ['II*\0', 'picture', 'TIFF'],
  ['MM\0*', 'picture', 'TIFF'],
  ['Rar!', 'archive', 'RAR'],
  ['7z\xbc\xaf', 'archive', '7z'],
  ['\x1f\x8b', 'archive', 'gzip'],
];

/** Share of plain letters in a text; of bytes taken for letters it is much smaller. */
const FEWEST_PLAIN = 0.9;

/** What a file is, by its content alone; its name is never asked. `head` holds the first bytes (64 KB are plenty). */
export function contentOf(head: Uint8Array): Content {
  if (head.length === 0) throw new FileFault('empty');
  const latin = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  if (latin.startsWith('PK\x05\x06')) throw new FileFault('zip-empty');
  if (latin.startsWith('PK\x03\x04')) return { kind: 'zip' };
  if (latin.startsWith('\xd0\xcf\x11\xe0') || isBareBiff(head)) return { kind: 'xls' };
  const foreign = FOREIGN.find(([mark]) => latin.startsWith(mark) && (mark !== 'BM' || latin.includes('\0')));
  if (foreign) throw new FileFault(foreign[1], foreign[2]);
  const encoding = markedEncoding(head);
  refuseMarkup(encoding?.startsWith('utf-16') ? latin.replaceAll('\0', '') : latin);
  if (encoding === undefined && head.includes(0)) throw new FileFault('binary');
  return { kind: 'text', encoding };
}

/** Workbook records without the container around them, as Excel 2 to 5 and some machines write them. */
function isBareBiff(head: Uint8Array): boolean {
  const [type, version, length, zero] = head;
  return (
    type === 0x09 && [0, 2, 4, 8].includes(version ?? -1) && (length ?? 0) >= 4 && (length ?? 99) <= 16 && zero === 0
  );
}

/** Whether bytes are valid UTF-8; feed them in order, then ask. A character cut by the last byte is not valid. */
export class Utf8Check {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  valid = true;

  write(bytes: Uint8Array): void {
    if (!this.valid) return;
    try {
      this.decoder.decode(bytes, { stream: true });
    } catch {
      this.valid = false;
    }
  }

  end(): boolean {
    if (this.valid) {
      try {
        this.decoder.decode();
      } catch {
        this.valid = false;
      }
    }
    return this.valid;
  }
}

function markedEncoding(head: Uint8Array): Encoding | undefined {
  const [a, b, c] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  return unmarkedUtf16(head);
}

/** UTF-16 without a mark, lower or upper bytes first: where it is, the other order gives letters of all the world. */
function unmarkedUtf16(head: Uint8Array): Encoding | undefined {
  if (!head.includes(0)) return undefined;
  const [little, big] = [plainShare(head, 'utf-16le'), plainShare(head, 'utf-16be')];
  if (Math.max(little, big) < FEWEST_PLAIN) return undefined;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/** Of the letters of a text how many are Latin, Han or marks of either; 0 where the bytes are no lines of text. */
function plainShare(head: Uint8Array, encoding: Encoding): number {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head.subarray(0, head.length & ~1), {
      stream: true,
    });
    const plain = text.replace(/[^ -~\r\n\t\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g, '').length;
    return /[\r\n\t,]/.test(text) ? plain / text.length : 0;
  } catch {
    return 0;
  }
}

function refuseMarkup(latin: string): void {
  const start = latin
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|meta|table|body|style|script|div)\b/.test(start)) {
    throw new FileFault('web-page');
  }
  if (start.startsWith('<?xml')) {
    const spreadsheet = start.includes('urn:schemas-microsoft-com:office:spreadsheet') || start.includes('excel.sheet');
    throw new FileFault(spreadsheet ? 'xml-2003' : start.includes('<html') ? 'web-page' : 'xml');
  }
  if (/^mime-version:/.test(start) && start.includes('text/html')) throw new FileFault('web-page');
}
