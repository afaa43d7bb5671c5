import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from 'src/modules/intake/feed';
import { inline, xlsx, type XlsxParts } from 'test/support/xlsx-builder';
import { openFile } from './open.process';

const folder = mkdtempSync(join(tmpdir(), 'baifen-workbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All rows of all sheets by the names of the sheets, through intake's own opening. */
async function read(bytes: Buffer): Promise<Record<string, Row[]>> {
  const path = join(folder, 'workbook.dat');
  writeFileSync(path, bytes);
  const file = await openFile(path);
  const sheets: Record<string, Row[]> = {};
  for (const sheet of file.sheets) {
    const rows: Row[] = [];
    for await (const group of file.rows(sheet)) rows.push(...group.filter((row): row is Row => !('bad' in row)));
    sheets[`${sheet.name}${sheet.hidden ? ' (hidden)' : ''}`] = rows;
  }
  file.close();
  return sheets;
}
const one = async (rows: string, more: Partial<XlsxParts> = {}, behind = ''): Promise<Row[]> =>
  (await read(xlsx({ sheets: [{ name: 'S', rows, behind }], ...more }))).S ?? [];
const cellsOf = async (cells: string, more: Partial<XlsxParts> = {}): Promise<unknown> =>
  (await one(`<row r="1">${cells}</row>`, more))[0]?.cells;
const number = (text: string): unknown => ({ kind: 'number', text });
const day = { kind: 'date', date: '2026-01-05', time: '00:00:00', holds: 'date' };
const minute = { kind: 'date', date: '2026-01-05', time: '08:21:00', holds: 'both' };

describe('an .xlsx workbook', () => {
  it('of the strict kind is read, with dates as they are written there', async () => {
    const rows = `<row r="1">${inline('A1', '甲')}<c r="B1" t="d"><v>2026-01-05T08:21:00</v></c><c r="C1" t="d"><v>2026-01-05</v></c></row>`;
    expect(await one(rows, { strict: true })).toEqual([{ line: 1, cells: ['甲', minute, day] }]);
  });

  it('with a date that is none keeps the text, so that it is rejected and not moved', async () => {
    expect(
      await cellsOf('<c r="A1" t="d"><v>2026-02-30</v></c><c r="B1" t="d"><v>2026-01-05T25:00:00</v></c>'),
    ).toEqual(['2026-02-30', '2026-01-05T25:00:00']);
  });

  it('with prefixed elements is read, its merged cells too', async () => {
    const shared = '<si><t>合</t></si>';
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>';
    const merged = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>';
    expect(await one(rows, { prefix: 'x', shared }, merged)).toEqual([
      { line: 1, cells: ['合', number('1')] },
      { line: 2, cells: ['合', number('2')], spread: [0] },
    ]);
  });

  it.each(['date1904="1"', 'date1904="true"'])('counts days from 1904 where %s', async (properties) => {
    const rows = '<c r="A1" s="1"><v>44565.34791666667</v></c><c r="B1" s="2"><v>44565</v></c>';
    const formats = ['yyyy-mm-dd hh:mm', 'yyyy"年"m"月"d"日"'];
    expect(await cellsOf(rows, { properties, formats })).toEqual([minute, day]);
  });

  it.each(['date1904="0"', 'date1904="false"', ''])('counts days from 1900 where %s', async (properties) => {
    const rows = '<c r="A1" s="1"><v>46027</v></c>';
    expect(await cellsOf(rows, { properties, formats: ['m/d/yy'] })).toEqual([day]);
  });

  it('gives rich text whole, and never the reading beside it', async () => {
    const rich =
      '<r><rPr><b/></rPr><t xml:space="preserve">岑 </t></r><r><t>闻溪</t></r><rPh sb="0" eb="1"><t>cén</t></rPh><phoneticPr fontId="1"/>';
    const cells = `<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>${rich}</is></c>`;
    expect(await cellsOf(cells, { shared: `<si>${rich}</si>` })).toEqual(['岑 闻溪', '岑 闻溪']);
  });

  it('reads CDATA as text, in strings and in values', async () => {
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t><![CDATA[1 < 2]]> & 3</t></is></c><c r="C1"><v><![CDATA[95]]></v></c>';
    const escaped = cells.replace(' & 3', ' &amp; 3');
    expect(await cellsOf(escaped, { shared: '<si><t><![CDATA[<甲>]]></t></si>' })).toEqual([
      '<甲>',
      '1 < 2 & 3',
      number('95'),
    ]);
  });

  it('takes the stored results of shared and array formulas, and no other', async () => {
    const cells =
      '<c r="A1"><f t="shared" ref="A1:C1" si="0">1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>3</v></c>' +
      '<c r="C1"><f t="shared" si="0"/></c><c r="D1" t="str"><f t="array" ref="D1">"甲"</f><v>甲</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>';
    expect(await cellsOf(cells)).toEqual([
      number('2'),
      number('3'),
      { kind: 'faulty', fault: 'formula', text: '=' },
      '甲',
      { kind: 'faulty', fault: 'error', text: '#DIV/0!' },
    ]);
  });

  it('shows no noise of binary fractions, and keeps every digit of an id', async () => {
    const values = ['0.30000000000000004', '1.1000000000000001', '110101199003071234', '3.2999926000003E+19', '0.5'];
    const noise = ['2.2999999999999998E-2', '-95.499999999999986', '7001', '00123'];
    const all = [...values, ...noise].map((value) => `<c><v>${value}</v></c>`).join('');
    const shown = ['0.3', '1.1', '110101199003071234', '3.2999926000003E+19', '0.5', '0.023', '-95.5', '7001', '00123'];
    expect(await cellsOf(all)).toEqual(shown.map(number));
  });

  it('may leave out every reference', async () => {
    const rows = '<row><c><v>1</v></c><c t="inlineStr"><is><t>二</t></is></c></row><row/><row><c><v>3</v></c></row>';
    expect(await one(rows)).toEqual([
      { line: 1, cells: [number('1'), '二'] },
      { line: 3, cells: [number('3')] },
    ]);
  });

  it('counts a cell without a reference from the one before it, also a blank one, wherever the file is cut', async () => {
    const blanks = ['A', 'B', 'C'].map((column) => `<c r="${column}1" s="1"/>`).join('');
    const wide = Array.from(
      { length: 9000 },
      (_, index) =>
        `<row r="${String(index + 2)}">${blanks.replaceAll('1" s', `${String(index + 2)}" s`)}<c><v>1</v></c></row>`,
    );
    const rows = await one(`<row r="1">${blanks}<c><v>0</v></c></row>${wide.join('')}`);
    expect(rows).toHaveLength(9001);
    expect(rows.filter((row) => row.cells.length !== 4)).toEqual([]);
  });

  it('keeps text that only looks like blank cells', async () => {
    const text = '<c r="A1"/><c r="B1"/>';
    expect(await cellsOf(`<c r="A1" t="inlineStr"><is><t><![CDATA[${text}]]></t></is></c>`)).toEqual([text]);
  });

  it('gives the same rows again when it is asked again', async () => {
    const path = join(folder, 'again.dat');
    writeFileSync(path, xlsx({ sheets: [{ name: 'S', rows: `<row r="1">${inline('A1', '甲')}</row>` }] }));
    const file = await openFile(path);
    for (let time = 0; time < 3; time++) {
      const rows: unknown[] = [];
      for (const sheet of file.sheets) for await (const group of file.rows(sheet)) rows.push(...group);
      expect(rows).toEqual([{ line: 1, cells: ['甲'] }]);
    }
    file.close();
  });

  it('reads hidden rows as rows, names hidden sheets, and gives nothing for styled rows without a value', async () => {
    const rows =
      '<row r="2" hidden="1"><c r="B2"><v>1</v></c></row><row r="3"><c r="A3" s="1"/><c r="B3" s="1"/></row>';
    const sheets = [
      { name: '一', rows },
      { name: '二', state: 'hidden', rows },
      { name: '三', state: 'veryHidden' },
    ] as const;
    const expected = [{ line: 2, cells: ['', number('1')] }];
    expect(await read(xlsx({ sheets }))).toEqual({ 一: expected, '二 (hidden)': expected, '三 (hidden)': [] });
  });

  it('that refers to shared text and has none is refused, not read with blanks', async () => {
    await expect(one('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')).rejects.toMatchObject({
      kind: 'damaged',
      where: 'sharedStrings',
    });
    expect(await one('<row r="1"><c r="A1"><v>1</v></c></row>')).toHaveLength(1);
  });

  it('does not believe what it says about its size', async () => {
    const xml =
      '<worksheet><dimension ref="A1"/><sheetData><row r="7"><c r="D7"><v>1</v></c></row></sheetData></worksheet>';
    const huge = xml.replace('"A1"', '"A1:XFD1048576"');
    for (const sheet of [xml, huge]) {
      const { S } = await read(xlsx({ sheets: [{ name: 'S', xml: sheet }] }));
      expect(S).toEqual([{ line: 7, cells: ['', '', '', number('1')] }]);
    }
  });

  it('may be written in UTF-16', async () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>窗口</t></is></c></row></sheetData></worksheet>';
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    expect(await read(xlsx({ sheets: [{ name: 'S', xml: little }] }))).toEqual({ S: [{ line: 1, cells: ['窗口'] }] });
  });
});
