import Ajv from 'ajv';
import { Command } from 'commander';
import { Clock } from 'src/common/clock';
import { Refusal } from 'src/common/refusal';
import type { Language } from 'src/common/language';
import type { CommandIo } from 'src/config/command-io';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerCalendar } from './calendar.command';
import type { MonthDeadlines } from './deadlines';
import { shippedNotices } from './shipped-notices';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'baifen-calendar-'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

interface Answer {
  readonly value: unknown;
  readonly lines: readonly string[];
}

function run(words: string, language: Language = 'zh'): Answer {
  let value: unknown;
  const lines: string[] = [];
  const io: CommandIo = {
    language,
    clock: new (class extends Clock {
      now = (): number => 0;
    })(),
    cwd,
    hall: undefined,
    answer: (answer, human) => {
      value = answer;
      human();
    },
    line: (text) => lines.push(text),
    table: (head, rows) => lines.push(head.join(' | '), ...rows.map((row) => row.join(' | '))),
    note: () => undefined,
    service: () => Promise.reject(new Error('the calendar needs no database')),
  };
  const program = new Command();
  program.exitOverride();
  registerCalendar(program, io);
  program.parse(['calendar', ...words.split(' ')], { from: 'user' });
  return { value, lines };
}

function codeOf(words: string): string {
  try {
    run(words);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing refused';
}

const notice = (year: number, sequence = 1): object => ({
  year,
  number: `样例〔${year - 1}〕${sequence}号`,
  title: '样例',
  issued: `${year - 1}-11-10`,
  sequence,
  holidays: [{ name: '元旦', from: `${year}-01-01`, to: `${year}-01-03` }],
  makeUpWorkdays: [],
});

describe('calendar deadlines', () => {
  it('answers every month of the range, fitting the schema', () => {
    const schema = JSON.parse(readFileSync('docs/schemas/calendar-deadlines.schema.json', 'utf8')) as object;
    const { value } = run('deadlines 2020-01..2026-12 --json');
    const fits = new Ajv({ allErrors: true }).compile(schema);
    expect(fits(value)).toBe(true);
    const months = value as MonthDeadlines[];
    expect(months).toHaveLength(84);
    expect(months.filter((month) => !month.calendarKnown).map((month) => month.period)).toEqual(['2026-12']);
  });

  it('shows a table for people: weekdays, why it moved, unknown years', () => {
    expect(run('deadlines 2026-09..2026-12').lines).toEqual([
      '考核月份 | 报送截止 | 核实截止 | 顺延原因',
      '2026-09 | 2026-10-08 周四 | 2026-10-09 周五 | 报送：10月1日（周四）至10月7日（周三）国庆节放假（国办发明电〔2025〕7号），顺延至10月8日（周四）\n核实：10月3日（周六）至10月7日（周三）国庆节放假（国办发明电〔2025〕7号），顺延至10月8日（周四）；与报送截止10月8日（周四）至少间隔1个工作日，定为10月9日（周五）',
      '2026-10 | 2026-11-02 周一 | 2026-11-03 周二 | 报送：11月1日（周日）为周末，顺延至11月2日（周一）',
      '2026-11 | 2026-12-01 周二 | 2026-12-03 周四 | 未顺延',
      '2026-12 | 2027-01-01 周五 | 2027-01-04 周一 | 核实：1月3日（周日）为周末（尚无该年放假通知），顺延至1月4日（周一）\n暂按周末规则',
      '2026-12：涉及的年份尚无国务院放假通知，暂按周末规则推算；通知发布后请用“baifen calendar add 文件”收录并重新核对。',
    ]);
    expect(run('deadlines 2026-11', 'en').lines).toEqual([
      'month | submission | verification | why moved',
      '2026-11 | 2026-12-01 Tuesday | 2026-12-03 Thursday | not moved',
    ]);
  });

  it('takes the gap, quarters and years', () => {
    expect(run('deadlines 2025-04 --gap 0').value).toMatchObject([{ verification: { date: '2025-05-06' } }]);
    expect(run('deadlines 2025-04 --gap 3').value).toMatchObject([{ verification: { date: '2025-05-09' } }]);
    expect(run('deadlines 2026-Q1').value).toHaveLength(3);
    expect(run('deadlines 2026').value).toHaveLength(12);
  });

  it.each([
    ['deadlines 2026-13', 'calendar.period-unreadable'],
    ['deadlines 2026-12..2026-01', 'calendar.range-reversed'],
    ['deadlines 2026-03 --gap -1', 'calendar.number-out-of-range'],
    ['deadlines 2026-03 --gap 1.5', 'calendar.number-out-of-range'],
    ['days 2026', 'calendar.period-not-month'],
    ['nth-working-day 2026-03 0', 'calendar.number-out-of-range'],
    ['check missing.json', 'calendar.notice-unreadable'],
    ['deadlines 2026-03 --calendar missing', 'calendar.notice-unreadable'],
  ])('refuses: %s', (words, code) => expect(codeOf(words)).toBe(code));
});

describe('other calendar commands', () => {
  it('shows the days of a month', () => {
    const { value, lines } = run('days 2026-05');
    expect(value).toHaveLength(31);
    expect(lines).toContain('2026-05-09 | 是 | 周六，调休上班（国办发明电〔2025〕7号）');
    expect(lines.at(-1)).toBe('共 19 个工作日。');
    expect(run('days 2027-01', 'en').lines.at(-1)).toContain('no holiday notice yet');
  });

  it('finds the n-th working day after a month', () => {
    expect(run('nth-working-day 2026-03 5').value).toEqual({
      period: '2026-03',
      n: 5,
      date: '2026-04-08',
      reason: '周三',
      calendarKnown: true,
    });
    expect(run('nth-working-day 2026-12 5').value).toMatchObject({ calendarKnown: false });
  });

  it('checks a notice file and uses added ones from a file, a folder or the environment', () => {
    const file = join(cwd, '2027-1.json');
    writeFileSync(file, JSON.stringify(notice(2027)));
    expect(run('check 2027-1.json').value).toEqual({
      year: 2027,
      sequence: 1,
      number: '样例〔2026〕1号',
      holidays: 1,
      daysOff: 3,
      makeUpWorkdays: 0,
    });
    const expected = [{ submission: { date: '2027-01-04' }, calendarKnown: true }];
    expect(run('deadlines 2026-12 --calendar 2027-1.json').value).toMatchObject(expected);
    expect(run('deadlines 2026-12 --calendar .').value).toMatchObject(expected);
    const before = process.env.BAIFEN_CALENDAR_DIR;
    process.env.BAIFEN_CALENDAR_DIR = cwd;
    try {
      expect(run('deadlines 2026-12').value).toMatchObject(expected);
    } finally {
      if (before === undefined) delete process.env.BAIFEN_CALENDAR_DIR;
      else process.env.BAIFEN_CALENDAR_DIR = before;
    }
  });

  it('refuses files that are not notices, contradict a known one or amend nothing', () => {
    const write = (name: string, text: string | Uint8Array): string => {
      writeFileSync(join(cwd, name), text);
      return `check ${name}`;
    };
    expect(codeOf(write('a.txt', '{'))).toBe('calendar.notice-unreadable');
    expect(codeOf(write('b.txt', Uint8Array.of(0xb9, 0xfa)))).toBe('calendar.notice-unreadable');
    expect(codeOf(write('c.txt', '[]'))).toBe('calendar.notice-invalid');
    expect(codeOf(write('d.txt', JSON.stringify(notice(2026))))).toBe('calendar.notice-conflict');
    expect(codeOf(write('e.txt', JSON.stringify(notice(2028, 2))))).toBe('calendar.notice-gap');
    expect(codeOf(write('f.txt', JSON.stringify(shippedNotices[0])))).toBe('nothing refused');
    // Notepad writes a byte order mark.
    expect(codeOf(write('g.txt', `\ufeff${JSON.stringify(notice(2028))}`))).toBe('nothing refused');
  });
});

describe('docs/month-calendar.md', () => {
  it('holds the table of 2026 as the command gives it', () => {
    const text = readFileSync('docs/month-calendar.md', 'utf8');
    const written = text.split('<!-- deadlines 2026: begin -->')[1]?.split('<!-- deadlines 2026: end -->')[0];
    const rows = run('deadlines 2026').lines.filter((line) => line.includes(' | '));
    const [head = '', ...months] = rows.map((row) => `| ${row.replace(/\n/g, '；')} |`);
    expect(written?.trim()).toBe([head, '| --- | --- | --- | --- |', ...months].join('\n'));
  });

  it('holds a sample notice that passes the check', () => {
    const sample = /```json\n([^`]*)```/.exec(readFileSync('docs/month-calendar.md', 'utf8'))?.[1] ?? '';
    writeFileSync(join(cwd, 'sample.txt'), sample);
    expect(run('check sample.txt').value).toMatchObject({ year: 2027, daysOff: 3 });
  });
});
