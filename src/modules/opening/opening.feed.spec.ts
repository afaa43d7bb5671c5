import type { Cell, Placed, Reject, Remark, Row, SheetInfo } from 'src/modules/intake/feed';
import { buildRoster } from 'src/modules/organisation/build-roster';
import type { Roster } from 'src/modules/organisation/roster';
import { statementOf } from 'src/modules/organisation/statement';
import feed from './opening.feed';
import type { OpeningGiven, OpeningLine, ResultLine } from './opening-record';

const lines = [
  ['W01', '市场监管局窗口', null, null],
  ['W02', '税务窗口', null, null],
  ['W03', '不动产登记窗口', null, null],
  ['W04', '公安窗口', null, '2026-02-15'],
  ['W05', '医保窗口', '2026-03-01', null],
] as const;
const roster: Roster = buildRoster({
  hall: { id: 'h', name: '大厅' },
  period: null,
  statement: statementOf(
    lines.map(([code, name, from, to]) => ({
      kind: 'window' as const,
      code,
      name,
      department: null,
      departmentName: '',
      from,
      to,
      seats: null,
      coefficient: null,
      group: '',
      tags: [],
      windowKind: 'window' as const,
      formerNames: code === 'W02' ? ['国地税窗口'] : [],
      mergedInto: null,
    })),
  ),
});
const hint = {
  from: '2026-01',
  ties: 'competition',
  keyed: false,
  withinAll: true,
  base: '100',
  groups: [],
  items: [],
} as const;

interface Told {
  readonly records: readonly Placed<OpeningLine>[];
  readonly rejects: readonly Reject[];
  readonly remarks: readonly Remark[];
  readonly question: string | undefined;
}

interface Sheet {
  readonly name?: string;
  readonly rows: readonly (readonly Cell[])[];
}

function read(sheets: readonly Sheet[], given: Partial<OpeningGiven> = {}, period?: string): Told {
  const context = {
    options: period === undefined ? {} : { period },
    given: { roster, books: [hint], closed: [], ...given },
  };
  const records: Placed<OpeningLine>[] = [];
  const rejects: Reject[] = [];
  let question: string | undefined;
  sheets.forEach(({ name = '', rows }, index) => {
    const sheet: SheetInfo = { name, index, hidden: false, source: 'xlsx' };
    const all: Row[] = rows.map((cells, at) => ({ line: at + 1, cells }));
    const fits = feed.layouts.flatMap((layout) => layout.begin(sheet, all, context) ?? []);
    const best = fits.sort((a, b) => b.fit - a.fit)[0];
    if (!best) throw new Error(`no layout fits ${name}`);
    for (const row of all)
      for (const outcome of best.reader.row(row)) {
        if (outcome.kind === 'record') records.push({ sheet: name, line: outcome.line, record: outcome.record });
        if (outcome.kind === 'reject') rejects.push(outcome.reject);
      }
    question ??= best.reader.end?.().question?.code;
  });
  const together = feed.across?.(records, context);
  return {
    records: together?.records ?? [],
    rejects: [...rejects, ...(together?.rejects ?? [])],
    remarks: together?.remarks ?? [],
    question,
  };
}

const results = ({ records }: Told): ResultLine[] =>
  records.flatMap(({ record }) => (record.kind === 'result' ? [record] : []));
const codes = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code);

const january = [
  ['名次', '窗口', '加分', '扣分', '得分'],
  ['1', '市场监管局窗口', '2', '0.5', '101.5'],
  ['2', '国地税窗口', '1', '0.5', '100.5'],
  ['2', 'W03', '0.5', '', '100.5'],
  ['4', '公安窗口', '0', '1.5', '98.5'],
];

