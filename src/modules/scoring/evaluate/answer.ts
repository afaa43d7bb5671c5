import type { Language } from 'src/common/language';
import type { Evaluation, Standing } from 'src/modules/scoring/engine/evaluation';
import { explain, explainSheet } from 'src/modules/scoring/engine/explain/explain';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';

/** The answer of `evaluate --json`: points are texts with the book's decimals, `exact` beside them. */
export function answerOf(
  evaluation: Evaluation,
  options: { readonly sentences: boolean; readonly language: Language; readonly coverageAssumed: boolean },
): object {
  const { sheets, ...rest } = evaluation;
  const { sentences, language, coverageAssumed } = options;
  const nameOf = namesOf(evaluation);
  const lines = sheets.flatMap((sheet) => sheet.lines);
  return {
    ...rest,
    coverageAssumed,
    sheets: sheets.map((sheet) => ({
      ...sheet,
      formula: explainSheet(sheet),
      base: sheet.base.printed,
      bonus: sheet.bonus.printed,
      deduction: sheet.deduction.printed,
      adjustment: sheet.adjustment.printed,
      score: sheet.score.printed,
      exact: sheet.score.exact,
      lines: sheet.lines.map((line) => shown(line, sentences ? explain(line, language, nameOf) : undefined)),
    })),
    refused: lines
      .filter(({ state }) => state === 'refused')
      .map(({ id, subject, item, facts }) => ({ id, subject, item, facts })),
  };
}

function shown(line: Line, sentence: string | undefined): object {
  // Lines just made have their texts behind getters; the stored form is plain.
  const { printed, ...plain } = JSON.parse(JSON.stringify(line)) as Line;
  return { ...plain, points: printed, ...(sentence !== undefined && { sentence }) };
}

export function namesOf({ sheets }: Evaluation): (staff: string) => string {
  const names = new Map(
    sheets.filter(({ type }) => type === 'staff' || type === 'chief').map(({ subject, name }) => [subject, name]),
  );
  return (staff) => names.get(staff) ?? staff;
}

/** Rows of the table for people, in the order of the standings. */
export function tableOf(
  standings: readonly Standing[],
  language: Language,
): { head: string[]; rows: (string | number)[][] } {
  const head = (
    language === 'zh'
      ? '名次,组,对象,得分,基础分,加分,扣分,调整,标记'
      : 'rank,group,subject,score,base,bonus,deduction,adjustment,marks'
  ).split(',');
  const rows = standings.map((one) => {
    const tie = one.shared > 1 ? (language === 'zh' ? '（并列）' : ' (shared)') : '';
    const rank = one.rank === null ? (language === 'zh' ? '不排名' : 'unranked') : `${one.rank}${tie}`;
    const note = one.unranked === undefined ? (one.note ?? '') : one.unranked.detail;
    const marks = [...one.marks, ...(one.grade === undefined ? [] : [one.grade]), ...(note === '' ? [] : [note])];
    return [rank, one.group, one.name, one.score, one.base, one.bonus, one.deduction, one.adjustment, marks.join(' ')];
  });
  return { head, rows };
}

export function sheetText(sheet: Sheet, language: Language, nameOf: (staff: string) => string): string[] {
  return [
    `${sheet.name}：${explainSheet(sheet)}`,
    ...sheet.lines.map((line) => `  ${line.printed.padStart(7)}  ${explain(line, language, nameOf)}`),
  ];
}
