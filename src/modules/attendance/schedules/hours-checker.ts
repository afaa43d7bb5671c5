import { minutesOf } from 'src/modules/attendance/schedule';
import { FieldChecker, isClock, isFields, type Fields } from './field-checker';

export const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const LATE_CLOCK = /^(?:次日)?(?:[01]\d|2[0-3]):[0-5]\d$/;
const MONTH_DAY = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIMES = ['punches', 'morning', 'afternoon', 'shift', 'noon', 'evening'];
const SESSIONS = ['morning', 'noon', 'afternoon', 'evening'] as const;

/** Says what is wrong with the hours of a day. */
export class HoursChecker extends FieldChecker {
  protected hours(where: string, value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) {
      this.add(where, '应为至少一项的列表', 'must be a list with at least one entry');
      return;
    }
    this.list(where, value, (at, entry) => this.entry(at, entry));
  }

  private entry(where: string, entry: Fields): void {
    this.known(where, entry, ['name', 'season', 'days', ...TIMES]);
    if (entry.name !== undefined) this.text(`${where}.name`, entry.name);
    const { season } = entry;
    if (season !== undefined && this.object(`${where}.season`, season)) {
      this.known(`${where}.season`, season, ['from', 'to']);
      for (const end of ['from', 'to'] as const) this.clock(`${where}.season.${end}`, season[end], MONTH_DAY, 'MM-DD');
    }
    this.weekdays(`${where}.days`, entry.days);
    this.times(where, entry);
  }

  /** The hours of one day, of an entry or of a duty. */
  protected dayHours(where: string, value: unknown): void {
    if (!this.object(where, value)) return;
    this.known(where, value, TIMES);
    this.times(where, value);
  }

  private times(where: string, entry: Fields): void {
    const { punches, morning, afternoon, shift, noon, evening } = entry;
    if (punches !== undefined && punches !== 2 && punches !== 4)
      this.add(`${where}.punches`, '应为 2 或 4', 'must be 2 or 4');
    if (shift !== undefined && (SESSIONS.some((name) => entry[name] !== undefined) || punches === 4))
      this.add(
        where,
        'shift 不能与 morning、afternoon、noon、evening 或 punches: 4 同时使用',
        'shift excludes morning, afternoon, noon, evening and punches: 4',
      );
    if (shift === undefined && morning === undefined && afternoon === undefined)
      this.add(where, '应有 morning、afternoon 或 shift', 'needs morning, afternoon or shift');
    if (punches === 4 && (morning === undefined || afternoon === undefined) && shift === undefined)
      this.add(where, 'punches: 4 需要 morning 和 afternoon', 'punches: 4 needs morning and afternoon');
    if (noon !== undefined && morning === undefined) this.add(where, 'noon 需要 morning', 'noon needs morning');
    if (evening !== undefined && afternoon === undefined)
      this.add(where, 'evening 需要 afternoon', 'evening needs afternoon');
    for (const name of SESSIONS)
      if (entry[name] !== undefined)
        this.half(`${where}.${name}`, entry[name], name === 'evening' ? LATE_CLOCK : CLOCK);
    if (shift !== undefined) this.shift(`${where}.shift`, shift);
    this.inOrder(where, entry);
  }

  private half(where: string, value: unknown, form: RegExp): void {
    if (!this.object(where, value)) return;
    this.known(where, value, ['start', 'end', 'arrive', 'leave']);
    this.ordered(where, value, form);
    for (const [end, at] of [
      ['arrive', value.start],
      ['leave', value.end],
    ] as const) {
      const span: unknown = value[end];
      if (span === undefined) continue;
      if (
        !Array.isArray(span) ||
        span.length !== 2 ||
        !span.every((one) => isClock(one, form)) ||
        minutesOf(String(span[0])) > minutesOf(String(span[1]))
      )
        this.add(
          `${where}.${end}`,
          '应为先后两个时刻，如 ["07:30", "09:00"]',
          'must be two clocks in order, like ["07:30", "09:00"]',
        );
      else if (
        isClock(at, form) &&
        (minutesOf(at) < minutesOf(String(span[0])) || minutesOf(at) > minutesOf(String(span[1])))
      )
        this.add(`${where}.${end}`, `应包含 ${at}`, `must contain ${at}`);
    }
  }

  private shift(where: string, value: unknown): void {
    if (!this.object(where, value)) return;
    this.known(where, value, ['start', 'end']);
    this.ordered(where, value, LATE_CLOCK);
  }

  private ordered(where: string, value: Fields, form: RegExp): void {
    const start = this.clock(`${where}.start`, value.start, CLOCK);
    const end = this.clock(`${where}.end`, value.end, form);
    if (start && end && minutesOf(value.end as string) <= minutesOf(value.start as string))
      this.add(where, 'end 应晚于 start（跨零点写“次日07:30”）', 'end must be after start (over midnight: 次日07:30)');
    else if (start && end && minutesOf(value.end as string) - minutesOf(value.start as string) >= 1440)
      this.add(where, '班次应短于 24 小时', 'must be shorter than 24 hours');
  }

  private inOrder(where: string, entry: Fields): void {
    let [before, end]: [string, string | undefined] = ['', undefined];
    for (const name of SESSIONS) {
      const hours = entry[name];
      if (!isFields(hours) || !isClock(hours.start, CLOCK) || !isClock(hours.end, LATE_CLOCK)) continue;
      if (end !== undefined && minutesOf(end) > minutesOf(hours.start))
        this.add(where, `${name} 应在 ${before} 之后`, `${name} must come after ${before}`, `${where}.${name}`);
      [before, end] = [name, hours.end];
    }
  }
}
