import { countsApart, sumOf, type Difference } from './difference';
import type { JudgedDay } from './labels';
import { COUNTS, type Counts, type DayRow, type MonthRow } from './report';

/** People of 每日统计 whom 月度汇总 does not have. */
export function withoutMonth({ days, months }: { days: readonly DayRow[]; months: readonly MonthRow[] }): Difference[] {
  if (months.length === 0) return [];
  const known = new Set(months.map(({ key }) => key));
  const people = new Map(days.filter(({ key }) => !known.has(key)).map(({ key, person }) => [key, person]));
  return [...people.values()].map((person) => ({
    ...{
      person,
      date: null,
      sheet: '月度汇总' as const,
      field: '姓名',
      label: '',
      own: '',
      reason: 'no-month-row' as const,
    },
    detail: '',
  }));
}

/** 月度汇总 is the sum of the days, in its columns and in the texts of 考勤结果. */
export function monthDifferences(month: MonthRow, days: readonly { day: DayRow; own: JudgedDay }[]): Difference[] {
  const base = { person: month.person, sheet: '月度汇总' as const };
  const own: Counts = sumOf([
    Object.fromEntries(COUNTS.map((count) => [count, 0])),
    ...days.map((one) => one.own.counts),
  ]);
  const daily = sumOf(days.map(({ day }) => day.counts));
  const counts = countsApart(month.counts, own).map((field) => {
    const isSum = (month.counts[field] ?? 0) === (daily[field] ?? 0);
    const values = { label: String(month.counts[field] ?? ''), own: String(own[field] ?? 0) };
    return {
      ...base,
      date: null,
      field,
      ...values,
      reason: isSum ? ('from-days' as const) : ('month-not-sum' as const),
      detail: '',
    };
  });
  const texts = days.flatMap(({ day, own: judged }) => {
    const text = month.days[day.date] ?? '';
    const label = text === '' ? undefined : faultsIn(text);
    const wanted = faultsOf(judged);
    if (label === undefined || label === wanted) return [];
    const reason = countsApart(day.counts, judged.counts).length > 0 ? ('from-days' as const) : ('month-text' as const);
    return [{ ...base, date: day.date, field: '考勤结果', label, own: wanted, reason, detail: text }];
  });
  return [...counts, ...texts];
}

/** What is wrong in a cell of 考勤结果: `迟到42 缺卡(上班)1`. */
function faultsIn(text: string): string {
  const minutes = (form: RegExp): number => [...text.matchAll(form)].reduce((sum, [, n]) => sum + Number(n), 0);
  const times = (form: RegExp): number => [...text.matchAll(form)].length;
  const absent = times(/旷工(?!迟到)/g);
  return faultText(
    minutes(/迟到(\d+)分钟/g),
    minutes(/早退(\d+)分钟/g),
    times(/上班缺卡/g),
    times(/下班缺卡/g),
    absent,
  );
}

function faultsOf({ counts }: JudgedDay): string {
  return faultText(counts.迟到时长, counts.早退时长, counts.上班缺卡次数, counts.下班缺卡次数, counts.旷工天数);
}

function faultText(...values: readonly number[]): string {
  const words = ['迟到分钟', '早退分钟', '上班缺卡', '下班缺卡', '旷工'];
  const said = words.flatMap((word, index) => (values[index] ? [`${word}${String(values[index])}`] : []));
  return said.length === 0 ? '正常' : said.join(' ');
}
