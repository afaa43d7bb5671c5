import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { bulletin } from 'src/modules/reports/bulletin';
import type { Bulletin } from 'src/modules/reports/sheet-model';
import { openFile } from 'src/modules/intake/files/open.process';
import { evaluation, input, line, sheet, standing, top } from 'test/support/bulletin-sample';
import { ExcelWriter } from './bulletin.xlsx';

const NAUGHTY = [
  '=1+1',
  "+cmd|'/c calc'!A0",
  '@SUM(A1:A9)',
  '－1',
  '=HYPERLINK("http://x","y")',
  '\t=1',
  '<b>&"\'',
  '＝1',
  '007',
];

function month(): Bulletin {
  const sheets = NAUGHTY.map((name, index) => {
    const id = `W0${index}`;
    return sheet(id, name, [
      line(id, '02.01', '1/3'),
      line(id, '01.01', `-0.${index + 1}`, { text: `${name}\n第二行\n第三行\n第四行\n第五行`, evidence: [name] }),
    ]);
  });
  const standings = sheets.map((one, index) => standing(one, index + 1));
  const whole = evaluation(sheets, standings, {
    outcomes: [
      top(standings.slice(0, 2)),
      top(standings.slice(-2), { kind: 'bottom', name: '当月后5名', mark: '取消当月评优' }),
    ],
  });
  const cases = [
    { window: 'W00', accepted: 1234, finished: 3, instant: { of: 1, over: 3 }, early: { of: 0, over: 0 } },
  ];
  const explain = (one: { readonly text?: string; readonly id: string }): string => one.text ?? one.id;
  return bulletin(input(whole, { explain, cases, hall: '示例县&12=政务服务中心', state: 'verifying', revision: 2 }));
}

const made = month();
let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await new ExcelWriter().write(made);
});

async function parts(of: Uint8Array): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(of), { lazyEntries: true });
  const texts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    texts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
  }
  return texts;
}

interface Read {
  readonly value: string | number | null;
  readonly format: string;
}

const plain = (xml: string): string =>
  xml.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
  );

