import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { daysBetween } from 'src/common/civil-date';
import type { Database } from 'src/config/database.service';
import { AttendanceService, SchedulesService } from 'src/modules/attendance';
import { PeriodService } from 'src/modules/calendar';
import type { Condition } from 'src/modules/calendar/months/month-table';
import { IncidentsService } from 'src/modules/attendance/incidents/incidents.service';
import { SlipsService } from 'src/modules/attendance/slips/slips.service';
import { SpellsService } from 'src/modules/attendance/leaves/spells.service';
import { PoliciesService } from 'src/modules/attendance/policy/policies.service';
import type { TakeRequest } from 'src/modules/intake/intake.service';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import type { Fact, Occurrence, Tally } from 'src/modules/rules/facts';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import { testEngines } from 'test/support/engines';
import { fixture } from 'test/support/feed-driver';
import { SampleHall } from 'test/support/sample-hall';

const SHIPPED = readFileSync(join(process.cwd(), 'src', 'modules', 'attendance', 'schedules', 'lianshui.yaml'), 'utf8');
/** Conditions of the moves of a month. */
const EVERYTHING: readonly Condition[] = [
  'verification-deadline-passed',
  'coverage-complete',
  'no-open-objection',
  'no-open-appeal',
  'audit-chain-linked',
  'reason-given',
];
const BY = { id: 'cli:test', name: 'test' };
const ALL_JANUARY = { from: '2026-01-01', to: '2026-01-31' };
const CLOSED = '2026-02-03 09:00:00';

