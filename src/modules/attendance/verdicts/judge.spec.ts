import * as fc from 'fast-check';
import { addDays, daysBetween } from 'src/common/civil-date';
import { OpenDays } from 'src/modules/calendar/open-days';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgePerson, type DayVerdict, type JudgedPerson } from './judge';
import type { Mark } from './mark-days';
import type { Slip } from 'src/modules/attendance/slips/slip';
import type { LeaveKind } from 'src/modules/attendance/leave-kinds';
import { openRuleOf, type Schedule } from 'src/modules/attendance/schedule';

const twice: Schedule = {
  name: '一天两次',
  open: { base: 'statutory' },
  hours: [{ punches: 2, morning: { start: '08:30', end: '12:00' }, afternoon: { start: '14:00', end: '17:30' } }],
};
const fourTimes: Schedule = {
  ...twice,
  name: '一天四次',
  hours: [
    { days: [5], morning: { start: '08:30', end: '12:00' }, afternoon: { start: '14:00', end: '17:00' } },
    { days: [1, 2, 3, 4], morning: { start: '08:30', end: '12:00' }, afternoon: { start: '14:00', end: '17:30' } },
  ],
};

const calendar = new StatutoryCalendar(shippedNotices);
const MONDAY = '2026-01-05';

function judged(
  schedule: Schedule,
  marks: readonly (string | Mark)[],
  more: Partial<Omit<JudgedPerson, 'leave'>> & { leave?: Record<string, LeaveKind> } = {},
): DayVerdict[] {
  return judgePerson(schedule, new OpenDays(calendar, openRuleOf(schedule)), {
    id: '07001',
    days: [MONDAY],
    covered: () => true,
    ...more,
    leave: new Map(Object.entries(more.leave ?? {})),
    marks: marks.map((mark) => (typeof mark === 'string' ? { at: fullAt(mark), kind: 'punch' as const } : mark)),
  });
}

const fullAt = (text: string): string =>
  text.length > 8 ? text : `${MONDAY} ${text.length === 5 ? `${text}:00` : text}`;

/** `present late(1) / present` in short. */
function short(verdicts: readonly DayVerdict[]): string {
  return verdicts
    .map(({ morning, afternoon, lateMinutes, earlyMinutes }) => {
      const minutes = [lateMinutes && `+${String(lateMinutes)}`, earlyMinutes && `-${String(earlyMinutes)}`].filter(
        Boolean,
      );
      return [`${morning}/${afternoon}`, ...minutes].join(' ');
    })
    .join('; ');
}