describe('opening data', () => {
  it('reads the office’s own table: month from the title, old names by the roster, blanks as unknown', () => {
    const told = read([{ name: 'Sheet1', rows: [['××政务服务中心二〇二六年一月窗口考核情况'], ...january] }]);
    expect(told.rejects).toEqual([]);
    expect(told.remarks).toEqual([]);
    expect(results(told)).toMatchObject([
      { month: '2026-01', subject: 'W01', rank: 1, fromBottom: 4, score: '101.5', bonus: '2', deduction: '0.5' },
      { subject: 'W02', name: '税务窗口', rank: 2, fromBottom: 2 },
      { subject: 'W03', rank: 2, fromBottom: 2, deduction: null, bonus: '0.5' },
      { subject: 'W04', rank: 4, fromBottom: 1 },
    ]);
  });

  it('takes the month from a column, a sheet name or the option, and asks when nobody says it', () => {
    const rows = [
      ['名次', '窗口编号'],
      ['1', 'W01'],
    ];
    expect(results(read([{ name: '2026年2月', rows }]))[0]?.month).toBe('2026-02');
    expect(results(read([{ name: '2月', rows: [['2026年窗口成绩'], ...rows] }]))[0]?.month).toBe('2026-02');
    expect(results(read([{ rows }], {}, '2026-02'))[0]?.month).toBe('2026-02');
    expect(read([{ rows }])).toMatchObject({ question: 'month-missing', records: [] });
    const dated = [
      ['月份', '名次', '窗口编号'],
      [{ kind: 'date', date: '2026-02-01', time: '00:00:00', holds: 'date' } as const, '1', 'W01'],
      ['一季度', '1', 'W02'],
    ];
    const told = read([{ rows: dated }]);
    expect(results(told)[0]?.month).toBe('2026-02');
    expect(codes(told.rejects)).toEqual(['month-unreadable']);
  });

  it('reads a header in two rows, numbers as spreadsheets keep them and deductions with a minus', () => {
    const number = (text: string): Cell => ({ kind: 'number', text });
    const told = read([
      {
        name: '2026年1月',
        rows: [
          ['名次', '窗口名称', '考核得分', '', '', '总分'],
          ['名次', '窗口名称', '基础分', '加分', '减分', '总分'],
          [
            number('1'),
            '税务窗口',
            number('100'),
            number('1.1000000000000001'),
            number('-0.5'),
            number('100.60000000000001'),
          ],
        ],
      },
    ]);
    expect(told.rejects).toEqual([]);
    expect(results(told)[0]).toMatchObject({ base: '100', bonus: '1.1', deduction: '0.5', score: '100.6' });
  });

  it('sends back a sum that is wrong, and takes it with the difference in 调整', () => {
    const wrong = january.map((row, at) => (at === 1 ? ['1', '市场监管局窗口', '12', '0.5', '109.5'] : row));
    const told = read([{ name: '2026年1月', rows: wrong }]);
    expect(told.rejects).toMatchObject([{ line: 2, code: 'sum-wrong', column: '得分', value: '109.5' }]);
    expect(told.rejects[0]?.cause.zh).toBe('100 + 12 - 0.5 = 111.5，与表中得分 109.5 不符');
    const adjusted = wrong.map((row, at) => [...row, at === 0 ? '调整' : at === 1 ? '-2' : '']);
    expect(read([{ name: '2026年1月', rows: adjusted }]).rejects).toEqual([]);
  });

  it('sends back ranks that do not follow the scores by the tie mode of the book', () => {
    const swapped = january.map((row, at) => (at === 3 ? ['3', 'W03', '0.5', '', '100.5'] : row));
    const strict = read([{ name: '2026年1月', rows: swapped }]);
    expect(strict.rejects).toMatchObject([{ line: 4, code: 'rank-wrong', value: '3' }]);
    expect(strict.rejects[0]?.cause.zh).toBe('得分 100.5 按名次规则应为第 2 名，表中写第 3 名');
    // With further keys the office may have told the two apart.
    expect(read([{ name: '2026年1月', rows: swapped }], { books: [{ ...hint, keyed: true }] }).rejects).toEqual([]);
    // 1, 2, 2, 3 is right where ties do not leave places free.
    const dense = january.map((row, at) => (at === 4 ? ['3', '公安窗口', '0', '1.5', '98.5'] : row));
    expect(read([{ name: '2026年1月', rows: dense }], { books: [{ ...hint, ties: 'dense' }] }).rejects).toEqual([]);
    expect(codes(read([{ name: '2026年1月', rows: dense }]).rejects)).toEqual(['rank-wrong']);
  });

  it('tells ranks from the scores of a whole table only', () => {
    const unranked = january.map((row) => ['2026-01', ...row.slice(1)]);
    const rows = [['月份', '窗口', '加分', '扣分', '得分'], ...unranked.slice(1)];
    const told = read([{ rows }]);
    expect(codes(told.remarks)).toEqual(['ranked-by-score']);
    expect(results(told).map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
    // Equal scores with keys nobody knows stay open, and so do places from the bottom.
    const open = read([{ rows }], { books: [{ ...hint, keyed: true }] });
    expect(results(open).map(({ rank, fromBottom }) => [rank, fromBottom])).toEqual([
      [1, null],
      [null, null],
      [null, null],
      [4, null],
    ]);
    const part = read([{ rows: rows.slice(0, 3) }]);
    expect(codes(part.remarks)).toEqual(['units-missing']);
    expect(results(part).map(({ rank }) => rank)).toEqual([null, null]);
  });

  it('knows who was there: unknown names with the nearest, windows of other months, months between', () => {
    const told = read([
      {
        rows: [
          ['月份', '名次', '窗口名称'],
          ['2026-01', '1', '税务窗囗'],
          ['2026-01', '2', '医保窗口'],
          ['2026-03', '1', '医保窗口'],
          ['2026-03', '2', '公安窗口'],
          ['2026-01', '3', '公安窗口'],
        ],
      },
    ]);
    expect(told.rejects.map(({ line, code }) => [line, code])).toEqual([
      [2, 'unit-unknown'],
      [3, 'unit-not-then'],
      [5, 'unit-not-then'],
    ]);
    expect(told.rejects[0]?.cause.zh).toContain('是否应为“税务窗口”');
    expect(told.rejects[1]?.cause.zh).toBe('“医保窗口”在 2026-01 不在花名册内（2026-03-01起）');
    expect(codes(told.remarks)).toContain('months-missing');
  });

  it('refuses months this system closed, the same subject twice, and marks that contradict the rank', () => {
    const told = read(
      [
        {
          rows: [
            ['月份', '名次', '窗口', '第一名', '前2名'],
            ['2026-04', '1', '税务窗口', '', ''],
            ['2026-01', '1', '税务窗口', '是', '是'],
            ['2026-01', '1', '税务窗口', '是', '是'],
            ['2026-01', '2', '税务窗口', '', ''],
            ['2026-01', '3', '公安窗口', '', '√'],
          ],
        },
      ],
      { closed: ['2026-04'] },
    );
    expect(told.rejects.map(({ line, code }) => [line, code])).toEqual([
      [2, 'month-closed-here'],
      [5, 'row-repeated'],
      [6, 'mark-wrong'],
    ]);
    expect(results(told)).toMatchObject([{ subject: 'W02', marks: { first: true, top: true }, topOf: 2 }]);
  });

  it('reads one month once from a workbook that shows it twice, and points by item', () => {
    const matrix = [
      ['窗口', '基础分', '窗口建设', '得分'],
      ['市场监管局窗口', '100', '1.5', '101.5'],
    ];
    const counters = [
      ['考核月份', '窗口编号', '条款编号', '已计分值'],
      ['2026-01', 'W01', '01.07', '-2'],
    ];
    const title = ['2026年1月窗口考核得分汇总'];
    const told = read([
      { name: '得分汇总', rows: [title, ...january] },
      { name: '分项得分矩阵', rows: [title, ...matrix] },
      { name: '年度计数', rows: counters },
    ]);
    expect(told.rejects).toEqual([]);
    expect(codes(told.remarks)).toEqual(['sheet-doubled']);
    expect(told.records.map(({ record }) => `${record.kind} ${record.subject}`)).toEqual([
      'result W01',
      'result W02',
      'result W03',
      'result W04',
      'counter W01',
    ]);
    expect(told.records.at(-1)?.record).toMatchObject({ item: '01.07', points: '2' });
  });
});
