import type { Language } from 'src/common/language';
import { fold } from 'src/common/text';
import { sourceOfMeasure } from 'src/modules/rules/measures';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import { FIELD_NAMES } from './form/fault-sentences';
import type { FormField, ItemForm } from './form/item-form';
import type { Recorded, SubmissionState } from './submission';

type Words = Readonly<Record<Language, string>>;

export const STATES: Readonly<Record<SubmissionState, Words>> = {
  pending: { zh: '待核实', en: 'pending' },
  verified: { zh: '属实', en: 'verified' },
  changed: { zh: '调整后属实', en: 'verified with changes' },
  rejected: { zh: '不属实', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  replaced: { zh: '已更正', en: 'replaced' },
};

const AMOUNTS: ReadonlySet<string> = new Set(
  Object.values(OCCURRENCES).flatMap((kind) => ('amounts' in kind ? kind.amounts : [])),
);
/** 级别 → level. */
const BY_CHINESE = new Map(Object.entries(FIELD_NAMES).map(([name, { zh }]) => [zh, name]));

/** Blanks by their names in the catalogue or in Chinese, parted into words and sizes. */
export function blanksOf(fields: Readonly<Record<string, string>>): {
  readonly labels: Record<string, string>;
  readonly amounts: Record<string, string>;
} {
  const named = Object.entries(fields).map(
    ([name, value]) => [BY_CHINESE.get(fold(name)) ?? fold(name), value] as const,
  );
  const isAmount = (name: string): boolean => AMOUNTS.has(name) || sourceOfMeasure(name) !== undefined;
  return {
    labels: Object.fromEntries(named.filter(([name]) => !isAmount(name))),
    amounts: Object.fromEntries(named.filter(([name]) => isAmount(name))),
  };
}

export function formHead(language: Language): string[] {
  return (
    language === 'zh' ? '编码,项目,要填的栏目,分值,凭证,计分科室' : 'code,item,blanks,points,evidence,department'
  ).split(',');
}

/** A blank that must be filled in is starred; words the clause has points for stand in brackets. */
export function formRow(form: ItemForm, language: Language): string[] {
  const zh = language === 'zh';
  const hint = form.connected ? '' : zh ? '（来源未接通，暂不计分）' : ' (source not connected)';
  const points = form.points === null ? (zh ? '按条款' : 'by the clause') : `${form.points.min}–${form.points.max}`;
  const blanks = form.fields.map((one) => blank(one, language)).join(zh ? '、' : ', ');
  return [form.item, `${form.name}${hint}`, blanks, points, form.evidence ?? '', form.department];
}

function blank({ name, required, words }: FormField, language: Language): string {
  const shown = language === 'zh' ? (FIELD_NAMES[name]?.zh ?? name) : name;
  return `${required ? '*' : ''}${shown}${words === undefined ? '' : `（${words.join('/')}）`}`;
}

export function listHead(language: Language): string[] {
  const [zh, en] = ['编号,日期,窗口,项目,内容,凭证,状态,经办', 'id,date,window,item,content,evidence,state,by'];
  return (language === 'zh' ? zh : en).split(',');
}

export function listRow({ submission, state, decisions }: Recorded, language: Language): string[] {
  const { id, date, window, staff, item, points, labels, amounts, evidence, text, by } = submission;
  const said = [
    ...(points === undefined ? [] : [language === 'zh' ? `${points}分` : `${points} points`]),
    ...Object.entries({ ...labels, ...amounts }).map(([name, value]) => {
      const shown = language === 'zh' ? (FIELD_NAMES[name]?.zh ?? name) : name;
      return `${shown} ${value}`;
    }),
    ...(text === '' ? [] : [text]),
  ];
  const reason = decisions.at(-1)?.reason ?? '';
  const word = STATES[state][language];
  return [
    id,
    date,
    window ?? staff.join('、'),
    item,
    said.join('；'),
    evidence.join('、'),
    reason === '' ? word : `${word}（${reason}）`,
    by.replace(/^cli:/, ''),
  ];
}

export function taken({ submission }: Recorded, language: Language): string {
  const { id, item, window, staff, replaces } = submission;
  const who = window ?? staff.join('、');
  if (language === 'zh')
    return `已登记：编号 ${id}，项目 ${item}，${who}${replaces === null ? '' : `（更正 ${replaces}）`}。核实之后计分。`;
  return `Entered as ${id}: item ${item}, ${who}${replaces === null ? '' : ` (in the place of ${replaces})`}. It counts once verified.`;
}
