import { parseCivilDate } from 'src/common/civil-date';

export type Fields = Readonly<Record<string, unknown>>;

/** A fault of a schedule and the path of the field, `hours[0].morning.start`. */
export interface FieldProblem {
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

/** Says in both languages what is wrong with which field. */
export class FieldChecker {
  protected readonly problems: FieldProblem[] = [];

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
    const at = [where, unknown[0]].filter((part) => part !== '').join('.');
    if (unknown.length > 0)
      this.add(where, `不认识的字段 ${unknown.join('、')}`, `unknown field ${unknown.join(', ')}`, at);
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

  /** Staff numbers, window codes, posts: a list that is not empty, each in quotes. */
  protected names(where: string, value: unknown, of: { zh: string; en: string }): void {
    if (!Array.isArray(value) || value.length === 0 || !value.every((one) => typeof one === 'string' && one !== ''))
      this.add(where, `应为${of.zh}的列表，写在引号内`, `must be a list of ${of.en}, each in quotes`);
  }

  protected dates(where: string, value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) this.add(where, '应为日期的列表', 'must be a list of dates');
    else value.forEach((one: unknown, index) => this.date(`${where}[${String(index)}]`, one));
  }

  protected weekdays(where: string, value: unknown): void {
    if (value !== undefined && !(Array.isArray(value) && value.length > 0 && value.every((day) => isWhole(day, 1, 7))))
      this.add(where, '应为 1（周一）到 7（周日）的列表', 'must be a list of 1 (Monday) to 7 (Sunday)');
  }

  protected oneOf(where: string, value: unknown, words: readonly string[]): void {
    if (value !== undefined && !(typeof value === 'string' && words.includes(value)))
      this.add(where, `应为 ${words.join(' 或 ')}`, `must be ${words.join(' or ')}`);
  }

  /** `at`: the field the clerk should look at, where it is another than the one spoken of. */
  protected add(where: string, zh: string, en: string, at = where): void {
    this.problems.push({ where: at, ...(where === '' ? { zh, en } : { zh: `${where} ${zh}`, en: `${where} ${en}` }) });
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
