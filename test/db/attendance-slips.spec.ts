import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import type { Occurrence } from 'src/modules/rules/facts';
import { AttendanceHall } from 'test/support/attendance-hall';
import { testEngines } from 'test/support/engines';
import { SampleHall } from 'test/support/sample-hall';

const SHIPPED = readFileSync(join(process.cwd(), 'src', 'modules', 'attendance', 'schedules', 'lianshui.yaml'), 'utf8');
const BY = { id: 'cli:王某', name: '王某' };
const AT = '2026-02-03 09:00:00';
const HEAD = '工号,补卡日期,上下班,补卡时间,补卡原因,证明,批准人';

describe.each(testEngines())('make-up slips on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let hall: AttendanceHall;
  let id: string;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-slips-'));

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
        'punch_slip',
        'attendance_schedule',
        'source_coverage',
        'import_reject',
        'import_batch',
      ])
        await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [id]);
    });
    await hall.schedules.add(id, '2026-01-01', SHIPPED, BY, '2026-01-01 09:00:00');
    const marks = ['07001,2026-01-06 17:40:00', '07001,2026-01-07 08:20:00', '07001,2026-01-08 17:40:00'];
    await hall.take('punches', ['工号,打卡时间', ...marks], { complete: { from: '2026-01-06', to: '2026-01-08' } });
  });

  const facts = async (knownAt?: string): Promise<Occurrence[]> => {
    const all = (await hall.attendance.factsOf(id, '2026-01', AT, knownAt)).facts;
    return all.filter(
      (fact): fact is Occurrence => fact.kind === 'occurrence' && fact.staff?.includes('07001') === true,
    );
  };
  const told = async (): Promise<unknown[]> =>
    (await facts()).map(({ id: fact, type, labels, amounts }) => [
      fact.slice(17),
      type.slice(11),
      labels?.reason,
      amounts?.minutes,
    ]);

  it('make missing punches good, as told by the reason 补卡; without proof they are shown and do not count', async () => {
    const taken = await hall.take('slips', [
      HEAD,
      '07001,2026-01-06,上班,08:25,指纹不识别,监控截图,张主任',
      '07001,2026-01-07,下班,,忘打卡,,张主任',
      '07001,2026-01-08,上班,08:41,人脸不识别,监控截图,张主任',
      '4711,2026-01-08,上班,,忘打卡,监控,张主任',
    ]);
    expect(taken).toMatchObject({ accepted: 4, rejected: 0, unmatched: 1 });
    expect(await told()).toEqual([
      ['2026-01-06:am:corrected-in', 'missing-punch', '补卡', undefined],
      ['2026-01-07:pm:missing-punch', 'missing-punch', undefined, undefined],
      ['2026-01-08:am:corrected-in', 'missing-punch', '补卡', undefined],
      ['2026-01-08:am:late', 'late', undefined, 11],
    ]);
    const open = (await facts()).find(({ id: fact }) => fact.endsWith('pm:missing-punch'));
    expect(open?.text).toBe('当日打卡 08:20:00（班次 08:30-12:00,14:00-17:30）；补卡单缺证明，未计');
    expect(open?.evidence).toContain(`${taken.batch ?? ''}#3`);
    const slips = await hall.attendance.slipsOf(id, '2026-01', AT);
    expect(slips.map(({ staff, date, way, state }) => [staff, date, way, state])).toEqual([
      ['07001', '2026-01-06', 'in', 'counted'],
      ['07001', '2026-01-07', 'out', 'no-proof'],
      ['07001', '2026-01-08', 'in', 'counted'],
      ['4711', '2026-01-08', 'in', null],
    ]);
  });

  it('count once the proof comes in with the same list, and no longer once the batch is undone', async () => {
    await hall.take('slips', [HEAD, '07001,2026-01-07,下班,,忘打卡,,张主任']);
    const later = await hall.take('slips', [HEAD, '07001,2026-01-07,下班,,忘打卡,同事证明2份,张主任']);
    expect(later).toMatchObject({ accepted: 1, repeats: 0 });
    const missing = async (): Promise<unknown[]> =>
      (await told()).filter((one) => String(one).startsWith('2026-01-07'));
    expect(await missing()).toEqual([['2026-01-07:pm:corrected-out', 'missing-punch', '补卡', undefined]]);
    await hall.sample.intake.undo(id, later.batch ?? '', { actor: BY, at: `${AT}.000` });
    expect(await missing()).toEqual([['2026-01-07:pm:missing-punch', 'missing-punch', undefined, undefined]]);
    expect(await hall.take('slips', [HEAD, '07001,2026-01-07,下班,,忘打卡,,张主任'])).toMatchObject({
      accepted: 0,
      repeats: 1,
    });
  });

  it('need no proof where the schedule says so', async () => {
    await hall.schedules.add(id, '2026-01-07', `${SHIPPED}\nslips: { proof: optional }\n`, BY, AT);
    await hall.take('slips', [HEAD, '07001,2026-01-06,上班,,忘打卡,,张主任', '07001,2026-01-07,下班,,忘打卡,,张主任']);
    expect((await hall.attendance.slipsOf(id, '2026-01', AT)).map(({ state }) => state)).toEqual([
      'no-proof',
      'counted',
    ]);
  });

  it('of a frozen month are left out by name', async () => {
    const answer = await hall.take(
      'slips',
      [HEAD, '07001,2026-01-06,上班,,忘打卡,监控,张主任', '07001,2026-02-02,上班,,忘打卡,监控,张主任'],
      {
        frozen: ['2026-01'],
      },
    );
    expect(answer).toMatchObject({ accepted: 1 });
    expect(await hall.attendance.slipsOf(id, '2026-01', AT)).toEqual([]);
    expect(await told()).toContainEqual(['2026-01-06:am:missing-punch', 'missing-punch', undefined, undefined]);
  });
});