describe('two punches a day', () => {
  it.each([
    ['in time', ['08:30:59', '17:30'], 'present/present'],
    ['one minute late', ['08:31', '17:30'], 'late/present +1'],
    ['one minute early', ['08:30', '17:29:59'], 'present/early -1'],
    ['in any order, more marks between', ['17:36', '12:01', '08:20', '13:50'], 'present/present'],
    ['nothing at all', [], 'absent/absent'],
    ['only the arrival', ['08:20'], 'present/missing-punch'],
    ['only the departure', ['17:40'], 'missing-punch/present'],
    ['one mark, nearer the arrival, late', ['10:05'], 'late/missing-punch +95'],
    ['one mark at the middle: ties go to the earlier', ['13:00'], 'late/missing-punch +270'],
    ['a second tap is no departure', ['08:20:03', '08:20:40'], 'present/missing-punch'],
    ['two taps in the evening', ['17:31', '17:33'], 'missing-punch/present'],
    ['came for the afternoon only', ['13:55', '17:40'], 'absent/present'],
    ['came late for the afternoon', ['14:10', '17:40'], 'absent/late +10'],
    ['at noon, without the arrival', ['12:05', '17:40'], 'missing-punch/present'],
    ['noon marks only', ['12:05', '13:55'], 'missing-punch/missing-punch'],
    ['left at noon', ['08:20', '12:00:30'], 'present/absent'],
    ['left before noon', ['08:20', '11:50'], 'present/absent'.replace('present', 'early') + ' -10'],
    ['left in the afternoon', ['08:20', '16:00'], 'present/early -90'],
  ])('%s', (_, marks, expected) => {
    expect(short(judged(twice, marks))).toBe(expected);
  });

  it('is repaired by a correction, which is no presence to be shown', () => {
    const [day] = judged(twice, ['17:36', { at: `${MONDAY} 08:30:00`, kind: 'correction', evidence: 'b#7' }]);
    expect(day).toMatchObject({ morning: 'present', afternoon: 'present', first: '17:36:00', corrections: 1 });
    expect(day?.evidence).toEqual(['b#7']);
  });

  it.each([
    ['morning off', { [`${MONDAY} am`]: 'personal' as const }, ['13:55', '17:40'], 'leave/present'],
    ['morning off, no mark at noon', { [`${MONDAY} am`]: 'personal' as const }, ['17:40'], 'leave/present'],
    ['morning off, late', { [`${MONDAY} am`]: 'personal' as const }, ['14:20', '17:40'], 'leave/late +20'],
    ['morning off, no departure', { [`${MONDAY} am`]: 'personal' as const }, ['13:55'], 'leave/missing-punch'],
    ['morning off, no mark at all', { [`${MONDAY} am`]: 'personal' as const }, [], 'leave/missing-punch'],
    ['afternoon off', { [`${MONDAY} pm`]: 'sick' as const }, ['08:20'], 'present/leave'],
    ['afternoon off, left at eleven', { [`${MONDAY} pm`]: 'sick' as const }, ['08:20', '11:00'], 'early/leave -60'],
    ['all day', { [`${MONDAY} am`]: 'sick' as const, [`${MONDAY} pm`]: 'sick' as const }, [], 'leave/leave'],
  ])('leave covers its half: %s', (_, leave, marks, expected) => {
    expect(short(judged(twice, marks, { leave }))).toBe(expected);
  });

  it('gives grace and turns long lateness into absence where the schedule says so', () => {
    expect(short(judged({ ...twice, grace: 5 }, ['08:35', '17:40']))).toBe('present/present');
    expect(short(judged({ ...twice, grace: 5 }, ['08:36', '17:40']))).toBe('late/present +6');
    expect(short(judged({ ...twice, absentAfter: 30 }, ['09:00', '17:40']))).toBe('late/present +30');
    expect(short(judged({ ...twice, absentAfter: 30 }, ['09:01', '16:59']))).toBe('absent/absent +31 -31');
  });
});

describe('four punches a day', () => {
  it.each([
    ['all there', ['08:20', '12:01', '13:58', '17:31'], 'present/present'],
    ['back late from noon', ['08:20', '12:01', '14:06', '17:31'], 'present/late +6'],
    ['gone early at noon', ['08:20', '11:50', '13:46', '17:31'], 'early/present -10'],
    ['noon forgotten', ['08:23', '17:43'], 'missing-punch/missing-punch'],
    ['morning away', ['13:57', '17:34'], 'absent/present'],
    ['at ten to one, halfway: the earlier', ['08:20', '13:00', '17:31'], 'present/missing-punch'],
    ['nothing', [], 'absent/absent'],
  ])('%s', (_, marks, expected) => {
    expect(short(judged(fourTimes, marks))).toBe(expected);
  });

  it('takes windows in which a punch is meant for its check', () => {
    const windows: Schedule = {
      ...twice,
      hours: [
        {
          morning: { start: '08:50', end: '12:00', arrive: ['07:30', '09:00'], leave: ['12:00', '12:30'] },
          afternoon: { start: '14:00', end: '17:00', arrive: ['12:31', '14:00'], leave: ['17:00', '19:00'] },
        },
      ],
    };
    expect(short(judged(windows, ['07:40', '12:25', '12:40', '17:10']))).toBe('present/present');
    expect(short(judged(windows, ['08:51', '11:59', '14:30', '18:00']))).toBe('late/late +31 -1');
  });
});

