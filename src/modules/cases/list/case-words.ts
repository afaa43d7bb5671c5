import type { CaseStanding, CaseType } from 'src/modules/cases/case-state';

/** Words of 办件状态, in order: the first that fits counts. A refusal after examination is a finished case. */
const STANDINGS: readonly (readonly [RegExp, CaseStanding])[] = [
  [/测试/, 'test'],
  [/作废|无效|已删除|删除件/, 'void'],
  [/不予受理|不受理|退件|收件退回|受理前退回/, 'refused-intake'],
  [/撤回|撤件|撤销|撤办|终止|放弃/, 'withdrawn'],
  [/办结|已完成|结案|不予许可|不予批准|不予办理|审批不通过|审查不通过|驳回|^90$/, 'finished'],
];
/** 未办结, 待办结, 即将办结 … are not finished. */
const NOT_YET = /(?:未|待|将|不|没有)办结/;

const MOST_WORDS = 200;

/** What the state word of a list says; undefined for words that say no more than "under way". */
export const standingOf = remembered((word: string): CaseStanding | undefined => {
  const text = word.replace(NOT_YET, '');
  return STANDINGS.find(([pattern]) => pattern.test(text))?.[1];
});

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