/** A reader of our own for what the file must hold: it knows text, numbers and formats, and throws on anything else. */
async function readBack(of: Uint8Array, names = made.sheets.map(({ name }) => name)): Promise<Map<string, Read[][]>> {
  const all = await parts(of);
  const styles = all.get('xl/styles.xml') ?? '';
  const own = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
      id,
      plain(code ?? ''),
    ]),
  );
  const builtIn = new Map([
    ['0', 'General'],
    ['2', '0.00'],
    ['3', '#,##0'],
    ['10', '0.00%'],
    ['49', '@'],
  ]);
  const xfs = [...(styles.split('<cellXfs')[1]?.split('</cellXfs>')[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(
    ([, id]) => own.get(id) ?? builtIn.get(id ?? '') ?? `format ${id ?? ''}`,
  );
  const strings = [...(all.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    ([, text]) => plain(text ?? ''),
  );
  const cellOf = (attributes: string, content: string | undefined): Read => {
    const format = xfs[Number(/ s="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? '';
    const type = / t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
    const value = /^<v>([^<]*)<\/v>$/.exec(content ?? '')?.[1];
    if (content !== undefined && value === undefined) throw new Error(`cell with ${content}`);
    if (value === undefined) return { value: null, format };
    if (type === 's') return { value: strings[Number(value)] ?? null, format };
    if (type !== 'n') throw new Error(`cell of type ${type}`);
    return { value: Number(value), format };
  };
  return new Map(
    names.map((name, index) => {
      const xml = all.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '';
      const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(([, row]) =>
        [...(row ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/g)].map(([, attributes, content]) =>
          cellOf(` ${attributes ?? ''}`, content),
        ),
      );
      return [name, rows];
    }),
  );
}

describe('the workbook', () => {
  it('holds every cell of the bulletin, with its number format, and no formula', async () => {
    const read = await readBack(bytes);
    let [numbers, texts] = [0, 0];
    for (const model of made.sheets) {
      const rows = read.get(model.name) ?? [];
      expect(rows[0]?.[0]?.value).toBe(model.title);
      expect(rows[2]?.map(({ value }) => value)).toEqual(model.columns.map(({ header }) => header));
      model.rows.forEach((row, index) =>
        row.cells.forEach((cell, at) => {
          const found = rows[3 + index]?.[at];
          if (row.role === 'heading') return;
          if (typeof cell === 'string') {
            expect(found?.value ?? '').toBe(cell);
            if (cell !== '') expect(found?.format).toBe('@');
            texts += 1;
          } else if (cell === null || ('part' in cell && cell.of === 0)) expect(found?.value).toBeNull();
          else {
            const value = 'points' in cell ? cell.points / 10_000 : 'count' in cell ? cell.count : cell.part / cell.of;
            expect(found?.value).toBe(value);
            numbers += 1;
          }
        }),
      );
    }
    expect(numbers).toBeGreaterThan(150);
    expect(texts).toBeGreaterThan(300);
  });

  it('never writes a formula, whatever the text begins with', async () => {
    const xml = [...(await parts(bytes))].filter(([name]) => name.includes('worksheets/'));
    expect(xml).toHaveLength(made.sheets.length);
    for (const [, text] of xml) expect(text).not.toMatch(/<f[ >/]/);
    const folder = mkdtempSync(join(tmpdir(), 'baifen-reports-'));
    try {
      const path = join(folder, 'b.xlsx');
      writeFileSync(path, bytes);
      const book = await openFile(path);
      expect(book.sheets.map(({ name }) => name)).toEqual(made.sheets.map(({ name }) => name));
    } finally {
      rmSync(folder, { recursive: true });
    }
    const ranking = (await readBack(bytes)).get('得分汇总') ?? [];
    expect(ranking.slice(3, 3 + NAUGHTY.length).map((row) => row[1]?.value)).toEqual(NAUGHTY);
  });

  it('stores points as the nearest double of their digits', async () => {
    const xml = (await parts(bytes)).get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain('<v>100.23</v>');
    expect(xml).not.toMatch(/<v>\d+\.\d{5,}<\/v>/);
  });

  it('formats points, counts and rates', async () => {
    const read = await readBack(bytes);
    const formats = (name: string): (string | undefined)[] => (read.get(name)?.[3] ?? []).map((cell) => cell.format);
    expect(formats('得分汇总').slice(3, 8)).toEqual(['0.00', '0.00', '0.00', '+0.00;-0.00;"—"', '0.00']);
    expect(formats('办件及好差评').slice(2, 5)).toEqual(['#,##0', '#,##0', '0.00%']);
    expect(
      read
        .get('办件及好差评')?.[3]
        ?.slice(2, 6)
        .map(({ value }) => value),
    ).toEqual([1234, 3, 1 / 3, null]);
  });

  it('is set up for A4 landscape: repeated head, frozen panes, filter, page numbers, scale and manual breaks', async () => {
    const all = await parts(bytes);
    const ranking = all.get('xl/worksheets/sheet1.xml') ?? '';
    expect(ranking).toMatch(/<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"/);
    expect(ranking).toMatch(/horizontalDpi="600" verticalDpi="600"/);
    expect(ranking).toMatch(/<pageSetup [^>]*scale="\d\d"/);
    expect(ranking).not.toContain('pageSetUpPr');
    expect(ranking.indexOf('<printOptions horizontalCentered="1"/>')).toBe(ranking.indexOf('<pageMargins') - 38);
    expect(ranking).toMatch(/<pane xSplit="2" ySplit="3" topLeftCell="C4"/);
    expect(ranking).toContain('<autoFilter ref="A3:M12"/>');
    expect(ranking).toContain('第 &amp;P 页，共 &amp;N 页');
    expect(ranking).toContain('草稿　第2版');
    expect(ranking).toMatch(/<row r="1" [^>]*ht="36"/);
    expect(all.get('xl/workbook.xml')).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">&apos;得分汇总&apos;!$A:$B,&apos;得分汇总&apos;!$1:$3<',
    );
    const styles = all.get('xl/styles.xml') ?? '';
    expect(styles.indexOf('<name val="宋体"/>')).toBeLessThan(styles.indexOf('黑体'));
    expect(styles).not.toContain('Calibri');
    expect(styles).toContain('FFFBE0E0');
    const long = all.get('xl/worksheets/sheet3.xml') ?? '';
    expect(long).toMatch(/<rowBreaks count="\d+" manualBreakCount="\d+"><brk id="\d+" max="16383" man="1"\/>/);
    // The order of the schema: Excel repairs a file whose parts are out of order.
    const order = [
      'sheetData',
      'autoFilter',
      'mergeCells',
      'printOptions',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'rowBreaks',
    ];
    const places = order.map((tag) => long.indexOf(`<${tag}`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place > 0)).toBe(true);
  });

  it('writes the same bytes for the same month', async () => {
    const again = await new ExcelWriter().write(month());
    const digest = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex');
    expect(digest(again)).toBe(digest(bytes));
    const core = (await parts(bytes)).get('docProps/core.xml') ?? '';
    expect(core).toContain('2026-11-04T16:20:30Z');
    expect(core).toContain('百分 Baifen');
  });

  it('carries any text XML can carry, and drops the rest', async () => {
    const [first, ...others] = made.sheets;
    if (!first) throw new Error('no sheet');
    const hostile = `a\u0000b\ud800c\u0008\uffff${'长'.repeat(40_000)}`;
    const file = await new ExcelWriter().write({ ...made, sheets: [{ ...first, title: hostile }, ...others] });
    const title = (await readBack(file)).get(first.name)?.[0]?.[0]?.value;
    expect(String(title).slice(0, 5)).toBe('ab\ufffdc长');
    expect(String(title).slice(-2)).toBe('长…');
    expect(String(title).length).toBe(32_767);
  });
});
