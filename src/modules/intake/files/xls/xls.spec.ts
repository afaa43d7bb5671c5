import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { Row } from 'src/modules/intake/feed';
import { compoundFile } from 'test/support/compound-builder';
import { bof, cells, double, eof, record, u16, workbookStream, xls, type XlsParts } from 'test/support/xls-builder';
import { XlsWorkbook } from './workbook';

function rowsOf(book: XlsWorkbook, index = 0): Row[] {
  const sheet = book.sheets[index];
  return sheet ? [...book.rows(sheet)].flat() : [];
}
const read = (parts: XlsParts): Row[] => rowsOf(new XlsWorkbook(xls(parts)));
const one = (records: readonly Buffer[], parts: Partial<XlsParts> = {}): Row[] =>
  read({ sheets: [{ name: '打卡', records }], ...parts });
const numbers = (...texts: string[]): unknown[] => texts.map((text) => ({ kind: 'number', text }));
const kindOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { kind?: string }).kind ?? error;
  }
};

describe('cells of an .xls sheet', () => {
  it('of every kind', () => {
    const row = [
      cells.text(0, 0, '岑闻溪'),
      cells.shared(0, 1, 1),
      cells.truth(0, 2, true),
      cells.error(0, 3, 0x2a),
      cells.shared(0, 5, 9),
    ];
    expect(one(row, { shared: ['零', '𠮷'] })).toEqual([
      {
        line: 1,
        cells: [
          '岑闻溪',
          '𠮷',
          'TRUE',
          { kind: 'faulty', fault: 'error', text: '#N/A' },
          '',
          { kind: 'faulty', fault: 'error', text: '#9' },
        ],
      },
    ]);
  });

  it('are numbers with the digits a spreadsheet shows', () => {
    const hundredth = (value: number): number => (value << 2) | 3;
    const row = [
      ...[0.1 + 0.2, 7001, -0.5, 1e-7, 3.2999926000003e19, 123456789012345].map((value, column) =>
        cells.number(0, column, value),
      ),
      cells.packedRow(0, 6, [(7 << 2) | 2, hundredth(1234), (-5 << 2) | 2, 0x3ff80000]),
    ];
    expect(one(row)[0]?.cells).toEqual(
      numbers(
        ...['0.3', '7001', '-0.5', '1E-7', '3.2999926000003E+19', '123456789012345'],
        ...['7', '12.34', '-5', '1.5'],
      ),
    );
  });

  it('give back every whole number and every number of hundredths', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 29), max: 2 ** 29 - 1 }), fc.boolean(), (value, hundredth) => {
        const [row] = one([cells.packed(0, 0, (value << 2) | 2 | (hundredth ? 1 : 0))]);
        expect(row?.cells).toEqual(numbers(String(hundredth ? Number((value / 100).toFixed(2)) : value)));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [false, 46027.34791666667],
    [true, 44565.34791666667],
  ])('are dates by their format, by the workbook’s own date system (1904: %s)', (date1904, serial) => {
    const row = [cells.number(0, 0, serial, 1), cells.number(0, 1, serial, 0), cells.packed(0, 2, 0x3fd55554, 2)];
    const [read] = one(row, { date1904, formats: ['yyyy/m/d h:mm', '[$-F400]h:mm:ss\\ AM/PM'] });
    expect(read?.cells[0]).toEqual({ kind: 'date', date: '2026-01-05', time: '08:21:00', holds: 'both' });
    expect(read?.cells[1]).toMatchObject({ kind: 'number' });
    expect(read?.cells[2]).toEqual({ kind: 'date', date: '', time: '08:00:00', holds: 'time' });
  });

  it('of formulas have their stored results; one that was never calculated has none', () => {
    const shared = record(0x4bc, u16(0));
    const rows = one([
      cells.formula(0, 0, double(95)),
      cells.formula(0, 1, cells.special(0)),
      shared,
      cells.resultText('甲乙'),
      cells.formula(0, 2, cells.special(1, 1)),
      cells.formula(0, 3, cells.special(2, 0x07)),
      cells.formula(0, 4, cells.special(3)),
      cells.formula(0, 5, double(0)),
      cells.formula(0, 6, double(0), 3),
    ]);
    expect(rows[0]?.cells).toEqual([
      ...numbers('95'),
      '甲乙',
      'TRUE',
      { kind: 'faulty', fault: 'error', text: '#DIV/0!' },
      '',
      ...numbers('0'),
      { kind: 'faulty', fault: 'formula', text: '=' },
    ]);
  });
});

