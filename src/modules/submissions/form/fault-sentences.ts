import { MEASURES } from 'src/modules/rules/measures';
import { type HandedType, nameOfType } from './fact-types';
import type { FormField } from './item-form';

/** One thing that is wrong with a draft: which blank, what, and what to do. */
export interface Fault {
  readonly field: string;
  readonly zh: string;
  readonly en: string;
}

/** Names of the blanks on screen and in files. */
export const FIELD_NAMES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  level: { zh: '级别', en: 'level' },
  issuer: { zh: '发文机关', en: 'issuer' },
  document: { zh: '文号', en: 'document number' },
  event: { zh: '事项', en: 'event' },
  medium: { zh: '媒体', en: 'medium' },
  role: { zh: '角色', en: 'role' },
  reason: { zh: '原因', en: 'reason' },
  case: { zh: '办件编号', en: 'case number' },
  stage: { zh: '环节', en: 'stage' },
  code: { zh: '代码', en: 'code' },
  half: { zh: '午别', en: 'half day' },
  form: { zh: '报表', en: 'form' },
  quantity: { zh: '数量', en: 'quantity' },
  minutes: { zh: '分钟', en: 'minutes' },
  days: { zh: '天数', en: 'days' },
  halfDays: { zh: '半天数', en: 'half days' },
  workingDays: { zh: '工作日数', en: 'working days' },
  percent: { zh: '百分比', en: 'per cent' },
  text: { zh: '说明', en: 'text' },
  ...MEASURES,
};

const zhOf = (name: string): string => FIELD_NAMES[name]?.zh ?? name;
const enOf = (name: string): string => FIELD_NAMES[name]?.en ?? name;

function fault(field: string, zh: string, en: string): Fault {
  return { field, zh, en };
}

export function typeNeeded(types: readonly HandedType[]): Fault {
  const zh = types.map((type) => `${type}（${nameOfType(type).zh}）`).join('、');
  const en = types.map((type) => `${type} (${nameOfType(type).en})`).join(', ');
  return fault('type', `该项目包括几类情况，请写明是哪一类：${zh}`, `the item reads several kinds; say which: ${en}`);
}

export function typeUnknown(type: string, types: readonly HandedType[]): Fault {
  const all = types.join('、');
  return fault('type', `该项目没有“${type}”这一类，请写：${all}`, `the item reads no ${type}; it reads ${all}`);
}

export function nobodyConcerned(): Fault {
  return fault('window', '没有写明窗口或人员，请至少填一项', 'neither window nor person is named; give one of them');
}

export function numbersOfWhom(persons: boolean): Fault {
  return persons
    ? fault('staff', '请写明是哪个人的数字（工号）', 'say whose numbers they are (staff number)')
    : fault('window', '请写明是哪个窗口的数字', 'say which window the numbers are of');
}

export function partAboveWhole(part: string, whole: string): Fault {
  return fault(
    part,
    `${zhOf(part)}不能大于${zhOf(whole)}，请核对两个数字`,
    `${enOf(part)} cannot be more than ${enOf(whole)}: check both numbers`,
  );
}

export function windowUnknown(code: string, nearest: string | undefined): Fault {
  const [zh, en] = nearest === undefined ? ['', ''] : [`，是否为“${nearest}”`, `; perhaps ${nearest}`];
  return fault('window', `当月花名册没有窗口“${code}”${zh}`, `the month's roster has no window ${code}${en}`);
}

export function windowClosed(name: string, date: string): Fault {
  return fault('window', `${date} 没有设置“${name}”，请核对日期`, `${name} did not exist on ${date}; check the date`);
}

export function doesNotApply(item: string, window: string): Fault {
  return fault('window', `“${item}”不适用于“${window}”，不必填报`, `${item} does not apply to ${window}`);
}

export function personUnknown(number: string): Fault {
  return fault('staff', `当月花名册没有工号“${number}”`, `the month's roster has no staff number ${number}`);
}

export function noDate(text: string): Fault {
  return fault('date', `“${text}”不是日期，请写成 2026-03-05`, `“${text}” is no date; write 2026-03-05`);
}

export function dateAhead(date: string, today: string): Fault {
  return fault('date', `${date} 还没有到（今天是 ${today}）`, `${date} lies ahead (today is ${today})`);
}

export function otherMonth(date: string, period: string): Fault {
  return fault(
    'date',
    `${date} 不在 ${period}，请报到发生的那个月`,
    `${date} is not in ${period}; hand it in for the month in which it happened`,
  );
}

export function pointsNeeded({ min, max }: { min: string; max: string }): Fault {
  return fault('points', `请填写分值，${min} 至 ${max} 分`, `give the points, ${min} to ${max}`);
}

export function pointsByClause(item: string): Fault {
  return fault(
    'points',
    `“${item}”的分值由条款决定，请不要填写`,
    `the clause of ${item} gives the points; leave them out`,
  );
}

export function pointsOutside(text: string, { min, max }: { min: string; max: string }, signed: boolean): Fault {
  const [zh, en] = signed ? ['，扣分写负数', '; negative to deduct'] : ['', ''];
  return fault(
    'points',
    `分值“${text}”不在 ${min} 至 ${max} 之间${zh}`,
    `“${text}” is not between ${min} and ${max}${en}`,
  );
}

export function reasonNeeded(item: string): Fault {
  return fault('text', `“${item}”由人评定分值，请写明理由`, `${item} is scored by hand; give the reason`);
}

export function fieldUnknown(name: string, fields: readonly FormField[]): Fault {
  const [zh, en] = [zhOf, enOf].map((words) => fields.map((one) => `${one.name} ${words(one.name)}`).join('、'));
  return fault(name, `该项目没有“${name}”一栏，可填：${zh ?? ''}`, `the item has no ${name}; it has ${en ?? ''}`);
}

export function fieldNeeded({ name, words }: FormField): Fault {
  const list = words === undefined ? '' : words.join('、');
  const [zh, en] = list === '' ? ['', ''] : [`（${list}）`, ` (${list})`];
  return fault(name, `请填写${zhOf(name)}${zh}`, `give the ${enOf(name)}${en}`);
}

export function wordUnknown(name: string, text: string, words: readonly string[]): Fault {
  const list = words.join('、');
  return fault(
    name,
    `${zhOf(name)}“${text}”没有对应的分值，条款列有：${list}`,
    `no points for ${enOf(name)} “${text}”; the clause has ${list}`,
  );
}

export function noNumber(name: string, text: string): Fault {
  return fault(
    name,
    `${zhOf(name)}“${text}”不是数字，请填不带单位的阿拉伯数字`,
    `${enOf(name)} “${text}” is no number; digits only`,
  );
}

export function tooLong(name: string, most: number): Fault {
  const limit = String(most);
  return fault(name, `${zhOf(name)}超过 ${limit} 个字`, `${enOf(name)} is longer than ${limit} characters`);
}

export function tooMuchEvidence(most: number, longest: number): Fault {
  const [many, long] = [String(most), String(longest)];
  return fault(
    'evidence',
    `凭证至多 ${many} 份，每份名称至多 ${long} 个字`,
    `at most ${many} pieces of evidence, each named in ${long} characters`,
  );
}
