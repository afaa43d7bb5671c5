import { fold } from 'src/common/text';
import { GRADE_NAMES, GRADES, type Grade } from 'src/modules/ratings/rating-state';

const BY_NAME = new Map<string, Grade>(
  GRADES.flatMap((grade) => [
    [GRADE_NAMES[grade], grade],
    [grade, grade],
  ]),
);

/** The grade of a word, or of a code by the table that was set; undefined for anything else. */
export function gradeOf(text: string, codes: Readonly<Record<string, string>> | undefined): Grade | undefined {
  const word = fold(text);
  const named = BY_NAME.get(word);
  if (named !== undefined) return named;
  const coded = codes?.[word];
  return coded === undefined ? undefined : BY_NAME.get(fold(coded));
}

/** Whether a cell holds a code rather than a word. */
export function looksLikeCode(text: string): boolean {
  return /^[0-9A-Za-z]{1,4}$/.test(fold(text));
}

/** Ratings that nobody gave: set by the system when the time ran out. */
export function isDefaultChannel(channel: string): boolean {
  return /默认|自动|^(?:sys|system|default)$/i.test(channel);
}

/** 核实结论 → found true; null: under way; undefined: a word that says neither. */
export function verdictOf(word: string): boolean | null | undefined {
  if (/^(?:|-|核实中|待核实|未核实|调查中)$/.test(word)) return null;
  if (/不属实|不成立|无效|误评|恶意|恶评|不实/.test(word)) return false;
  return /属实|成立|有效/.test(word) ? true : undefined;
}
