import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { readInChild } from 'src/modules/intake/reading/reader.process';
import { compoundFile } from 'test/support/compound-builder';
import { cells, record, u16, u32, workbookStream, xls } from 'test/support/xls-builder';
import { inline, xlsx, xlsxParts, type XlsxParts } from 'test/support/xlsx-builder';
import { zip, type ZipPart } from 'test/support/zip-builder';

/** Wide: the machine may be busy. A file that holds up its reader would need minutes, or end it. */
const SECONDS = 20;
const MEGABYTE = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'baifen-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const feed = join(__dirname, '..', '..', '..', '..', 'test', 'fixtures', 'intake', 'plain.feed.cjs');

/** Two rows that any reading of these files would find. */
const GOOD = `<row r="1">${inline('A1', '工号')}${inline('B1', '打卡时间')}</row><row r="2">${inline('A2', '07')}${inline('B2', '2026-01-05 08:00:00')}</row>`;
const numbered = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join('');
const noise = (index: number): string => ((index * 7919) % 1_000_003).toString(36);

const sheet = (xml: string): Buffer => xlsx({ sheets: [{ xml }] });
const rows = (more: string, behind = ''): Buffer => xlsx({ sheets: [{ rows: GOOD + more, behind }] });
const among = (name: string, content: string, parts: XlsxParts = { sheets: [{ rows: GOOD }] }): Buffer =>
  zip(xlsxParts(parts).map((part) => (part.name === name ? { name, content } : part)));
