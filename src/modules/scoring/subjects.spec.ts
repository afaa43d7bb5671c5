import { daysBetween } from 'src/common/civil-date';
import { pair, posting, roster, window } from 'test/fixtures/organisation/lines';
import { placing } from './engine/facts/placing';
import { subjectsOf } from './subjects';

/** 22 weekdays of March 2026. */
const open = daysBetween('2026-03-01', '2026-03-31').filter((_, index) => index % 7 > 0 && index % 7 < 6);

describe('the subjects of a month', () => {
  it('say who was chief of the window on which day, so that a linked deduction goes to the chief of its day', () => {
    const hall = roster(
      [
        window('A', '税务窗口'),
        posting('P1', 'A', '2025-01-01..2026-03-15', { chief: true }),
        posting('P2', 'A', '2025-01-01..2026-03-15'),
        posting('P2', 'A', '2026-03-16..', { chief: true }),
      ],
      '2026-03',
    );
    const subjects = subjectsOf(hall, '2026-03', open);
    expect(subjects.windows[0]).toMatchObject({
      chief: 'P2',
      chiefs: [
        { staff: 'P1', to: '2026-03-15' },
        { staff: 'P2', from: '2026-03-16' },
      ],
    });
    const { chiefOf } = placing(subjects);
    expect(['2026-03-15', '2026-03-16'].map((day) => chiefOf('A', day))).toEqual(['P1', 'P2']);
    // Ten open days as an ordinary member, twelve as the chief: only these are a chief's days.
    expect(subjects.staff.find(({ id }) => id === 'P2')?.at).toEqual([
      { window: 'A', days: 10, to: '2026-03-15' },
      { window: 'A', days: 12, chief: true, from: '2026-03-16' },
    ]);
  });

  it('name no chief for the days on which there was none', () => {
    const hall = roster(
      [
        window('A', '税务窗口'),
        posting('P1', 'A', '2025-01-01..2026-03-15', { chief: true }),
        posting('P2', 'A', '2025-01-01..'),
      ],
      '2026-03',
    );
    const { chiefOf } = placing(subjectsOf(hall, '2026-03', open));
    expect(['2026-03-15', '2026-03-16'].map((day) => chiefOf('A', day))).toEqual(['P1', undefined]);
  });

  it('place a fact that names only the person where the person was that day', () => {
    const hall = roster(
      [
        ...[window('A', '税务窗口'), window('B', '公安窗口')],
        ...[posting('P1', 'A', '2025-01-01..2026-03-09'), posting('P1', 'B', '2026-03-10..')],
        pair('A', 'P1', 'P9'),
      ],
      '2026-03',
    );
    const { windowOf, home } = placing(subjectsOf(hall, '2026-03', open));
    const on = (date: string): string | undefined =>
      windowOf({ kind: 'occurrence', id: 'f', type: 'meeting.late', date, staff: ['P1'] });
    expect([on('2026-03-09'), on('2026-03-10'), home('P1')]).toEqual(['A', 'B', 'B']);
  });

  it('carry the coefficient of the window that holds on its last day', () => {
    const lines = [
      window('A', '税务窗口', '2025-01-01..2026-03-15', { coefficient: '1.05' }),
      window('A', '税务窗口', '2026-03-16..', { coefficient: '1.1' }),
      window('B', '公安窗口'),
    ];
    const { windows } = subjectsOf(roster(lines, '2026-03'), '2026-03', open);
    expect(windows.map(({ coefficient }) => coefficient)).toEqual(['1.1', undefined]);
  });

  it('stay as short as before where nobody moved', () => {
    const hall = roster([window('A', '税务窗口'), posting('P1', 'A', '2025-01-01..', { chief: true })], '2026-03');
    expect(subjectsOf(hall, '2026-03', open)).toMatchObject({
      windows: [{ id: 'A', chief: 'P1' }],
      staff: [{ id: 'P1', at: [{ window: 'A', days: 22, chief: true }] }],
    });
    expect(subjectsOf(hall, '2026-03', open).windows[0]).not.toHaveProperty('chiefs');
  });
});