describe('rows of an .xls sheet', () => {
  it('come in order, whatever the order of the cells; a chart between them is passed over', () => {
    const chart = [bof(8, 0x20), cells.number(0, 0, 99), eof];
    const rows = one([cells.number(4, 1, 3), cells.number(2, 0, 1), ...chart, cells.number(4, 0, 2)]);
    expect(rows).toEqual([
      { line: 3, cells: numbers('1') },
      { line: 5, cells: numbers('2', '3') },
    ]);
  });

  it('carry merged cells downwards', () => {
    const rows = one([
      cells.text(0, 0, '合'),
      cells.number(0, 1, 1),
      cells.number(1, 1, 2),
      cells.merges([[0, 1, 0, 0]]),
    ]);
    expect(rows[1]).toEqual({ line: 2, cells: ['合', ...numbers('2')], spread: [0] });
  });

  it('of hidden sheets are told apart; sheets of other kinds are none', () => {
    const book = new XlsWorkbook(
      xls({
        sheets: [
          { name: '旧数据', hidden: true, records: [cells.number(0, 0, 1)] },
          { name: '打卡', records: [cells.number(0, 0, 2)] },
        ],
      }),
    );
    expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['旧数据', true],
      ['打卡', false],
    ]);
    expect(rowsOf(book, 1)).toEqual([{ line: 1, cells: numbers('2') }]);
  });
});

describe('text', () => {
  it('shared by all sheets comes whole out of many records', () => {
    const shared = Array.from({ length: 900 }, (_, index) => `${String(index)}号窗口`.repeat((index % 13) + 1));
    const rows = one(
      shared.map((_, index) => cells.shared(index, 0, index)),
      { shared },
    );
    expect(rows.map((row) => row.cells[0])).toEqual(shared);
  });

  it('may be narrow, carry formatted runs and a reading, and change its width from record to record', () => {
    const rich = Buffer.concat([u16(3), Buffer.from([0x0d]), u16(1), Buffer.from([4, 0, 0, 0])]);
    const first = Buffer.concat([Buffer.from([2, 0, 0, 0, 2, 0, 0, 0]), rich, Buffer.from('红字x', 'utf16le')]);
    const runsAndReading = Buffer.alloc(8, 0x41);
    const narrow = Buffer.concat([u16(4), Buffer.from([0]), Buffer.from('ab', 'latin1')]);
    const sst = [
      record(0xfc, first, runsAndReading.subarray(0, 3)),
      record(0x3c, runsAndReading.subarray(3), narrow),
      record(0x3c, Buffer.from([1]), Buffer.from('丙丁', 'utf16le')),
    ];
    const rows = one([cells.shared(0, 0, 0), cells.shared(0, 1, 1)], { globals: sst });
    expect(rows[0]?.cells).toEqual(['红字x', 'ab丙丁']);
  });

  it.each([936, 1252, undefined])('of the days before Unicode is GBK under code page %s', (codePage) => {
    const sheet = { name: '刷卡记录', records: [cells.bytes(0, 0, iconv.encode('岑闻溪', 'gbk'))] };
    const book = new XlsWorkbook(xls({ version: 5, codePage, sheets: [sheet] }));
    expect(book.sheets[0]?.name).toBe('刷卡记录');
    expect(rowsOf(book)).toEqual([{ line: 1, cells: ['岑闻溪'] }]);
  });

  it('of the days before Unicode that is no GBK is Western', () => {
    const records = [cells.bytes(0, 0, Buffer.from('Café', 'latin1'))];
    expect(one(records, { version: 5, codePage: 1252 })).toEqual([{ line: 1, cells: ['Café'] }]);
  });
});

