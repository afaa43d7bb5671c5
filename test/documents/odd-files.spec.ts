import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import { dryRun } from 'test/support/dry-run';
import { cells as xlsCells, xls } from 'test/support/xls-builder';
import { inline, xlsx, type XlsxParts } from 'test/support/xlsx-builder';
import { zip } from 'test/support/zip-builder';

const page = readFileSync(join(__dirname, '../../docs/intake.md'), 'utf8');

const TITLES = ['办件编号', '窗口编号', '受理时间', '承诺时限', '办结时间', '办件类型', '办件状态'];
const FIRST = ['3299992600009001', 'W01', '2026-01-05 09:10:00', '5', '2026-01-08 10:00:00', '承诺件', '办结'];
const SECOND = ['3299992600009002', 'W02', '2026-01-06 09:10:00', '5', '2026-01-09 10:00:00', '承诺件', '办结'];
const ROWS = [FIRST, SECOND];
/** The reading of the two cases, however they lie in a file. */
const SAME = { records: 2, rejected: 0, first: '2026-01-05 09:10:00', last: '2026-01-06 09:10:00' };

const letter = (column: number): string => String.fromCharCode(65 + column);
const cell = (row: number, column: number, text: string): string =>
  text === '' ? '' : inline(`${letter(column)}${row}`, text);
const line = (row: number, texts: readonly string[], from = 0, more = ''): string =>
  `<row r="${row}"${more}>${texts.map((text, at) => cell(row, from + at, text)).join('')}</row>`;
const sheet = (lines: readonly (readonly string[])[], row = 1, column = 0): string =>
  lines.map((texts, at) => line(row + at, texts, column)).join('');
const book = (rows: string, behind = '', more: Partial<XlsxParts> = {}): Buffer =>
  xlsx({ sheets: [{ rows, behind }], ...more });
