import fc from 'fast-check';
import { EVIDENCE_TYPES, fileTypeOf, safeName, type EvidenceType } from './file-type';

/** A packed file with these names in it, all empty. */
function packed(names: readonly string[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(bytes.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(bytes.length, 28);
    central.writeUInt32LE(at, 42);
    parts.push(local, bytes);
    directory.push(central, bytes);
    at += 30 + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const of = (content: string | readonly number[] | Uint8Array): string => {
  const kind = fileTypeOf(typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content));
  return 'type' in kind ? kind.type : kind.unfit;
};

describe('the kind of a file', () => {
  it('is told by content', () => {
    expect(of('%PDF-1.7\n')).toBe('pdf');
    expect(of([0xff, 0xd8, 0xff, 0xe1])).toBe('jpg');
    expect(of([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])).toBe('png');
    expect(of(packed(['OFD.xml', 'Doc_0/Document.xml']))).toBe('ofd');
    expect(of(packed(['[Content_Types].xml', 'word/document.xml']))).toBe('docx');
    expect(of(packed(['[Content_Types].xml', 'xl/workbook.xml']))).toBe('xlsx');
    expect(of([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])).toBe('doc');
  });

  it('is refused for pages, macros, archives, nothing and what is damaged', () => {
    for (const page of [
      '<!DOCTYPE html>',
      ' \n<html>',
      '\ufeff<svg xmlns="x">',
      '<?xml version="1.0"?><svg/>',
      '<script>',
    ])
      expect([page, of(page)]).toEqual([page, 'page']);
    expect(of(packed(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']))).toBe('macros');
    expect(of(packed(['a.exe']))).toBe('archive');
    expect(of('')).toBe('empty');
    expect(of('MZ')).toBe('unknown');
    expect(of(packed(['OFD.xml']).slice(0, 40))).toBe('unknown');
  });

  it('answers for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, zip) => {
        const content = zip ? Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), bytes]) : bytes;
        expect(Object.keys(fileTypeOf(content))).toHaveLength(1);
      }),
    );
  });
});

describe('the name of a file', () => {
  it('cannot leave its folder, break a header or hide its ending, and ends as the content does', () => {
    const types = fc.constantFrom(...(Object.keys(EVIDENCE_TYPES) as EvidenceType[]));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), types, (text, type) => {
        const name = safeName(text, type);
        expect(name).not.toMatch(/[/\\:*?"<>|\u0000-\u001f\u007f\u202a-\u202e]|^\./);
        expect(EVIDENCE_TYPES[type].names as readonly string[]).toContain(name.split('.').at(-1));
        expect(Array.from(name).length).toBeLessThanOrEqual(105);
      }),
    );
    expect(safeName('锦旗.JPG', 'jpg')).toBe('锦旗.jpg');
    expect(safeName('旧文件.wps', 'doc')).toBe('旧文件.wps');
    expect(safeName('发票.exe', 'pdf')).toBe('发票.exe.pdf');
  });
});
