import { civilDate, dayNumber, daysBetween, parseCivilDate, weekday, type CivilDate } from 'src/common/civil-date';
import { noticeInvalid, type NoticeProblem } from './refusals';

/** One holiday of a notice; `from` and `to` are both days off. */
export interface Holiday {
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * A holiday notice of the General Office of the State Council as data. A year has one notice (`sequence` 1) and now and
 * then amendments (2, 3 …) which list only the days they speak about; the last one that speaks about a day wins.
 * Source of the layout: the notices themselves; described by docs/schemas/holiday-notice.schema.json.
 */
export interface HolidayNotice {
  readonly year: number;
  /** Official number, for example 国办发明电〔2025〕7号. */
  readonly number: string;
  readonly title: string;
  /** Date under the notice. */
  readonly issued: CivilDate;
  readonly sequence: number;
  readonly holidays: readonly Holiday[];
  /** Saturdays and Sundays on which people work (调休上班). */
  readonly makeUpWorkdays: readonly CivilDate[];
  /** Days an earlier notice spoke about and which are ordinary again. Only in amendments. */
  readonly withdrawn?: readonly CivilDate[];
}

type Fields = Readonly<Record<string, unknown>>;
const KEYS = ['year', 'number', 'title', 'issued', 'sequence', 'holidays', 'makeUpWorkdays', 'withdrawn'];
/** No holiday was ever half as long; a longer one is a slip of the year or month. */
const LONGEST_HOLIDAY = 31;

/** Checks what JSON.parse gave. Throws the refusal `calendar.notice-invalid` with every fault at once. */
export function checkNotice(value: unknown, source: string): HolidayNotice {
  const problems = new NoticeChecker().check(value);
  if (problems.length > 0) throw noticeInvalid({ source, problems });
  return value as HolidayNotice;
}

class NoticeChecker {
  private readonly problems: NoticeProblem[] = [];
  private year = 0;

  check(value: unknown): readonly NoticeProblem[] {
    if (!isFields(value)) {
      this.add('文件内容应为一个对象 { … }', 'the file must hold one object { … }');
      return this.problems;
    }
    const unknown = Object.keys(value).filter((key) => !KEYS.includes(key));
    if (unknown.length > 0) this.add(`不认识的字段 ${unknown.join('、')}`, `unknown field ${unknown.join(', ')}`);
    this.checkHead(value);
    if (this.problems.length > 0) return this.problems;
    this.year = value.year as number;
    const off = this.checkHolidays(value.holidays, value.sequence === 1);
    const work = this.checkDates('makeUpWorkdays', value.makeUpWorkdays);
    this.checkMakeUp(work, off);
    this.checkWithdrawn(value, [...off, ...work]);
    return this.problems;
  }

  private add(zh: string, en: string): void {
    this.problems.push({ zh, en });
  }

  private checkHead(head: Fields): void {
    const { year, sequence } = head;
    if (!Number.isInteger(year) || Number(year) < 2000 || Number(year) > 2100)
      this.add('year 应为 2000 到 2100 的整数', 'year must be a whole number from 2000 to 2100');
    if (!Number.isInteger(sequence) || Number(sequence) < 1 || Number(sequence) > 99)
      this.add('sequence 应为 1 到 99 的整数', 'sequence must be a whole number from 1 to 99');
    for (const [key, longest] of [
      ['number', 64],
      ['title', 200],
    ] as const) {
      if (!isText(head[key], longest))
        this.add(`${key} 应为 1 到 ${longest} 个字的文字`, `${key} must be text of 1 to ${longest} characters`);
    }
    this.isDate('issued', head.issued);
  }

  private isDate(where: string, value: unknown): value is CivilDate {
    if (typeof value === 'string' && parseCivilDate(value) !== undefined) return true;
    const shown = JSON.stringify(value) as string | undefined;
    this.add(
      `${where} 的日期 ${shown ?? '空'} 不存在或不是 YYYY-MM-DD`,
      `${where}: ${shown ?? 'nothing'} is no day in the form YYYY-MM-DD`,
    );
    return false;
  }

