import { isFields, isWhole, type FieldProblem, type Fields } from './field-checker';
import { CLOCK, HoursChecker } from './hours-checker';

const TOP = [
  'name',
  'sample',
  'grace',
  'absentAfter',
  'repeatWithin',
  'dayCut',
  'makeUpAs',
  'follow',
  'open',
  'hours',
  'groups',
  'duties',
  'slips',
  'exempt',
];

const STAFF = { zh: '工号', en: 'staff numbers' };

/** All faults of what should be a schedule; the same rules as `docs/schemas/schedule.schema.json` and what it cannot say. */
export function problemsOf(value: unknown): readonly FieldProblem[] {
  return new Checker().check(value);
}

class Checker extends HoursChecker {
  check(value: unknown): readonly FieldProblem[] {
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
    this.list('follow', value.follow, (where, one) => this.followed(where, one));
    this.list('duties', value.duties, (where, duty) => this.duty(where, duty));
    this.each('duties', value.duties);
    if (value.slips !== undefined && this.object('slips', value.slips)) this.slips(value.slips);
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
    this.known(where, group, ['name', 'people', 'windows', 'posts', 'hours', 'everyDay']);
    this.text(`${where}.name`, group.name);
    this.flag(`${where}.everyDay`, group.everyDay);
    const { people, windows, posts } = group;
    if (people === undefined && windows === undefined && posts === undefined)
      this.add(where, '应有 people、windows 或 posts', 'needs people, windows or posts');
    if (people !== undefined) this.names(`${where}.people`, people, STAFF);
    if (windows !== undefined) this.names(`${where}.windows`, windows, { zh: '窗口编号', en: 'window codes' });
    if (posts !== undefined) this.names(`${where}.posts`, posts, { zh: '岗位名称', en: 'posts' });
    this.hours(`${where}.hours`, group.hours);
  }

  private followed(where: string, one: Fields): void {
    this.known(where, one, ['date', 'as', 'reason']);
    this.date(`${where}.date`, one.date);
    if (!isWhole(one.as, 1, 7))
      this.add(`${where}.as`, '应为 1（周一）到 7（周日）', 'must be 1 (Monday) to 7 (Sunday)');
    if (one.reason !== undefined) this.text(`${where}.reason`, one.reason);
  }

  private duty(where: string, duty: Fields): void {
    this.known(where, duty, ['name', 'hours', 'on', 'rota', 'everyDay']);
    this.text(`${where}.name`, duty.name);
    this.flag(`${where}.everyDay`, duty.everyDay);
    this.dayHours(`${where}.hours`, duty.hours);
    if (duty.on === undefined && duty.rota === undefined) this.add(where, '应有 on 或 rota', 'needs on or rota');
    this.list(`${where}.on`, duty.on, (at, one) => {
      this.known(at, one, ['dates', 'people']);
      this.dates(`${at}.dates`, one.dates);
      this.names(`${at}.people`, one.people, STAFF);
    });
    if (duty.rota !== undefined && this.object(`${where}.rota`, duty.rota)) this.rota(`${where}.rota`, duty.rota);
  }

  private rota(where: string, rota: Fields): void {
    this.known(where, rota, ['from', 'to', 'days', 'turn', 'teams']);
    this.date(`${where}.from`, rota.from);
    if (rota.to !== undefined) this.date(`${where}.to`, rota.to);
    if (typeof rota.from === 'string' && typeof rota.to === 'string' && rota.to < rota.from)
      this.add(`${where}.to`, '应不早于 from', 'must not be before from');
    this.weekdays(`${where}.days`, rota.days);
    if (rota.turn === undefined) this.add(where, '应写明 turn: day 或 week', 'needs turn: day or week');
    this.oneOf(`${where}.turn`, rota.turn, ['day', 'week']);
    const { teams } = rota;
    if (!Array.isArray(teams) || teams.length === 0)
      this.add(`${where}.teams`, '应为各班人员的列表', 'must be a list of teams');
    else teams.forEach((team: unknown, index) => this.names(`${where}.teams[${String(index)}]`, team, STAFF));
  }

  /** Nobody has two duties by name on one day: which hours hold would depend on the order of the list. */
  private each(where: string, duties: unknown): void {
    const named = new Map<string, string>();
    for (const [index, duty] of (Array.isArray(duties) ? (duties as unknown[]) : []).entries())
      for (const [at, one] of (isFields(duty) && Array.isArray(duty.on) ? (duty.on as unknown[]) : []).entries()) {
        if (!isFields(one) || !Array.isArray(one.dates) || !Array.isArray(one.people)) continue;
        const place = `${where}[${String(index)}].on[${String(at)}]`;
        for (const key of pairsOf(one.dates, one.people)) {
          const first = named.get(key);
          if (first === undefined) named.set(key, place);
          else this.add(place, `${key} 已在 ${first} 安排值班`, `${key} has a duty in ${first} already`);
        }
      }
  }

  private slips(slips: Fields): void {
    this.known('slips', slips, ['proof', 'approval']);
    for (const name of ['proof', 'approval'] as const)
      this.oneOf(`slips.${name}`, slips[name], ['required', 'optional']);
  }

  private exemption(where: string, one: Fields): void {
    this.known(where, one, ['person', 'from', 'to', 'reason']);
    this.text(`${where}.person`, one.person);
    if (one.reason !== undefined && typeof one.reason !== 'string')
      this.add(`${where}.reason`, '应为文字', 'must be text');
    if (one.from !== undefined) this.date(`${where}.from`, one.from);
    if (one.to !== undefined) this.date(`${where}.to`, one.to);
  }
}

function pairsOf(dates: readonly unknown[], people: readonly unknown[]): string[] {
  return dates.flatMap((date) => people.map((person) => `${String(date)} ${String(person)}`));
}
