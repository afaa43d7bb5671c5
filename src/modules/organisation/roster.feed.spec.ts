import type { Cell } from 'src/modules/intake/feed';
import { readFile, readSheets, SAMPLE, sheet, type ReadRoster } from 'test/fixtures/organisation/read-roster';
import { buildRoster } from './build-roster';
import { PeopleIndex } from './people';
import { statementOf, type Line } from './statement';

const rosterOf = (lines: readonly Line[]) =>
  buildRoster({ hall: { id: 'hall', name: '大厅' }, period: null, statement: statementOf(lines) });

describe('the sample workbook', () => {
  let read: ReadRoster;
  beforeAll(async () => {
    read = await readFile(SAMPLE);
  });

  it('is read whole, sheet by sheet', () => {
    const { summary, lines } = read;
    expect(summary).toMatchObject({
      sheet: '部门、窗口、人员任职、AB岗',
      ...{ rows: 38, records: 38, accepted: 38, repeats: 0, skipped: 0, rejected: 0, persons: 18 },
    });
    const count = (kind: Line['kind']): number => lines.filter((line) => line.kind === kind).length;
    expect([count('department'), count('window'), count('posting'), count('pair')]).toEqual([7, 7, 19, 5]);
    const postings = lines.filter((line) => line.kind === 'posting');
    expect(new Set(postings.filter(({ chief }) => chief).map(({ staff }) => staff)).size).toBe(5);
    expect(postings.filter(({ branchLeader }) => branchLeader).map(({ staff }) => staff)).toEqual(['717']);
  });

  it('knows who moved, left and joined', () => {
    const { staff } = rosterOf(read.lines);
    const moved = staff.filter(({ postings }) => new Set(postings.map(({ window }) => window)).size > 1);
    expect(moved.map(({ id }) => id)).toEqual(['07016']);
    expect(staff.filter(({ postings }) => postings.at(-1)?.to !== null).map(({ id }) => id)).toEqual(['07012']);
    const joined = staff.filter(({ postings }) => (postings[0]?.from ?? '') >= '2026-01-01');
    expect(joined.map(({ id }) => id)).toEqual(['07013']);
  });

  it('takes 折合系数 as exact text and refuses what is no number above 0', () => {
    const table = (value: Cell): ReadRoster =>
      readSheets([
        sheet('窗口', [
          ['窗口编号', '窗口名称', '折合系数'],
          ['A01', '税务窗口', value],
        ]),
      ]);
    const taken = (value: Cell): unknown => rosterOf(table(value).lines).windows[0]?.coefficient;
    expect(['1.05', '１．１', { kind: 'number' as const, text: '0.95' }, ''].map(taken)).toEqual([
      ...['1.05', '1.1', '0.95', undefined],
    ]);
    for (const wrong of ['0', '-1', '1.00001', '高'])
      expect(table(wrong).summary.rejects).toMatchObject([
        { line: 2, column: '折合系数', value: wrong, code: 'coefficient-unreadable' },
      ]);
  });

  it('warns of C01 and D01, each once', () => {
    expect(read.summary.warnings).toEqual([
      {
        sheet: '窗口',
        line: 6,
        code: 'window-gap',
        text: {
          zh: '窗口 C01 人社社保窗口：无人在岗（2025-01-01至2025-02-28）；没有首席代表（2025-03-03起）；没有B岗（2025-03-03起）；请核对花名册，确实空缺的请尽快安排',
          en: 'window C01 人社社保窗口: nobody is posted (2025-01-01 to 2025-02-28); no chief representative (from 2025-03-03 on); no B post (from 2025-03-03 on)',
        },
      },
      expect.objectContaining({
        line: 8,
        text: expect.objectContaining({
          zh: expect.stringContaining('窗口 D01 综合受理窗口：无人在岗（2025-01-01至2025-05-30，2026-01-19起）'),
        }),
      }),
    ]);
  });

  it('keeps 0717 and 717 apart and holds no phone number', () => {
    const index = new PeopleIndex(rosterOf(read.lines));
    expect(index.person('0717')?.name).toBe('仇夜明');
    expect(index.person('717')?.name).toBe('苗青山');
    expect(JSON.stringify(read.lines)).not.toContain('100000100');
    expect(index.byKey('phone', '+86 10000010015')).toMatchObject({ kind: 'unique', value: { id: '07016' } });
  });
});