  /** New Year's holiday may begin in the last days of December before, and its make-up day with it. */
  private isInYear(where: string, date: CivilDate): boolean {
    if (date >= (civilDate(this.year - 1, 12, 20) ?? '') && date <= `${this.year}-12-31`) return true;
    this.add(
      `${where} 的日期 ${date} 不属于 ${this.year} 年的通知`,
      `${where}: ${date} does not belong to a notice for ${this.year}`,
    );
    return false;
  }

  private checkHolidays(value: unknown, demanded: boolean): CivilDate[] {
    if (!Array.isArray(value) || (demanded && value.length === 0)) {
      this.add(
        'holidays 应为列表，年度通知至少有一个假期',
        'holidays must be a list; the notice of a year has at least one',
      );
      return [];
    }
    const days: CivilDate[] = [];
    value.forEach((entry: unknown, index) => {
      for (const day of this.holidayDays(`holidays[${index}]`, entry)) {
        if (days.includes(day)) this.add(`${day} 同时属于两个假期`, `${day} lies in two holidays`);
        days.push(day);
      }
    });
    return days;
  }

  private holidayDays(where: string, entry: unknown): CivilDate[] {
    if (
      !isFields(entry) ||
      Object.keys(entry).some((key) => !['name', 'from', 'to'].includes(key)) ||
      !isText(entry.name, 32)
    ) {
      this.add(`${where} 应为 { name, from, to }，name 不为空`, `${where} must be { name, from, to } with a name`);
      return [];
    }
    const { from, to } = entry;
    // Both are looked at before deciding, so that both faults are told.
    const [first, last] = [this.isDate(`${where}.from`, from), this.isDate(`${where}.to`, to)];
    if (
      !first ||
      !last ||
      !this.isInYear(`${where}.from`, from as CivilDate) ||
      !this.isInYear(`${where}.to`, to as CivilDate)
    )
      return [];
    const length = dayNumber(to as CivilDate) - dayNumber(from as CivilDate) + 1;
    if (length < 1 || length > LONGEST_HOLIDAY) {
      this.add(
        `${where}（${entry.name}）从 ${String(from)} 到 ${String(to)}，首尾颠倒或超过 ${LONGEST_HOLIDAY} 天`,
        `${where}: ${String(from)} to ${String(to)} runs backwards or is longer than ${LONGEST_HOLIDAY} days`,
      );
      return [];
    }
    return daysBetween(from as CivilDate, to as CivilDate);
  }

  private checkDates(where: string, value: unknown): CivilDate[] {
    if (!Array.isArray(value)) {
      this.add(`${where} 应为日期列表`, `${where} must be a list of dates`);
      return [];
    }
    const dates = value.filter(
      (entry: unknown, index): entry is CivilDate =>
        this.isDate(`${where}[${index}]`, entry) && this.isInYear(`${where}[${index}]`, entry),
    );
    const twice = dates.filter((date, index) => dates.indexOf(date) !== index);
    if (twice.length > 0)
      this.add(`${where} 中 ${twice.join('、')} 写了两次`, `${where} names ${twice.join(', ')} twice`);
    return dates;
  }

  private checkMakeUp(work: readonly CivilDate[], off: readonly CivilDate[]): void {
    for (const date of work) {
      if (off.includes(date)) this.add(`${date} 既放假又上班`, `${date} is both a day off and a make-up workday`);
      if (weekday(date) < 6)
        this.add(`调休上班日 ${date} 不是周六或周日`, `the make-up workday ${date} is neither a Saturday nor a Sunday`);
    }
  }

  private checkWithdrawn(notice: Fields, spoken: readonly CivilDate[]): void {
    if (notice.withdrawn === undefined) return;
    const dates = this.checkDates('withdrawn', notice.withdrawn);
    if (notice.sequence === 1)
      this.add(
        'withdrawn 只能用于调整通知（sequence 大于 1）',
        'withdrawn belongs only into an amendment (sequence above 1)',
      );
    for (const date of dates.filter((day) => spoken.includes(day)))
      this.add(`${date} 既列入又撤销`, `${date} is both listed and withdrawn`);
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest;
}
