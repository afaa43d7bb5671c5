import Ajv2020 from 'ajv/dist/2020';
import { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from 'src/common/refusal';
import { FixedClock } from 'src/config/clock.service';
import type { CommandIo } from 'src/config/command-io';
import { registerAttendance } from './attendance.command';
import { LEAVE_KINDS } from './leave-kinds';

const root = process.cwd();
const schema = JSON.parse(readFileSync(join(root, 'docs', 'schemas', 'attendance-judge.schema.json'), 'utf8')) as {
  $defs: { leaveKind: { enum: string[] } };
};
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

interface Entry {
  readonly person: string;
  readonly date: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly morning: string;
  readonly afternoon: string;
  readonly lateMinutes: number;
  readonly earlyMinutes: number;
}

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'baifen-judge-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ answer: Entry[]; notes: string[]; lines: string[] }> {
  const [notes, lines]: [string[], string[]] = [[], []];
  let answer: unknown;
  const io: CommandIo = {
    language: 'zh',
    clock: new FixedClock('2026-02-03 09:00:00'),
    cwd: join(root, 'test', 'fixtures', 'attendance', 'files'),
    hall: undefined,
    answer: (value, human) => {
      answer = JSON.parse(JSON.stringify(value));
      human();
    },
    line: (text) => lines.push(text),
    table: (head, rows) => lines.push(head.join(' '), ...rows.map((row) => row.join(' '))),
    note: (text) => notes.push(text),
    service: () => Promise.reject(new Error('no database here')),
  };
  const program = new Command().exitOverride();
  registerAttendance(program, io);
  await program.parseAsync(['attendance', ...words], { from: 'user' });
  return { answer: answer as Entry[], notes, lines };
}

