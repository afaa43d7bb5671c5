import { readFileSync } from 'node:fs';
import { dryRun } from 'test/support/dry-run';
import { fixture, readWith, sampleGiven } from 'test/support/feed-driver';
import punches from './punch.feed';
import type { PunchRecord } from './punch';

interface Expected {
  readonly layout: string;
  readonly verdict: string;
  readonly same_reading_as?: string;
  readonly rows?: number;
  readonly records?: number;
  readonly distinct?: number;
  readonly exact_repeats?: number;
  readonly persons?: number;
  readonly first?: string;
  readonly last?: string;
  readonly skipped?: readonly { readonly row: number | string }[];
  readonly rejects?: readonly { readonly row: number | string }[];
}

const expected = JSON.parse(readFileSync(fixture('attendance/expected.json'), 'utf8')) as Record<string, Expected>;
const file = (name: string): string => fixture(`attendance/files/${name}`);

/** Distinct punches per person and day, as the samples' daily files have them. */
function daily(
  records: readonly { readonly record: PunchRecord }[],
  person: (record: PunchRecord) => string,
): string[] {
  const days = new Map<string, Set<string>>();
  for (const { record } of records) {
    const key = `${person(record)},${record.at.slice(0, 10)}`;
    days.set(key, (days.get(key) ?? new Set()).add(record.at.slice(11)));
  }
  return [...days]
    .map(([key, times]) => {
      const sorted = [...times].sort();
      return `${key},${sorted[0] ?? ''},${sorted.at(-1) ?? ''},${String(sorted.length)}`;
    })
    .sort();
}

/** Intake keeps hidden sheets away from feeds; read through the real process below. */
const HIDDEN = 'hidden-first-sheet.xlsx';

const whole = Object.entries(expected).filter(([name, { verdict, records, same_reading_as: same, layout }]) => {
  const target = same === undefined ? { records, layout } : expected[same.split('/').at(-1) ?? ''];
  return (
    name !== HIDDEN && verdict === 'read' && target?.records !== undefined && /^[2345]|^6b|^11/.test(target.layout)
  );
});