const WINDOWS = [
  ['窗口编号', '窗口名称', '所属部门', '启用日期', '停用日期'],
  ['A01', '税务窗口', '税务', '2025-01-01', ''],
  ['A02', '医保窗口', '税务', '2025-01-01', ''],
];
const DEPARTMENTS = [
  ['部门编号', '部门名称', '分管领导', '分管领导工号'],
  ['01', '税务', '', ''],
];
const POSTING = ['工号', '姓名', '窗口编号', '岗位', '是否首席代表', '任职开始', '任职结束', '考勤机号'];

const read = (postings: Cell[][], more: { windows?: Cell[][]; departments?: Cell[][]; pairs?: Cell[][] } = {}) =>
  readSheets([
    sheet('部门', more.departments ?? DEPARTMENTS),
    sheet('窗口', more.windows ?? WINDOWS),
    sheet('人员任职', [POSTING, ...postings]),
    ...(more.pairs ? [sheet('AB岗', [['窗口编号', 'A岗工号', 'A岗姓名', 'B岗工号', 'B岗姓名'], ...more.pairs])] : []),
  ]);
const rejectsOf = ({ summary }: ReadRoster) =>
  summary.rejects.map(({ sheet: name, line, column, value, code }) => [name, line, column, value, code]);
const codes = ({ summary }: ReadRoster): string[] => summary.warnings.map(({ code }) => code);
const row = (staff: Cell, name: Cell, window: Cell, from: Cell, to: Cell = '', pin: Cell = ''): Cell[] => [
  staff,
  name,
  window,
  'A',
  '是',
  from,
  to,
  pin,
];