async function refusal(...words: string[]): Promise<string> {
  try {
    await run(...words);
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.in('zh')}`;
    throw error;
  }
  return 'no refusal';
}

const list = (...entries: readonly (readonly [string, string])[]): string => {
  const file = join(folder, 'list.json');
  writeFileSync(file, JSON.stringify(entries.map(([person, at]) => ({ person, at }))));
  return file;
};
const short = ({ person, date, morning, afternoon, lateMinutes, earlyMinutes }: Entry): string =>
  `${person} ${date} ${morning}/${afternoon} +${String(lateMinutes)} -${String(earlyMinutes)}`;

describe('attendance judge', () => {
  it('judges a JSON list by the shipped schedule, in whole minutes, and the answer fits its schema', async () => {
    const punches = list(
      ...([
        ['07001', '2026-01-08 17:31:00'],
        ['07001', '2026-01-08 08:30:59'],
        ['07002', '2026-01-08 08:31:00'],
        ['07002', '2026-01-09 08:20:00'],
        ['07002', '2026-01-09 16:59:59'],
      ] as const),
    );
    const { answer, lines } = await run('judge', '--schedule', 'lianshui', '--punches', punches);
    expect(validate(answer)).toBe(true);
    expect(answer.map(short)).toEqual([
      '07001 2026-01-08 present/present +0 -0',
      '07001 2026-01-09 absent/absent +0 -0',
      '07002 2026-01-08 late/missing-punch +1 -0',
      '07002 2026-01-09 present/early +0 -1',
    ]);
    expect(lines.at(-1)).toBe('迟到 1，早退 1，缺卡 1，旷工 2');
  });

  it('knows nothing outside the days of the file, and no rest days', async () => {
    const punches = list(['07001', '2026-01-08 08:20:00'], ['07001', '2026-01-08 17:40:00']);
    const { answer } = await run('judge', '--schedule', 'lianshui', '--punches', punches, '--period', '2026-01');
    expect(answer).toHaveLength(21);
    expect(new Set(answer.map((one) => `${one.date === '2026-01-08' ? '8' : '-'} ${one.morning}`))).toEqual(
      new Set(['- unknown', '8 present']),
    );
    const stated = await run(
      ...['judge', '--schedule', 'lianshui', '--punches', punches, '--from', '2026-01-08', '--to', '2026-01-11'],
      ...['--complete-to', '2026-01-31'],
    );
    expect(stated.answer.map(short)).toEqual([
      '07001 2026-01-08 present/present +0 -0',
      '07001 2026-01-09 absent/absent +0 -0',
    ]);
  });

  it('finds people by pin and leave by name in the roster, and says what was not taken', async () => {
    const { answer, notes } = await run(
      ...['judge', '--schedule', 'lianshui', '--punches', 'zk-attlog-lf-padded9.dat'],
      ...['--roster', 'roster.xlsx', '--leave', 'leave-register.xlsx'],
    );
    expect(validate(answer)).toBe(true);
    expect(answer.filter(({ person, date }) => person === '07003' && date <= '2026-01-08').map(short)).toEqual([
      '07003 2026-01-05 present/present +0 -0',
      '07003 2026-01-06 leave/missing-punch +0 -0',
      '07003 2026-01-07 present/present +0 -0',
      '07003 2026-01-08 leave/leave +0 -0',
    ]);
    // 717 leads the branch; 07013 joins only on the 19th.
    expect(answer.find(({ person }) => person === '717')).toMatchObject({ morning: 'exempt', afternoon: 'exempt' });
    expect(answer.filter(({ person }) => person === '07013')).toEqual([]);
    expect(notes).toHaveLength(4);
    expect(notes[0]).toContain('leave-register.xlsx 第 6 行');
  });

  it.each([
    ['zk-attlog-lf-padded9.dat', []],
    ['glog-mdy.txt', []],
    ['mobile-app-punches.xlsx', []],
    ['text-date-weekday-time.xlsx', []],
    ['one-person-date-start-end.xlsx', ['--person', '(given at upload)']],
    ['hand-matrix.xlsx', ['--roster', 'roster.xlsx']],
  ])('shows the first and last punch of each person and day of %s', async (file, more) => {
    const { answer } = await run('judge', '--schedule', 'lianshui', '--punches', file, ...more);
    const daily = file.startsWith('mobile') ? 'mobile-app-punches.utf8bom.csv' : file;
    const text = readFileSync(join(root, 'test', 'fixtures', 'attendance', 'daily', `${daily}.daily.csv`), 'utf8');
    const expected = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',').slice(0, 4).join(' '));
    const shown = answer.filter(({ first }) => first !== null);
    expect(
      shown.map(({ person, date, first, last }) => `${person} ${date} ${first ?? ''} ${last ?? ''}`).sort(),
    ).toEqual(expected.sort());
  });

  it.each([
    ['schedule-unreadable', ['judge', '--schedule', 'nowhere.yaml', '--punches', 'glog-ymd.txt'], '没有这个文件'],
    ['question-open', ['judge', '--schedule', 'lianshui', '--punches', 'glog-ambiguous-order.txt'], '--date-order'],
    [
      'span-invalid',
      ['judge', '--schedule', 'lianshui', '--punches', 'glog-ymd.txt', '--from', '2026-02-01', '--to', '2026-01-01'],
      '首尾颠倒',
    ],
    [
      'date-invalid',
      ['judge', '--schedule', 'lianshui', '--punches', 'glog-ymd.txt', '--from', '2026-02-30'],
      '2026-02-30',
    ],
    [
      'period-invalid',
      ['judge', '--schedule', 'lianshui', '--punches', 'glog-ymd.txt', '--period', '2026-13'],
      '2026-13',
    ],
    [
      'nothing-to-judge',
      ['judge', '--schedule', 'lianshui', '--punches', 'matrix-without-days.xlsx'],
      '没有可判定的打卡记录',
    ],
  ])('refuses with %s', async (code, words, sentence) => {
    const told = await refusal(...words);
    expect(told).toMatch(new RegExp(`^attendance\\.${code}: `));
    expect(told).toContain(sentence);
  });

  it('checks a schedule', async () => {
    const { lines } = await run('schedule', 'check', 'four-punches');
    expect(lines).toEqual(['作息表“四次打卡作息（示例）”写法正确。']);
  });

  it('names the same kinds of leave in schema and code', () => {
    expect(schema.$defs.leaveKind.enum).toEqual(Object.keys(LEAVE_KINDS));
  });
});