describe('every punch sample', () => {
  it('is among the cases', () => {
    expect(whole.map(([name]) => name).sort()).toHaveLength(31);
  });

  it.each(whole)('%s is read as expected', async (name, given) => {
    const origin = given.same_reading_as?.split('/').at(-1);
    const wanted = origin === undefined ? given : (expected[origin] as Expected);
    const isMatrix = wanted.layout === '6b';
    const context = {
      options: wanted.layout === '5e' ? { person: '(given at upload)' } : {},
      given: isMatrix ? sampleGiven : {},
    };
    const { summary, records } = await readWith(punches, file(name), context);
    expect(summary).toMatchObject({
      rows: wanted.rows,
      records: wanted.records,
      accepted: wanted.distinct,
      repeats: wanted.exact_repeats,
      persons: wanted.persons,
      first: wanted.first,
      last: wanted.last,
      skipped: wanted.skipped?.length,
      rejected: wanted.rejects?.length,
    });
    const place = ({ line, column }: { line: number; column: string }): number | string =>
      isMatrix ? `${column}${String(line)}` : line;
    expect(summary.rejects.map(place)).toEqual(wanted.rejects?.map(({ row }) => row));
    if (!isMatrix) expect(summary.skippedRows.map(({ line }) => line)).toEqual(wanted.skipped?.map(({ row }) => row));
    const lines = readFileSync(fixture(`attendance/daily/${origin ?? name}.daily.csv`), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(daily(records, (record) => record.staff ?? record.person)).toEqual(lines.slice(1).sort());
  });
});

describe('the DingTalk workbook', () => {
  const read = (given: unknown): ReturnType<typeof readWith<PunchRecord>> =>
    readWith(punches, file('dingtalk-kaoqin-baobiao.xlsx'), { given });

  it('gives its raw records: devices as punches, approvals and changes as corrections, void rows not at all', async () => {
    const { summary, records, covers } = await read(sampleGiven);
    expect(summary).toMatchObject({ layout: '1', sheet: '原始记录', rows: 552, records: 548, skipped: 4, rejected: 0 });
    const punched = records.filter(({ record }) => record.kind === 'punch');
    expect(punched).toHaveLength(545);
    expect(new Set(punched.map(({ record }) => punches.identity(record))).size).toBe(545);
    expect(records.filter(({ record }) => record.kind === 'correction').map(({ record }) => record.device)).toEqual([
      '补卡审批',
      '管理员修改',
      '补卡审批',
    ]);
    expect(summary).toMatchObject({ first: '2026-01-01 19:12:00', last: '2026-02-01 07:45:00' });
    // People of B01 and C02 are not in the file, or only one of three: nothing is said about these windows.
    const windows = ['A01', 'A02', 'B02', 'C01', 'D01'];
    expect(covers).toEqual(windows.map((scope) => ({ from: '2026-01-01', to: '2026-01-31', scope })));
  });

  it('skips the void rows, of which two are the same', async () => {
    const { summary } = await read(sampleGiven);
    expect(summary.skippedRows.map(({ line, code }) => [line, code])).toEqual(
      [336, 347, 348, 351].map((line) => [line, 'void']),
    );
    expect(summary.repeats).toBe(0);
  });

  it('keeps the person without a staff number apart, by UserId', async () => {
    const { summary, records } = await read(sampleGiven);
    expect(summary.unmatchedKeys.map(({ key }) => key)).toEqual(['90026105128-901256779']);
    const apart = records.filter(({ record }) => record.staff === null);
    expect(apart).toHaveLength(38);
    expect(new Set(apart.map(({ record }) => record.source))).toEqual(new Set(['userId']));
    expect(summary.persons).toBe(new Set(records.map(({ record }) => record.person)).size);
  });

  it('refuses nobody while there is no roster', async () => {
    const { summary } = await read({});
    expect(summary).toMatchObject({ records: 548, rejected: 0, unmatched: summary.persons });
  });
});

describe('questions and refusals', () => {
  it('asks for the order of day and month, and takes the answer', async () => {
    const { summary, question } = await readWith(punches, file('glog-ambiguous-order.txt'));
    expect(summary).toMatchObject({ rows: 12, records: 0 });
    expect(question).toMatchObject({ code: 'date-order', answer: 'dateOrder' });
    const mdy = await readWith(punches, file('glog-ambiguous-order.txt'), { options: { dateOrder: 'mdy' } });
    expect(mdy.summary).toMatchObject({ rows: 12, records: 12, question: null, last: '2026-02-12 17:36:40' });
    const dmy = await readWith(punches, file('glog-ambiguous-order.txt'), { options: { dateOrder: 'dmy' } });
    expect(dmy.records.map(({ record }) => record.at.slice(0, 7))).toContain('2026-12');
  });

  it('asks whose list it is', async () => {
    const { summary, question } = await readWith(punches, file('one-person-date-start-end.xlsx'));
    expect(summary).toMatchObject({ rows: 8, records: 0 });
    expect(question).toMatchObject({ code: 'person', answer: 'person' });
  });

  it('names the empty day cell of a matrix and reads nothing of it', async () => {
    const { summary, records } = await readWith(punches, file('matrix-without-days.xlsx'));
    expect(records).toEqual([]);
    expect(summary.rejects).toMatchObject([{ line: 3, column: 'D', code: 'day-unknown' }]);
  });

  it('keeps people of a matrix apart by name while there is no roster, and never stores the name', async () => {
    const { summary, records } = await readWith(punches, file('hand-matrix.xlsx'));
    expect(summary).toMatchObject({ records: 137, unmatched: 7, persons: 7 });
    const [sink] = punches.sinks;
    expect(records.some(({ record }) => sink?.accepts(record))).toBe(false);
  });

  it('reads only the visible sheet, in the real process', async () => {
    const answer = await dryRun('attendance/punch.feed', 'attendance/files/hidden-first-sheet.xlsx');
    expect(answer).toMatchObject({ sheet: '打卡', rows: 3, records: 3, persons: 2, unmatched: 2 });
    expect(answer.sheetsNotRead).toEqual([{ name: '旧数据', hidden: true }]);
  });

  it('finds the people behind the pins in the roster', async () => {
    const { summary, records } = await readWith(punches, file('zk-attlog-lf-padded9.dat'), { given: sampleGiven });
    expect(summary).toMatchObject({ unmatched: 0, persons: 8 });
    expect(records[0]?.record).toEqual({
      ...{ source: 'pin', person: '7003', staff: '07003', at: '2026-01-05 08:17:52', device: '', kind: 'punch' },
    });
  });
});
