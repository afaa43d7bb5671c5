import { Clock, instantOf } from 'src/common/clock';
import type { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import { holdForOpening, OpeningService } from 'src/modules/opening';
import { OpeningResultEntity } from 'src/modules/opening/opening.entity';
import { RulesService } from 'src/modules/rules';
import { testEngines } from 'test/support/engines';

class StandingClock extends Clock {
  now(): number {
    return instantOf('2026-05-10 10:00:00');
  }
}

const HALL = 'h';
const actor = { id: 'cli:office', name: '王某' };

describe.each(testEngines())('opening data on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let opening: OpeningService;
  let periods: PeriodService;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    periods = new PeriodService(database);
    opening = new OpeningService(database, new StandingClock(), periods, new RulesService(database));
  });
  afterAll(async () => drop());

  const put = (batch: string, recordedAt: string, month: string, subject: string, rank: number): Promise<unknown> =>
    database.write((manager) =>
      manager.insert(OpeningResultEntity, {
        ...{ hall: HALL, batch, month, type: 'window', subject, part: 'window', name: subject, group: '', rank },
        ...{
          rankStated: 1,
          fromBottom: null,
          score: '100',
          base: null,
          bonus: null,
          deduction: null,
          adjustment: null,
        },
        ...{ marks: '{"top":true,"topOf":5}', results: '[]', remark: '', line: 2, recordedAt },
      }),
    );

  it('answers what was known at a time; a newer table replaces the older one whole', async () => {
    await put('b1', '2026-05-01 08:00:00.000', '2026-01', 'W1', 1);
    await put('b1', '2026-05-01 08:00:00.000', '2026-01', 'W2', 2);
    await put('b2', '2026-05-02 08:00:00.000', '2026-01', 'W2', 1);
    expect(await opening.months(HALL, '2026-04-30 00:00:00')).toEqual([]);
    const first = await opening.months(HALL, '2026-05-01 23:59:59.999');
    expect(first).toMatchObject([{ month: '2026-01', revision: 1, batches: ['b1'] }]);
    expect(first[0]?.results).toMatchObject([
      { subject: 'W1', rank: 1, score: '100', deduction: null, marks: { top: true }, topOf: 5, bottomOf: null },
      { subject: 'W2', rank: 2 },
    ]);
    const now = await opening.months(HALL);
    expect(now).toMatchObject([
      { month: '2026-01', revision: 2, batches: ['b2'], results: [{ subject: 'W2', rank: 1 }] },
    ]);
    expect(await opening.months('other')).toEqual([]);
  });

  it('withdraws from now on, with a reason, and what was known before stays known', async () => {
    await expect(opening.withdraw(HALL, '2026-01', actor, ' ')).rejects.toMatchObject({
      code: 'opening.reason-missing',
    });
    await expect(opening.withdraw(HALL, '2026-02', actor, '无')).rejects.toMatchObject({
      code: 'opening.nothing-imported',
    });
    expect(await opening.withdraw(HALL, '2026-01', actor, '有误')).toEqual({
      month: '2026-01',
      at: '2026-05-10 10:00:00.000',
    });
    expect(await opening.months(HALL)).toEqual([]);
    expect(await opening.months(HALL, '2026-05-02 23:59:59.999')).toHaveLength(1);
    await put('b3', '2026-05-11 08:00:00.000', '2026-01', 'W2', 1);
    expect(await opening.months(HALL)).toMatchObject([{ revision: 3, batches: ['b3'] }]);
  });

  it('keeps rows out that claim to be older than a close that did not see them', async () => {
    await periods.ensure(HALL, '2026-04', '2026-05-01 08:00:00');
    const hold = (at: string): Promise<void> =>
      database.write((manager) => holdForOpening(periods, manager, HALL, { months: ['2026-01', '2026-03'], at }));
    await expect(hold('2026-05-12 08:00:00.000')).resolves.toBeUndefined();
    await database.write(async (manager) => {
      const move = { roles: ['operator'], overrides: [], hall: HALL, month: '2026-04', to: 'closed' } as const;
      const met = [
        'verification-deadline-passed',
        'coverage-complete',
        'no-open-objection',
        'no-open-appeal',
        'audit-chain-linked',
      ] as const;
      await periods.move(manager, { ...move, met, expected: 1, at: '2026-05-12 09:00:00' });
    });
    await expect(hold('2026-05-12 08:59:59.999')).rejects.toMatchObject({ code: 'opening.in-use', status: 409 });
    await expect(hold('2026-05-12 09:00:00.500')).rejects.toMatchObject({ code: 'opening.in-use' });
    await expect(hold('2026-05-12 09:00:01.000')).resolves.toBeUndefined();
    const own = database.write((manager) =>
      holdForOpening(periods, manager, HALL, { months: ['2026-04'], at: '2026-05-13 09:00:00.000' }),
    );
    await expect(own).rejects.toMatchObject({ code: 'calendar.period-frozen' });
    expect(await opening.givenFor(HALL)).toEqual({ books: [], closed: ['2026-04'] });
  });
});
