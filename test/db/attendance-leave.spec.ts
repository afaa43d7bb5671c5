import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSOLE } from 'src/common/actor';
import type { Database } from 'src/config/database.service';
import { standInRulings } from 'src/modules/attendance/stand-ins/rulings';
import type { LeaveRequest } from 'src/modules/attendance/leaves/request';
import type { Occurrence } from 'src/modules/rules/facts';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import { AttendanceHall } from 'test/support/attendance-hall';
import { testEngines } from 'test/support/engines';
import { SampleHall } from 'test/support/sample-hall';

const SCHEDULE = readFileSync(join(process.cwd(), 'src/modules/attendance/schedules/lianshui.yaml'), 'utf8');
const POLICY = `
name: 请假规定
ladder: [{ upTo: 1, by: 首席代表 }, { by: 中心主任 }]
allowances: [{ kinds: [personal, sick], days: 3 }]
papers: [{ kinds: [sick], from: 2, paper: 医院证明 }]
standIn: { from: 1, except: [secondment] }
staffing: { noticeDays: 1, certificate: true }
`;
const BY = { id: 'cli:test', name: 'test' };
const MONTH = { from: '2026-01-01', to: '2026-01-31' };
const CLOSED = '2026-02-03 09:00:00';
const NOW = { reason: '家中有事', by: BY, at: '2026-02-02 10:00:00' };
const TABLES = [
  ...['punch', 'leave_spell', 'attendance_schedule', 'attendance_policy', 'attendance_entry', 'meeting_sign_in'],
  ...['swap_notice', 'source_coverage', 'import_reject', 'import_batch', 'period'],
];