describe.each(testEngines())('attendance on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let attendance: AttendanceService;
  let schedules: SchedulesService;
  let periods: PeriodService;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-attendance-'));
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    const { notices, organisation, coverage } = sample;
    periods = new PeriodService(database);
    schedules = new SchedulesService(database, periods);
    attendance = new AttendanceService(
      ...([database, schedules, organisation, coverage, notices] as const),
      new SpellsService(database),
      new PoliciesService(database, new PeriodService(database)),
      new IncidentsService(database, periods, organisation),
      new SlipsService(database),
    );
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(() =>
    database.write(async (manager) => {
      for (const table of [
        'punch',
        'leave_spell',
        'attendance_schedule',
        'period',
        'source_coverage',
        'import_reject',
        'import_batch',
      ])
        await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [sample.hall]);
    }),
  );

  const write = (name: string, rows: readonly string[]): string => {
    writeFileSync(join(folder, name), rows.join('\n'));
    return join(folder, name);
  };
  const take = (name: 'punches' | 'leave', file: string, more: Partial<TakeRequest> = {}): Promise<ImportAnswer> => {
    const module = join(process.cwd(), 'src', 'modules', 'attendance', name === 'leave' ? 'leave.feed' : 'punch.feed');
    return sample.take(name, file, { ...more, feed: { name, module } });
  };
  const punches = (rows: readonly string[], complete?: { from: string; to: string }): Promise<unknown> =>
    take('punches', write('p.csv', ['工号,打卡时间,来源', ...rows]), { ...(complete && { complete }) });
  const occurrences = async (asOf = CLOSED): Promise<Occurrence[]> =>
    (await attendance.factsOf(sample.hall, '2026-01', asOf)).facts.filter((fact) => fact.kind === 'occurrence');
  const tallies = (facts: readonly Fact[]): Tally[] => facts.filter((fact) => fact.kind === 'tally');
  const closeMonths = async (...months: readonly string[]): Promise<void> => {
    for (const month of months) {
      const { version } = await periods.ensure(sample.hall, month, CLOSED);
      const way = { roles: ['operator' as const], met: EVERYTHING, overrides: [] };
      const request = { ...way, hall: sample.hall, month, to: 'closed' as const, expected: version, at: CLOSED };
      await database.write((manager) => periods.move(manager, request));
    }
  };
  const rows = async (table: string): Promise<number> =>
    Number((await database.read.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);

  it('stores each punch once, whatever file it comes from, and undoes a batch', async () => {
    const csv = fixture('attendance/files/mobile-app-punches.utf8bom.csv');
    const first = await take('punches', csv);
    expect(first).toMatchObject({ accepted: 20, rejected: 1, skipped: 2 });
    expect(await rows('punch')).toBe(20);
    for (const name of ['mobile-app-punches.xlsx', 'mobile-app-punches.gb18030.csv', 'mobile-app-punches.utf16le.tsv'])
      expect(await take('punches', fixture(`attendance/files/${name}`))).toMatchObject({
        accepted: 0,
        repeats: 20,
      });
    expect(await take('leave', fixture('attendance/files/leave-register.xlsx'))).toMatchObject({ accepted: 5 });
    expect(await take('leave', fixture('attendance/files/leave-register.xlsx'))).toMatchObject({ accepted: 0 });
    expect(await rows('leave_spell')).toBe(5);
    await sample.intake.undo(sample.hall, first.batch ?? '', { actor: BY, at: `${CLOSED}.000` });
    expect(await rows('punch')).toBe(0);
    expect(await rows('leave_spell')).toBe(5);
  });

  it('keeps schedules by their first day, never changed, the latest revision counting', async () => {
    const later = SHIPPED.replace('name: 涟水县政务服务大厅作息（示例）', 'name: 新作息（示例）');
    await schedules.add(sample.hall, '2025-01-01', SHIPPED, BY, CLOSED);
    expect(await schedules.add(sample.hall, '2026-01-12', SHIPPED, BY, CLOSED)).toMatchObject({ revision: 1 });
    await expect(schedules.add(sample.hall, '2026-01-12', SHIPPED, BY, CLOSED)).rejects.toThrow('没有变化');
    expect(await schedules.add(sample.hall, '2026-01-12', later, BY, CLOSED)).toMatchObject({ revision: 2 });
    await expect(schedules.add(sample.hall, '2026-01-13', 'name: x', BY, CLOSED)).rejects.toThrow('处错误');
    expect(await rows('attendance_schedule')).toBe(3);
    const inForce = await schedules.inForce(sample.hall, '2026-01');
    expect(inForce.map(({ from, schedule }) => [from, schedule.name])).toEqual([
      ['2025-01-01', '涟水县政务服务大厅作息（示例）'],
      ['2026-01-12', '新作息（示例）'],
    ]);
    expect((await schedules.inForce(sample.hall, '2025-12')).map(({ from }) => from)).toEqual(['2025-01-01']);
    expect(await schedules.inForce(sample.hall, '2024-12')).toEqual([]);
    const open = await attendance.openDaysOf(sample.hall, '2026-01');
    expect(open).toHaveLength(21);
    expect(open).toContain('2026-01-04');
    expect(await attendance.openDaysOf(sample.hall, '2024-12')).toBeUndefined();
  });

  it('judges no closed month by a later schedule', async () => {
    await schedules.add(sample.hall, '2026-01-01', SHIPPED, BY, CLOSED);
    const [later, other] = ['二', '三'].map((name) => SHIPPED.replace('name: 涟水县', `name: 第${name}次修订 涟水县`));
    await closeMonths('2026-01', '2026-02');
    await expect(schedules.add(sample.hall, '2026-01-01', later ?? '', BY, CLOSED)).rejects.toThrow(
      '2026-01、2026-02 已截止，不能再改判，而自 2026-01-01 起施行的作息表会改变当月的判定。请改为 --from 2026-03-01',
    );
    await expect(schedules.add(sample.hall, '2026-02-15', later ?? '', BY, CLOSED)).rejects.toThrow('2026-02 已截止');
    await schedules.add(sample.hall, '2026-03-01', later ?? '', BY, CLOSED);
    await schedules.add(sample.hall, '2026-03-01', other ?? '', BY, CLOSED);
    // What ends before the closed months changes none of them.
    await schedules.add(sample.hall, '2025-06-01', later ?? '', BY, CLOSED);
    expect((await schedules.inForce(sample.hall, '2026-02')).map(({ from, revision }) => [from, revision])).toEqual([
      ['2026-01-01', 1],
    ]);
  });

  it('turns late, early, missing and absent into facts of the window of the day', async () => {
    await schedules.add(sample.hall, '2026-01-01', SHIPPED, BY, CLOSED);
    // 07016 is posted to D01 until the 18th and to A01 from the 19th.
    await punches(
      [
        ...['07016,2026-01-05 08:31:40,APP', '07016,2026-01-05 17:29:10,APP'],
        ...['07016,2026-01-19 08:20:00,APP', '07016,2026-01-20 08:20:00,APP', '07016,2026-01-20 17:30:00,补卡'],
      ],
      { from: '2026-01-05', to: '2026-01-20' },
    );
    const own = (await occurrences()).filter(({ staff }) => staff?.includes('07016'));
    const days = ['2026-01-05', '2026-01-06', '2026-01-19', '2026-01-20'];
    const told = own
      .filter(({ date }) => days.includes(date))
      .map(({ type, date, window, amounts, labels }) => [type, date, window, amounts, labels]);
    expect(told).toEqual([
      ['attendance.late', '2026-01-05', 'D01', { minutes: 1 }, { half: 'am' }],
      ['attendance.early', '2026-01-05', 'D01', { minutes: 1 }, { half: 'pm' }],
      ['attendance.absent', '2026-01-06', 'D01', { halfDays: 1 }, { half: 'am' }],
      ['attendance.absent', '2026-01-06', 'D01', { halfDays: 1 }, { half: 'pm' }],
      ['attendance.missing-punch', '2026-01-19', 'A01', undefined, { half: 'pm' }],
      ['attendance.missing-punch', '2026-01-20', 'A01', undefined, { half: 'pm', reason: '补卡' }],
    ]);
    expect(own.find(({ id }) => id === 'attendance:07016:2026-01-05:am:late')).toMatchObject({
      text: '首次打卡 08:31:40，末次打卡 17:29:10（班次 08:30-12:00,14:00-17:30）',
      evidence: [expect.stringMatching(/#2$/) as string, expect.stringMatching(/#3$/) as string],
    });
    expect(new Set(own.map(({ date }) => date >= '2026-01-05' && date <= '2026-01-20'))).toEqual(new Set([true]));
    const all = await occurrences();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { type, amounts = {}, labels = {} } of all) {
      const kind = OCCURRENCES[type] as { amounts?: readonly string[]; labels?: readonly string[] };
      expect(kind.amounts ?? []).toEqual(expect.arrayContaining(Object.keys(amounts)));
      expect(kind.labels ?? []).toEqual(expect.arrayContaining(Object.keys(labels)));
    }
  });

  it('takes no silence for absence: nothing stated, people without a device, leaders', async () => {
    await schedules.add(sample.hall, '2026-01-01', SHIPPED, BY, CLOSED);
    await punches(['07001,2026-01-05 09:00:00,APP']);
    expect(await occurrences()).toEqual([]);
    const { facts, coverage } = await attendance.factsOf(sample.hall, '2026-01', CLOSED);
    expect(coverage).toEqual([]);
    expect(tallies(facts)).toHaveLength(21);
    await punches(['07001,2026-01-06 09:00:00,APP'], ALL_JANUARY);
    const absent = new Set((await occurrences()).flatMap(({ staff }) => staff ?? []));
    // 717 is the branch leader.
    expect(absent.has('717')).toBe(false);
    expect(absent.has('07002')).toBe(true);
    expect((await attendance.factsOf(sample.hall, '2026-01', CLOSED)).coverage).toEqual([
      { source: 'attendance', ...ALL_JANUARY },
    ]);
  });

  it('is a silent source while there is no schedule, and before the first one', async () => {
    await punches(['07001,2026-01-05 09:00:00,APP'], ALL_JANUARY);
    expect(await attendance.factsOf(sample.hall, '2026-01', CLOSED)).toMatchObject({ coverage: [] });
    expect(await occurrences()).toEqual([]);
    await schedules.add(sample.hall, '2026-01-19', SHIPPED, BY, CLOSED);
    expect((await attendance.factsOf(sample.hall, '2026-01', CLOSED)).coverage).toEqual([
      { source: 'attendance', from: '2026-01-19', to: '2026-01-31' },
    ]);
    expect((await occurrences()).map(({ date }) => date).sort()[0]).toBe('2026-01-19');
  });

  it('excuses leave, tells it once a spell, and finds people by the pins of the clock', async () => {
    await schedules.add(sample.hall, '2026-01-01', SHIPPED, BY, CLOSED);
    await take('leave', fixture('attendance/files/leave-register.xlsx'), { complete: ALL_JANUARY });
    await take('punches', fixture('attendance/files/zk-attlog-lf-padded9.dat'), {
      complete: { from: '2026-01-05', to: '2026-01-09' },
    });
    const facts = await occurrences();
    const leave = facts.filter(({ type }) => type === 'leave.taken');
    expect(leave.map(({ id, window, amounts, labels }) => [id, window, amounts?.days, labels?.leaveKind])).toEqual([
      ['leave:07003:personal:2026-01-06:am', 'A01', '0.5', 'personal'],
      ['leave:07003:sick:2026-01-08:am', 'A01', '1', 'sick'],
      ['leave:07007:annual:2026-01-12:am', 'B01', '2', 'annual'],
      ['leave:07010:official:2026-01-16:am', 'B02', '3', 'official'],
      ['leave:07014:personal:2026-01-20:pm', 'C02', '0.5', 'personal'],
    ]);
    const faults = facts.filter(({ staff, type }) => staff?.includes('07003') && type.startsWith('attendance'));
    expect(
      faults.filter(({ date, labels }) => date === '2026-01-08' || (date === '2026-01-06' && labels?.half === 'am')),
    ).toEqual([]);
    const verdicts = await attendance.verdictsOf(sample.hall, '2026-01', '07003', CLOSED);
    const expected = readFileSync(fixture('attendance/daily/zk-attlog-lf-padded9.dat.daily.csv'), 'utf8').split(
      /\r?\n/,
    );
    for (const date of daysBetween('2026-01-05', '2026-01-09')) {
      const line = expected.find((one) => one.startsWith(`7003,${date},`))?.split(',') ?? [];
      const verdict = verdicts.find((one) => one.date === date);
      expect([verdict?.first ?? undefined, verdict?.last ?? undefined]).toEqual([line[2], line[3]]);
    }
  });

  it('counts half days per window and person for the bulletin', async () => {
    await schedules.add(sample.hall, '2026-01-01', SHIPPED, BY, CLOSED);
    await take('leave', fixture('attendance/files/leave-register.xlsx'));
    await punches(['07010,2026-01-15 08:20:00,APP', '07010,2026-01-15 17:40:00,APP', '07010,2026-01-21 08:40:00,APP'], {
      from: '2026-01-15',
      to: '2026-01-21',
    });
    const statistics = await attendance.statisticsOf(sample.hall, '2026-01', CLOSED);
    expect(statistics.find(({ staff }) => staff === '07010')).toEqual({
      ...{
        staff: '07010',
        window: 'B02',
        expected: 36,
        present: 4,
        late: 1,
        early: 0,
        missingPunches: 1,
        corrections: 0,
      },
      ...{ absent: 0, personalLeave: 0, sickLeave: 0, publicLeave: 0, officialTrips: 6, otherLeave: 0, standIn: 0 },
      unknown: 32,
    });
    expect(statistics.filter(({ staff }) => staff === '07016').map(({ window }) => window)).toEqual(['D01', 'A01']);
    const { facts } = await attendance.factsOf(sample.hall, '2026-01', CLOSED);
    const of = (measure: string): number =>
      tallies(facts)
        .filter((one) => one.measure === measure)
        .reduce((sum, { value }) => sum + Number(value), 0);
    const sum = (field: 'expected' | 'present'): number =>
      statistics.filter(({ window }) => window !== null).reduce((total, line) => total + line[field], 0);
    expect(of('attendance.expected-half-days')).toBe(sum('expected'));
    expect(of('attendance.present-half-days')).toBe(sum('present'));
    expect(of('attendance.faults')).toBe(
      (await occurrences()).filter(
        ({ type, window, labels }) => type !== 'leave.taken' && window && labels?.reason !== '补卡',
      ).length,
    );
  });

  it('says nothing about days after the as-of time', async () => {
    await schedules.add(sample.hall, '2026-01-01', SHIPPED, BY, CLOSED);
    await punches(['07001,2026-01-05 09:00:00,APP', '07001,2026-01-08 09:00:00,APP'], ALL_JANUARY);
    const dates = (await occurrences('2026-01-06 12:00:00')).map(({ date }) => date);
    expect(dates.filter((date) => date > '2026-01-06')).toEqual([]);
    expect(dates).toContain('2026-01-05');
  });
});
