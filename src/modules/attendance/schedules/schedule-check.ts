import type { ScheduleProblem } from 'src/modules/attendance/refusals';
import { minutesOf } from 'src/modules/attendance/schedule';
import { FieldChecker, isClock, isFields, isWhole, type Fields } from './field-checker';

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const LATE_CLOCK = /^(?:次日)?(?:[01]\d|2[0-3]):[0-5]\d$/;
const MONTH_DAY = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TOP = [
  'name',
  'sample',
  'grace',
  'absentAfter',
  'repeatWithin',
  'dayCut',
  'makeUpAs',
  'open',
  'hours',
  'groups',
  'exempt',
];

/** All faults of what should be a schedule; the same rules as `docs/schemas/schedule.schema.json` and what it cannot say. */
export function problemsOf(value: unknown): readonly ScheduleProblem[] {
  return new Checker().check(value);
}

class Checker extends FieldChecker {
  check(value: unknown): readonly ScheduleProblem[] {
    if (!isFields(value)) {
      this.add('', '应为一个对象，至少有 name、open、hours', 'must be an object with name, open and hours');
      return this.problems;
    }
    this.known('', value, TOP);
    this.text('name', value.name);
    this.flag('sample', value.sample);
    this.whole('grace', value.grace, 0, 120);
    this.whole('absentAfter', value.absentAfter, 1, 720);
    this.whole('repeatWithin', value.repeatWithin, 0, 240);
    this.whole('makeUpAs', value.makeUpAs, 1, 5);
    if (value.dayCut !== undefined) this.clock('dayCut', value.dayCut, CLOCK);
    if (this.object('open', value.open)) this.open(value.open);
    this.hours('hours', value.hours);
    this.list('groups', value.groups, (where, group) => this.group(where, group));
    this.list('exempt', value.exempt, (where, one) => this.exemption(where, one));
    return this.problems;
  }

  private open(open: Fields): void {
    this.known('open', open, ['base', 'saturdays', 'exceptions']);
    if (open.base !== 'statutory' && open.base !== 'weekdays')
      this.add('open.base', '应为 statutory 或 weekdays', 'must be statutory or weekdays');
    const { saturdays } = open;
    const listed = Array.isArray(saturdays) && saturdays.every((n) => isWhole(n, 1, 5));
    if (saturdays !== undefined && saturdays !== 'none' && saturdays !== 'every' && !listed)
      this.add('open.saturdays', '应为 none、every 或 1 到 5 的列表', 'must be none, every or a list of 1 to 5');
    this.list('open.exceptions', open.exceptions, (where, one) => {
      this.known(where, one, ['date', 'open', 'reason']);
      this.date(`${where}.date`, one.date);
      if (typeof one.open !== 'boolean') this.add(`${where}.open`, '应为 true 或 false', 'must be true or false');
      this.text(`${where}.reason`, one.reason);
    });
  }

  private group(where: string, group: Fields): void {
    this.known(where, group, ['name', 'people', 'hours', 'everyDay']);
    this.text(`${where}.name`, group.name);
    this.flag(`${where}.everyDay`, group.everyDay);
    const { people } = group;
    if (!Array.isArray(people) || people.length === 0 || !people.every((one) => typeof one === 'string' && one !== ''))
      this.add(`${where}.people`, '应为工号的列表，工号写在引号内', 'must be a list of staff numbers, each in quotes');
    this.hours(`${where}.hours`, group.hours);
  }

  private exemption(where: string, one: Fields): void {
    this.known(where, one, ['person', 'from', 'to', 'reason']);
    this.text(`${where}.person`, one.person);
    if (one.reason !== undefined && typeof one.reason !== 'string')
      this.add(`${where}.reason`, '应为文字', 'must be text');
    if (one.from !== undefined) this.date(`${where}.from`, one.from);
    if (one.to !== undefined) this.date(`${where}.to`, one.to);
  }

  private hours(where: string, value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) {
      this.add(where, '应为至少一项的列表', 'must be a list with at least one entry');
      return;
    }
    this.list(where, value, (at, entry) => this.entry(at, entry));
  }

  private entry(where: string, entry: Fields): void {
    this.known(where, entry, ['name', 'season', 'days', 'punches', 'morning', 'afternoon', 'shift']);
    if (entry.name !== undefined) this.text(`${where}.name`, entry.name);
    const { season, days, punches, morning, afternoon, shift } = entry;
    if (season !== undefined && this.object(`${where}.season`, season)) {
      this.known(`${where}.season`, season, ['from', 'to']);
      for (const end of ['from', 'to'] as const) this.clock(`${where}.season.${end}`, season[end], MONTH_DAY, 'MM-DD');
    }
    if (days !== undefined && !(Array.isArray(days) && days.length > 0 && days.every((day) => isWhole(day, 1, 7))))
      this.add(`${where}.days`, '应为 1（周一）到 7（周日）的列表', 'must be a list of 1 (Monday) to 7 (Sunday)');
    if (punches !== undefined && punches !== 2 && punches !== 4)
      this.add(`${where}.punches`, '应为 2 或 4', 'must be 2 or 4');
    if (shift !== undefined && (morning !== undefined || afternoon !== undefined || punches === 4))
      this.add(
        where,
        'shift 不能与 morning、afternoon 或 punches: 4 同时使用',
        'shift excludes morning, afternoon and punches: 4',
      );
    if (shift === undefined && morning === undefined && afternoon === undefined)
      this.add(where, '应有 morning、afternoon 或 shift', 'needs morning, afternoon or shift');
    if (punches === 4 && (morning === undefined || afternoon === undefined) && shift === undefined)
      this.add(where, 'punches: 4 需要 morning 和 afternoon', 'punches: 4 needs morning and afternoon');
    if (morning !== undefined) this.half(`${where}.morning`, morning);
    if (afternoon !== undefined) this.half(`${where}.afternoon`, afternoon);
    if (shift !== undefined) this.shift(`${where}.shift`, shift);
    this.noon(where, morning, afternoon);
  }

  private half(where: string, value: unknown): void {
    if (!this.object(where, value)) return;
    this.known(where, value, ['start', 'end', 'arrive', 'leave']);
    this.ordered(where, value, CLOCK);
    for (const [end, at] of [
      ['arrive', value.start],
      ['leave', value.end],
    ] as const) {
      const span: unknown = value[end];
      if (span === undefined) continue;
      if (
        !Array.isArray(span) ||
        span.length !== 2 ||
        !span.every((one) => isClock(one, CLOCK)) ||
        String(span[0]) > String(span[1])
      )
        this.add(
          `${where}.${end}`,
          '应为先后两个时刻，如 ["07:30", "09:00"]',
          'must be two clocks in order, like ["07:30", "09:00"]',
        );
      else if (isClock(at, CLOCK) && (at < String(span[0]) || at > String(span[1])))
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

  private noon(where: string, morning: unknown, afternoon: unknown): void {
    if (!isFields(morning) || !isFields(afternoon)) return;
    if (isClock(morning.end, CLOCK) && isClock(afternoon.start, CLOCK) && morning.end > afternoon.start)
      this.add(where, 'afternoon 应在 morning 之后', 'afternoon must come after morning');
  }
}
