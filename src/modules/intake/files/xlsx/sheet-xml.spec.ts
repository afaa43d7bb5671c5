import type { Row } from 'src/modules/intake/feed';
import { FileFault } from 'src/modules/intake/files/faults';
import { MergedCells, MergeScan } from 'src/modules/intake/files/merges';
import { SheetXml, type SheetSurroundings } from './sheet-xml';
import { readRelations, readStyles, readWorkbookPart, relationsOf, SharedStrings } from './workbook-xml';

function read(rows: string, around: Partial<SheetSurroundings> = {}, size = 7): Row[] {
  const xml = `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;
  const sheet = new SheetXml({ shared: [], styles: [], date1904: false, merges: [], ...around }, 'sheet1.xml');
  for (let at = 0; at < xml.length; at += size) sheet.write(xml.slice(at, at + size));
  sheet.end();
  return sheet.take();
}
const cells = (row: string, around: Partial<SheetSurroundings> = {}): unknown =>
  read(`<row r="1">${row}</row>`, around)[0]?.cells;

describe('cells', () => {
  it('of every kind', () => {
    const row =
      '<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>a</t><r><t>b</t></r><rPh><t>x</t></rPh></is></c>' +
      '<c r="C1" t="str"><f>A1</f><v>c_x000D_</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c>' +
      '<c r="F1"><v>7001.50</v></c><c r="G1" t="d"><v>2026-01-05</v></c><c r="H1" t="inlineStr"><is><t><![CDATA[<&]]></t></is></c>';
    expect(cells(row, { shared: ['zero', 'one'] })).toEqual([
      'one',
      'ab',
      'c\r',
      'TRUE',
      { kind: 'faulty', fault: 'error', text: '#N/A' },
      { kind: 'number', text: '7001.50' },
      { kind: 'date', date: '2026-01-05', time: '00:00:00', holds: 'date' },
      '<&',
    ]);
  });

  it('with a date format are dates, without it numbers', () => {
    const styles = [undefined, { time: true, elapsed: false }];
    const row = '<c r="A1" s="1"><v>46027.5</v></c><c r="B1" s="0"><v>46027.5</v></c><c r="C1" s="1"><v>-3</v></c>';
    expect(cells(row, { styles })).toEqual([
      { kind: 'date', date: '2026-01-05', time: '12:00:00', holds: 'both' },
      { kind: 'number', text: '46027.5' },
      { kind: 'number', text: '-3' },
    ]);
  });

  it('of a formula have its stored value, and without one are faulty', () => {
    const row =
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1</f><v></v></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="s"><v>9</v></c>';
    expect(cells(row)).toEqual([
      { kind: 'number', text: '2' },
      { kind: 'faulty', fault: 'formula', text: '=1+1' },
      { kind: 'faulty', fault: 'formula', text: '=1' },
      '',
      { kind: 'faulty', fault: 'error', text: '#9' },
    ]);
  });

  it('stand where their reference says, or next to the last one; prefixes do not matter', () => {
    expect(cells('<x:c r="C1"><x:v>1</x:v></x:c><c><v>2</v></c>')).toEqual([
      '',
      '',
      { kind: 'number', text: '1' },
      { kind: 'number', text: '2' },
    ]);
  });
});

describe('rows', () => {
  it('without a value give nothing; numbers stay true', () => {
    const rows = read(
      '<row r="2"><c r="A2" s="3"/></row><row r="5"><c r="A5"><v>1</v></c></row><row><c><v>2</v></c></row><row r="9"><c r="A9" t="inlineStr"><is><t>  </t></is></c></row>',
    );
    expect(rows.map((row) => row.line)).toEqual([5, 6]);
  });

  it.each([
    ['<row r="2000000000"/>', 'row-range'],
    ['<row r="0"/>', 'row-range'],
    ['<row r="x"/>', 'row-range'],
    ['<row r="1"><c r="XFE1"><v>1</v></c></row>', 'column-range'],
    ['<row r="1"><c r="AAAAAAAA1"><v>1</v></c></row>', 'column-range'],
    [`<row r="1"><c t="inlineStr"><is><t>${'x'.repeat(32_768)}</t></is></c></row>`, 'cell-too-long'],
    ['<row r="1"><c></row>', 'damaged'],
    ['<row r="1"><c><v>&nothing;</v></c></row>', 'damaged'],
  ])('refuses %.40s', (xml, kind) => {
    expect(() => read(xml)).toThrow(expect.objectContaining({ kind }));
  });

  it('refuses a document type before anything is expanded', () => {
    const sheet = new SheetXml({ shared: [], styles: [], date1904: false, merges: [] }, 'sheet1.xml');
    expect(() => sheet.write('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')).toThrow(
      new FileFault('doctype', 'sheet1.xml'),
    );
  });
});

describe('merged cells', () => {
  it('give their value to the rows below, not to the columns beside', () => {
    const rows = read(
      '<row r="1"><c r="A1"><v>7</v></c><c r="C1"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row>',
      { merges: ['A1:B2'] },
    );
    const seven = { kind: 'number', text: '7' };
    expect(rows).toEqual([
      { line: 1, cells: [seven, '', { kind: 'number', text: '1' }] },
      { line: 2, cells: [seven, '', { kind: 'number', text: '2' }], spread: [0] },
      { line: 3, cells: ['', '', { kind: 'number', text: '3' }] },
    ]);
  });

  it('never replace a value and never make a row', () => {
    const merged = new MergedCells(['A1:A3', 'B1:B1048576']);
    expect(merged.apply(1, ['x', 'y'])).toEqual([]);
    expect(merged.apply(2, ['own'])).toEqual([]);
    const third: string[] = ['', '', 'z'];
    expect(merged.apply(3, third)).toEqual([0]);
    expect(third).toEqual(['x', '', 'z']);
    expect(merged.apply(4, ['', '', 'z'])).toEqual([]);
  });

  it('are found wherever the pieces of the part are cut', () => {
    const xml = '<x:mergeCells count="2"><x:mergeCell ref="A2:A3"/><x:mergeCell  ref=\'$B$2:$B$4\' /></x:mergeCells>';
    for (let size = 1; size < xml.length; size++) {
      const scan = new MergeScan();
      for (let at = 0; at < xml.length; at += size) scan.write(xml.slice(at, at + size));
      expect(scan.refs).toEqual(['A2:A3', '$B$2:$B$4']);
    }
  });
});

describe('the parts around', () => {
  it('name the sheets, hidden ones and the date system', () => {
    const xml =
      '<workbook xmlns:r="r"><workbookPr date1904="true"/><sheets><sheet name="一" sheetId="1" r:id="rId7"/><sheet name="旧" state="veryHidden" sheetId="2" r:id="rId2"/></sheets></workbook>';
    expect(readWorkbookPart(xml, 'w')).toEqual({
      date1904: true,
      sheets: [
        { name: '一', hidden: false, relation: 'rId7' },
        { name: '旧', hidden: true, relation: 'rId2' },
      ],
    });
  });

  it('are linked relatively or absolutely, never outside', () => {
    const xml =
      '<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="http://x/styles" Target="/xl/styles.xml"/><Relationship Id="c" Type="http://x/styles" Target="http://evil" TargetMode="External"/><Relationship Id="d" Type="http://x/t" Target="../../../etc/x"/></Relationships>';
    expect(readRelations(xml, 'r', 'xl/workbook.xml').map(({ id, type, target }) => [id, type, target])).toEqual([
      ['a', 'worksheet', 'xl/worksheets/sheet1.xml'],
      ['b', 'styles', 'xl/styles.xml'],
      ['d', 't', 'etc/x'],
    ]);
    expect(relationsOf('xl/workbook.xml')).toBe('xl/_rels/workbook.xml.rels');
  });

  it('tell which styles are dates, by cellXfs alone', () => {
    const xml =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    expect(readStyles(xml, 's')).toEqual([undefined, { time: true, elapsed: false }, { time: false, elapsed: false }]);
  });

  it('hold shared strings as runs, without readings', () => {
    const shared = new SharedStrings('s');
    shared.write(
      '<sst><si><t>a</t></si><si><r><t xml:space="preserve"> b</t></r><r><t>c_x0041_</t></r><rPh><t>x</t></rPh></si><si/></sst>',
    );
    shared.end();
    expect(shared.strings).toEqual(['a', ' bcA', '']);
  });
});
