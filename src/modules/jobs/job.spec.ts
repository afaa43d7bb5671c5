import * as fc from 'fast-check';
import { Refusal } from 'src/common/refusal';
import { dailySlots, forEachMonth, minuteSlots, plan } from './job';

describe('slots of a job', () => {
  it('falls due once a day at its minute, not before', () => {
    expect(dailySlots('02:00', '2026-03-01 02:00:00', '2026-03-02 01:59:59')).toEqual([]);
    expect(dailySlots('02:00', '2026-03-01 02:00:00', '2026-03-02 02:00:00')).toEqual(['2026-03-02']);
  });

  it('names every night missed over a month end', () => {
    expect(dailySlots('02:00', '2026-02-27 12:00:00', '2026-03-02 03:00:00')).toEqual([
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it('counts minutes inside the day only', () => {
    expect(minuteSlots(30, '2026-03-01 23:00:00', '2026-03-02 00:45:00')).toEqual(['2026-03-02 00:30']);
    expect(minuteSlots(15, '2026-03-02 10:00:00', '2026-03-02 10:31:00')).toEqual([
      '2026-03-02 10:15',
      '2026-03-02 10:30',
    ]);
  });

  it('makes up all or only the newest', () => {
    expect(plan({ catchUp: 'all' }, ['a', 'b', 'c'])).toEqual({ run: ['a', 'b', 'c'], skip: [] });
    expect(plan({ catchUp: 'latest' }, ['a', 'b', 'c'])).toEqual({ run: ['c'], skip: ['a', 'b'] });
    expect(plan({ catchUp: 'latest' }, [])).toEqual({ run: [], skip: [] });
  });

  it('misses and doubles nothing, however often the scan wakes', () => {
    const minute = fc.integer({ min: 0, max: 10 * 24 * 60 });
    const at = (m: number): string =>
      new Date(Date.UTC(2026, 1, 25) + m * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    fc.assert(
      fc.property(fc.array(minute, { minLength: 2, maxLength: 40 }), (wakes) => {
        const times = [...new Set(wakes)].sort((a, b) => a - b).map(at);
        const seen = times.slice(1).flatMap((now, index) => dailySlots('02:00', times[index] ?? now, now));
        expect(seen).toEqual(dailySlots('02:00', times[0] ?? '', times.at(-1) ?? ''));
      }),
    );
  });
});

describe('the same for every hall and month', () => {
  const halls = [{ id: 'east' }, { id: 'west' }];

  it('adds up, and tells what was refused without keeping the others waiting', async () => {
    const refused = new Refusal('test.none', { zh: '没有细则', en: 'no rules' }, {});
    const answer = await forEachMonth(halls, ['2026-02', '2026-03'], (hall, month) =>
      hall === 'east' && month === '2026-02' ? Promise.reject(refused) : Promise.resolve(2),
    );
    expect(answer).toEqual({ done: 6, refused: 'east 2026-02: 没有细则' });
  });

  it('lets a fault through', async () => {
    await expect(forEachMonth(halls, ['2026-02'], () => Promise.reject(new Error('disk full')))).rejects.toThrow(
      'disk',
    );
  });
});