describe.each(testEngines())('leave, stand-ins, meetings and staff changes on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let hall: AttendanceHall;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baifen-leave-'));
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    hall = new AttendanceHall(database, sample, folder);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await drop();
  });
  beforeEach(async () => {
    await database.write(async (manager) => {
      for (const table of TABLES) await manager.query(`DELETE FROM ${table} WHERE hall = ?`, [sample.hall]);
    });
    await hall.schedules.add(sample.hall, '2026-01-01', SCHEDULE, BY, '2026-01-01 08:00:00');
  });

  const policy = async (text = POLICY): Promise<unknown> =>
    hall.policies.add(sample.hall, '2026-01-01', text, BY, '2026-01-01 08:00:00');
  const ask = (one: Partial<LeaveRequest> = {}): LeaveRequest => ({
    ...{ staff: '07002', kind: 'personal', from: '2026-01-06', to: '2026-01-06' },
    ...{ standIn: '07003', document: '', approvedBy: '首席代表', ...one },
  });
  const enter = (one: Partial<LeaveRequest> = {}, anyway = false) =>
    hall.entries.leave(sample.hall, ask(one), { ...NOW, anyway });
  const facts = async (period = '2026-01', knownAt?: string): Promise<Occurrence[]> => {
    const asOf = period === '2026-01' ? CLOSED : '2026-03-03 09:00:00';
    const found = await hall.attendance.factsOf(sample.hall, period, asOf, knownAt);
    return found.facts.filter((fact) => fact.kind === 'occurrence');
  };
  const ofType = async (...types: string[]): Promise<unknown[]> =>
    (await facts())
      .filter(({ type }) => types.includes(type))
      .map(({ type, date, window, staff, amounts, labels }) => [
        ...[type, date, window, staff?.[0], amounts?.days ?? amounts?.minutes ?? null],
        labels?.reason,
      ]);
  const refused = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'taken',
      (error: unknown) => [(error as { code: string }).code, (error as Error).message],
    );

  it('grants leave with a fit stand-in only, by whom the ladder says, on paper, within the year', async () => {
    await policy();
    const cases: [Partial<LeaveRequest>, string][] = [
      [{ standIn: '' }, '未安排补岗人员'],
      [{ standIn: '07002' }, '补岗人员与请假人是同一人'],
      [{ standIn: '99999' }, '补岗人员不在花名册中'],
      [{ standIn: '07013' }, '补岗人员当日不在大厅任职'],
      [{ approvedBy: '督查科' }, '1天的假须由首席代表、中心主任批准'],
      [{ to: '2026-01-07' }, '2天的假须由中心主任批准'],
      [{ kind: 'sick', to: '2026-01-07', approvedBy: '中心主任' }, '病假须有医院证明'],
      [{ to: '2026-01-09', approvedBy: '中心主任' }, '事假、病假2026年额度3天，连同本次共4天'],
    ];
    for (const [one, why] of cases)
      expect(await refused(enter(one))).toEqual(['attendance.leave-refused', `07002 的请假未予登记：${why}。`]);
    expect(await refused(enter({ staff: '99999' }))).toMatchObject([
      'attendance.entry-invalid',
      expect.stringContaining('没有工号 99999'),
    ]);
    const made = await enter();
    expect(made).toMatchObject({
      staff: '07002',
      content: { days: '1', standIn: '07003', anyway: '' },
      reversed: null,
    });
    expect(await refused(enter())).toMatchObject([
      'attendance.entry-invalid',
      expect.stringContaining('2026-01-06上午已登记请假'),
    ]);
    // Who is on leave, or stands in already, cannot stand in.
    expect(await refused(enter({ staff: '07001', standIn: '07002' }))).toMatchObject([
      'attendance.leave-refused',
      expect.stringContaining('补岗人员同期请假'),
    ]);
    expect(await refused(enter({ staff: '07001' }))).toMatchObject([
      'attendance.leave-refused',
      expect.stringContaining('补岗人员同期已为他人补岗'),
    ]);
    expect(await ofType('leave.taken', 'leave.no-stand-in')).toEqual([
      ['leave.taken', '2026-01-06', 'A01', '07002', '1', '事假'],
    ]);
  });

  it('takes an entry back once, by a record; nothing is deleted', async () => {
    await policy();
    const { id } = await enter();
    expect(
      await hall.entries.reverse(sample.hall, 'leave', id, { ...NOW, reason: '销假', at: '2026-02-02 11:00:00' }),
    ).toMatchObject({
      id,
      reversed: { by: 'cli:test', reason: '销假' },
    });
    expect(await ofType('leave.taken')).toEqual([]);
    const again = hall.entries.reverse(sample.hall, 'leave', id, NOW);
    expect(await refused(again)).toMatchObject(['attendance.entry-reversed', expect.stringContaining(id)]);
    expect(await refused(hall.entries.reverse(sample.hall, 'swap', id, NOW))).toMatchObject([
      'attendance.entry-missing',
      /./,
    ]);
    expect(await hall.entries.list(CONSOLE, sample.hall, 'leave', MONTH)).toMatchObject([
      { id, reversed: { reason: '销假' } },
    ]);
    expect(await refused(enter({}, false))).toBe('taken');
    // Before the reversal was recorded the leave held.
    expect((await facts('2026-01', '2026-02-02 10:30:00')).map(({ type }) => type)).toEqual(['leave.taken']);
  });

  it('lets only one of several take an entry back', async () => {
    const { id } = await enter();
    const tries = Array.from({ length: 4 }, () => refused(hall.entries.reverse(sample.hall, 'leave', id, NOW)));
    const answers = await Promise.all(tries);
    expect(answers.filter((one) => one === 'taken')).toHaveLength(1);
    expect(answers.filter((one) => Array.isArray(one) && one[0] === 'attendance.entry-reversed')).toHaveLength(3);
  });

  it('tells leave that was taken without a stand-in, and beyond the days of the year', async () => {
    await policy();
    await enter({ standIn: '', to: '2026-01-09', approvedBy: '' }, true);
    expect(await ofType('leave.taken', 'leave.no-stand-in', 'leave.over-allowance')).toEqual([
      ['leave.over-allowance', '2026-01-09', 'A01', '07002', '1', '事假'],
      ['leave.taken', '2026-01-06', 'A01', '07002', '4', '事假'],
    ]);
    // 07002 has a B 岗, who stood in: nobody else has to be named. Without a pair the post was empty.
    await enter({ staff: '07004', standIn: '', from: '2026-01-12', to: '2026-01-12' }, true);
    expect(await ofType('leave.no-stand-in')).toEqual([
      ['leave.no-stand-in', '2026-01-12', 'A02', '07004', '1', '未安排补岗人员'],
    ]);
  });

  it('makes the findings of the post the stand-in’s, and lifts the empty post', async () => {
    await policy();
    await enter();
    const { standIns } = await hall.attendance.factsOf(sample.hall, '2026-01', CLOSED);
    expect(standIns.map(({ away, standIn, window, half }) => [away, standIn, window, half])).toEqual([
      ['07002', '07003', 'A01', 'am'],
      ['07002', '07003', 'A01', 'pm'],
    ]);
    const finding = (type: 'patrol.empty-post' | 'patrol.conduct'): Occurrence => ({
      ...{ kind: 'occurrence', id: `patrol:${type}`, type, date: '2026-01-06', window: 'A01', staff: ['07002'] },
      labels: { half: 'am' },
    });
    const roster = await sample.organisation.rosterOf(sample.hall, '2026-01');
    const found = [finding('patrol.empty-post'), finding('patrol.conduct')];
    expect(standInRulings(found, standIns, roster).map(({ decision, amend }) => [decision, amend?.staff])).toEqual([
      ['excuse', undefined],
      ['amend', ['07003']],
    ]);
  });

  it('holds a stand-in who was absent to nothing: the post was not covered', async () => {
    await policy();
    await enter();
    await hall.take('punches', ['工号,打卡时间', '07001,2026-01-06 08:20:00'], { complete: MONTH });
    expect((await hall.attendance.factsOf(sample.hall, '2026-01', CLOSED)).standIns).toEqual([]);
    expect(await ofType('leave.no-stand-in')).toEqual([
      ['leave.no-stand-in', '2026-01-06', 'A01', '07002', '1', '补岗人员未到岗'],
    ]);
  });

  it('leaves an hour a day free, and counts what is late beyond it', async () => {
    await hall.take('leave', ['工号,开始日期,结束日期,类型', '07002,2026-01-05,2026-01-09,哺乳时间']);
    const punches = [
      ...['07002,2026-01-05 09:30:00', '07002,2026-01-05 17:30:00'],
      ...['07002,2026-01-06 09:31:00', '07002,2026-01-06 17:30:00'],
      ...['07002,2026-01-07 09:00:00', '07002,2026-01-07 17:00:00'],
      ...['07002,2026-01-12 08:31:00', '07002,2026-01-12 17:30:00'],
    ];
    await hall.take('punches', ['工号,打卡时间', ...punches], { complete: { from: '2026-01-05', to: '2026-01-12' } });
    const own = (await facts()).filter(({ staff, type }) => staff?.[0] === '07002' && type !== 'attendance.absent');
    expect(own.map(({ type, date, amounts }) => [type, date, amounts?.minutes])).toEqual([
      ['attendance.late', '2026-01-06', 1],
      ['attendance.late', '2026-01-12', 1],
    ]);
  });

  it('turns sign-in sheets into facts; a meeting excuses the punch of its half day, leave the meeting', async () => {
    const head = '日期,名称,类别,工号,开始时间,签到时间,状态';
    await enter({ staff: '07005', standIn: '07006', from: '2026-01-08', to: '2026-01-08' });
    const sheet = [
      head,
      '2026-01-08,例会,会议,07001,14:00,13:55,',
      '2026-01-08,例会,会议,07002,14:00,14:06:40,',
      '2026-01-08,例会,会议,07004,14:00,,缺席',
      '2026-01-08,例会,会议,07005,14:00,,缺席',
      '2026-01-08,例会,会议,07007,14:00,,请假',
      '2026-01-08,联合踏勘,联合踏勘,07008,09:00,,缺席',
      '2026-01-08,例会,会议,07010,14:00,,',
    ];
    expect(await hall.take('meetings', sheet, { complete: MONTH })).toMatchObject({ accepted: 6, rejected: 1 });
    expect(await hall.take('meetings', sheet)).toMatchObject({ accepted: 0, repeats: 6 });
    expect(await ofType('meeting.late', 'meeting.absent', 'meeting.excused', 'meeting.survey-absent')).toEqual(
      expect.arrayContaining([
        ['meeting.late', '2026-01-08', 'A01', '07002', 6, '迟到'],
        ['meeting.absent', '2026-01-08', 'A02', '07004', null, '缺席'],
        ['meeting.excused', '2026-01-08', 'A02', '07005', null, '当日请假'],
        ['meeting.excused', '2026-01-08', 'B01', '07007', null, '请假'],
        ['meeting.survey-absent', '2026-01-08', 'B01', '07008', null, undefined],
      ]),
    );
    await hall.take('punches', ['工号,打卡时间', '07001,2026-01-08 08:20:00', '07002,2026-01-08 08:40:00'], {
      complete: { from: '2026-01-08', to: '2026-01-08' },
    });
    const day = async (staff: string): Promise<unknown> => {
      const [verdict] = (await hall.attendance.verdictsOf(sample.hall, '2026-01', staff, CLOSED)).filter(
        ({ date }) => date === '2026-01-08',
      );
      return [verdict?.morning, verdict?.afternoon];
    };
    expect(await day('07001')).toEqual(['present', 'leave']);
    expect(await day('07002')).toEqual(['late', 'leave']);
    expect(await day('07004')).toEqual(['absent', 'absent']);
    // Somebody corrected the sheet: the later state counts, and only once.
    await hall.take('meetings', [head, '2026-01-08,例会,会议,07004,14:00,,请假']);
    expect(
      (await facts()).filter(({ type, staff }) => type.startsWith('meeting') && staff?.[0] === '07004'),
    ).toMatchObject([{ type: 'meeting.excused' }]);
    const { coverage } = await hall.attendance.factsOf(sample.hall, '2026-01', CLOSED);
    expect(coverage).toContainEqual({ source: 'meetings', ...MONTH });
  });

  it('asks for a notice of each change and a certificate, once the register is called complete', async () => {
    await policy();
    const head = '报备日期,工号,变动类型,原人员工号,窗口编号,生效日期,上岗证号,证书有效期至';
    const rows = [
      head,
      '2026-01-16,07013,换人,07012,C01,2026-01-19,证0013,2027-12-31',
      '2026-01-19,07016,调岗,,A01,2026-01-19,证0016,2026-01-31',
    ];
    expect(await ofType('roster.unreported-change', 'roster.unqualified')).toEqual([]);
    await hall.take('swaps', rows, { complete: MONTH });
    expect(await ofType('roster.unreported-change')).toEqual([
      // 07013 and 07012, whom the notice names as replaced, were told a working day before; 07016 on the day itself.
      ['roster.unreported-change', '2026-01-19', 'A01', '07016', null, '调岗报备过迟'],
    ]);
    const without = (await facts()).filter(({ type }) => type === 'roster.unqualified');
    const of = (id: string): unknown[] =>
      without.filter(({ staff }) => staff?.[0] === id).map(({ window, date }) => [window, date]);
    // Certified when he came to A01, not yet at D01; leaders and people at no window need none.
    expect(of('07016')).toEqual([['D01', '2026-01-01']]);
    expect(['07013', '717', '0717'].flatMap(of)).toEqual([]);
    expect(new Set(without.map(({ labels }) => labels?.reason))).toEqual(new Set(['未持有效上岗证']));
    const entered = await hall.entries.swap(
      sample.hall,
      '07016',
      {
        ...{ kind: 'move', replaced: '', window: 'A01', reportedOn: '2026-01-15', effectiveOn: '2026-01-19' },
        ...{ certificate: '证0016', certifiedUntil: '', document: '派驻函〔2026〕1号' },
      },
      NOW,
    );
    expect(await ofType('roster.unreported-change')).toEqual([]);
    await hall.entries.reverse(sample.hall, 'swap', entered.id, NOW);
    expect(await ofType('roster.unreported-change')).toHaveLength(1);
  });

  it('names the windows without B 岗, and takes the roster to be complete where no notice is asked for', async () => {
    const pairs = 'name: 顶岗规定\nstandIn: { pairs: true }\n';
    expect(await ofType('roster.no-cover')).toEqual([]);
    await policy(pairs);
    const { coverage } = await hall.attendance.factsOf(sample.hall, '2026-01', CLOSED);
    expect(coverage).toContainEqual({ source: 'roster', ...MONTH });
    const gaps = (await facts()).filter(({ type }) => type === 'roster.no-cover');
    // Open days of the schedule: Sunday the 4th was worked in. D01 has nobody at all from the 19th on.
    expect(gaps.map(({ window, date, text }) => [window, date, text])).toEqual([
      ['C01', '2026-01-04', '2026-01-04至2026-01-30没有B岗，也没有登记AB岗搭档'],
      ['D01', '2026-01-04', '2026-01-04至2026-01-16没有B岗，也没有登记AB岗搭档'],
    ]);
    await policy(`${pairs}staffing: {}\n`);
    expect((await hall.attendance.factsOf(sample.hall, '2026-01', CLOSED)).coverage).not.toContainEqual(
      expect.objectContaining({ source: 'roster' }),
    );
  });

  it('judges back-dated leave again in open months only; a closed month is named and stays as it was', async () => {
    await hall.take('punches', ['工号,打卡时间', '07001,2026-01-06 08:20:00', '07001,2026-02-03 08:20:00'], {
      complete: { from: '2026-01-01', to: '2026-02-28' },
    });
    const absent = async (period: string, knownAt?: string): Promise<string[]> =>
      (await facts(period, knownAt)).filter(({ id }) => /^attendance:07002:.*absent/.test(id)).map(({ id }) => id);
    const [january, february] = [await absent('2026-01'), await absent('2026-02')];
    expect(january).toContain('attendance:07002:2026-01-06:am:absent');
    await hall.close('2026-01', '2026-02-01 10:00:00');
    const sealedAt = '2026-02-01 23:59:59';
    const answer = await hall.take(
      'leave',
      ['工号,请假日期,请假天数,类型', '07002,2026-01-06,1,事假', '07002,2026-02-03,1,事假'],
      { frozen: await hall.periods.frozen(sample.hall) },
    );
    expect(answer).toMatchObject({ accepted: 1, skipped: 1 });
    expect(answer.skippedRows).toMatchObject([{ line: 2, code: 'month-frozen' }]);
    expect(answer.skippedRows[0]?.text).toContain('2026-01 已锁定');
    expect(await absent('2026-01', sealedAt)).toEqual(january);
    expect(await absent('2026-01')).toEqual(january);
    expect(await absent('2026-02')).toEqual(february.filter((id) => !id.includes('2026-02-03')));
    // By hand as well: refused by name for the closed month, also for a leave that only begins in it.
    const closed = [await refused(enter()), await refused(enter({ from: '2026-01-30', to: '2026-02-02' }))];
    expect(closed).toMatchObject([
      ['calendar.period-frozen', expect.stringContaining('2026-01')],
      ['calendar.period-frozen', expect.stringContaining('2026-01')],
    ]);
    expect(await refused(enter({ from: '2026-02-04', to: '2026-02-04' }))).toBe('taken');
    await expect(policy()).rejects.toMatchObject({ code: 'calendar.period-frozen' });
  });

  it('gives the catalogue’s amounts and labels only', async () => {
    await policy();
    await enter({ standIn: '', to: '2026-01-09', approvedBy: '' }, true);
    await hall.take('swaps', ['报备日期,工号,生效日期', '2026-01-16,07013,2026-01-19'], { complete: MONTH });
    for (const { type, amounts = {}, labels = {} } of await facts()) {
      const kind = OCCURRENCES[type] as { amounts?: readonly string[]; labels?: readonly string[] };
      expect(kind.amounts ?? []).toEqual(expect.arrayContaining(Object.keys(amounts)));
      expect(kind.labels ?? []).toEqual(expect.arrayContaining(Object.keys(labels)));
    }
  });
});
