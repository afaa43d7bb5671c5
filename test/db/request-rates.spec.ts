import type { Clock } from 'src/common/clock';
import { FixedClock, SystemClock } from 'src/config/clock.service';
import type { Database } from 'src/config/database.service';
import { LOCAL_ACCESS, Settings, type RateLimits } from 'src/config/settings.dto';
import { RequestRates } from 'src/modules/requests';
import { testEngines } from 'test/support/engines';

const AT = '2026-03-02 09:00:30';
const CLERK = { kind: 'account', name: 'wang' } as const;

const made: RequestRates[] = [];

function ratesOn(database: Database, rates: Partial<RateLimits>, clock: Clock = new FixedClock(AT)): RequestRates {
  const access = { ...LOCAL_ACCESS, rates: { ...LOCAL_ACCESS.rates, ...rates } };
  const where = ['var', undefined, '127.0.0.1', 0, 'zh', undefined, undefined, undefined, access] as const;
  const counter = new RequestRates(database, clock, new Settings(undefined, ...where));
  made.push(counter);
  return counter;
}

/** How many of so many requests at once are let through. */
async function letThrough(rates: readonly RequestRates[], asked: number, who: typeof CLERK = CLERK): Promise<number> {
  const answers = await Promise.allSettled(
    Array.from({ length: asked }, (_, at) => rates[at % rates.length]?.take(who) ?? Promise.resolve()),
  );
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'http.too-many-requests' });
  return answers.filter(({ status }) => status === 'fulfilled').length;
}

describe.each(testEngines())('limits of requests on $name', (engine) => {
  let opened: Awaited<ReturnType<typeof engine.open>>;
  beforeEach(async () => (opened = await engine.open()));
  afterEach(async () => {
    await Promise.all(made.splice(0).map((counter) => counter.beforeApplicationShutdown()));
    await opened.drop();
  });

  it('let exactly as many through as the limit says, at once or one by one', async () => {
    const { database } = opened;
    expect(await letThrough([ratesOn(database, { account: 7 })], 30)).toBe(7);
    const rates = ratesOn(database, { account: 100 }, new FixedClock('2026-03-02 09:01:00'));
    let through = 0;
    for (let at = 0; at < 120; at++) through += await letThrough([rates], 1);
    expect(through).toBe(100);
  });

  it('say when to come back', async () => {
    const rates = ratesOn(opened.database, { account: 1 });
    await rates.take(CLERK);
    await expect(rates.take(CLERK)).rejects.toMatchObject({ status: 429, details: { limit: 1, seconds: 30 } });
  });

  it('count everybody apart, and the next minute anew', async () => {
    const times = ['2026-03-02 09:00:59', '2026-03-02 09:01:00'];
    const clock = { now: () => new FixedClock(times[0] ?? '').now() };
    const rates = ratesOn(opened.database, { account: 3, token: 2 }, clock);
    expect(await letThrough([rates], 9)).toBe(3);
    expect(await letThrough([rates], 9, { kind: 'account', name: 'li' } as never)).toBe(3);
    expect(await letThrough([rates], 9, { kind: 'token', name: 'wang' } as never)).toBe(2);
    expect(await letThrough([rates], 9)).toBe(0);
    times.shift();
    expect(await letThrough([rates], 9)).toBe(3);
  });

  it('hold over a restart', async () => {
    const { database } = opened;
    const before = ratesOn(database, { account: 40 });
    expect(await letThrough([before], 25)).toBe(25);
    await before.beforeApplicationShutdown();
    const after = await letThrough([ratesOn(database, { account: 40 })], 60);
    expect(after).toBeLessThanOrEqual(15);
    expect(after).toBeGreaterThanOrEqual(13);
  });

  it('are none where the limit is 0', async () => {
    expect(await letThrough([ratesOn(opened.database, {})], 50)).toBe(50);
  });

  it('forget minutes long gone, and only those', async () => {
    const { database } = opened;
    const later = (time: string): RequestRates => ratesOn(database, { account: 5 }, new FixedClock(time));
    for (const time of [AT, '2026-03-02 09:58:00']) {
      const rates = later(time);
      await rates.take(CLERK);
      await rates.beforeApplicationShutdown();
    }
    expect(await later('2026-03-02 10:01:59').prune()).toBe(1);
    expect(await later('2026-03-02 10:01:59').prune()).toBe(0);
  });

  if (engine.name !== 'embedded')
    it('hold for several server processes together', async () => {
      const processes = Array.from({ length: 4 }, () => ratesOn(opened.database, { account: 200 }));
      const through = await letThrough(processes, 400);
      expect(through).toBeLessThanOrEqual(200);
      // A process may hold a share it does not use.
      expect(through).toBeGreaterThan(200 - 4 * 10);
    });
});

describe.each(testEngines())('the clock on $name', (engine) => {
  it('is that of the database, and a machine that is off is told', async () => {
    const { database, drop } = await engine.open();
    try {
      const off = new SystemClock(() => Date.now() + 90_000);
      await off.follow(database);
      if (engine.name === 'embedded') {
        expect(off.skew).toBe(0);
        expect(() => off.check()).not.toThrow();
      } else {
        expect(Math.abs(off.now() - Date.now())).toBeLessThan(5000);
        expect(Math.abs(off.skew - 90_000)).toBeLessThan(1000);
        expect(() => off.check()).toThrow(/相差 \d+ 秒，超过 5 秒/);
      }
      const right = new SystemClock();
      await right.follow(database);
      expect(() => right.check()).not.toThrow();
    } finally {
      await drop();
    }
  });
});