describe('duties beside the halves', () => {
  const noon = { start: '12:00', end: '14:00' };
  const evening = { start: '18:00', end: '19:30' };
  const day = { morning: { start: '08:30', end: '12:00' }, afternoon: { start: '14:30', end: '17:30' } };
  const serving = (hours: Schedule['hours'][number]): Schedule => ({ ...twice, hours: [hours] });

  it.each([
    ['joined to the morning: no punch at twelve', ['08:20', '14:05', '14:20', '17:40'], 'present/present'],
    ['gone before the duty was over', ['08:20', '13:30', '14:20', '17:40'], 'early/present -30'],
    ['left without a punch', ['08:20', '14:25', '17:40'], 'missing-punch/present'],
  ])('noon duty, four punches: %s', (_, marks, expected) => {
    expect(short(judged(serving({ ...day, noon }), marks))).toBe(expected);
  });

  it('noon duty with spans of its own asks for both punches', () => {
    const own = serving({ ...day, noon: { start: '12:05', end: '14:00', arrive: ['12:02', '12:10'] } });
    expect(short(judged(own, ['08:20', '12:00', '12:04', '14:00', '14:30', '17:30']))).toBe('present/present');
    const [verdict] = judged(own, ['08:20', '12:00', '12:12', '14:00', '14:30', '17:30']);
    expect(verdict?.faults).toEqual([{ half: 'am', kind: 'late', minutes: 7, way: 'in', session: 'noon' }]);
    expect(verdict?.hours).toBe('08:30-12:00,12:05-14:00,14:30-17:30');
  });

  it('evening service: whoever stays away misses its punches, not half a day', () => {
    const [verdict] = judged(serving({ ...day, evening }), ['08:20', '12:00', '14:20', '17:40']);
    expect(verdict?.afternoon).toBe('missing-punch');
    expect(verdict?.faults).toEqual([
      { half: 'pm', kind: 'missing-punch', minutes: 0, way: 'in', session: 'evening' },
      { half: 'pm', kind: 'missing-punch', minutes: 0, way: 'out', session: 'evening' },
    ]);
    expect(short(judged(serving({ ...day, evening }), []))).toBe('absent/absent');
    const long = { ...serving({ ...day, evening }), absentAfter: 30 };
    expect(short(judged(long, ['08:20', '12:00', '14:20', '17:40', '18:40', '19:30']))).toBe('present/late +40');
  });

  it('with two punches the day only ends later', () => {
    const own = serving({ ...day, evening: { start: '17:30', end: '次日00:30' }, punches: 2 });
    expect(short(judged(own, ['08:20', '2026-01-06 00:31:00']))).toBe('present/present');
    expect(short(judged(own, ['08:20', '23:30']))).toBe('present/early -60');
    expect(short(judged(own, ['08:20', '23:30'], { leave: { [`${MONDAY} pm`]: 'sick' } }))).toBe('present/leave');
  });
});

describe('make-up slips', () => {
  const slip = (more: Partial<Slip>): Slip => ({
    ...{ date: MONDAY, half: '', way: '', at: '', proof: '监控截图', approver: '窗口负责人', evidence: 's#2' },
    ...more,
  });

  it.each([
    ['the arrival', { way: 'in' }, ['17:40'], 'present/present'],
    ['the departure', { way: 'out' }, ['08:20'], 'present/present'],
    ['the time at which the person came', { at: `${MONDAY} 08:45:00` }, ['17:40'], 'late/present +15'],
    ['one end of a day without marks', { way: 'in' }, [], 'present/missing-punch'],
    ['a punch at noon, where none is asked for', { way: 'out', half: 'am' }, ['17:40'], 'missing-punch/present'],
    ['another day', { way: 'in', date: '2026-01-06' }, ['17:40'], 'missing-punch/present'],
  ] as const)('make good %s', (_, more, marks, expected) => {
    expect(short(judged(twice, marks, { slips: [slip(more)] }))).toBe(expected);
  });

  it('count as corrections, and what they put right is told', () => {
    const [day] = judged(twice, ['17:40'], { slips: [slip({ way: 'in' })] });
    expect(day).toMatchObject({ first: '17:40:00', last: '17:40:00', corrections: 1, evidence: ['s#2'] });
    expect(day?.repaired).toEqual([{ half: 'am', kind: 'missing-punch', minutes: 0, way: 'in' }]);
    expect(day?.slips).toEqual([{ half: '', way: 'in', evidence: 's#2', state: 'counted' }]);
  });

  it.each([
    [{ proof: '' }, undefined, 'no-proof'],
    [{ proof: '' }, { proof: 'optional' }, 'counted'],
    [{ approver: '' }, undefined, 'not-approved'],
    [{ approver: '' }, { approval: 'optional' }, 'counted'],
    [{ proof: '', approver: '' }, { approval: 'optional' }, 'no-proof'],
    [{ way: 'out', half: 'am' }, undefined, 'no-check'],
  ] as const)('%j by the rules %j are %s', (more, slips, state) => {
    const rules = slips === undefined ? twice : { ...twice, slips };
    const [day] = judged(rules, ['17:40'], { slips: [slip({ way: 'in', ...more })] });
    expect(day?.slips).toMatchObject([{ evidence: 's#2', state }]);
    expect(day?.morning).toBe(state === 'counted' ? 'present' : 'missing-punch');
    expect(day?.evidence).toEqual(['s#2']);
  });

  it('a later row with the proof is enough, whatever the order', () => {
    const slips = [slip({ way: 'in', proof: '' }), slip({ way: 'in', evidence: 's#9' })];
    expect(short(judged(twice, ['17:40'], { slips }))).toBe('present/present');
    expect(judged(twice, ['17:40'], { slips: [...slips].reverse() })).toEqual(judged(twice, ['17:40'], { slips }));
  });
});