describe('what is rejected', () => {
  it.each<[string, Cell[], [number, string, string, string]]>([
    [
      'a number cell',
      row({ kind: 'number', text: '717' }, '甲', 'A01', '2025-01-01'),
      [2, '工号', '717', 'number-not-text'],
    ],
    [
      'a pin as number',
      row('717', '甲', 'A01', '2025-01-01', '', { kind: 'number', text: '9' }),
      [2, '考勤机号', '9', 'number-not-text'],
    ],
    ['no number', row('', '甲', 'A01', '2025-01-01'), [2, '工号', '', 'cell-empty']],
    ['no name', row('1', '', 'A01', '2025-01-01'), [2, '姓名', '', 'cell-empty']],
    ['no beginning', row('1', '甲', 'A01', ''), [2, '任职开始', '', 'cell-empty']],
    ['31 February', row('1', '甲', 'A01', '2025-02-31'), [2, '任职开始', '2025-02-31', 'date-impossible']],
    ['an ambiguous date', row('1', '甲', 'A01', '5/1/25'), [2, '任职开始', '5/1/25', 'date-ambiguous']],
    [
      'an end before the beginning',
      row('1', '甲', 'A01', '2025-02-02', '2025-02-01'),
      [2, '任职结束', '2025-02-01', 'to-before-from'],
    ],
    ['an unknown window', row('1', '甲', 'Z99', '2025-01-01'), [2, '窗口编号', 'Z99', 'window-unknown']],
    [
      'neither yes nor no',
      ['1', '甲', 'A01', 'A', '也许', '2025-01-01', '', ''],
      [2, '是否首席代表', '也许', 'not-yes-or-no'],
    ],
  ])('%s', (_, posting, [line, column, value, code]) => {
    const done = read([posting]);
    expect(rejectsOf(done)).toEqual([['人员任职', line, column, value, code]]);
    expect(done.summary.persons).toBe(0);
  });

  it('takes numbers as ids when the user says so', () => {
    const rows = [POSTING, row({ kind: 'number', text: '717' }, '甲', 'A01', '2025-01-01')];
    const done = readSheets([sheet('窗口', WINDOWS), sheet('人员任职', rows)], { options: { numbersAsIds: true } });
    expect(done.summary.rejected).toBe(0);
    expect(done.lines).toContainEqual(expect.objectContaining({ staff: '717', window: 'A01' }));
  });

  it('of two postings that share a day the later line, naming the earlier', () => {
    const done = read([row('07', '甲', 'A01', '2025-01-01', '2025-03-18'), row('07', '甲', 'A02', '2025-03-18')]);
    expect(rejectsOf(done)).toEqual([['人员任职', 3, '任职开始', '2025-03-18', 'posting-overlap']]);
    expect(done.summary.rejects[0]?.cause.zh).toBe('工号 07 与第 2 行的任职（2025-01-01 至 2025-03-18）日期重叠');
  });

  it('not postings that touch, and not the same digits with another zero', () => {
    const done = read([
      row('07', '甲', 'A01', '2025-01-01', '2025-03-18'),
      row('07', '甲', 'A02', '2025-03-19'),
      row('7', '乙', 'A01', '2025-01-01'),
    ]);
    expect(done.summary).toMatchObject({ rejected: 0, persons: 2 });
  });

  it('a number that bears two names, but no remark after a name', () => {
    const done = read([
      row('07', '甲', 'A01', '2025-01-01', '2025-03-18'),
      row('07', '乙', 'A02', '2025-03-19', '2025-03-31'),
      row('07', '甲（离职）', 'A02', '2025-04-01'),
    ]);
    expect(rejectsOf(done)).toEqual([['人员任职', 3, '姓名', '乙', 'staff-two-names']]);
  });

  it('codes twice for the same days, but not a rename', () => {
    const renamed = [
      ...[WINDOWS[0] ?? [], ['A01', '税务窗口', '税务', '2025-01-01', '2026-01-14']],
      ...[
        ['A01', '税务综合窗口', '税务', '2026-01-15', ''],
        ['A01', '又一个', '税务', '2026-01-20', ''],
      ],
    ];
    const done = read([row('1', '甲', 'A01', '2025-01-01')], {
      windows: renamed,
      departments: [...DEPARTMENTS, ['01', '医保', '', '']],
    });
    expect(rejectsOf(done)).toEqual([
      ['部门', 3, '部门编号', '01', 'code-twice'],
      ['窗口', 4, '窗口编号', 'A01', 'code-twice'],
    ]);
  });

  it('pairs of unknown people and of one person', () => {
    const done = read([row('1', '甲', 'A01', '2025-01-01'), row('2', '乙', 'A01', '2025-01-01')], {
      pairs: [
        ['A01', '1', '甲', '02', '乙'],
        ['A01', '1', '甲', '1', '甲'],
        ['Z9', '1', '甲', '2', '乙'],
        ['税务窗口', '1', '丙', '2', '乙'],
      ],
    });
    expect(rejectsOf(done)).toEqual([
      ['AB岗', 2, 'B岗工号', '02', 'staff-unknown'],
      ['AB岗', 3, 'B岗工号', '1', 'pair-of-one'],
      ['AB岗', 4, '窗口编号', 'Z9', 'window-unknown'],
    ]);
    expect(done.lines).toContainEqual({
      kind: 'pair',
      window: 'A01',
      a: '1',
      b: '2',
      third: null,
      from: null,
      to: null,
    });
    expect(codes(done)).toContain('pair-name-differs');
  });

  it('a sheet without a needed column, named', () => {
    const done = readSheets([
      sheet('人员任职', [
        ['工号', '姓名', '窗口编号'],
        ['1', '甲', 'A01'],
      ]),
    ]);
    expect(rejectsOf(done)).toEqual([['人员任职', 1, '任职开始', '', 'column-missing']]);
    expect(done.summary.records).toBe(0);
  });
});

it.each(['至今', '长期', '2099-12-31', '9999-12-31', '-', ''])('an end written %j is open', (to) => {
  const done = read([row('1', '甲', 'A01', '2025-01-01', to)]);
  expect(done.lines).toContainEqual(expect.objectContaining({ staff: '1', from: '2025-01-01', to: null }));
});

