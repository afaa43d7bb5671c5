import { daysBetween } from 'src/common/civil-date';
import { OpenDays, type OpenDaysRule } from './open-days';
import { shippedNotices } from './shipped-notices';
import { StatutoryCalendar } from './working-days';

const calendar = new StatutoryCalendar(shippedNotices);
const openDays = (rule: Partial<OpenDaysRule>): OpenDays =>
  new OpenDays(calendar, { base: 'statutory', saturdays: 'none', exceptions: [], ...rule });

describe('OpenDays', () => {
  it('follows the statutory working days, make-up days included', () => {
    const days = openDays({});
    for (const date of daysBetween('2026-01-01', '2026-12-31'))
      expect(days.isOpen(date)).toBe(calendar.isWorkingDay(date));
    expect(days.openReason('2026-05-09')).toBe('周六，调休上班（国办发明电〔2025〕7号）');
    const makeUp = (rule: Partial<OpenDaysRule>): string[] =>
      daysBetween('2026-02-01', '2026-05-31').filter((date) => openDays(rule).isMakeUpDay(date));
    expect(makeUp({ saturdays: 'every' })).toEqual(['2026-02-14', '2026-02-28', '2026-05-09']);
    expect(makeUp({ base: 'weekdays' })).toEqual([]);
  });

  it('opens on Saturdays by pattern, but not inside a public holiday', () => {
    const open = (saturdays: OpenDaysRule['saturdays']): string[] =>
      daysBetween('2026-05-01', '2026-05-31').filter(
        (date) => !calendar.isWorkingDay(date) && openDays({ saturdays }).isOpen(date),
      );
    expect(open('every')).toEqual(['2026-05-16', '2026-05-23', '2026-05-30']);
    expect(open([1, 3])).toEqual(['2026-05-16']);
    expect(open('none')).toEqual([]);
    expect(openDays({ saturdays: 'every' }).openReason('2026-05-16', 'en')).toBe('Saturday, Saturday service');
  });

  it('can ignore the notices', () => {
    const days = openDays({ base: 'weekdays', saturdays: [1] });
    expect([days.isOpen('2026-05-01'), days.isOpen('2026-05-09'), days.isOpen('2026-05-02')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(days.openReason('2026-05-01')).toBe('周五');
  });

  it('lets a dated exception win, the last one of a day, with its reason', () => {
    const days = openDays({
      saturdays: 'every',
      exceptions: [
        { date: '2026-05-16', open: true, reason: '开放日' },
        { date: '2026-05-16', open: false, reason: '系统升级' },
        { date: '2026-05-17', open: true, reason: '便民服务日' },
        { date: '2026-05-18', open: false, reason: '停电' },
      ],
    });
    expect(['2026-05-16', '2026-05-17', '2026-05-18'].map((date) => days.isOpen(date))).toEqual([false, true, false]);
    expect(days.openReason('2026-05-16')).toBe('周六，停止服务：系统升级');
    expect(days.openReason('2026-05-17', 'en')).toBe('Sunday, open: 便民服务日');
    expect(calendar.isWorkingDay('2026-05-18')).toBe(true);
  });
});
