import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import expected from 'test/fixtures/cases/expected.json';
import { fixture, readLines, readWith, sampleGiven, type Read } from 'test/support/feed-driver';
import { judgeCase } from './case-clock';
import { currentOf } from './case-state';
import type { CaseRecord } from './list/case-reader';
import feed from './case.feed';
import { WorkingDayCounter } from './working-day-counter';

const list = expected['cases.utf8.csv'];
const asOf = list.as_of;
const days = new WorkingDayCounter(new StatutoryCalendar(shippedNotices));

/** Reads a list written here. */
const readList = (lines: readonly string[]): Promise<Read<CaseRecord>> =>
  readLines(feed, lines, { given: sampleGiven });

const read = (file: string, options = {}): Promise<Read<CaseRecord>> =>
  readWith(feed, fixture(`cases/${file}`), { options, given: sampleGiven });

/** Exact repeats counted once, as intake does. */
function distinct(records: Read<CaseRecord>['records']): Read<CaseRecord>['records'][number][] {
  return [...new Map([...records].reverse().map((one) => [feed.identity(one.record), one])).values()].reverse();
}

describe.each(['cases.utf8.csv', 'cases.gb18030.csv', 'cases.xlsx', 'cases.jsonl'])('%s', (file) => {
  const shift = file === 'cases.jsonl' ? 1 : 0;
  let found: Read<CaseRecord>;
  beforeAll(async () => {
    found = await read(file, { asOf });
  });

  it('counts rows, cases, the exact repeat and the replaced row', () => {
    const { rows, records, accepted, repeats, skipped, rejected, unmatched, layout } = found.summary;
    expect({ rows, records, accepted, repeats, skipped, rejected, unmatched, layout }).toEqual({
      rows: list.rows,
      records: list.cases + list.exact_repeats.length,
      accepted: list.cases,
      repeats: list.exact_repeats.length,
      skipped: list.replaced.length,
      rejected: list.rejects.length,
      unmatched: 0,
      layout: '7',
    });
  });

  it('rejects exactly the rows that are wrong, each with its cause', () => {
    expect(found.rejects.map(({ line, code }) => [line + shift, code])).toEqual([
      [29, 'ends-before-begin'],
      [30, 'date-impossible'],
      [31, 'cell-empty'],
      [32, 'window-unknown'],
      [33, 'not-a-number'],
      [34, 'after-as-of'],
    ]);
    expect(found.rejects.map(({ line }) => line + shift)).toEqual(list.rejects.map(({ row }) => row));
    expect(found.rejects[4]).toMatchObject({ column: '承诺时限(工作日)', value: '五' });
    expect(found.rejects[3]?.cause.zh).toBe('花名册中没有“窗口名称”为“税务二号窗口”的窗口，或同名窗口不止一个');
  });

  it('marks what is contradictory and says which state of a case counts', () => {
    expect(found.warnings.map(({ line, code }) => [line + shift, code])).toEqual([
      [35, 'type-against-promise'],
      [36, 'stop-open-at-finish'],
    ]);
    const [replaced] = list.replaced;
    const [skipped] = found.summary.skippedRows;
    const line = 28 - shift;
    expect([(skipped?.line ?? 0) + shift, line + shift]).toEqual(replaced?.rows);
    expect([skipped?.code, skipped?.text.zh]).toEqual([
      'replaced-state',
      `与第 ${String(line)} 行同为办件 3299992600001025 而内容不同：以第 ${String(line)} 行为准（有办结时间的优先，其次以后一行为准），本行不另计`,
    ]);
  });

  it('runs the clock of every case', () => {
    const verdicts = currentOf(distinct(found.records))
      .sort((a, b) => a.line - b.line)
      .map(({ line, record }) => {
        const verdict = judgeCase(record, days, asOf);
        const { result: state, due, paused: paused_working_days } = verdict;
        if (state === 'not accepted') return { row: line + shift, no: record.no, state, due };
        const open = { row: line + shift, no: record.no, due, paused_working_days, state };
        if (verdict.used === null) return open;
        return { ...open, same_day: verdict.sameDay, early: verdict.early, working_days_used: verdict.used };
      });
    expect(verdicts).toEqual(list.list);
  });
});

