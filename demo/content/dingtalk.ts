import { addDays, daysBetween, weekday, type CivilDate } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import { at, type DemoMonth } from 'demo/hall/months';
import { postingOn, type DemoPerson } from 'demo/hall/staff';
import type { DemoDay } from './attendance';
import { headOf, restDay, shortDate, workDate, workDay, type DingtalkDay } from './dingtalk-day';
import { DAILY_COLUMNS, monthlyColumns, RAW_COLUMNS, timeColumns, type TwoRows } from './dingtalk-columns';
import type { SheetContent } from './sheet';

interface PersonMonth {
  readonly person: DemoPerson;
  readonly days: readonly DingtalkDay[];
}

/**
 * The four sheets of a month's 考勤报表 (layout 1) of the departments that use DingTalk, made on the morning after the
 * last day: a report of the same day would not be complete.
 */
export function dingtalkSheets(hall: DemoHall, month: DemoMonth, days: readonly DemoDay[]): SheetContent[] {
  const dates = daysBetween(month.from, month.to);
  const byPerson = new Map<string, Map<CivilDate, DemoDay>>();
  for (const day of days) {
    const own = byPerson.get(day.person.number) ?? new Map<CivilDate, DemoDay>();
    byPerson.set(day.person.number, own.set(day.day, day));
  }
  const people = hall.staff.people
    .filter(({ clock }) => clock === 'dingtalk')
    .map((person): PersonMonth => {
      const own = byPerson.get(person.number);
      const here = dates.filter((date) => postingOn(person, date) !== undefined);
      return { person, days: here.map((date) => dayOf(own?.get(date), date)) };
    })
    .filter((one) => one.days.length > 0);
  const titles = {
    period: `统计日期：${month.from} 至 ${month.to}`,
    made: `报表生成时间：${addDays(month.to, 1)} 07:05`,
  };
  return [times(people, dates, titles), raw(people, titles), monthly(people, dates, titles), daily(people, titles)];
}

interface Titles {
  readonly period: string;
  readonly made: string;
}

function dayOf(day: DemoDay | undefined, date: CivilDate): DingtalkDay {
  return day ? workDay(day) : restDay(date);
}

function sheet(name: string, title: string, titles: Titles, columns: TwoRows, rows: string[][]): SheetContent {
  return {
    name,
    title: [`${title} ${titles.period}`, titles.made],
    header: [columns.upper, columns.names],
    rows,
    hiddenColumns: [6],
  };
}

function times(people: readonly PersonMonth[], dates: readonly CivilDate[], titles: Titles): SheetContent {
  const rows = people.map(({ person, days }) => {
    const byDate = new Map(days.map((day) => [day.date, day]));
    const cells = dates.map((date) =>
      (byDate.get(date)?.slots ?? [])
        .filter(({ time }) => time !== '')
        .map(({ time }) => `${time}  `)
        .join('\n'),
    );
    return [...headOf(person, at(days, days.length - 1).date), ...cells];
  });
  return sheet('打卡时间', '打卡时间', titles, timeColumns(dates.map(dayTitle)), rows);
}

function raw(people: readonly PersonMonth[], titles: Titles): SheetContent {
  const rows = people.flatMap(({ person, days }) =>
    days.flatMap((day) =>
      day.slots.flatMap(({ time, result }, index) => {
        if (time === '') return [];
        const due = `${day.date} ${index === 0 ? '08:30' : '17:30'}`;
        const place = '示例县政务服务中心考勤机';
        const cells = [shortDate(day.date), due, `${day.date} ${time}`, result, place, '', '', '', '', '考勤机'];
        return [[...headOf(person, day.date), ...cells, '', '', '', '']];
      }),
    ),
  );
  return {
    name: '原始记录',
    title: [`原始记录 ${titles.period}`, titles.made],
    header: [RAW_COLUMNS],
    rows,
    hiddenColumns: [6],
  };
}

function daily(people: readonly PersonMonth[], titles: Titles): SheetContent {
  const counted = DAILY_COLUMNS.names.slice(22);
  const rows = people.flatMap(({ person, days }) =>
    days.map((day) => {
      const slots = day.slots.flatMap(({ time, result }) => [time, result]);
      const start = [shortDate(day.date), workDate(day.date), day.shift, ...slots, ...Array<string>(8).fill('')];
      const counts = counted.map((column) => String(day.counts[column] ?? ''));
      return [...headOf(person, day.date), ...start, day.approvals, ...counts];
    }),
  );
  return sheet('每日统计', '每日汇总', titles, DAILY_COLUMNS, rows);
}

function monthly(people: readonly PersonMonth[], dates: readonly CivilDate[], titles: Titles): SheetContent {
  const columns = monthlyColumns(dates.map((date, index) => (index === 0 ? '1' : dayTitle(date))));
  const counted = columns.names.slice(6, columns.names.length - dates.length);
  const rows = people.map(({ person, days }) => {
    const byDate = new Map(days.map((day) => [day.date, day]));
    // Halves only, so the sums are exact.
    const sums = counted.map((column) => days.reduce((sum, day) => sum + (day.counts[column] ?? 0), 0));
    const labels = dates.map((date) => byDate.get(date)?.label ?? '');
    return [
      ...headOf(person, at(days, days.length - 1).date),
      ...sums.map((sum) => (sum ? String(sum) : '')),
      ...labels,
    ];
  });
  return sheet('月度汇总', '月度汇总', titles, columns, rows);
}

/** Day number, or 六 and 日; the header says nothing about make-up days. */
function dayTitle(date: CivilDate): string {
  const day = weekday(date);
  return day === 6 ? '六' : day === 7 ? '日' : String(Number(date.slice(8)));
}