describe('the container', () => {
  const parts: XlsParts = { sheets: [{ name: '一', records: [cells.number(0, 0, 7)] }] };
  const many: XlsParts = {
    sheets: [{ name: '一', records: Array.from({ length: 2000 }, (_, row) => cells.number(row, 0, row)) }],
  };

  it('may be scattered, small, or missing', () => {
    const stream = workbookStream(many);
    const expected = Array.from({ length: 2000 }, (_, row) => ({ line: row + 1, cells: numbers(String(row)) }));
    expect(rowsOf(new XlsWorkbook(compoundFile([{ name: 'Workbook', bytes: stream }], true)))).toEqual(expected);
    expect(rowsOf(new XlsWorkbook(stream))).toEqual(expected);
    expect(workbookStream(parts).length).toBeLessThan(4096);
    expect(read(parts)).toEqual([{ line: 1, cells: numbers('7') }]);
  });

  it('hides the workbooks that are embedded in it', () => {
    const inner = { name: 'Workbook', bytes: workbookStream(many), storage: 'MBD0001' };
    const outer = { name: 'Workbook', bytes: workbookStream(parts) };
    expect(rowsOf(new XlsWorkbook(compoundFile([inner, outer])))).toEqual([{ line: 1, cells: numbers('7') }]);
    const word = { name: 'WordDocument', bytes: Buffer.alloc(5000) };
    expect(kindOf(() => new XlsWorkbook(compoundFile([inner, word])))).toBe('word');
  });

  it.each([
    ['password', [{ name: 'EncryptedPackage', bytes: Buffer.alloc(9) }]],
    ['word', [{ name: 'WordDocument', bytes: Buffer.alloc(9) }]],
    ['slides', [{ name: 'PowerPoint Document', bytes: Buffer.alloc(9) }]],
    ['ole', [{ name: '__properties_version1.0', bytes: Buffer.alloc(9) }]],
  ])('that holds no workbook is refused as %s', (kind, streams) => {
    expect(kindOf(() => new XlsWorkbook(compoundFile(streams)))).toBe(kind);
  });

  it.each<[string, Partial<XlsParts>]>([
    ['password', { globals: [record(0x2f, u16(1), Buffer.alloc(52))] }],
    ['no-sheets', { sheets: [] }],
    ['code-page', { version: 5, codePage: 864 }],
  ])('refuses a workbook as %s', (kind, more) => {
    expect(kindOf(() => new XlsWorkbook(xls({ ...parts, ...more })))).toBe(kind);
  });

  it.each([
    ['Excel 2', '0900040000001000'],
    ['Excel 3', '09020600000010000000'],
    ['Excel 4', '09040600000010000000'],
  ])('refuses %s', (_, hex) => {
    expect(kindOf(() => new XlsWorkbook(Buffer.from(hex, 'hex')))).toBe('xls-ancient');
  });

  it('cut off anywhere is refused, never read in part', () => {
    const whole = xls(many);
    for (let length = 4; length < whole.length - 512; length += 499) {
      const kind = kindOf(() => rowsOf(new XlsWorkbook(whole.subarray(0, length))).length);
      expect([length, ['truncated', 'damaged'].includes(kind as string)]).toEqual([length, true]);
    }
  });

  it('with any bytes changed is read or refused, and always ends', () => {
    const whole = xls({ ...many, shared: ['一', '二'], formats: ['yyyy-mm-dd'] });
    const change = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(change, (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const kind = kindOf(() => rowsOf(new XlsWorkbook(bytes)).length);
        expect(kind).not.toBeInstanceOf(Error);
      }),
      { numRuns: 400 },
    );
  });
});
