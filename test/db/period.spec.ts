import type { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import type { MoveRequest } from 'src/modules/calendar/months/month-states';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { testEngines } from 'test/support/engines';
import type { EntityManager } from 'typeorm';

const AT = '2026-04-07 09:00:00';
const CLOSE: MoveRequest = {
  roles: ['operator'],
  met: [
    'verification-deadline-passed',
    'coverage-complete',
    'no-open-objection',
    'no-open-appeal',
    'audit-chain-linked',
    'reason-given',
  ],
  overrides: [],
};

describe.each(testEngines())('the row of a month on $name', (engine) => {
  let database: Database;
  let periods: PeriodService;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    periods = new PeriodService(database);
  });
  afterAll(() => drop());

  const move = (
    hall: string,
    to: MonthState,
    expected: number,
    request: MoveRequest = CLOSE,
  ): ReturnType<PeriodService['move']> =>
    database.write((manager) => periods.move(manager, { ...request, hall, month: '2026-03', to, expected, at: AT }));

  it('creates a month once, also when many want it at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => periods.ensure('hall', '2026-03', AT)));
    const first = {
      id: 'hall:2026-03',
      hall: 'hall',
      month: '2026-03',
      state: 'open',
      revision: 1,
      version: 1,
      movedAt: AT,
    };
    for (const record of all) expect(record).toEqual(first);
    expect(await periods.list('hall')).toEqual([first]);
    expect(await periods.find('hall', '2026-03')).toEqual(first);
    expect(await periods.find('hall', '2026-04')).toBeUndefined();
  });

  it('keeps halls apart and tells codes apart that only differ in case', async () => {
    await periods.ensure('Hall', '2026-03', AT);
    await periods.ensure('hall', '2026-02', AT);
    expect((await periods.list('hall')).map((record) => record.month)).toEqual(['2026-02', '2026-03']);
    expect(await periods.list('Hall')).toHaveLength(1);
  });

  it('closes, publishes and reopens with the next revision', async () => {
    await periods.ensure('way', '2026-03', AT);
    const closed = await move('way', 'closed', 1);
    expect(closed).toMatchObject({ record: { state: 'closed', revision: 1, version: 2 }, overridden: [] });
    await expect(move('way', 'published', 2)).rejects.toMatchObject({ code: 'calendar.move-needs' });
    const reopened = await move('way', 'verifying', 2);
    expect(reopened.record).toMatchObject({ state: 'verifying', revision: 2, version: 3 });
    expect(await periods.find('way', '2026-03')).toEqual(reopened.record);
  });

  it('lets one of many closers win; the others are told', async () => {
    await periods.ensure('race', '2026-03', AT);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => move('race', 'closed', 1)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'calendar.period-changed', status: 409 });
    expect(await periods.find('race', '2026-03')).toMatchObject({ state: 'closed', version: 2 });
  });

  it('rolls the move back with its transaction', async () => {
    await periods.ensure('back', '2026-03', AT);
    const failing = database.write(async (manager) => {
      await periods.move(manager, { ...CLOSE, hall: 'back', month: '2026-03', to: 'closed', expected: 1, at: AT });
      throw new Error('the seal could not be written');
    });
    await expect(failing).rejects.toThrow('the seal');
    expect(await periods.find('back', '2026-03')).toMatchObject({ state: 'open', version: 1 });
  });

  it('takes facts while the month is open and refuses them afterwards', async () => {
    await periods.ensure('facts', '2026-03', AT);
    const hold = (hall: string): Promise<unknown> =>
      database.write((manager) => periods.holdForFacts(manager, hall, ['2026-02', '2026-03']));
    await hold('facts');
    await move('facts', 'closed', 1);
    await expect(hold('facts')).rejects.toMatchObject({ code: 'calendar.period-frozen', status: 409 });
    await hold('nowhere');
    await expect(move('nowhere', 'closed', 1)).rejects.toMatchObject({ code: 'calendar.period-missing' });
  });

  it.each([
    ['of facts', 'wait', (manager: EntityManager, hall: string) => periods.holdForFacts(manager, hall, ['2026-03'])],
    [
      'of facts of a month without a row',
      'new',
      (manager: EntityManager, hall: string) => periods.holdForFacts(manager, hall, ['2026-03']),
    ],
    ['of rules', 'book', (manager: EntityManager, hall: string) => periods.holdFrom(manager, hall, '2026-01')],
  ])('makes a closer wait for a running writer %s', async (_what, hall, hold) => {
    if (hall !== 'new') await periods.ensure(hall, '2026-03', AT);
    const order: string[] = [];
    let started: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    const writer = database.write(async (manager) => {
      await hold(manager, hall);
      started();
      await new Promise((resolve) => setTimeout(resolve, 200));
      order.push('facts');
    });
    await running;
    const closer = periods
      .ensure(hall, '2026-03', AT)
      .then(() => move(hall, 'closed', 1))
      .then(() => order.push('closed'));
    await Promise.all([writer, closer]);
    expect(order).toEqual(['facts', 'closed']);
  });

  it.each(['', ' hall', 'ｈａｌｌ', 'x'.repeat(65)])('refuses the hall code %j', async (hall) => {
    await expect(periods.ensure(hall, '2026-03', AT)).rejects.toMatchObject({ code: 'calendar.hall-code' });
  });

  it('refuses what is not a month', async () => {
    await expect(periods.ensure('hall', '2026-13', AT)).rejects.toMatchObject({ code: 'calendar.period-not-month' });
  });
});