describe('device failures', () => {
  const failed = (from: string, to: string): Pick<JudgedPerson, 'excuses'> => ({
    excuses: [{ incident: 'a1', from, to }],
  });
  const wholeDay = failed(`${MONDAY} am`, `${MONDAY} pm`);

  it.each([
    ['a day without marks', twice, [], wholeDay, 'excused/excused'],
    ['four punches, none', fourTimes, [], wholeDay, 'excused/excused'],
    [
      'late when the clock came back',
      twice,
      ['09:10', '17:40'],
      failed(`${MONDAY} 08:00:00`, `${MONDAY} 09:00:00`),
      'excused/present',
    ],
    [
      'late after it worked again',
      twice,
      ['09:10', '17:40'],
      failed(`${MONDAY} 07:00:00`, `${MONDAY} 08:00:00`),
      'late/present +40',
    ],
    ['the arrival, not the departure', twice, [], failed(`${MONDAY} am`, `${MONDAY} am`), 'excused/missing-punch'],
    ['no departure', twice, ['08:20'], failed(`${MONDAY} 17:00:00`, `${MONDAY} 18:00:00`), 'present/excused'],
    ['left at noon', twice, ['08:20', '12:00'], failed(`${MONDAY} pm`, `${MONDAY} pm`), 'present/excused'],
    ['an early departure is proven', twice, ['08:20', '16:00'], wholeDay, 'present/early -90'],
    [
      'one punch of four',
      fourTimes,
      ['08:20', '14:00', '17:30'],
      failed(`${MONDAY} 11:30:00`, `${MONDAY} 12:30:00`),
      'excused/present',
    ],
    ['the other half day', fourTimes, [], failed(`${MONDAY} am`, `${MONDAY} am`), 'excused/absent'],
    [
      'part of a half day',
      fourTimes,
      ['14:00', '17:30'],
      failed(`${MONDAY} 08:00:00`, `${MONDAY} 09:00:00`),
      'missing-punch/present',
    ],
    ['another day', twice, [], failed('2026-01-06 am', '2026-01-06 pm'), 'absent/absent'],
    ['nothing was wrong', twice, ['08:20', '17:40'], wholeDay, 'present/present'],
  ] as const)('%s', (_, schedule, marks, excuses, expected) => {
    expect(short(judged(schedule, marks, excuses))).toBe(expected);
  });

  it('tell what they excuse, and nothing of it is a fault', () => {
    const [day] = judged(twice, ['17:40'], wholeDay);
    expect(day).toMatchObject({ faults: [], lateMinutes: 0, repaired: [] });
    expect(day?.excused).toEqual([{ half: 'am', kind: 'missing-punch', minutes: 0, way: 'in', incident: 'a1' }]);
  });

  it('are known where the source is not complete', () => {
    const covered = (): boolean => false;
    expect(short(judged(twice, [], { ...wholeDay, covered }))).toBe('excused/excused');
    expect(short(judged(twice, [], { ...failed(`${MONDAY} am`, `${MONDAY} am`), covered }))).toBe('excused/unknown');
  });

  it('excuse nobody on rest days, on leave or exempt', () => {
    const days = ['2026-01-03'];
    expect(
      short(judged(twice, [], { excuses: [{ incident: 'a1', from: '2026-01-03 am', to: '2026-01-03 pm' }], days })),
    ).toBe('rest/rest');
    expect(short(judged(twice, [], { ...wholeDay, exempt: () => true }))).toBe('exempt/exempt');
    expect(short(judged(twice, [], { ...wholeDay, leave: { [`${MONDAY} am`]: 'sick' } }))).toBe('leave/excused');
  });
});

