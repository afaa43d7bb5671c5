import { isLeaveKind, LEAVE_KINDS } from 'src/modules/attendance/leave-kinds';
import type { ScheduleProblem } from 'src/modules/attendance/refusals';
import { FieldChecker, isFields } from 'src/modules/attendance/schedules/field-checker';

const TOP = ['name', 'sample', 'ladder', 'chiefLadder', 'allowances', 'papers', 'standIn', 'staffing'];

/** All faults of what should be a policy; the same rules as `docs/schemas/attendance-policy.schema.json`, and order. */
export function policyProblems(value: unknown): readonly ScheduleProblem[] {
  return new Checker().check(value);
}

class Checker extends FieldChecker {
  check(value: unknown): readonly ScheduleProblem[] {
    if (!isFields(value)) {
      this.add('', '应为一个对象，至少有 name', 'must be an object with name');
      return this.problems;
    }
    this.known('', value, TOP);
    this.text('name', value.name);
    this.flag('sample', value.sample);
    this.ladder('ladder', value.ladder);
    this.ladder('chiefLadder', value.chiefLadder);
    this.list('allowances', value.allowances, (where, one) => {
      this.known(where, one, ['kinds', 'days']);
      this.kinds(`${where}.kinds`, one.kinds);
      this.days(`${where}.days`, one.days, true);
    });
    this.list('papers', value.papers, (where, one) => {
      this.known(where, one, ['kinds', 'from', 'paper']);
      this.kinds(`${where}.kinds`, one.kinds);
      this.days(`${where}.from`, one.from);
      this.text(`${where}.paper`, one.paper);
    });
    this.standIn(value.standIn);
    this.staffing(value.staffing);
    return this.problems;
  }

  private ladder(where: string, value: unknown): void {
    let last = 0;
    let open = false;
    this.list(where, value, (at, step) => {
      this.known(at, step, ['upTo', 'by']);
      this.text(`${at}.by`, step.by);
      this.days(`${at}.upTo`, step.upTo);
      if (open) this.add(at, '前一级没有写 upTo，已管到任何天数', 'the step before it has no upTo and takes all');
      const upTo = typeof step.upTo === 'number' ? step.upTo : undefined;
      if (upTo !== undefined && upTo <= last)
        this.add(`${at}.upTo`, '应大于前一级', 'must be larger than that of the step before');
      if (upTo === undefined) open = step.upTo === undefined;
      else last = upTo;
    });
  }

  private standIn(value: unknown): void {
    if (value === undefined || !this.object('standIn', value)) return;
    this.known('standIn', value, ['from', 'except', 'types', 'certificate', 'posts', 'pairs']);
    this.days('standIn.from', value.from);
    if (value.except !== undefined) this.kinds('standIn.except', value.except);
    this.words('standIn.types', value.types);
    this.flag('standIn.certificate', value.certificate);
    this.whole('standIn.posts', value.posts, 1, 20);
    this.flag('standIn.pairs', value.pairs);
  }

  private staffing(value: unknown): void {
    if (value === undefined || !this.object('staffing', value)) return;
    this.known('staffing', value, ['types', 'certificate', 'noticeDays']);
    this.words('staffing.types', value.types);
    this.flag('staffing.certificate', value.certificate);
    this.whole('staffing.noticeDays', value.noticeDays, 0, 30);
  }

  private kinds(where: string, value: unknown): void {
    const faulty = !Array.isArray(value) || value.length === 0 ? [''] : value.filter((one) => !isKnownKind(one));
    if (faulty.length === 0) return;
    const all = Object.keys(LEAVE_KINDS).join(', ');
    this.add(where, `应为请假类型代码的列表：${all}`, `must be a list of kinds of leave: ${all}`);
  }

  private words(where: string, value: unknown): void {
    if (value === undefined) return;
    const fine =
      Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one !== '');
    if (!fine) this.add(where, '应为文字的列表，如 [编制]', 'must be a list of words such as [编制]');
  }

  private days(where: string, value: unknown, needed = false): void {
    if (value === undefined && !needed) return;
    const fine = typeof value === 'number' && Number.isInteger(value * 2) && value > 0 && value <= 366;
    if (!fine) this.add(where, '应为 0.5、1、1.5 这样的天数', 'must be a number of days such as 0.5, 1 or 1.5');
  }
}

function isKnownKind(value: unknown): boolean {
  return typeof value === 'string' && isLeaveKind(value);
}
