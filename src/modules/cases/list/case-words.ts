import type { CaseStanding, CaseType } from 'src/modules/cases/case-state';

/** Words of 办件状态, in order: the first that fits counts. A refusal after examination is a finished case. */
// prettier-ignore
const STANDINGS: readonly (readonly [RegExp, CaseStanding])[] = [
  [/测试/, 'test'],
  [/作废|无效|已删除|删除件/, 'void'],
  [/不予受理|不受理|退件|收件退回|受理前退回/, 'refused-intake'],
  [/撤回|撤件|撤销|撤办|终止|放弃/, 'withdrawn'],
  [/办结|办毕|完毕|完成|结案|归档|准予|不予许可|不予批准|不予办理|审批不通过|审查不通过|驳回|^90$/, 'finished'],
  [/受理|办理|在办|承办|待办|转办|交办|督办|收件|接件|取件|登记|申请|申报|提交|预审|审批|审核|审查|核查|核准|初审|复审|会审|会签|签批|签发|批准|流转|分派|认领|补正|补齐|挂起|暂停|中止|停办|特别程序|听证|公示|公告|招标|拍卖|检验|检测|检疫|鉴定|评审|勘验|踏勘|勘察|制证|出证|发证|缴费|送达|处理中|进行中|超期|逾期|超时|临期|预警|红灯|黄灯|绿灯/, 'open'],
];
/** 未办结, 待办结, 即将办结 … are not finished. */
const NOT_YET = /(?:未|待|将|不|没有)(?:办结|办毕|完成|结案)/;
/** A dash in a cell says no more than a blank. */
const BLANK = /^[-/]*$/;
const NOT_ACCEPTED_YET = /待受理|未受理|申请|申报|提交|预审|收件|接件|补正/;

const MOST_WORDS = 200;

const said = remembered((word: string): CaseStanding | null => {
  if (BLANK.test(word)) return null;
  const text = word.replace(NOT_YET, '在办');
  return STANDINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
});

/**
 * How a case stands by its state word and its end. Under way, or a word nobody knows: an end finishes it all the same.
 * Without an end an unknown word leaves it unknown, never open: it may say withdrawn.
 */
export function standingOf(word: string, finished: string | null): CaseStanding {
  const standing = said(word) ?? 'open';
  return finished !== null && (standing === 'open' || standing === 'unknown') ? 'finished' : standing;
}

/** Whether the word says that nobody has accepted the case yet, so that it has no 受理时间 to be missed. */
export function isBeforeAcceptance(word: string): boolean {
  return NOT_ACCEPTED_YET.test(word);
}

const TYPES: readonly (readonly [RegExp, CaseType])[] = [
  [/^(?:即办|即办件|即时办结|当场办结)$/, 'instant'],
  [/^(?:承诺|承诺件|限时件|承诺办结)$/, 'promised'],
  [/^上报件?$/, 'reported'],
  [/^(?:联办|联办件|并联件)$/, 'joint'],
];

export const caseTypeOf = remembered(
  (word: string): CaseType | null => TYPES.find(([pattern]) => pattern.test(word))?.[1] ?? null,
);

/** A list says the same few words on every row. */
function remembered<T>(decide: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const answer = known.get(word);
    if (answer !== undefined || known.has(word)) return answer as T;
    const made = decide(word);
    if (known.size < MOST_WORDS) known.set(word, made);
    return made;
  };
}
