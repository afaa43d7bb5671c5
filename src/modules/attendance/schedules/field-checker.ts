import { parseCivilDate } from 'src/common/civil-date';
import type { ScheduleProblem } from 'src/modules/attendance/refusals';

export type Fields = Readonly<Record<string, unknown>>;

/** Says in both languages what is wrong with which field. */
export class FieldChecker {
  protected readonly problems: ScheduleProblem[] = [];

  protected list(where: string, value: unknown, each: (where: string, entry: Fields) => void): void {
    if (value === undefined) return;
    if (!Array.isArray(value)) {
      this.add(where, '应为列表', 'must be a list');
      return;
    }
    value.forEach((entry: unknown, index) => {
      const at = `${where}[${String(index)}]`;
      if (this.object(at, entry)) each(at, entry);
    });
  }

  protected known(where: string, value: Fields, keys: readonly string[]): void {
    const unknown = Object.keys(value).filter((key) => !keys.includes(key));
    if (unknown.length > 0)
      this.add(where, `不认识的字段 ${unknown.join('、')}`, `unknown field ${unknown.join(', ')}`);
  }

  protected object(where: string, value: unknown): value is Fields {
    if (isFields(value)) return true;
    this.add(where, '应为对象', 'must be an object');
    return false;
  }

  protected text(where: string, value: unknown): void {
    if (typeof value !== 'string' || value.trim() === '')
      this.add(where, '应为不空的文字（工号写在引号内）', 'must be text (numbers in quotes)');
  }

  protected flag(where: string, value: unknown): void {
    if (value !== undefined && typeof value !== 'boolean')
      this.add(where, '应为 true 或 false', 'must be true or false');
  }

  protected whole(where: string, value: unknown, min: number, max: number): void {
    if (value !== undefined && !isWhole(value, min, max))
      this.add(
        where,
        `应为 ${String(min)} 到 ${String(max)} 的整数`,
        `must be a whole number from ${String(min)} to ${String(max)}`,
      );
  }

  protected date(where: string, value: unknown): void {
    if (typeof value !== 'string' || parseCivilDate(value) === undefined)
      this.add(where, '应为存在的日期 "YYYY-MM-DD"（写在引号内）', 'must be a date "YYYY-MM-DD" in quotes');
  }

  protected clock(where: string, value: unknown, form: RegExp, shape = 'HH:MM'): boolean {
    if (isClock(value, form)) return true;
    this.add(where, `应为 "${shape}"（写在引号内）`, `must be "${shape}" in quotes`);
    return false;
  }

  protected add(where: string, zh: string, en: string): void {
    this.problems.push(where === '' ? { zh, en } : { zh: `${where} ${zh}`, en: `${where} ${en}` });
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWhole(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

export function isClock(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
