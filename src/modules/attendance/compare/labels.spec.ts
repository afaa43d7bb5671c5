import * as fc from 'fast-check';
import type { Row } from 'src/modules/intake/feed';
import { openFile } from 'src/modules/intake/files/open.process';
import { fixture } from 'test/support/feed-driver';
import { reportCells, type ModelDay, type ModelPerson } from 'test/support/clock-report';
import { compareReport, placeOf, reportOf } from './comparing';
import { judgedDay, stateOfLabel } from './labels';
import { COUNTS, type ReportRow } from './report';
import { REPORT_SHEETS } from './report-sheets';
import { approvalsOf, segmentsOf } from './shift-text';

/** Rows of a sheet as the layouts read them; none for a sheet that nobody knows. */
function read(name: string, rows: readonly Row[]): ReportRow[] {
  const sheet = { name, index: 0, hidden: false, source: 'xlsx' as const };
  const begun = REPORT_SHEETS.flatMap(
    (layout) => layout.begin(sheet, rows.slice(0, 30), { options: {}, given: {} }) ?? [],
  );
  return rows
    .flatMap((row) => begun[0]?.reader.row(row) ?? [])
    .flatMap((one) => (one.kind === 'record' ? [one.record] : []));
}

function readCells(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): ReportRow[] {
  return Object.entries(sheets).flatMap(([name, cells]) =>
    read(
      name,
      cells.map((row, index) => ({ line: index + 1, cells: row })),
    ),
  );
}

async function sample(): Promise<ReportRow[]> {
  const file = await openFile(fixture('attendance/files/dingtalk-kaoqin-baobiao.xlsx'));
  const all: ReportRow[] = [];
  for (const sheet of file.sheets) {
    const rows: Row[] = [];
    for await (const part of file.rows(sheet)) rows.push(...part.filter((row): row is Row => !('bad' in row)));
    all.push(...read(sheet.name, rows));
  }
  file.close();
  return all;
}

describe('the sample report', () => {
  it('is read sheet by sheet, the leftover made by hand is not', async () => {
    const rows = await sample();
    const count = (kind: string): number => rows.filter((row) => row.kind === kind).length;
    expect([count('raw'), count('day'), count('month')]).toEqual([552, 403, 13]);
  });

  it('comes out of its raw punches exactly: every day, every column, every month', async () => {
    const report = reportOf(await sample(), '2026-01-31');
    const compared = compareReport(report);
    expect(compared.differences).toEqual([]);
    expect(compared).toMatchObject({ people: 13, days: 335 });
    // Each label by itself, not only what the comparison makes of it.
    for (const day of report.days) {
      const own = judgedDay(day, report.raw.get(placeOf(day)) ?? []);
      expect(COUNTS.map((name) => day.counts[name] ?? 0)).toEqual(COUNTS.map((name) => own.counts[name]));
      own.slots.forEach(({ state }, index) => expect(stateOfLabel(day.slots[index]?.result ?? '')).toBe(state));
    }
    const faults = report.days.filter(({ counts }) => (counts.迟到次数 ?? 0) + (counts.旷工天数 ?? 0) > 0);
    expect(faults).toHaveLength(11);
  });

  it('tells every label somebody changes', async () => {
    const rows = await sample();
    const day = rows.findIndex((row) => row.kind === 'day' && (row.counts.迟到次数 ?? 0) > 0);
    const edited = rows.map((row, index) =>
      index === day && row.kind === 'day' ? { ...row, counts: { ...row.counts, 迟到次数: 0 } } : row,
    );
    const { differences } = compareReport(reportOf(edited, '2026-01-31'));
    expect(differences.map(({ sheet, field, label, own, reason }) => [sheet, field, label, own, reason])).toEqual([
      ['每日统计', '迟到次数', '0', '1', 'count-edited'],
    ]);
  });
});

const SHIFTS: readonly (readonly [string, readonly number[]])[] = [
  ['普通班 08:30-17:30', [510, 1050]],
  ['窗口班 08:30-12:00,14:00-17:30', [510, 720, 840, 1050]],
  ['三段班 08:00-11:30 13:00-17:00 18:30-20:30', [480, 690, 780, 1020, 1110, 1230]],
  ['夜班 19:30-次日07:30', [1170, 1890]],
  ['晚班 16:00-00:30', [960, 1470]],
  ['补班 9:00-16:00', [540, 960]],
];
const says = fc.constantFrom('请假', '外出', '补卡审批通过', '管理员王某改为正常', '未打卡');

const working = fc.constantFrom(...SHIFTS).chain(([shift, hours]) =>
  fc
    .tuple(
      ...hours.map((at) =>
        fc.record({
          mark: fc.option(
            fc.integer({ min: -95, max: 95 }).map((by) => at + by),
            { freq: 5 },
          ),
          says: fc.option(says, { freq: 4 }),
        }),
      ),
    )
    .map((slots) => ({ shift, hours, slots: slots.map((slot) => slotOf(slot)) })),
);

