import Ajv from 'ajv';
import { Command } from 'commander';
import { Clock, instantOf } from 'src/common/clock';
import type { Refusal } from 'src/common/refusal';
import { readFileSync } from 'node:fs';
import expected from 'test/fixtures/cases/expected.json';
import { fixture } from 'test/support/feed-driver';
import { registerCases } from './cases.command';

const list = expected['cases.utf8.csv'];

interface Answer {
  readonly cases: readonly {
    line: number;
    case: string;
    state: string;
    due: string | null;
    workingDaysUsed: number | null;
  }[];
}

async function run(...words: string[]): Promise<{ value: Answer; lines: string[]; notes: string[] }> {
  let value: unknown;
  const [lines, notes]: [string[], string[]] = [[], []];
  const program = new Command();
  program.exitOverride();
  registerCases(program, {
    language: 'zh',
    clock: new (class extends Clock {
      now = (): number => instantOf('2026-01-31 18:00:00');
    })(),
    cwd: fixture('cases'),
    hall: undefined,
    answer: (answer, human) => {
      value = answer;
      human();
    },
    line: (text) => lines.push(text),
    table: (head, rows) => lines.push(head.join(' '), ...rows.map((row) => row.join(' '))),
    note: (text) => notes.push(text),
    service: () => Promise.reject(new Error('judging a list needs no database')),
  });
  await program.parseAsync(['cases', 'judge', ...words], { from: 'user' });
  return { value: value as Answer, lines, notes };
}

describe('cases judge', () => {
  it('answers every case of the sample as expected, in the shape of its schema', async () => {
    const { value } = await run('cases.utf8.csv', '--as-of', list.as_of, '--json');
    const schema = JSON.parse(readFileSync('docs/schemas/cases-judge.schema.json', 'utf8')) as object;
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    expect([validate(value), validate.errors]).toEqual([true, null]);
    // Without a roster the row of an unknown window is judged too: row 32.
    const known = value.cases.filter(({ line }) => line !== 32).sort((a, b) => a.line - b.line);
    expect(known.map(({ line, case: no, state, due }) => [line, no, state, due])).toEqual(
      list.list.map(({ row, no, state, due }) => [row, no, state, due]),
    );
  });

  it('shows people a table and the rows that were not taken', async () => {
    const { lines } = await run('cases.utf8.csv');
    expect(lines[0]).toBe('行 办件编号 状态 到期日 中止工作日 用时工作日 超期工作日');
    expect(lines).toContain('13 3299992600001012 late 2026-01-22 5 6 1');
    expect(lines.at(-1)).toBe('34: “受理时间”晚于数据截止时间 2026-01-31 18:00:00');
  });

  it('judges by the closing hour it is given, and refuses what is no time', async () => {
    const early = await run('cases.utf8.csv', '--closing', '16:30');
    const due = (answer: Answer): unknown => answer.cases.find(({ case: no }) => no === '3299992600001005')?.due;
    expect(due(early.value)).toBe('2026-01-07');
    const bare = await run('cases.utf8.csv', '--as-of', '2026-01-31');
    expect((bare.value as Answer & { asOf: string }).asOf).toBe('2026-01-31 23:59:59');
    expect(bare.notes).toEqual(['--as-of 只写了日期，按当日结束（2026-01-31 23:59:59）计算。']);
    await expect(run('cases.utf8.csv', '--as-of', '昨天')).rejects.toMatchObject({
      code: 'cases.time-invalid',
    } satisfies Partial<Refusal>);
  });
});