describe('days', () => {
  const all = (from: string, to: string): { days: string[] } => ({ days: daysBetween(from, to) });

  it('rests on weekends and holidays, works on make-up days, and takes the Friday hours on Fridays', () => {
    const verdicts = judged(
      fourTimes,
      [
        '2026-01-04 08:20',
        '2026-01-04 12:00',
        '2026-01-04 14:00',
        '2026-01-04 17:30',
        '2026-01-09 08:20',
        '2026-01-09 12:00',
        '2026-01-09 14:00',
        '2026-01-09 17:00',
      ].map((at) => `${at}:00`),
      { days: ['2026-01-01', '2026-01-03', '2026-01-04', '2026-01-09', '2026-01-10'] },
    );
    expect(short(verdicts)).toBe('rest/rest; rest/rest; present/present; present/present; rest/rest');
  });

  it('opens on the Saturdays the hall names, by their own hours', () => {
    const saturday: Schedule = {
      ...twice,
      open: { base: 'statutory', saturdays: [2] },
      hours: [{ days: [6], morning: { start: '09:00', end: '11:30' } }, ...twice.hours],
    };
    const verdicts = judged(saturday, ['2026-01-10 09:05:00', '2026-01-10 11:31:00'], {
      days: ['2026-01-10', '2026-01-17'],
    });
    expect(short(verdicts)).toBe('late/rest +5; rest/rest');
  });

  it('changes from winter to summer hours, also over New Year', () => {
    const seasons: Schedule = {
      ...twice,
      hours: [
        { season: { from: '10-01', to: '04-30' }, shift: { start: '08:30', end: '17:00' } },
        { season: { from: '05-01', to: '09-30' }, shift: { start: '08:00', end: '17:30' } },
      ],
    };
    const at = ['2026-01-05', '2026-04-30', '2026-05-06', '2026-09-30', '2026-12-31'];
    const marks = at.flatMap((date) => [`${date} 08:20:00`, `${date} 17:10:00`]);
    expect(short(judged(seasons, marks, { days: at }))).toBe(
      'present/present; present/present; late/early +20 -20; late/early +20 -20; present/present',
    );
  });

  it('cuts the day at four in the morning', () => {
    const marks = ['08:20', '2026-01-06 01:10:00', '2026-01-06 08:25:00', '2026-01-06 17:30:00'];
    const verdicts = judged(twice, marks, all(MONDAY, '2026-01-06'));
    expect(verdicts.map(({ first, last }) => [first, last])).toEqual([
      ['08:20:00', '次日 01:10:00'],
      ['08:25:00', '17:30:00'],
    ]);
    expect(short(verdicts)).toBe('present/present; present/present');
  });

  it('keeps a night shift together, on rest days too', () => {
    const night: Schedule = {
      ...twice,
      groups: [
        { name: '夜班', people: ['07001'], everyDay: true, hours: [{ shift: { start: '19:30', end: '次日07:30' } }] },
      ],
    };
    const days = daysBetween('2026-01-02', '2026-01-05');
    const marks = days.flatMap((date) => [
      `${date} 19:25:00`,
      `${addDays(date, 1)} 07:${date.endsWith('03') ? '15' : '45'}:00`,
    ]);
    const verdicts = judged(night, marks, { days });
    expect(short(verdicts)).toBe('present/present; present/early -15; present/present; present/present');
    expect(verdicts[0]).toMatchObject({ first: '19:25:00', last: '次日 07:45:00' });
  });

  it('never takes silence for absence in an incomplete source', () => {
    const covered = (): boolean => false;
    expect(short(judged(twice, [], { covered }))).toBe('unknown/unknown');
    expect(short(judged(twice, ['08:20'], { covered }))).toBe('present/unknown');
    expect(short(judged(twice, ['08:50', '17:40'], { covered }))).toBe('unknown/present');
    expect(judged(twice, ['08:50'], { covered })[0]).toMatchObject({ lateMinutes: 0, faults: [] });
  });

  it('asks nothing of people without a device', () => {
    const exempt = { ...twice, exempt: [{ person: '07001', to: '2026-01-05' }] };
    expect(short(judged(exempt, [], all(MONDAY, '2026-01-06')))).toBe('exempt/exempt; absent/absent');
    expect(short(judged(twice, [], { exempt: () => true }))).toBe('exempt/exempt');
    expect(short(judged(twice, [], { exempt: () => true, days: ['2026-01-10'] }))).toBe('rest/rest');
  });
});

