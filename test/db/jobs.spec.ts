import { Clock } from 'src/common/clock';
import { FixedClock } from 'src/config/clock.service';
import type { Database } from 'src/config/database.service';
import { JobsService } from 'src/modules/jobs';
import { dailySlots, type Job } from 'src/modules/jobs/job';
import { testEngines } from 'test/support/engines';

class MovingClock extends Clock {
  constructor(public time: string) {
    super();
  }
  now(): number {
    return new FixedClock(this.time).now();
  }
}

function job(run: (slot: string) => void, catchUp: Job['catchUp'] = 'all', name = 'nightly'): Job {
  return {
    name,
    title: { zh: '夜间', en: 'nightly' },
    catchUp,
    due: (since, now) => dailySlots('02:00', since, now),
    run: (slot) => {
      run(slot);
      return Promise.resolve({ summary: { zh: '完成', en: 'done' } });
    },
  };
}

describe.each(testEngines())('jobs on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    ({ database, drop } = await engine.open());
  });
  afterEach(() => drop());

  it('runs a slot once, although several processes wake at the same time', async () => {
    const ran: string[] = [];
    const clock = new MovingClock('2026-03-02 02:00:30');
    const processes = Array.from(
      { length: 6 },
      () => new JobsService(database, clock, [job((slot) => ran.push(slot))]),
    );
    await Promise.all(processes.map((service) => service.scan()));
    expect(ran).toEqual(['2026-03-02']);
  });

  it('makes up missed nights after downtime, each once', async () => {
    const ran: string[] = [];
    const clock = new MovingClock('2026-03-02 02:01:00');
    const service = new JobsService(database, clock, [job((slot) => ran.push(slot))]);
    await service.scan();
    clock.time = '2026-03-05 09:00:00';
    await service.scan();
    await service.scan();
    expect(ran).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']);
  });

  it('records the older ones as skipped when only the newest matters', async () => {
    const ran: string[] = [];
    const clock = new MovingClock('2026-03-02 02:01:00');
    const service = new JobsService(database, clock, [job((slot) => ran.push(slot), 'latest')]);
    await service.scan();
    clock.time = '2026-03-05 09:00:00';
    await service.scan();
    expect(ran).toEqual(['2026-03-02', '2026-03-05']);
    const states = (await service.history()).map((run) => `${run.slot} ${run.state}`).sort();
    expect(states).toEqual(['2026-03-02 done', '2026-03-03 skipped', '2026-03-04 skipped', '2026-03-05 done']);
  });

  it('keeps a failure in the history, lets the others run and tries again three times at most', async () => {
    const ran: string[] = [];
    const clock = new MovingClock('2026-03-02 02:01:00');
    const bad = job(
      () => {
        throw new Error('no file');
      },
      'all',
      'bad',
    );
    const service = new JobsService(database, clock, [bad, job((slot) => ran.push(slot))]);
    for (let scan = 0; scan < 5; scan++) await service.scan();
    const failed = (await service.history('bad'))[0];
    expect(failed).toMatchObject({ state: 'failed', attempt: 3 });
    expect(failed?.report).toContain('no file');
    expect(ran).toEqual(['2026-03-02']);
  });

  it('takes no slot of a process that lives, however long it works: its signs of life count', async () => {
    const ran: string[] = [];
    const clock = new MovingClock('2026-03-02 02:01:00');
    const other = new JobsService(database, clock, [job((slot) => ran.push(slot))]);
    jest.useFakeTimers({
      doNotFake: [
        'nextTick',
        'setImmediate',
        'setTimeout',
        'clearTimeout',
        'queueMicrotask',
        'Date',
        'performance',
        'hrtime',
      ],
    });
    try {
      let release = (): void => undefined;
      const working = new Promise<void>((resolve) => (release = resolve));
      const long: Job = {
        ...job(() => undefined),
        run: () => working.then(() => ({ summary: { zh: '完', en: 'end' } })),
      };
      const first = new JobsService(database, clock, [long]).scan();
      const beatAt = async (): Promise<string | null | undefined> =>
        (await database.read.query<{ beat_at: string | null }[]>('SELECT beat_at FROM job_run'))[0]?.beat_at;
      while ((await beatAt()) === undefined) await new Promise(setImmediate);
      for (const time of ['2026-03-02 02:02:30', '2026-03-02 02:04:00', '2026-03-02 02:45:00']) {
        clock.time = time;
        while ((await beatAt()) !== time) {
          jest.advanceTimersByTime(20_000);
          await new Promise(setImmediate);
        }
        await other.scan();
      }
      expect(ran).toEqual([]);
      release();
      expect((await first).map(({ state }) => state)).toEqual(['done']);
    } finally {
      jest.useRealTimers();
    }
    await other.scan();
    expect(ran).toEqual([]);
  });

  it('runs the other jobs when one cannot even say what is due, and tells it', async () => {
    const ran: string[] = [];
    const broken: Job = {
      ...job(() => undefined, 'all', 'broken'),
      due: () => {
        throw new Error('no calendar');
      },
    };
    const service = new JobsService(database, new MovingClock('2026-03-02 02:01:00'), [
      broken,
      job((slot) => ran.push(slot)),
    ]);
    const [failed, done] = await service.scan();
    expect(failed).toMatchObject({
      job: 'broken',
      slot: '',
      state: 'failed',
      report: expect.stringContaining('no calendar'),
    });
    expect(done).toMatchObject({ job: 'nightly', state: 'done' });
    expect(ran).toEqual(['2026-03-02']);
  });

  it('ends what died at its last try or by hand, and tries it no more', async () => {
    const clock = new MovingClock('2026-03-02 02:40:00');
    const ran: string[] = [];
    const service = new JobsService(database, clock, [job((slot) => ran.push(slot))]);
    for (const [slot, attempt] of [
      ['2026-03-02', 3],
      ['now 2026-03-02 02:05:00', 1],
    ])
      await database.write((manager) =>
        manager.query(
          `INSERT INTO job_run (job, slot, state, owner, attempt, started_at, ended_at, report) VALUES ('nightly', ?, 'running', 'dead:1', ?, '2026-03-02 02:00:10', '', '')`,
          [slot, attempt],
        ),
      );
    await service.scan();
    expect(ran).toEqual([]);
    for (const run of await service.history())
      expect(run).toMatchObject({ state: 'failed', report: expect.stringContaining('dead:1') });
  });

  it('takes over a slot whose process died, after the lease', async () => {
    const clock = new MovingClock('2026-03-02 02:01:00');
    const ran: string[] = [];
    const service = new JobsService(database, clock, [job((slot) => ran.push(slot))]);
    await database.write((manager) =>
      manager.query(
        `INSERT INTO job_run (job, slot, state, owner, attempt, started_at, ended_at, report) VALUES ('nightly', '2026-03-02', 'running', 'dead:1', 1, '2026-03-02 02:00:10', '', '')`,
      ),
    );
    await service.scan();
    expect(ran).toEqual([]);
    clock.time = '2026-03-02 02:40:00';
    await service.scan();
    expect(ran).toEqual(['2026-03-02']);
  });

  it('runs a job now and names the jobs it knows when asked for another', async () => {
    const service = new JobsService(database, new MovingClock('2026-03-02 12:00:00'), [job(() => undefined)]);
    await expect(service.runNow('nightly')).resolves.toMatchObject({ state: 'done', attempt: 1 });
    await expect(service.runNow('weekly')).rejects.toMatchObject({
      code: 'jobs.unknown',
      details: { known: ['nightly'] },
    });
  });
});
