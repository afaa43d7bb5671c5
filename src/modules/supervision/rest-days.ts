import type { CivilDate } from 'src/common/civil-date';
import type { HolidayNotice } from 'src/modules/calendar/notice';
import { OpenDays, type OpenDaysRule } from 'src/modules/calendar/open-days';
import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';

/**
 * Says why the hall is closed on a day, undefined when it is open. By the notices and the hall's own open days when they
 * are given, otherwise by the shipped notices.
 */
export function restDay(given: unknown): (date: CivilDate) => string | undefined {
  const { notices, openDays } = (given ?? {}) as { notices?: readonly HolidayNotice[]; openDays?: OpenDaysRule };
  const calendar = new StatutoryCalendar(Array.isArray(notices) ? notices : shippedNotices);
  const days = new OpenDays(calendar, openDays ?? { base: 'statutory', saturdays: 'none', exceptions: [] });
  return (date) => (days.isOpen(date) ? undefined : days.openReason(date, 'zh'));
}