describe('laws', () => {
  const mark = fc.record({
    at: fc.tuple(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 86_399 })).map(([day, second]) => {
      const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
      return `${addDays('2026-01-01', day)} ${clock.map((part) => String(part).padStart(2, '0')).join(':')}`;
    }),
    kind: fc.constantFrom('punch' as const, 'correction' as const),
    evidence: fc.constantFrom('a#1', 'b#2', 'c#3'),
  });
  const night: Schedule = {
    ...twice,
    groups: [{ name: '夜班', people: ['07001'], hours: [{ shift: { start: '19:30', end: '次日07:30' } }] }],
  };
  const schedule = fc.constantFrom(twice, fourTimes, night, { ...twice, grace: 3, absentAfter: 30 });
  const days = daysBetween('2026-01-01', '2026-01-13');

  it('order is irrelevant, an exact repeat changes nothing, minutes and words agree', () => {
    fc.assert(
      fc.property(schedule, fc.array(mark, { maxLength: 30 }), fc.array(fc.nat()), (rules, marks, order) => {
        const verdicts = judged(rules, marks, { days });
        const mixed = marks
          .map((one, index) => ({ one, key: order[index] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(judged(rules, mixed, { days: [...days].reverse() })).toEqual(verdicts);
        expect(judged(rules, [...marks, ...marks.slice(0, 3)], { days })).toEqual(verdicts);
        for (const { morning, afternoon, lateMinutes, earlyMinutes, faults, date } of verdicts) {
          expect(lateMinutes >= 0 && earlyMinutes >= 0).toBe(true);
          const words = new Set([morning, afternoon]);
          if (lateMinutes > 0)
            expect(words.has('late') || words.has('absent') || words.has('missing-punch')).toBe(true);
          expect(faults.length > 0).toBe([...words].some((word) => !['present', 'rest'].includes(word)));
          expect(calendar.isWorkingDay(date)).toBe(!words.has('rest'));
        }
      }),
    );
  });

  it('a device failure never adds a fault, and away from it nothing changes', () => {
    const end = fc.tuple(
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('am', 'pm', '08:00:00', '12:30:00', '17:45:00'),
    );
    fc.assert(
      fc.property(schedule, fc.array(mark, { maxLength: 30 }), end, end, (rules, marks, one, other) => {
        const [from, to] = [one, other].map(([day, at]) => `${addDays('2026-01-01', day)} ${at}`);
        const excuses = [{ incident: 'a1', from: from ?? '', to: to ?? '' }];
        const [before, after] = [judged(rules, marks, { days }), judged(rules, marks, { days, excuses })];
        after.forEach((verdict, index) => {
          const plain = before[index];
          if (plain === undefined) throw new Error('no such day');
          expect(verdict.faults.length).toBeLessThanOrEqual(plain.faults.length);
          expect(
            verdict.excused.every(({ half, kind }) => plain.faults.some((f) => f.half === half && f.kind === kind)),
          ).toBe(true);
          if (verdict.date < (from ?? '').slice(0, 10) || verdict.date > (to ?? '').slice(0, 10))
            expect(verdict).toEqual(plain);
        });
      }),
    );
  });

  it('one more mark never makes a missing day out of a day that was there', () => {
    fc.assert(
      fc.property(schedule, fc.array(mark, { minLength: 1, maxLength: 8 }), (rules, marks) => {
        for (const { first, corrections, morning, afternoon } of judged(rules, marks, { days }))
          if (first !== null || corrections > 0)
            expect([morning, afternoon]).not.toEqual(rules.absentAfter === undefined ? ['absent', 'absent'] : []);
      }),
    );
  });
});