describe('cases files that are damaged or incomplete', () => {
  it('rejects rows with other than seventeen cells', async () => {
    const { summary, rejects } = await read('cases-bad-shape.csv', { asOf });
    expect([summary.rows, summary.accepted]).toEqual([6, 4]);
    expect(rejects.map(({ line, code, cause }) => [line, code, cause.en])).toEqual([
      [3, 'wrong-number-of-cells', '18 cells, the header has 17'],
      [5, 'wrong-number-of-cells', '9 cells, the header has 17'],
    ]);
  });

  it('rejects lines that are no JSON object', async () => {
    const { summary, rejects } = await read('cases-bad-lines.jsonl', { asOf });
    expect([summary.rows, summary.accepted]).toEqual([6, 4]);
    expect(rejects.map(({ line, code }) => [line, code])).toEqual([
      [2, 'json-invalid'],
      [7, 'json-not-object'],
    ]);
  });

  it.each([
    ['cases-window-list.csv', 'A01'],
    ['cases-staff-list.csv', 'A01'],
    ['cases-with-ids.csv', 'A01'],
    ['cases-claim-list.csv', 'A01'],
    ['cases-applicant-list.csv', null],
  ])('reads %s as an export list without a clock', async (file, window) => {
    const { summary, records, warnings } = await read(file, { asOf });
    expect(summary).toMatchObject({ layout: '7b', rows: 8, accepted: 8, rejected: 0, warned: 1 });
    expect(warnings[0]).toMatchObject({ line: 2, code: 'incomplete-list' });
    const [first] = records;
    expect(first?.record).toMatchObject({
      no: '3299992600001001',
      itemName: '个体工商户设立登记',
      window,
      full: false,
    });
    expect(['unknown', 'not accepted', 'open']).toContain(
      judgeCase((first as { record: CaseRecord }).record, days, asOf).result,
    );
  });

  it('takes no number cell as a case number, and full-width digits as digits', async () => {
    const { summary, rejects, records } = await read('numbers-as-text.xlsx');
    expect(summary).toMatchObject({ rows: 4, records: 2, rejected: 2 });
    expect(rejects.map(({ line, code, column }) => [line, code, column])).toEqual([
      [3, 'number-not-text', '办件编号'],
      [4, 'digits-lost', '办件编号'],
    ]);
    expect(records.map(({ record }) => [record.no, record.promiseDays])).toEqual([
      ['32999926000001', 3],
      ['32999926000004', 3],
    ]);
  });

  it('refuses each number a spreadsheet has spoiled: many cases must never become one', async () => {
    const spoiled = Array.from({ length: 27 }, (_, index) => `3.29999E+15,A01,2026-01-05 09:00:00,${index},,办理中`);
    const rows = [
      ...spoiled,
      '="3299992600001002",="A01",2026-01-05 09:00:00,3,,办理中',
      '3299992600001002,A01,2026-01-05 09:00:00,3,,办理中',
      '3299992600001003,1.2E+5,2026-01-05 09:00:00,3,,办理中',
    ];
    const { summary, records, rejects } = await readList([
      '办件编号,窗口编号,受理时间,承诺时限,办结时间,办件状态',
      ...rows,
    ]);
    expect(summary).toMatchObject({ rows: 30, accepted: 1, repeats: 1, rejected: 28 });
    expect(rejects.map(({ line, column, code }) => [line, column, code])).toEqual([
      ...spoiled.map((_, index) => [index + 2, '办件编号', 'digits-lost']),
      [31, '窗口编号', 'digits-lost'],
    ]);
    expect(records.map(({ record }) => [record.no, record.window])).toEqual([
      ['3299992600001002', 'A01'],
      ['3299992600001002', 'A01'],
    ]);
  });

  it('marks each case whose state nobody knows or whose clock cannot run, and judges none of them', async () => {
    const { summary, records, warnings } = await readList([
      '办件编号,窗口编号,受理时间,承诺时限(工作日),办结时间,办件类型,办件状态,补正告知',
      '3299000001,A01,2026-01-05 09:00:00,3,,承诺件,乱写的,',
      '3299000002,A01,2026-01-05 09:00:00,3,2026-01-06 09:00:00,承诺件,乱写的,',
      '3299000003,A01,2026-01-05 09:00:00,,,承诺件,办理中,',
      '3299000004,A01,,3,,承诺件,办理中,',
      '3299000005,A01,,3,2026-01-06 09:00:00,承诺件,已办结,',
      '3299000006,A01,,3,,承诺件,补正中,2026-01-05 09:00:00',
      '3299000007,A01,,3,,承诺件,待受理,',
      '3299000008,A01,2026-01-05 09:00:00,,,即办件,办理中,',
      '3299000009,A01,2026-01-05 09:00:00,,,承诺件,申请人撤回,',
      '3299000010,A01,2026-01-05 09:00:00,3,,急件,办理中,',
      '3299000011,A01,2026-01-05 09:00:00,3,,上报件,办理中,',
      '3299000012,A01,2026-01-05 09:00:00,3,,上报件,办理中,',
      '3299000013,A01,2026-01-05 09:00:00,3,,,办理中,',
    ]);
    expect(summary).toMatchObject({ rows: 13, accepted: 13, rejected: 0, warned: 6 });
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([
      [2, 'state-unknown'],
      [4, 'clock-unknown'],
      [5, 'clock-unknown'],
      [6, 'clock-unknown'],
      [11, 'type-unknown'],
      [12, 'type-shared'],
    ]);
    expect(warnings[0]?.text.zh).toContain('不认识“办件状态”的“乱写的”');
    expect(warnings[1]?.text.zh).toContain('“承诺时限(工作日)”为空');
    expect(warnings[2]?.text.en).toContain('受理时间 is empty');
    expect(warnings[4]?.text.zh).toContain('不认识“办件类型”的“急件”');
    const results = records.map(({ record }) => judgeCase(record, days, '2026-03-31 18:00:00').result);
    expect(results).toEqual([
      ...['unknown', 'on time', 'unknown', 'not accepted', 'unknown', 'not accepted', 'not accepted'],
      ...['open, overdue', 'outside', 'open, overdue', 'open, overdue', 'open, overdue', 'open, overdue'],
    ]);
  });

  it('warns once of a full list that names no window, and of columns it does not read', async () => {
    const read = async (titles: string, cells: string): Promise<[number, number, string[]]> => {
      const { summary, warnings } = await readList([titles, cells, cells.replace('32990001', '32990002')]);
      return [summary.accepted, summary.warned, warnings.map(({ line, code }) => `${line} ${code}`)];
    };
    const times = '2026-01-05 09:00:00,3,2026-01-06 09:00:00';
    expect(await read('办件编号,受理时间,承诺时限,办结时间', `32990001,${times}`)).toEqual([
      ...[2, 1, ['1 window-column-missing']],
    ]);
    const named = await readList(['办件编号,受理时间,承诺时限,办结时间,受理人员工号', `32990001,${times},07002`]);
    expect(named.records[0]?.record.window).toBe('A01');
    expect(named.warnings[0]?.text.zh).toContain('按受理人员当日的任职');
    expect(await read('办件编号,受理时间,承诺时限,办结时间,窗口编号,办件状况', `32990001,${times},A01,作废`)).toEqual([
      ...[2, 1, ['1 column-unknown']],
    ]);
  });

  it('names the row that no longer counts: the open one beside a finished one, else the earlier, of three too', async () => {
    const rows = [
      '32990001,A01,2026-01-05 09:00:00,3,,办理中',
      '32990001,A01,2026-01-05 09:00:00,3,2026-01-06 09:00:00,已办结',
      '32990001,A01,2026-01-05 09:00:00,3,,已受理',
      '32990002,A01,2026-01-05 09:00:00,3,,办理中',
      '32990002,A01,2026-01-05 09:00:00,4,,办理中',
      '32990002,A01,2026-01-05 09:00:00,4,,办理中',
      '32990002,A01,2026-01-05 09:00:00,5,,办理中',
    ];
    const { summary } = await readList(['办件编号,窗口编号,受理时间,承诺时限,办结时间,办件状态', ...rows]);
    expect(summary).toMatchObject({ rows: 7, records: 3, accepted: 2, repeats: 1, skipped: 4 });
    expect(summary.skippedRows.map(({ line, text }) => [line, /row (\d) counts/.exec(text.en)?.[1]])).toEqual([
      [2, '3'],
      [4, '3'],
      [5, '6'],
      [7, '8'],
    ]);
  });

  it('keeps nothing of applicants', async () => {
    for (const file of ['cases.utf8.csv', 'cases-with-ids.csv', 'cases-applicant-list.csv']) {
      const { records, rejects, warnings } = await read(file, { asOf });
      expect(JSON.stringify([records, rejects, warnings])).not.toMatch(
        /万某|牛某某|示范建材经营部|1000000000|32999919900101/,
      );
    }
  });

  it('without a roster keeps the cases apart by their window, and rejects no window', async () => {
    const { summary } = await readWith(feed, fixture('cases/cases.utf8.csv'), { options: { asOf } });
    expect(summary).toMatchObject({ records: 29, skipped: 1, rejected: 5, unmatched: 7, warned: 2 });
  });
});