const csv = (lines: readonly (readonly string[])[]): string => lines.map((texts) => texts.join(',')).join('\r\n');
const merged = (...ranges: readonly string[]): string =>
  `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
const dateCell = (reference: string, serial: number): string => `<c r="${reference}" s="1"><v>${serial}</v></c>`;
/** A case whose 受理时间 is written as this cell. */
const dated = (accepted: string): string =>
  `${line(1, TITLES)}<row r="2">${cell(2, 0, FIRST[0] ?? '')}${cell(2, 1, 'W01')}${accepted}${FIRST.slice(3)
    .map((text, at) => cell(2, at + 3, text))
    .join('')}</row>`;
const oldBook = (): Buffer =>
  xls({
    shared: [TITLES, ...ROWS].flat(),
    sheets: [
      {
        name: 'S',
        records: [TITLES, ...ROWS].flatMap((texts, row) =>
          texts.map((_, column) => xlsCells.shared(row, column, row * TITLES.length + column)),
        ),
      },
    ],
  });

type Reading = Partial<Record<keyof ImportAnswer, unknown>>;
type Odd = readonly [title: string, says: string, bytes: () => Buffer | string, reading: Reading | string];

const ODD: readonly Odd[] = [
  [
    'a table that starts below and right of A1',
    'found by its titles in the first 30 rows',
    () => book(sheet([TITLES, ...ROWS], 4, 2)),
    SAME,
  ],
  [
    'title rows above the header',
    'passed over',
    () =>
      book(
        `${line(1, ['办件清单'])}${line(2, ['统计月份：2026年1月'])}${sheet([TITLES, ...ROWS], 3)}`,
        merged('A1:G1', 'A2:G2'),
      ),
    SAME,
  ],
  [
    'two header rows, the upper one merged over several columns',
    'joined, the lower title wins',
    () =>
      book(
        `${line(1, ['办件编号', '窗口编号', '时间', '承诺时限', '', '办件类型', '办件状态'])}${line(2, ['', '', '受理时间', '', '办结时间', '', ''])}${sheet(ROWS, 3)}`,
        merged('A1:A2', 'B1:B2', 'F1:F2', 'G1:G2', 'D1:D2'),
      ),
    SAME,
  ],
  [
    'two header rows that are not merged',
    'joined as well, where neither is a header by itself',
    () =>
      csv([
        ['办件编号', '窗口编号', '时间', '承诺时限', '', '办件类型', '办件状态'],
        ['', '', '受理时间', '', '办结时间', '', ''],
        ...ROWS,
      ]),
    SAME,
  ],
  [
    'a group title over two columns of a header that is complete by itself',
    'both titles together name the columns',
    () =>
      book(
        `${line(1, [...TITLES, '特别程序', ''])}${line(2, ['', '', '', '', '', '', '', '开始', '结束'])}${sheet(
          ROWS.map((row) => [...row, '2026-01-07 09:00:00', '2026-01-08 09:00:00']),
          3,
        )}`,
        merged('H1:I1'),
      ),
    { ...SAME, rows: 2, warned: 0 },
  ],
  [
    'titles with the marks of a form, such as `*`, `：`, `【】`',
    'found without them',
    () =>
      csv([
        [
          '*办件编号',
          '窗口编号：',
          '【受理时间】',
          '承诺时限（单位：工作日）',
          '*办结时间（必填）',
          '办件类型*',
          '办件状态',
        ],
        ...ROWS,
      ]),
    { ...SAME, warned: 0 },
  ],
  [
    'a date shown as a day of the week',
    'the day it is',
    () => book(dated(dateCell('C2', 46027.38194444444)), '', { formats: ['[$-804]aaaa;@'] }),
    { records: 1, rejected: 0, warned: 0, first: '2026-01-05 09:10:00' },
  ],
  ['UTF-16 without a mark', 'read', () => Buffer.from(csv([TITLES, ...ROWS]), 'utf16le'), SAME],
  [
    'the end mark of DOS behind the last line',
    'nothing',
    () => `${csv([TITLES, ...ROWS])}\r\n\u001a`,
    { ...SAME, rows: 2 },
  ],
  [
    'a header printed again between the data',
    'passed over',
    () => csv([TITLES, FIRST, TITLES, SECOND]),
    { ...SAME, rows: 2 },
  ],
  [
    'a totals row and a signature row',
    'skipped, named in the answer',
    () => book(`${sheet([TITLES, ...ROWS])}${line(4, ['合计', '', '', '10'])}${line(5, ['制表人：王某'])}`),
    { ...SAME, skipped: 2 },
  ],
  [
    '500 styled rows without a value',
    'nothing',
    () =>
      book(
        sheet([TITLES, ...ROWS]) +
          Array.from({ length: 500 }, (_, at) => `<row r="${at + 4}"><c r="A${at + 4}" s="1"/></row>`).join(''),
      ),
    { ...SAME, rows: 2 },
  ],
  [
    'a row hidden by a filter',
    'data like any other',
    () => book(`${line(1, TITLES)}${line(2, FIRST, 0, ' hidden="1"')}${line(3, SECOND)}`, '<autoFilter ref="A1:G3"/>'),
    SAME,
  ],
  [
    'a hidden sheet before the data',
    'not read, named in the answer',
    () =>
      xlsx({
        sheets: [
          { name: '旧', state: 'hidden', rows: sheet([TITLES, FIRST]) },
          { name: '办件', rows: sheet([TITLES, ...ROWS]) },
        ],
      }),
    { ...SAME, sheet: '办件', sheetsNotRead: [{ name: '旧', hidden: true }] },
  ],
  [
    'a value merged downwards over its rows',
    'belongs to each of them',
    () => book(sheet([TITLES, FIRST, [...SECOND.slice(0, 3), '', ...SECOND.slice(4)]]), merged('D2:D3')),
    SAME,
  ],
  [
    'columns in another order, with blanks, stars and full-width brackets in their titles',
    'found',
    () =>
      csv([
        ['＊办件 编号', '窗口编号', '受理时间*', '承诺时限（工作日）', '办结时间', '办件类型', '办件状态'].reverse(),
        ...ROWS.map((row) => [...row].reverse()),
      ]),
    SAME,
  ],
  [
    'strict workbook with prefixed elements',
    'read like any other',
    () => book(sheet([TITLES, ...ROWS]), '', { strict: true, prefix: 'x' }),
    SAME,
  ],
  ['`.xls` and `.et`', 'read like any other', oldBook, SAME],
  ['CSV in GB18030', 'read', () => iconv.encode(csv([TITLES, ...ROWS]), 'gb18030'), SAME],
  [
    'TSV in UTF-16 with a mark',
    'read',
    () => Buffer.from(`\ufeff${csv([TITLES, ...ROWS]).replaceAll(',', '\t')}`, 'utf16le'),
    SAME,
  ],
  ['UTF-16 BE with a mark', 'read', () => Buffer.from(`\ufeff${csv([TITLES, ...ROWS])}`, 'utf16le').swap16(), SAME],
  [
    'a line feed inside quotes',
    'part of the value',
    () => csv([[...TITLES, '事项名称'], ...ROWS.map((row) => [...row, '"食品经营\r\n许可"'])]),
    SAME,
  ],
  [
    'a zipped CSV',
    'read as if it lay unpacked',
    () => zip([{ name: '办件.csv', content: csv([TITLES, ...ROWS]) }]),
    SAME,
  ],
  [
    'JSON, one object a line',
    'read',
    () => ROWS.map((row) => JSON.stringify(Object.fromEntries(row.map((text, at) => [TITLES[at], text])))).join('\n'),
    SAME,
  ],
  [
    'a 1904 date',
    'the day it shows',
    () => book(dated(dateCell('C2', 44565.5)), '', { properties: 'date1904="true"', formats: ['yyyy-mm-dd hh:mm'] }),
    { records: 1, rejected: 0, first: '2026-01-05 12:00:00' },
  ],
  [
    'a bare serial number, of a 1904 workbook',
    'a day in the system of its workbook, told',
    () => book(dated('<c r="C2"><v>44565.5</v></c>'), '', { properties: 'date1904="1"' }),
    {
      records: 1,
      first: '2026-01-05 12:00:00',
      normalised: [expect.objectContaining({ column: '受理时间', rule: 'serial' })],
    },
  ],
  [
    'an ISO date cell',
    'as written',
    () => book(dated('<c r="C2" t="d"><v>2026-01-05T12:00:00</v></c>'), '', { strict: true }),
    { records: 1, first: '2026-01-05 12:00:00' },
  ],
  [
    'an error value where a value is needed',
    'a reject with row and column',
    () => book(dated('<c r="C2" t="e"><v>#N/A</v></c>')),
    { records: 0, rejects: [expect.objectContaining({ line: 2, column: '受理时间', code: 'cell-error' })] },
  ],
  [
    'a formula that was never calculated',
    'a reject, never 0',
    () => book(dated('<c r="C2"><f>NOW()</f></c>')),
    { records: 0, rejects: [expect.objectContaining({ line: 2, code: 'cell-formula' })] },
  ],
  [
    'an id in a number cell',
    'a reject: digits or zeros are lost',
    () =>
      book(
        `${line(1, TITLES)}<row r="2"><c r="A2"><v>3.2999926000090003E+15</v></c>${FIRST.slice(1)
          .map((text, at) => cell(2, at + 1, text))
          .join('')}</row>`,
      ),
    { records: 0, rejected: 1 },
  ],
  [
    '30 February as text',
    'a reject in a sentence',
    () => csv([TITLES, FIRST, [...SECOND.slice(0, 2), '2026-02-30 09:00:00', ...SECOND.slice(3)]]),
    { records: 1, rejects: [expect.objectContaining({ line: 3, code: 'date-impossible' })] },
  ],
  [
    'a row with a cell too few',
    'a reject',
    () => csv([TITLES, FIRST, SECOND.slice(1)]),
    { records: 1, rejects: [expect.objectContaining({ line: 3, code: 'wrong-number-of-cells' })] },
  ],
  [
    'titles in another way',
    'asked where the column is needed, warned where it is not',
    () => csv([TITLES.map((title) => (title === '承诺时限' ? '办理期限' : title)), ...ROWS]),
    { question: expect.objectContaining({ code: 'column' }) },
  ],
  ['a header and no row', 'refused', () => csv([TITLES]), 'intake.no-rows'],
  [
    'no header anybody knows',
    'refused, with what is expected',
    () =>
      csv([
        ['甲', '乙'],
        ['1', '2'],
      ]),
    'intake.no-layout',
  ],
];

/** Made here, one file for each odd case of halls; what happens stands in the table of the page. */
describe('odd tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-odd-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(ODD)('%s: %s', async (title, _, bytes, reading) => {
    const path = join(folder, `${String(ODD.findIndex(([one]) => one === title))}.bin`);
    writeFileSync(path, bytes());
    if (typeof reading === 'string')
      await expect(dryRun('cases/case.feed', path)).rejects.toMatchObject({ code: reading });
    else expect(await dryRun('cases/case.feed', path)).toMatchObject(reading);
  });

  it('stand in docs/intake.md, each with what happens', () => {
    const section = page.split('### Odd tables\n')[1]?.split('\n#')[0] ?? '';
    const rows = section.split('\n').filter((row) => row.startsWith('| ') && !/^\| (?:table|---)/.test(row));
    expect(rows).toEqual(ODD.map(([title, says]) => `| ${title} | ${says} |`));
  });
});
