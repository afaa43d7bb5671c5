import type { Roster } from 'src/modules/organisation/roster';
import { coverageOf, daysOf, firstDayOf, monthsOf, peopleOf, spanOf, type Incident } from './incident';
import { sampleGiven } from 'test/support/feed-driver';

const roster = sampleGiven.roster as unknown as Roster;

describe('the time of a failure', () => {
  it.each([
    [{ date: '2026-03-12' }, '2026-03-12 am', '2026-03-12 pm'],
    [{ date: '2026-03-12', half: 'pm' }, '2026-03-12 pm', '2026-03-12 pm'],
    [{ from: '2026-03-12 08:00', to: '2026-03-12 12:30:40' }, '2026-03-12 08:00:00', '2026-03-12 12:30:00'],
    [{ from: '2026-03-31T22:00', to: '2026-04-01 08:00' }, '2026-03-31 22:00:00', '2026-04-01 08:00:00'],
  ])('%j', (asked, from, to) => {
    expect(spanOf(asked)).toEqual({ from, to });
  });

  it.each([
    {},
    { date: '2026-02-30' },
    { date: '2026-03-12', half: 'noon' },
    { date: '2026-03-12', from: '2026-03-12 08:00' },
    { half: 'am' },
    { from: '2026-03-12 08:00' },
    { from: '2026-03-12', to: '2026-03-13' },
    { from: '2026-03-12 08:00', to: '2026-03-12 07:59' },
    { from: '2026-03-12 08:00', to: '2026-04-13 08:00' },
    { from: '2026-03-12 24:00', to: '2026-03-13 08:00' },
  ])('%j is none', (asked) => {
    expect(spanOf(asked)).toBeUndefined();
  });

  it('reaches back to the night before, where a shift may end in it', () => {
    expect(firstDayOf('2026-04-01 06:00:00')).toBe('2026-03-31');
    expect(firstDayOf('2026-04-01 am')).toBe('2026-04-01');
    expect(monthsOf({ firstDay: '2026-03-31', to: '2026-04-01 08:00:00' })).toEqual(['2026-03', '2026-04']);
    expect(daysOf({ from: '2026-04-01 am', to: '2026-04-02 pm' })).toEqual(['2026-04-01', '2026-04-02']);
  });
});

describe('the people of a failure', () => {
  const days = ['2026-01-19'];
  const named = (scope: Parameters<typeof peopleOf>[0], punches: Parameters<typeof peopleOf>[1]['punches'] = []) =>
    peopleOf(scope, { roster, days, punches });

  it('are those named, those posted at the windows on the day, everybody', () => {
    expect(named({ people: ['07003', '07001'] })).toEqual({ people: ['07001', '07003'], unknown: [] });
    // 07016 is posted at D01 until the 18th and at A01 from the 19th.
    expect(named({ windows: ['A01'] }).people).toContain('07016');
    expect(peopleOf({ windows: ['A01'] }, { roster, days: ['2026-01-16'], punches: [] }).people).not.toContain('07016');
    expect(named({ everybody: true }).people).toEqual(
      roster.staff
        .filter(({ postings }) =>
          postings.some(({ from, to }) => (from ?? '') <= '2026-01-19' && (to ?? '9') >= '2026-01-19'),
        )
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('are those whose key is on the clock, or who punched there', () => {
    const [first, ...others] = roster.staff;
    const key = { source: 'pin' as const, key: '99', from: null, to: null, device: '2' };
    const withKey = { ...roster, staff: [{ ...first, keys: [...(first?.keys ?? []), key] }, ...others] } as Roster;
    expect(peopleOf({ devices: ['2'] }, { roster: withKey, days, punches: [] }).people).toEqual([first?.id]);
    const punch = { source: 'pin' as const, person: '7003', date: '2026-01-05', device: '3' };
    expect(named({ devices: ['3'] }, [punch]).people).toEqual(['07003']);
  });

  it('must be known', () => {
    expect(named({ people: ['4711'], windows: ['X9', 'A01'] }).unknown).toEqual(['4711', 'X9']);
    expect(peopleOf({ everybody: true }, { roster: { ...roster, staff: [] }, days, punches: [] }).people).toEqual([]);
  });
});

describe('what coverage says', () => {
  const at = (window: string): string[] =>
    peopleOf({ windows: [window] }, { roster, days: ['2026-01-19'], punches: [] }).people;
  const incident = (more: Partial<Incident>): Incident => ({
    ...{ id: 'a1', from: '2026-01-19 am', to: '2026-01-19 pm', firstDay: '2026-01-19', scope: {}, people: at('A01') },
    ...{ reason: '停电', evidence: '', recordedBy: '', recordedAt: '', reversed: null, ...more },
  });
  const entry = {
    source: 'attendance',
    from: '2026-01-19',
    to: '2026-01-19',
    windows: ['A01'],
    reason: '考勤设备故障（a1）：停电',
  };
  const judged = ['2026-01-19', '2026-01-20'];

  it('tells the failure, and a whole day of it closes the gap', () => {
    expect(coverageOf([incident({})], { roster, judged, stated: [] })).toEqual([entry]);
  });

  it('leaves the gap of a half day, and of windows of which it does not name everybody', () => {
    expect(coverageOf([incident({ to: '2026-01-19 am' })], { roster, judged, stated: [] })).toEqual([]);
    expect(coverageOf([incident({ people: at('A01').slice(1) })], { roster, judged, stated: [] })).toEqual([]);
    const stated = [{ source: 'attendance', from: '2026-01-01', to: '2026-01-31' }];
    expect(coverageOf([incident({ to: '2026-01-19 am' })], { roster, judged, stated })).toEqual([entry]);
    const elsewhere = [
      { source: 'leave', from: '2026-01-01', to: '2026-01-31' },
      { ...stated[0], source: 'attendance', from: '2026-01-01', to: '2026-01-31', windows: ['B01'] },
    ];
    expect(coverageOf([incident({ to: '2026-01-19 am' })], { roster, judged, stated: elsewhere })).toEqual([]);
  });

  it('says nothing of days that are not judged', () => {
    expect(coverageOf([incident({})], { roster, judged: ['2026-01-20'], stated: [] })).toEqual([]);
  });
});
