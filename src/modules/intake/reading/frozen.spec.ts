import type { Feed, Outcome } from 'src/modules/intake/feed';
import { FrozenMonths } from './frozen';

interface Punch {
  readonly at: string;
}

const feed: Feed<Punch> = {
  name: 'punches',
  layouts: [],
  identity: ({ at }) => at,
  person: () => undefined,
  instant: ({ at }) => at,
  sinks: [],
  expects: { zh: '', en: '' },
};

const record = (line: number, at: string): Outcome<Punch> => ({ kind: 'record', line, record: { at } });

describe('rows of closed months', () => {
  const january = record(2, '2026-01-31 17:40:00');
  const february = record(3, '2026-02-01 08:20:00');
  const noone: Outcome<Punch> = { kind: 'unmatched', line: 4, key: '77', record: { at: '2026-01-02 08:00:00' } };
  const skipped: Outcome<Punch> = { kind: 'skipped', line: 5, why: { code: 'blank', text: { zh: '', en: '' } } };

  it('are left out by name, the others pass', () => {
    const frozen = new FrozenMonths(feed, ['2026-01']);
    const reader = frozen.before({
      row: () => [january, february, noone, skipped],
      end: () => ({ outcomes: [january] }),
    });
    const told = {
      code: 'month-frozen',
      text: { zh: expect.stringContaining('2026-01 已锁定'), en: expect.any(String) },
    };
    expect(reader.row({ line: 2, cells: [] })).toEqual([
      { kind: 'skipped', line: 2, why: told },
      february,
      { kind: 'skipped', line: 4, why: told },
      skipped,
    ]);
    expect(reader.end?.()).toEqual({ outcomes: [{ kind: 'skipped', line: 2, why: told }] });
    expect(frozen.open).toEqual(['2026-02']);
  });

  it('are those of the month a record belongs to, which the feed may know better than its first day', () => {
    const late: Feed<Punch> = { ...feed, belongs: ({ at }) => (at === '' ? undefined : '2026-02-03') };
    const frozen = new FrozenMonths(late, ['2026-01']);
    const rows = [january, record(6, '')];
    expect(frozen.before({ row: () => rows }).row({ line: 2, cells: [] })).toBe(rows);
    expect(frozen.open).toEqual(['2026-02']);
  });

  it('are told of a record that only begins in one', () => {
    const long: Feed<Punch> = { ...feed, belongs: () => '2026-02-03', begins: ({ at }) => at };
    const frozen = new FrozenMonths(long, ['2026-01']);
    const text = { zh: expect.stringContaining('其中 2026-01 已锁定') as string, en: expect.any(String) as string };
    expect(frozen.before({ row: () => [january, february] }).row({ line: 2, cells: [] })).toEqual([
      { ...january, warning: { code: 'month-frozen', text } },
      february,
    ]);
    expect(frozen.open).toEqual(['2026-02']);
  });

  it('go along with what is said of them where the feed keeps such rows', () => {
    const late = { table: 'late', columns: [], unique: [], late: true, accepts: () => true, row: () => [] } as const;
    const keeping: Feed<Punch> = { ...feed, sinks: [late] };
    const frozen = new FrozenMonths(keeping, ['2026-01']);
    const [kept, passed] = frozen.before({ row: () => [january, february] }).row({ line: 2, cells: [] });
    expect(kept).toMatchObject({
      kind: 'skipped',
      line: 2,
      why: { code: 'month-frozen', text: { zh: expect.stringMatching(/^2026-01 已锁定，本行不计入该月；.*更正建议/) } },
      late: { at: '2026-01-31 17:40:00' },
    });
    expect(passed).toBe(february);
    expect(frozen.open).toEqual(['2026-02']);
  });

  it('do not exist while nothing is closed', () => {
    const rows = [january, february];
    const frozen = new FrozenMonths(feed, []);
    expect(frozen.before({ row: () => rows }).row({ line: 2, cells: [] })).toBe(rows);
    expect(frozen.open).toEqual(['2026-01', '2026-02']);
  });
});