/** An approval makes its own row; who is on leave may have punched all the same. */
function slotOf({ mark, says: said }: { mark: number | null; says: string | null }): ModelDay['slots'][number] {
  if (said === null) return { mark };
  return { mark: /补卡|管理员/.test(said) ? (mark ?? 600) : mark, says: said };
}

const off = fc.record({
  shift: fc.constantFrom('休息', '自由工时'),
  hours: fc.constant([]),
  slots: fc.constant([]),
  loose: fc.array(fc.integer({ min: 400, max: 1200 }), { maxLength: 3 }).map((marks) => marks.sort((a, b) => a - b)),
});
const voids = fc.array(fc.integer({ min: 400, max: 1200 }), { maxLength: 2 });
const nobody = fc.constant({ shift: '', hours: [], slots: [] });
const modelDay = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: working }, { weight: 2, arbitrary: off }, { weight: 1, arbitrary: nobody }),
    voids,
  )
  .map(([day, own]) => ({ ...day, voids: day.shift === '' ? [] : own }));

const person = (userId: string): fc.Arbitrary<ModelPerson> =>
  fc.array(modelDay, { minLength: 5, maxLength: 5 }).map((days) => ({
    ...{ name: '某', number: userId === '1' ? '07001' : '', userId: `900000000000000${userId}` },
    days: days.map((day, index) => ({ ...day, date: `2026-03-0${String(index + 2)}` })),
  }));
const people = fc.tuple(person('1'), person('2')).map((all) => [...all]);
const PERIOD = { from: '2026-03-02', to: '2026-03-06' };

describe('reports with odd shifts', () => {
  it('law: labels come out of the raw punches exactly, whatever the order of the rows', () => {
    fc.assert(
      fc.property(people, fc.boolean(), (model, backwards) => {
        const rows = readCells(reportCells(model, PERIOD));
        const { differences, people: count } = compareReport(
          reportOf(backwards ? [...rows].reverse() : rows, PERIOD.to),
        );
        expect(differences).toEqual([]);
        expect(count).toBe(2);
      }),
      { numRuns: 60 },
    );
  });

  it('law: a count somebody changed is told with both values, and nothing else is', () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...COUNTS), fc.nat({ max: 9 }), (model, field, index) => {
        const sheets = reportCells(model, PERIOD);
        const rows = sheets.每日统计 ?? [];
        const [titles, row] = [rows[2] ?? [], rows[4 + index] ?? []];
        const column = titles.indexOf(field);
        fc.pre(row[7] !== '');
        const before = row[column] ?? '';
        row[column] = String(Number(before) + 7);
        const { differences } = compareReport(reportOf(readCells(sheets), PERIOD.to));
        const told = differences.map((one) => [one.sheet, one.field, one.label, one.own, one.reason]);
        expect(told).toContainEqual(['每日统计', field, row[column], String(Number(before)), 'count-edited']);
        expect(told).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('shifts and approvals', () => {
  it.each([
    ['窗口班 08:30-12:00,14:00-17:30', '08:30-12:00,14:00-17:30'],
    ['夜班出勤 19:30-次日07:30', '19:30-次日07:30'],
    ['晚班 16:00-00:30', '16:00-次日00:30'],
    ['早班 7:00~15:00', '07:00-15:00'],
    ['次班 次日00:30-次日08:00', '次日00:30-次日08:00'],
    ['休息', ''],
    ['自由工时', ''],
  ])('%s', (shift, expected) => {
    expect(
      segmentsOf(shift)
        .map(({ start, end }) => `${start}-${end}`)
        .join(','),
    ).toBe(expected);
  });

  it.each([
    ['事假01-13 08:30到01-13 12:00 3.5小时', '2026-01-13', [['事假', 510, 720]]],
    ['年假12-30 08:30到01-02 17:30 4天', '2026-01-01', [['年假', -2 * 1440 + 510, 1440 + 1050]]],
    ['补卡申请01-05 08:30到01-05 08:30，外出01-05 14:00到01-05 17:30 3.5小时', '2026-01-05', [['外出', 840, 1050]]],
    ['加班01-12 18:00到01-13 00:20 6小时', '2026-01-12', []],
    ['病假2026-01-13上午到2026-01-13上午 0.5天', '2026-01-13', [['病假', 0, 779]]],
    ['', '2026-01-13', []],
  ])('%s', (text, date, expected) => {
    expect(approvalsOf(text, date).map(({ word, from, to }) => [word, from, to])).toEqual(expected);
  });
});
