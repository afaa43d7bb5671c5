import { addDays, weekday, type CivilDate } from 'src/common/civil-date';
import type { Language, Sentence } from 'src/common/language';
import type { StatutoryCalendar, StatutoryDay } from './working-days';

const WEEKDAYS: Record<Language, readonly string[]> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** English names of the statutory holidays; a name the notices have not used so far stays Chinese. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

export function weekdayName(date: CivilDate, language: Language): string {
  return WEEKDAYS[language][weekday(date) - 1] ?? '';
}

/** `10月9日` or `9 Oct`. */
export function dayText(date: CivilDate, language: Language): string {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  return language === 'zh' ? `${month}月${day}日` : `${day} ${MONTHS[month - 1] ?? ''}`;
}

/** `10月9日（周四）` or `9 Oct (Thursday)`. */
export function dayWithWeekday(date: CivilDate, language: Language): string {
  const name = weekdayName(date, language);
  return language === 'zh' ? `${dayText(date, 'zh')}（${name}）` : `${dayText(date, 'en')} (${name})`;
}

export function holidayName(name: string, language: Language): string {
  if (language === 'zh') return name;
  return name
    .split('、')
    .map((part) => HOLIDAYS[part] ?? part)
    .join(' and ');
}

/** Why one day is a working day or not; says so when the year's notice is missing. */
export function dayReason(date: CivilDate, day: StatutoryDay, known: boolean, language: Language): string {
  const name = weekdayName(date, language);
  const doubt = known
    ? ''
    : language === 'zh'
      ? '（尚无放假通知，按周末规则）'
      : ' (no holiday notice yet, weekend rule)';
  switch (day.kind) {
    case 'holiday': {
      const holiday = holidayName(day.name, language);
      return language === 'zh'
        ? `${name}，${holiday}放假（${day.notice}）`
        : `${name}, ${holiday} holiday (${day.notice})`;
    }
    case 'make-up':
      return language === 'zh' ? `${name}，调休上班（${day.notice}）` : `${name}, make-up workday (${day.notice})`;
    case 'weekend':
      return language === 'zh' ? `${name}，周末${doubt}` : `${name}, weekend${doubt}`;
    case 'weekday':
      return `${name}${doubt}`;
  }
}

/** A run of days off for the same cause. */
interface Run {
  readonly cause: string;
  readonly from: CivilDate;
  to: CivilDate;
}

const moved: Sentence<{ causes: string; date: string }> = {
  zh: ({ causes, date }) => `${causes}，顺延至${date}`,
  en: ({ causes, date }) => `${causes}; moved to ${date}`,
};

/**
 * Why a deadline moved off its nominal day: every run of days off with its cause, then the day it moved to, which is
 * named as a make-up workday where it is one. Empty when the nominal day is a working day.
 */
export function postponementReason(calendar: StatutoryCalendar, nominal: CivilDate, language: Language): string {
  const rest = calendar.restDaysFrom(nominal);
  if (rest.length === 0) return '';
  const runs: Run[] = [];
  for (const date of rest) {
    const cause = restCause(calendar, date, language);
    const last = runs.at(-1);
    if (last?.cause === cause) last.to = date;
    else runs.push({ cause, from: date, to: date });
  }
  const causes = runs.map((run) => `${runText(run, language)}${language === 'zh' ? '' : ' '}${run.cause}`);
  const target = addDays(nominal, rest.length);
  return moved[language]({
    causes: causes.join(language === 'zh' ? '，' : ', '),
    date: targetText(calendar, target, language),
  });
}

/** A working day as target of a move: `10月9日（周四）`, `1月4日（周日，调休上班，国办发明电〔2025〕7号）`. */
export function targetText(calendar: StatutoryCalendar, date: CivilDate, language: Language): string {
  const day = calendar.day(date);
  if (day.kind !== 'make-up') return dayWithWeekday(date, language);
  const name = weekdayName(date, language);
  return language === 'zh'
    ? `${dayText(date, 'zh')}（${name}，调休上班，${day.notice}）`
    : `${dayText(date, 'en')} (${name}, make-up workday, ${day.notice})`;
}

function restCause(calendar: StatutoryCalendar, date: CivilDate, language: Language): string {
  const day = calendar.day(date);
  if (day.kind === 'holiday') {
    const holiday = holidayName(day.name, language);
    return language === 'zh' ? `${holiday}放假（${day.notice}）` : `${holiday} holiday (${day.notice})`;
  }
  if (calendar.knows(date)) return language === 'zh' ? '为周末' : 'weekend';
  return language === 'zh' ? '为周末（尚无该年放假通知）' : 'weekend (no holiday notice for that year yet)';
}

function runText(run: Run, language: Language): string {
  const first = dayWithWeekday(run.from, language);
  if (run.from === run.to) return first;
  return `${first}${language === 'zh' ? '至' : ' to '}${dayWithWeekday(run.to, language)}`;
}

/** Said with every date of a year whose notice is not out: what it rests on, and what to do. `which`: the month or span. */
export function unknownYear(which: string, language: Language): string {
  return language === 'zh'
    ? `${which}：涉及的年份尚无国务院放假通知，暂按周末规则推算；通知发布后请用“baifen calendar add 文件”收录并重新核对。`
    : `${which}: the year concerned has no holiday notice yet; the weekend rule was used. When the notice is out, "baifen calendar add FILE" and check again.`;
}
