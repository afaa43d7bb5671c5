import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import type { Occurrence } from 'src/modules/rules/facts';
import { AttendanceHall } from 'test/support/attendance-hall';
import { testEngines } from 'test/support/engines';
import { SampleHall } from 'test/support/sample-hall';

const SHIPPED = readFileSync(join(process.cwd(), 'src', 'modules', 'attendance', 'schedules', 'lianshui.yaml'), 'utf8');
const NIGHT = SHIPPED.replace(
  /^groups: .*$/m,
  'groups: [{ name: 夜班, people: ["07010"], everyDay: true, hours: [{ shift: { start: "19:30", end: "次日07:30" } }] }]',
);
const BY = { id: 'cli:王某', name: '王某' };
const AT = '2026-02-03 09:00:00';
const NOW = { by: BY, at: AT };
const ALL_JANUARY = { from: '2026-01-01', to: '2026-01-31' };

describe.each(testEngines())('device failures on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let hall: AttendanceHall;
  let id: string;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-incidents-'));

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    hall = new AttendanceHall(database, await SampleHall.open(database), folder);
    id = hall.sample.hall;
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(async () => {
    await database.write(async (manager) => {
      for (const table of [
        'punch',
        'attendance_schedule',
        'attendance_incident',
        'period',
        'source_coverage',
        'import_batch',
      ])
        await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [id]);
    });
    await hall.schedules.add(id, '2025-12-01', SHIPPED, BY, '2025-12-01 09:00:00');
  });

  const punches = (lines: readonly string[], complete = ALL_JANUARY): Promise<unknown> =>
    hall.take('punches', ['工号,打卡时间,打卡设备', ...lines], { complete });
  const faults = async (staff: string, knownAt?: string): Promise<string[]> => {
    const { facts } = await hall.attendance.factsOf(id, '2026-01', AT, knownAt);
    return facts
      .filter((fact): fact is Occurrence => fact.kind === 'occurrence' && fact.staff?.includes(staff) === true)
      .map((fact) => fact.id.replace(`attendance:${staff}:2026-`, ''));
  };
  const word = async (staff: string, date: string): Promise<string> => {
    const verdicts = await hall.attendance.verdictsOf(id, '2026-01', staff, AT);
    const day = verdicts.find((one) => one.date === date);
    return `${day?.morning ?? ''}/${day?.afternoon ?? ''}`;
  };

  it('excuses the people of a window, tells why, and is undone by a reversal', async () => {
    await punches(['07001,2026-01-06 09:10:00,1', '07001,2026-01-06 17:40:00,1'], {
      from: '2026-01-06',
      to: '2026-01-06',
    });
    expect(await faults('07001')).toEqual(['01-06:am:late']);
    expect(await faults('07002')).toEqual(['01-06:am:absent', '01-06:pm:absent']);
    const request = { date: '2026-01-06', windows: ['A01'], reason: '停电，考勤机无法使用', evidence: '签到表1份' };
    const made = await hall.incidents.record(id, request, NOW);
    expect(made).toMatchObject({ from: '2026-01-06 am', to: '2026-01-06 pm', recordedBy: '王某', reversed: null });
    expect(made.people).toEqual(expect.arrayContaining(['07001', '07002', '07003']));
    expect([await faults('07001'), await faults('07002')]).toEqual([[], []]);
    expect(await word('07002', '2026-01-06')).toBe('excused/excused');
    // Another window is not concerned.
    expect(await faults('07006')).toEqual(['01-06:am:absent', '01-06:pm:absent']);
    const { coverage, statistics } = await hall.attendance.factsOf(id, '2026-01', AT);
    expect(coverage.filter(({ reason }) => reason !== undefined)).toEqual([
      {
        ...{ source: 'attendance', from: '2026-01-06', to: '2026-01-06', windows: ['A01'] },
        reason: `考勤设备故障（${made.id}）：停电，考勤机无法使用`,
      },
    ]);
    expect(statistics.find(({ staff }) => staff === '07002')).toMatchObject({ absent: 0, present: 2 });
    // Before it was recorded nobody knew it.
    expect(await faults('07002', '2026-02-02 12:00:00')).toEqual(['01-06:am:absent', '01-06:pm:absent']);

    const undone = await hall.incidents.reverse(id, made.id, '登记错窗口', { by: BY, at: '2026-02-03 10:00:00' });
    expect(undone.reversed).toEqual({ reason: '登记错窗口', by: '王某', at: '2026-02-03 10:00:00' });
    expect(await faults('07002')).toEqual(['01-06:am:absent', '01-06:pm:absent']);
    expect(await faults('07002', '2026-02-03 09:30:00')).toEqual([]);
    expect(await hall.incidents.list(id, '2026-01-01', '2026-01-31')).toEqual([undone]);
    await expect(hall.incidents.reverse(id, made.id, '再撤一次', NOW)).rejects.toThrow(
      '已由 王某 于 2026-02-03 10:00:00 撤销',
    );
    // What was undone may be recorded again, as another incident.
    const again = await hall.incidents.record(id, request, NOW);
    expect(again.id).not.toBe(made.id);
    await expect(hall.incidents.record(id, request, NOW)).rejects.toThrow(`已登记为 ${again.id}`);
    expect(await hall.incidents.list(id, '2026-02-01', '2026-02-28')).toEqual([]);
  });

  it('finds the people of a clock by who punched there lately', async () => {
    await punches(['07003,2026-01-05 08:20:00,2', '07006,2026-01-05 08:20:00,3', '07001,2025-11-20 08:20:00,2']);
    const request = { from: '2026-01-06 08:00', to: '2026-01-06 09:00', devices: ['2'], reason: '指纹头损坏' };
    const { people } = await hall.incidents.record(id, request, NOW);
    expect(people).toEqual(['07003']);
    expect(await word('07003', '2026-01-06')).toBe('excused/missing-punch');
    await expect(hall.incidents.record(id, { ...request, devices: ['9'] }, NOW)).rejects.toThrow(
      '之前 31 天也没有人在上面打卡',
    );
  });

  it('touches no closed month, at neither end', async () => {
    await hall.schedules.add(id, '2026-01-02', NIGHT, BY, AT);
    await punches(['07010,2026-01-30 19:25:00,1', '07010,2026-01-31 07:35:00,1', '07010,2026-01-31 19:25:00,1']);
    const failure = { from: '2026-02-01 07:00', to: '2026-02-01 08:00', people: ['07010'], reason: '停电' };
    const before = (await faults('07010')).filter((one) => one.startsWith('01-31'));
    expect(before).toEqual(['01-31:pm:missing-punch']);
    const open = await hall.incidents.record(id, failure, NOW);
    expect(open.firstDay).toBe('2026-01-31');
    expect((await faults('07010')).filter((one) => one.startsWith('01-31'))).toEqual([]);
    await hall.incidents.reverse(id, open.id, '试', NOW);

    await hall.close('2026-01', AT);
    const later = await hall.incidents.record(id, failure, NOW);
    expect(later.firstDay).toBe('2026-02-01');
    expect((await faults('07010')).filter((one) => one.startsWith('01-31'))).toEqual(before);
    const inside = { date: '2026-01-06', everybody: true, reason: '停电' };
    await expect(hall.incidents.record(id, inside, NOW)).rejects.toMatchObject({ code: 'calendar.period-frozen' });
    await expect(hall.incidents.reverse(id, open.id, '再撤', NOW)).rejects.toMatchObject({
      code: 'attendance.incident-reversed',
    });
    expect((await hall.incidents.list(id, '2026-01-01', '2026-02-28')).map(({ id: one }) => one).sort()).toEqual(
      [open.id, later.id].sort(),
    );
  });

  it('refuses what an office cannot have meant', async () => {
    const good = { date: '2026-01-06', people: ['07001'], reason: '停电' };
    const told = (more: object, entered = NOW): Promise<unknown> =>
      hall.incidents.record(id, { ...good, ...more }, entered);
    await expect(told({ date: '2026-01-36' })).rejects.toMatchObject({ code: 'attendance.incident-span' });
    await expect(told({ date: '2026-02-04' })).rejects.toMatchObject({ code: 'attendance.incident-future' });
    await expect(told({ people: [] })).rejects.toMatchObject({ code: 'attendance.incident-nobody-named' });
    await expect(told({ people: ['4711', '07001'], windows: ['X1'] })).rejects.toThrow('花名册中没有：4711、X1');
    await expect(told({ people: [], windows: ['A01'], date: '2020-01-06' })).rejects.toMatchObject({
      code: 'attendance.incident-nobody-found',
    });
    await expect(told({ reason: '  ' })).rejects.toMatchObject({ code: 'attendance.incident-reason' });
    await expect(told({}, { by: { id: 'cli:', name: '' }, at: AT })).rejects.toMatchObject({
      code: 'attendance.incident-reason',
    });
    await expect(hall.incidents.reverse(id, 'ffffffff', '错', NOW)).rejects.toMatchObject({
      code: 'attendance.incident-missing',
    });
    expect(await hall.incidents.list(id, '2026-01-01', '2026-12-31')).toEqual([]);
  });

  it('lets one of many who undo the same win', async () => {
    const made = await hall.incidents.record(id, { date: '2026-01-06', people: ['07001'], reason: '停电' }, NOW);
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, () => hall.incidents.reverse(id, made.id, '错', NOW)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'attendance.incident-reversed' });
  });
});