describe('what is told but taken', () => {
  it('a pin that two people hold on one day; not one that passes on', () => {
    const shared = read([row('1', '甲', 'A01', '2025-01-01', '', '9'), row('2', '乙', 'A01', '2025-02-01', '', '9')]);
    expect(codes(shared)).toContain('key-taken');
    const passed = read([
      row('1', '甲', 'A01', '2025-01-01', '2025-01-31', '9'),
      row('2', '乙', 'A01', '2025-02-01', '', '9'),
    ]);
    expect(codes(passed)).not.toContain('key-taken');
    expect(passed.summary.rejected).toBe(0);
  });

  it('exact repeats count once and contradict nobody', () => {
    const done = read([row('1', '甲', 'A01', '2025-01-01'), row('1', '甲', 'A01', '2025-01-01')]);
    expect(done.summary).toMatchObject({ rejected: 0, records: 5, accepted: 4, repeats: 1 });
  });

  it('an unknown department, a merger without end, a posting beyond the window', () => {
    const windows = [
      ['窗口编号', '窗口名称', '所属部门', '启用日期', '停用日期', '并入窗口'],
      ['A01', '税务窗口', '国税', '2025-01-01', '2025-06-30', 'A02'],
      ['A02', '医保窗口', '税务', '2025-01-01', '', '税务窗口'],
      ['A03', '社保窗口', '税务', '2025-01-01', '', 'Z1'],
    ];
    const done = read([row('1', '甲', 'A01', '2025-01-01')], { windows });
    expect(codes(done).filter((code) => code !== 'window-gap')).toEqual([
      ...['department-unknown', 'merged-but-open', 'merged-into-unknown', 'posting-outside-window'],
    ]);
    expect(done.lines).toContainEqual(expect.objectContaining({ code: 'A01', department: null, mergedInto: 'A02' }));
  });

  it('a branch leader by name only where one person bears it', () => {
    const departments = [
      DEPARTMENTS[0] ?? [],
      ['01', '税务', '甲', ''],
      ['02', '医保', '桑田', ''],
      ['03', '社保', '无此人', ''],
    ];
    const done = read(
      [
        row('1', '甲', 'A01', '2025-01-01'),
        row('2', '桑田', 'A01', '2025-01-01'),
        row('3', '桑田', 'A02', '2025-01-01'),
      ],
      { departments },
    );
    const leaders = done.lines.filter((line) => line.kind === 'department').map(({ leader }) => leader);
    expect(leaders).toEqual(['1', null, null]);
    expect(codes(done).filter((code) => code === 'leader-unknown')).toHaveLength(2);
  });

  it('columns nobody knows, and the rows below the table', () => {
    const rows = [
      ['花名册'],
      [...POSTING, '考勤机编'],
      [...row('1', '甲', 'A01', '2025-01-01'), '7'],
      ['制表人：某某'],
    ];
    const done = readSheets([sheet('窗口', WINDOWS), sheet('人员任职', rows)]);
    expect(done.summary.skippedRows.map(({ line, code }) => [line, code])).toEqual([[4, 'closing-row']]);
    expect(done.summary.warnings).toContainEqual(expect.objectContaining({ line: 2, code: 'column-unknown' }));
    expect(done.summary.rows).toBe(WINDOWS.length + 1);
    expect(done.summary.persons).toBe(1);
  });

  it('columns in any order, by other names, full width, with a title row, dates as cells', () => {
    const day: Cell = { kind: 'date', date: '2025-01-01', time: '00:00:00', holds: 'date' };
    const rows: Cell[][] = [
      ['人员任职一览'],
      ['任职结束', '任职开始', '窗口', '姓　名', '编制类型', '工\n号', 'ＵｓｅｒＩｄ', '职务'],
      ['至今', day, '税 务窗口', '甲', '公益岗', '０７', 'u1', '科员'],
    ];
    const done = readSheets([sheet('人员', rows), sheet('窗口', WINDOWS)]);
    expect(done.summary.rejects).toEqual([]);
    const posting = { staff: '07', window: 'A01', staffType: '公益岗', userId: 'u1', from: '2025-01-01', to: null };
    expect(done.lines).toContainEqual(expect.objectContaining(posting));
  });
});

describe('with what earlier imports made known', () => {
  const known = read([row('1', '甲', 'A01', '2025-01-01')]).lines;
  const given = { given: { roster: rosterOf(known), notices: undefined } };

  it('postings alone find their windows', () => {
    const done = readSheets([sheet('人员任职', [POSTING, row('2', '乙', 'A02', '2026-01-01')])], given);
    expect(done.summary.rejects).toEqual([]);
  });

  it('a person whose earlier posting is left out is pointed out', () => {
    const done = readSheets([sheet('人员任职', [POSTING, row('1', '甲', 'A02', '2026-01-19')])], given);
    expect(done.summary.warnings.map(({ code, line }) => [code, line])).toEqual([['earlier-posting-missing', 2]]);
    const whole = [row('1', '甲', 'A01', '2025-01-01', '2026-01-18'), row('1', '甲', 'A02', '2026-01-19')];
    expect(codes(readSheets([sheet('人员任职', [POSTING, ...whole])], given))).toEqual([]);
  });
});
