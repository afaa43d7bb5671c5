import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { compoundFile } from 'test/support/compound-builder';
import { cells, record, u16, xls } from 'test/support/xls-builder';
import { inline, xlsx, xlsxParts } from 'test/support/xlsx-builder';
import { zip, type ZipPart } from 'test/support/zip-builder';
import { FAULT_SENTENCES } from './fault-sentences';
import type { FaultKind, FileFault } from './faults';
import { openFile } from './open.process';

const folder = mkdtempSync(join(tmpdir(), 'baifen-diagnosis-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All cells of the first sheet as text; or the fault. */
async function opened(bytes: Buffer, name: string): Promise<string[][] | FileFault> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    const file = await openFile(path);
    const lines: string[][] = [];
    for (const sheet of file.sheets.slice(0, 1)) {
      for await (const group of file.rows(sheet)) {
        for (const row of group) if ('cells' in row) lines.push(row.cells.map((cell) => JSON.stringify(cell)));
      }
    }
    file.close();
    return lines;
  } catch (error) {
    return error as FileFault;
  }
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const rows = Array.from(
  { length: 400 },
  (_, row) => `<row>${inline(`A${String(row + 1)}`, `甲${String(row ** 3)}`)}</row>`,
);
const good = xlsx({ sheets: [{ rows: rows.join('') }] });
const old = xls({ sheets: [{ name: '一', records: rows.map((_, row) => cells.number(row, 0, row)) }] });
const office = (main: string): Buffer =>
  zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="${main}"/></Relationships>`,
    },
    { name: main, content: '<x/>' },
  ]);
const open = (kind: string): Buffer =>
  zip([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, stored: true },
    { name: 'content.xml', content: '<x/>' },
    { name: 'META-INF/manifest.xml', content: '<x/>' },
  ]);
const spreadsheet2003 =
  '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>';
const tables = (...names: string[]): Buffer => zip(names.map((name) => ({ name, content: '工号,打卡时间\n07,x\n' })));

/** What a file is called never matters: each case has a name that lies. */
const refused: readonly (readonly [string, FaultKind, Buffer])[] = [
  [
    'an .xlsx with a password',
    'password',
    compoundFile([
      { name: 'EncryptedPackage', bytes: Buffer.alloc(5000) },
      { name: 'EncryptionInfo', bytes: Buffer.alloc(200) },
    ]),
  ],
  [
    'an .xls with a password',
    'password',
    xls({ sheets: [{ name: '一', records: [] }], globals: [record(0x2f, u16(1, 1))] }),
  ],
  ['a zip with a password', 'password', zip([{ name: 'a.csv', content: 'x', encrypted: true }])],
  [
    'a web page',
    'web-page',
    latin('\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>'),
  ],
  ['a web page with an XML declaration', 'web-page', latin('<?xml version="1.0"?><!DOCTYPE html><html><body/></html>')],
  [
    'a web page saved as one file',
    'web-page',
    latin('MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"\n'),
  ],
  [
    'a web page in UTF-16',
    'web-page',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<table></table>', 'utf16le')]),
  ],
  ['an XML spreadsheet 2003', 'xml-2003', latin(spreadsheet2003)],
  ['another XML document', 'xml', latin('<?xml version="1.0"?><list><row/></list>')],
  ['an OpenDocument spreadsheet', 'ods', open('spreadsheet')],
  ['an OpenDocument text', 'word', open('text')],
  ['a Word document', 'word', office('word/document.xml')],
  ['a presentation', 'slides', office('ppt/presentation.xml')],
  ['an old Word document', 'word', compoundFile([{ name: 'WordDocument', bytes: Buffer.alloc(5000) }])],
  ['an old presentation', 'slides', compoundFile([{ name: 'PowerPoint Document', bytes: Buffer.alloc(5000) }])],
  ['an Outlook message', 'ole', compoundFile([{ name: '__properties_version1.0', bytes: Buffer.alloc(64) }])],
  ['a binary workbook', 'xlsb', office('xl/workbook.bin')],
  ['Excel 4', 'xls-ancient', Buffer.from('09040600000010000000', 'hex')],
  ['an empty zip', 'zip-empty', zip([])],
  ['a zip of empty folders', 'zip-empty', zip([{ name: 'a/', content: '' }])],
  ['a zip without a workbook', 'zip-foreign', zip([{ name: 'a.xlsx', content: good, stored: true }])],
  ['a zip with a picture', 'picture', zip([{ name: 'a.csv', content: latin('\x89PNG\r\n') }])],
  ['several tables in a zip', 'zip-several', tables('1月.csv', '2月.csv')],
  [
    'an Office archive without its main part',
    'zip-foreign',
    zip(xlsxParts({ sheets: [{}] }).filter(({ name }) => name !== 'xl/workbook.xml')),
  ],
  ['an .xlsx without a sheet', 'no-sheets', xlsx({ sheets: [] })],
  ['an .xls without a sheet', 'no-sheets', xls({ sheets: [] })],
  ['an .xlsx cut off', 'truncated', good.subarray(0, good.length >> 1)],
  ['an .xlsx cut off at its very end', 'truncated', good.subarray(0, good.length - 9)],
  ['an .xls cut off', 'truncated', old.subarray(0, old.length >> 1)],
  [
    'an .xlsx with a damaged part',
    'damaged',
    Buffer.from(good.map((byte, at) => (at > 1200 && at < 1300 ? 0x55 : byte))),
  ],
  ['a PDF', 'pdf', latin('%PDF-1.7\n%\xe2\xe3')],
  ['a PNG picture', 'picture', latin('\x89PNG\r\n\x1a\n')],
  ['a JPEG picture', 'picture', latin('\xff\xd8\xff\xe0')],
  ['a BMP picture', 'picture', latin('BM\x36\0\0\0')],
  ['a RAR archive', 'archive', latin('Rar!\x1a\x07')],
  ['a 7z archive', 'archive', latin('7z\xbc\xaf\x27\x1c')],
  ['a gzip archive', 'archive', latin('\x1f\x8b\x08\x00')],
  ['an empty file', 'empty', Buffer.alloc(0)],
  ['blanks', 'empty', latin(' \r\n\r\n')],
  ['bytes', 'binary', latin('abc\x00\x01\x02def')],
  ['words of two bytes', 'binary', latin('a\x00\x01\x00b\x00\n\x00')],
];

describe('what a file is', () => {
  it.each(refused)('%s is refused as %s', async (_, kind, bytes) => {
    for (const name of ['punches.xlsx', 'punches.csv']) expect(await opened(bytes, name)).toMatchObject({ kind });
  });

  it('is told in words: what it is and what to do', () => {
    for (const [, kind] of refused) {
      const { zh, en } = FAULT_SENTENCES[kind];
      expect(zh('某处')).toMatch(/请.+$/);
      expect(en('some place')).toMatch(/\. \w|: \w/);
    }
  });

  it('is a workbook under any name', async () => {
    expect(await opened(good, 'punches.csv')).toHaveLength(400);
    expect(await opened(old, 'punches.xlsx')).toHaveLength(400);
  });
});

describe('a zipped table', () => {
  const table = [
    ['"工号"', '"姓名"'],
    ['"0717"', '"岑闻溪"'],
  ];
  const csv = '工号,姓名\r\n0717,岑闻溪\r\n';
  const junk: ZipPart[] = [
    { name: '__MACOSX/._a.csv', content: 'x' },
    { name: '打卡/', content: '' },
    { name: '打卡/.DS_Store', content: 'x' },
  ];

  it.each<[string, Buffer]>([
    ['in UTF-8', Buffer.from(csv)],
    ['in UTF-8 with a mark', Buffer.from(`\ufeff${csv}`)],
    ['in GB18030', iconv.encode(csv, 'gb18030')],
    ['with the end mark of DOS', Buffer.from(`${csv}\u001a`)],
    ['in UTF-16 without a mark', Buffer.from(csv, 'utf16le')],
    ['in UTF-16, upper bytes first, without a mark', Buffer.from(csv, 'utf16le').swap16()],
    ['in UTF-16 with tabs', Buffer.from(`\ufeff${csv.replaceAll(',', '\t')}`, 'utf16le')],
  ])('%s is read like the table itself', async (_, content) => {
    expect(await opened(zip([...junk, { name: '打卡/a.csv', content }]), 'a.zip')).toEqual(table);
    expect(await opened(content, 'a.csv')).toEqual(table);
  });

  it('of Han characters is known as UTF-16 by its commas and line ends', async () => {
    const rows = Array.from({ length: 40 }, () => '市场监管局窗口一号工作人员,一般事项办理情况说明一览表,一\r\n').join(
      '',
    );
    const expected = Array.from({ length: 40 }, () => [
      '"市场监管局窗口一号工作人员"',
      '"一般事项办理情况说明一览表"',
      '"一"',
    ]);
    expect(await opened(Buffer.from(rows, 'utf16le'), 'a.csv')).toEqual(expected);
    expect(await opened(Buffer.from(rows, 'utf16le').swap16(), 'a.csv')).toEqual(expected);
  });

  it('longer than a piece is read whole', async () => {
    const long = Array.from({ length: 30_000 }, (_, row) => `${String(row)},岑闻溪`).join('\n');
    expect(await opened(zip([{ name: 'a.txt', content: long }]), 'a.zip')).toHaveLength(30_000);
  });

  it('has its name read, also where the archive was made with GBK names', async () => {
    const names = ['一月.csv', '二月.csv'].map((name) => ({ name, rawName: iconv.encode(name, 'gbk'), content: 'x' }));
    expect(await opened(zip(names), 'a.zip')).toMatchObject({ kind: 'zip-several', where: '一月.csv、二月.csv' });
  });

  it('beside others is refused, and all are named', async () => {
    const fault = await opened(tables('一月.csv', '二月.csv', '说明.txt'), 'a.zip');
    expect(fault).toMatchObject({ kind: 'zip-several', where: '一月.csv、二月.csv、说明.txt' });
  });
});
