import Ajv from 'ajv';
import { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from 'src/config/clock.service';
import { Refusal } from 'src/common/refusal';
import { terminalIo } from 'src/config/terminal-io.service';
import { registerEvaluate } from './evaluate.command';
import { FACTS_SCHEMA } from './evaluate/facts-schema';

const BOOK = `book: probe
title: 试用办法
from: 2026-01
subjects: { window: { base: 100 } }
ranking: { window: {} }
sections: [{ code: a, name: 甲 }]
outcomes: [{ code: top, name: 第一名, kind: top, n: 1 }]
items:
  - { code: x, name: 办件超时, section: a, kind: deduction, count: { facts: [{ type: case.overdue }] }, shape: { kind: per-unit, points: 0.3 } }
  - { code: y, name: 认领率, section: a, kind: bonus, shape: { kind: share, value: { of: entry.claimed, over: entry.should }, weight: 1 } }
`;
const FACTS = `period: 2026-03
subjects: { windows: [A, { id: B, name: 乙窗口 }, C] }
facts:
  - { type: case.overdue, date: 2026-03-10, window: A }
  - { measure: entry.claimed, subject: A, value: 1 }
  - { measure: entry.should, subject: A, value: 3 }
  - { measure: entry.claimed, subject: B, value: 3 }
  - { measure: entry.should, subject: B, value: 3 }
  - { measure: entry.claimed, subject: C, value: 0.5 }
  - { measure: entry.should, subject: C, value: 2 }
  - { type: patrol.dress, date: 2026-03-10, window: Z }
`;

/** A document that holds these numbers of window A. */
function tallies(numbers: Readonly<Record<string, number>>): string {
  const facts = Object.entries(numbers).map(([measure, value]) => ({ measure, subject: 'A', value }));
  return JSON.stringify({ period: '2026-03', subjects: { windows: ['A'] }, facts });
}

interface Answer {
  readonly coverageAssumed: boolean;
  readonly sheets: readonly {
    subject: string;
    formula: string;
    score: string;
    lines: readonly { id: string; points: string; sentence?: string }[];
  }[];
  readonly standings: readonly { subject: string; rank: number | null; score: string }[];
  readonly outcomes: readonly { members: readonly { subject: string }[] }[];
  readonly unplaced: readonly { id: string; why: string }[];
}

describe('evaluate', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-evaluate-'));
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write('book.yaml', BOOK);
    write('facts.yaml', FACTS);
    write('february.yaml', FACTS.replace('period: 2026-03', 'period: 2025-12'));
    write('wrong.yaml', FACTS.replace('2026-03-10, window: A', '2026-02-31, window: A'));
    write('unknown.json', '{ "period": "2026-03", "subjects": { "windows": ["A"] }, "fact": [] }');
    const negative = FACTS.replace('window: A }', 'window: A, amounts: { workingDays: -3 } }');
    write('negative.yaml', negative);
    write('negative-text.yaml', negative.replace('-3', '"-3"').replace('date:', 'id: c7, date:'));
    write('negative-tally.json', tallies({ 'cases.incomplete': -5, 'cases.sampled': 10 }));
    write('beyond.json', tallies({ 'cases.early': 15, 'cases.promised-finished': 10 }));
    write(
      'groups.yaml',
      FACTS.replace('[A,', '[{ id: A, group: 甲类 },').replace(
        '乙窗口 }, C]',
        '乙窗口, group: 乙类 }, { id: C, group: 乙类 }]',
      ),
    );
    write('groups-book.yaml', BOOK.replace('items:', 'groups: [{ code: 甲类, name: 甲类 }]\nitems:'));
    write('doubled.json', '{\n"period": "2026-03",\n"period": "2026-04",\n"subjects": { "windows": ["A"] } }');
    write('doubled.yaml', FACTS.replace('period: 2026-03', 'period: 2026-03\nperiod: 2026-04'));
    write('twice.yaml', FACTS.replace('[A, { id: B', '[A, { id: A'));
    const people = '[\n{ "id": "p1" },\n{ "id": "p1", "window": "A" }]';
    write('staff-twice.json', `{ "period": "2026-03",\n"subjects": { "windows": ["A", "A"],\n"staff": ${people} } }`);
    const days = '"from": "2026-03-31", "to": "2026-03-01"';
    write(
      'backwards.json',
      `{ "period": "2026-03",\n"subjects": { "windows": ["A"] },\n"coverage": [\n{ "source": "cases", ${days} }] }`,
    );
    write('dew.json', tallies({ 'cases.dew': 5 }));
    write('overdu.yaml', FACTS.replace('case.overdue', 'case.overdu'));
    write('verified.yaml', FACTS.replace('window: A }', 'window: A, verified: 核实 }'));
    write('two.yaml', FACTS.replace('case.overdue', 'case.overdu').replace('value: 3 }', 'value: -3 }'));
    write('two-book.yaml', BOOK.replace('per-unit', 'per-unti').replace('kind: bonus', 'kind: bonsu'));
    write('broken.json', '{ "period": ');
    write('bad-book.yaml', BOOK.replace('per-unit', 'per-unti'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(
    argv: string[],
    language: 'zh' | 'en' = 'zh',
  ): Promise<{ out: string; err: string; refusal: string | undefined }> {
    let [out, err] = ['', ''];
    const streams = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const service = (): Promise<never> => Promise.reject(new Error('no database is needed'));
    const io = terminalIo({ argv, language, streams, clock: new SystemClock(), cwd: folder, service });
    const program = new Command('baifen').exitOverride();
    registerEvaluate(program, io);
    try {
      await program.parseAsync(argv, { from: 'user' });
      return { out, err, refusal: undefined };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { out, err, refusal: error.in(language) };
    }
  }
  const evaluateOf = (facts: string, ...more: string[]): string[] => [
    'evaluate',
    '--book',
    'book.yaml',
    '--facts',
    facts,
    ...more,
  ];
  const schemaOf = (name: string): object =>
    JSON.parse(readFileSync(join(__dirname, '../../../docs/schemas', name), 'utf8')) as object;

  it('answers one document that its schema describes', async () => {
    const { out, err } = await run(evaluateOf('facts.yaml', '--json', '--explain'));
    const answer = JSON.parse(out) as Answer;
    const valid = new Ajv({ allErrors: true, strict: false }).compile(schemaOf('evaluation.schema.json'));
    expect(valid(answer) ? [] : valid.errors).toEqual([]);
    expect(answer.sheets.map(({ formula }) => formula)).toEqual([
      '100.00 + 0.33 - 0.30 = 100.03',
      '100.00 + 1.00 - 0.00 = 101.00',
      '100.00 + 0.25 - 0.00 = 100.25',
    ]);
    expect(answer.sheets[0]?.lines.map(({ id, points, sentence }) => [id, points, sentence])).toEqual([
      ['window:A/x/#1', '-0.30', 'x 办件超时：3月10日，办件超时，1×0.3分，扣0.30分。'],
      ['window:A/y/=', '0.33', 'y 认领率：claimed1÷should3＝33.33%，33.33%×1分，加0.33分。'],
      ['window:A/y/=/@item-rounding', '0.00', 'y 认领率：本项四舍五入，由0.3333…分调整为0.33分，调减0.0033分。'],
    ]);
    expect(answer.standings.map(({ subject, rank, score }) => [subject, rank, score])).toEqual([
      ['B', 1, '101.00'],
      ['C', 2, '100.25'],
      ['A', 3, '100.03'],
    ]);
    expect(answer.outcomes[0]?.members.map(({ subject }) => subject)).toEqual(['B']);
    expect(answer.unplaced).toEqual([{ id: '#8', what: 'patrol.dress', window: 'Z', why: 'unknown-window' }]);
    expect(answer.coverageAssumed).toBe(true);
    expect(err).toContain('事实文件没有写 coverage，所有来源按全月齐全计算。');
  });

  it('prints a table and, when asked, the sentence of every line', async () => {
    const { out } = await run(evaluateOf('facts.yaml', '--explain'));
    expect(out).toContain('试用办法 2026-03');
    expect(out).toContain('乙窗口');
    expect(out).toContain('第一名: 乙窗口');
    expect(out).toContain('  -0.30  x 办件超时：3月10日，办件超时，1×0.3分，扣0.30分。');
  });

  it.each([
    ['none.yaml', '事实文件 none.yaml 读不出来：没有这个文件。请检查路径，并确认是 UTF-8 编码的 JSON 或 YAML 文件。'],
    [
      'wrong.yaml',
      '事实文件 wrong.yaml 第 4 行（/facts/0/date）：事实 #1 的 date “2026-02-31”不是有效的日期。请写成 YYYY-MM-DD，例如 2026-03-02。',
    ],
    ['unknown.json', '事实文件 unknown.json 第 1 行（/fact）：不认识 fact。是不是要写“facts”？'],
    [
      'negative.yaml',
      '事实文件 negative.yaml 第 4 行（/facts/0/amounts/workingDays）：事实 #1 的 amounts.workingDays 不能是负数，现为 -3。时长、数量最小为 0，请按原始记录改正；加分还是扣分由办法的 kind 决定。',
    ],
    [
      'negative-text.yaml',
      '事实文件 negative-text.yaml 第 4 行（/facts/0/amounts/workingDays）：事实 c7 的 amounts.workingDays 不能是负数，现为 -3。时长、数量最小为 0，请按原始记录改正；加分还是扣分由办法的 kind 决定。',
    ],
    [
      'negative-tally.json',
      '事实文件 negative-tally.json 第 1 行（/facts/0/value）：事实 #1 的 value 不能是负数，现为 -5。时长、数量最小为 0，请按原始记录改正；加分还是扣分由办法的 kind 决定。',
    ],
    [
      'beyond.json',
      '事实文件 beyond.json 第 1 行（/facts/0/value）：A 的承诺件提前办结数 cases.early＝15，多于承诺件办结数 cases.promised-finished＝10。部分不能多于整体，请核对两个数。',
    ],
    ['doubled.json', '事实文件 doubled.json 第 3 行：“period”在同一处写了两遍，第一处在第 2 行。请只保留一处。'],
    ['doubled.yaml', '事实文件 doubled.yaml 第 2 行：“period”在同一处写了两遍。请只保留一处。'],
    [
      'twice.yaml',
      '事实文件 twice.yaml 第 2 行（/subjects/windows/1/id）：窗口 A 写了两次，内容不同（第 1 个和第 2 个）。请只留一个，或改正编号。',
    ],
    [
      'staff-twice.json',
      '事实文件 staff-twice.json 第 5 行（/subjects/staff/1/id）：人员 p1 写了两次，内容不同（第 1 个和第 2 个）。请只留一个，或改正编号。',
    ],
    [
      'backwards.json',
      '事实文件 backwards.json 第 4 行（/coverage/0/from）：起始日 2026-03-31 晚于截止日 2026-03-01。请对调或改正 from 与 to。',
    ],
    [
      'dew.json',
      '事实文件 dew.json 第 1 行（/facts/0/measure）：统计量“cases.dew”不在允许的词之内。是不是要写“cases.due”？',
    ],
    [
      'overdu.yaml',
      '事实文件 overdu.yaml 第 4 行（/facts/0/type）：事实 #1 的 type “case.overdu”不在允许的词之内。是不是要写“case.overdue”？',
    ],
    [
      'verified.yaml',
      '事实文件 verified.yaml 第 4 行（/facts/0/verified）：事实 #1 的 verified “核实”不在允许的词之内。可以写：yes、no、pending。',
    ],
    [
      'february.yaml',
      '考核办法 probe 适用于 2026-01 至 …，事实文件是 2025-12 的。请换用 2025-12 生效的办法，或改正事实文件的 period。',
    ],
  ])('refuses %s with a sentence', async (file, sentence) => {
    expect((await run(evaluateOf(file))).refusal).toBe(sentence);
  });

  it('says when windows are ranked in groups the book does not name', async () => {
    const { err } = await run(evaluateOf('groups.yaml'));
    expect(err).toContain(
      '办法没有写 groups，按事实文件中窗口的组分别排名：乙类（2 个）、甲类（1 个）。要全大厅一起排名，请在 ranking.window 写 within: all。',
    );
    const named = ['evaluate', '--book', 'groups-book.yaml', '--facts', 'groups.yaml'];
    expect((await run(named)).err).toContain(
      '窗口 C 的组“乙类”不在办法的 groups 之内，单独排名。请在办法里加上这个组，或改正窗口的组。',
    );
  });

  it('refuses a broken document and a broken book', async () => {
    expect((await run(evaluateOf('broken.json'))).refusal).toBe(
      '事实文件 broken.json 第 1 行：缺少一个符号，多半是引号、逗号或冒号没有写完。请检查这一行及上一行的引号、逗号、冒号和括号。',
    );
    const { refusal } = await run(['evaluate', '--book', 'bad-book.yaml', '--facts', 'facts.yaml']);
    expect(refusal).toContain('bad-book.yaml 有 1 处错误');
  });

  it('says every one of several faults once', async () => {
    const facts = await run(evaluateOf('two.yaml'));
    expect(facts.refusal).toContain('第 4 行（/facts/0/type）');
    expect(facts.err.trim().split('\n')).toEqual([
      expect.stringContaining('第 6 行（/facts/2/value）：事实 #3 的 value 不能是负数，现为 -3'),
    ]);
    const book = await run(['evaluate', '--book', 'two-book.yaml', '--facts', 'facts.yaml']);
    expect(book.refusal).toContain('per-unti');
    expect(book.err).not.toContain('per-unti');
    expect(book.err).toContain('bonsu');
  });

  it('publishes the schema it checks with', () => {
    expect(schemaOf('facts.schema.json')).toEqual(JSON.parse(JSON.stringify(FACTS_SCHEMA)));
  });
});