const beside = (...more: ZipPart[]): Buffer => xlsx({ sheets: [{ rows: GOOD }], more });
const zeros = deflateRawSync(Buffer.alloc(160 * MEGABYTE), { level: 1 });
const zeroPart = (name: string, size: number): ZipPart => ({ name, content: '', packed: { bytes: zeros, size } });

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${numbered(9, (index) => `<!ENTITY ${'bcdefghij'[index] ?? ''} "${`&${'abcdefghi'[index] ?? ''};`.repeat(10)}">`)}]>`;
const laughing = (root: string): string => `<?xml version="1.0"?>${LAUGHS}<${root}>&j;</${root}>`;
const xxe = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData>&e;</sheetData></worksheet>';

const refused: readonly (readonly [string, string, () => Buffer])[] = [
  ['a part that unpacks 1000 : 1', 'bomb', () => beside(zeroPart('xl/a.xml', 160 * MEGABYTE))],
  [
    'a sheet that says 1 KB and unpacks to 160 MB',
    'bomb',
    () =>
      zip(xlsxParts({ sheets: [{}] }).map((part) => (part.name.includes('sheet0') ? zeroPart(part.name, 1024) : part))),
  ],
  [
    '1 KB that claims 4 GB',
    'bomb',
    () => beside({ name: 'xl/a.xml', content: noise(1).repeat(100), claims: 0xffff_fff0 }),
  ],
  [
    'ten parts of 160 MB',
    'bomb',
    () =>
      beside(
        ...Array.from({ length: 10 }, (_, index) => ({
          name: `xl/${String(index)}.xml`,
          content: '',
          claims: 160 * MEGABYTE,
        })),
      ),
  ],
  [
    'a zip in a zip in a zip',
    'zip-foreign',
    () =>
      zip([{ name: 'a.csv', content: zip([{ name: 'a.csv', content: zip([zeroPart('a.csv', 160 * MEGABYTE)]) }]) }]),
  ],
  ['a zipped CSV that unpacks 1000 : 1', 'bomb', () => zip([zeroPart('a.csv', 160 * MEGABYTE)])],
  [
    '201 parts',
    'too-many-parts',
    () => beside(...Array.from({ length: 201 }, (_, index) => ({ name: `xl/${String(index)}.xml`, content: 'x' }))),
  ],
  [
    '65,535 pictures',
    'too-many-parts',
    () =>
      beside(
        ...Array.from({ length: 65_500 }, (_, index) => ({
          name: `xl/media/${String(index)}.png`,
          content: '',
          stored: true as const,
        })),
      ),
  ],
  ['a billion laughs in a sheet', 'doctype', () => among('xl/worksheets/sheet0.xml', laughing('worksheet'))],
  [
    'a billion laughs in the shared text',
    'doctype',
    () => among('xl/sharedStrings.xml', laughing('sst'), { sheets: [{ rows: GOOD }], shared: '' }),
  ],
  ['a billion laughs in the workbook', 'doctype', () => among('xl/workbook.xml', laughing('workbook'))],
  ['a billion laughs in the styles', 'doctype', () => among('xl/styles.xml', laughing('styleSheet'))],
  ['a billion laughs in the links', 'doctype', () => among('_rels/.rels', laughing('Relationships'))],
  ['an entity from outside', 'doctype', () => sheet(xxe)],
  [
    'a declaration without end',
    'damaged',
    () => sheet(`<!DOCTYPE x [${numbered(300_000, (index) => `<!ENTITY a${noise(index)} "x">`)}`),
  ],
  ['a row 2,000,000,000', 'row-range', () => rows('<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>')],
  ['a cell beyond column XFD', 'column-range', () => rows('<row r="3"><c r="XFE3"><v>1</v></c></row>')],
  ['a cell in column ZZZZZZZZ', 'column-range', () => rows('<row r="3"><c r="ZZZZZZZZ3"><v>1</v></c></row>')],
  [
    'elements nested 300,000 deep',
    'damaged',
    () => sheet(`<worksheet><sheetData>${numbered(300_000, (index) => `<a${noise(index)}>`)}`),
  ],
  [
    'a tag with 300,000 attributes',
    'damaged',
    () => sheet(`<worksheet ${numbered(300_000, (index) => ` a${String(index)}="${noise(index)}"`)}`),
  ],
  ['a text of five million characters', 'damaged', () => rows(inline('A3', numbered(1_300_000, noise)))],
  ['a comment of five million characters', 'damaged', () => sheet(`<worksheet><!--${numbered(1_300_000, noise)}`)],
  [
    '100,001 merged cells',
    'too-many-merges',
    () =>
      rows(
        '',
        `<mergeCells>${numbered(100_001, (index) => `<mergeCell ref="A${String(index * 2 + 3)}:B${String(index * 2 + 4)}"/>`)}</mergeCells>`,
      ),
  ],
  [
    '20,000 merged cells on one another',
    'too-many-merges',
    () =>
      rows(
        '<row r="3"><c r="A3"><v>1</v></c></row>',
        `<mergeCells>${'<mergeCell ref="A1:A4000"/>'.repeat(20_000)}</mergeCells>`,
      ),
  ],
  [
    'rows that are all filled in their last column',
    'too-many-cells',
    () =>
      rows(
        numbered(
          4_000,
          (index) => `<row r="${String(index + 3)}"><c r="XFD${String(index + 3)}"><v>${noise(index)}</v></c></row>`,
        ),
      ),
  ],
  ['.xls sectors that follow each other in a ring', 'damaged', () => ringed()],
  [
    '.xls shared text that claims four billion strings',
    'damaged',
    () =>
      xls({
        sheets: [{ name: '一', records: [] }],
        globals: [record(0xfc, u32(0xffffffff, 0xffffffff), u16(40_000), Buffer.from([1]))],
      }),
  ],
  [
    '.xls cells in column 65,535',
    'column-range',
    () => xls({ sheets: [{ name: '一', records: [cells.number(0, 65_535, 1)] }] }),
  ],
  [
    '.xls with more merged cells than rows',
    'too-many-merges',
    () =>
      xls({
        sheets: [
          {
            name: '一',
            records: Array.from({ length: 100 }, () =>
              cells.merges(Array.from({ length: 1026 }, (_, row) => [row, row + 1, 0, 0])),
            ),
          },
        ],
      }),
  ],
];

const read: readonly (readonly [string, () => Buffer])[] = [
  [
    '50,000 merged cells',
    () =>
      rows(
        '',
        `<mergeCells>${numbered(50_000, (index) => `<mergeCell ref="A${String(index * 2 + 3)}:B${String(index * 2 + 4)}"/>`)}</mergeCells>`,
      ),
  ],
  ['one merge over the whole sheet', () => rows('', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')],
  [
    'a stated size of 17 thousand million cells',
    () =>
      sheet(
        `<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="2000000000" width="9"/></cols><sheetData>${GOOD}</sheetData><dataValidations><dataValidation sqref="A1:XFD1048576" type="whole"/></dataValidations></worksheet>`,
      ),
  ],
  [
    'a name for the whole sheet',
    () =>
      among(
        'xl/workbook.xml',
        '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="s0"/></sheets><definedNames><definedName name="x">S!$A$1:$XFD$1048576</definedName></definedNames></workbook>',
      ),
  ],
  [
    '1,000,000 styled cells without a value',
    () =>
      rows(
        numbered(
          50_000,
          (row) =>
            `<row r="${String(row + 3)}">${numbered(20, (column) => `<c r="${String.fromCharCode(65 + column)}${String(row + 3)}" s="${String((row * 7 + column) % 97)}"/>`)}</row>`,
        ),
      ),
  ],
  [
    'links and pictures that point outside',
    () =>
      beside({
        name: 'xl/worksheets/_rels/sheet0.xml.rels',
        content:
          '<Relationships><Relationship Id="a" Type="http://x/image" Target="http://192.0.2.1/x.png" TargetMode="External"/></Relationships>',
      }),
  ],
];

/** A workbook whose table of sectors leads from its last sector back to its first. */
function ringed(): Buffer {
  const stream = workbookStream({
    sheets: [{ name: '一', records: Array.from({ length: 900 }, (_, row) => cells.number(row, 0, row)) }],
  });
  const bytes = compoundFile([{ name: 'Workbook', bytes: stream }]);
  const table = (bytes.readUInt32LE(76) + 1) * 512;
  const sectors = Math.ceil(stream.length / 512);
  bytes.writeUInt32LE(0, table + (sectors - 1) * 4);
  bytes.writeUInt32LE(0x7fffffff, bytes.indexOf(Buffer.from('Workbook', 'utf16le')) + 120);
  return bytes;
}

/** What came of it; this process neither waits long nor grows. */
async function answered(bytes: Buffer): Promise<unknown> {
  const file = join(folder, 'hostile.xlsx');
  writeFileSync(file, bytes);
  const [before, started] = [process.memoryUsage().rss, performance.now()];
  const answer = await readInChild({ file, module: feed, options: {}, given: null }).catch((error: unknown) => error);
  expect(performance.now() - started).toBeLessThan(SECONDS * 1000);
  expect(process.memoryUsage().rss - before).toBeLessThan(50 * MEGABYTE);
  return answer;
}

describe('hostile files are refused in a sentence', () => {
  it.each(refused)(
    '%s (%s)',
    async (_, kind, make) => {
      expect(await answered(make())).toMatchObject({ code: `intake.file-${kind}` });
    },
    SECONDS * 1000 + 10_000,
  );
});

describe('files that only look dangerous are read', () => {
  it.each(read)(
    '%s',
    async (_, make) => {
      expect(await answered(make())).toMatchObject({ rows: 1, records: 1, rejected: 0 });
    },
    SECONDS * 1000 + 10_000,
  );
});
