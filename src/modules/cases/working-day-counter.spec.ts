import { addDays, dayNumber, firstDay } from 'src/common/civil-date';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgeCase } from './case-clock';
import { WorkingDayCounter } from './working-day-counter';

describe('the first day of acceptance with which a case can fall due', () => {
  const days = new WorkingDayCounter(new StatutoryCalendar(shippedNotices));
  const due = (accepted: string, promiseDays: number): string =>
    judgeCase(
      {
        ...{
          accepted,
          finished: `${accepted.slice(0, 10)} 23:00:00`,
          promiseDays,
          type: 'promised',
          standing: 'finished',
        },
        ...{ stopFrom: null, stopTo: null, correctionFrom: null, correctionTo: null },
      },
      days,
      '2030-01-01 00:00:00',
    ).due ?? '';

  // The Spring Festival of 2020 was made longer, the National Day of 2025 has eight days, 2026-02 and 2026-03 meet in a rest.
  it.each(['2020-02', '2025-10', '2026-01', '2026-03', '2026-05'])('is as the clock says, for %s', (period) => {
    const first = days.firstDue(dayNumber(firstDay(period)), 22);
    for (const [promise, day] of first.entries()) {
      const begin = days.dateOf(day);
      expect(due(`${begin} 18:00:00`, promise) >= firstDay(period)).toBe(true);
      for (let before = 1; before <= 40; before++)
        for (const time of ['09:00:00', '18:00:00'])
          expect(due(`${addDays(begin, -before)} ${time}`, promise) < firstDay(period)).toBe(true);
    }
  });
});
