import type { Language } from 'src/common/language';
import type { Book } from 'src/modules/rules/book';
import type { Evaluation, LooseFact, Standing } from 'src/modules/scoring/engine/evaluation';
import { explain, explainSheet } from 'src/modules/scoring/engine/explain/explain';
import { remarkText } from 'src/modules/scoring/engine/explain/remark';
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

/** Told when a book that names no groups has its windows ranked in the roster's: nobody should find two first places by surprise. */
export function groupNote(book: Book, { standings }: Evaluation, language: Language): string | undefined {
  if (book.groups !== undefined || book.ranking.window?.within === 'all') return undefined;
  const sizes = new Map<string, number>();
  for (const { type, group } of standings) if (type === 'window') sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (sizes.size < 2) return undefined;
  const named = [...sizes].map(([group, size]): [string, number] => [
    group === '' ? (language === 'zh' ? '未分组' : 'no group') : group,
    size,
  ]);
  return language === 'zh'
    ? `办法没有写 groups，按事实文件中窗口的组分别排名：${named.map(([group, size]) => `${group}（${size} 个）`).join('、')}。要全大厅一起排名，请在 ranking.window 写 within: all。`
    : `The book names no groups; windows are ranked in those of the facts: ${named.map(([group, size]) => `${group} (${size})`).join(', ')}. To rank them all together write within: all in ranking.window.`;
}

/** A fact that counts nowhere, or a window whose group the book does not know. */
export function looseText({ id, what, why }: LooseFact, language: Language): string {
  if (why !== 'unknown-group')
    return language === 'zh' ? `未采用的事实：${id}（${what}，${why}）` : `not used: ${id} (${what}, ${why})`;
  return language === 'zh'
    ? `窗口 ${id} 的组“${what === '' ? '未分组' : what}”不在办法的 groups 之内，单独排名。请在办法里加上这个组，或改正窗口的组。`
    : `The group "${what}" of window ${id} is not among the groups of the book, so it is ranked apart. Add the group to the book or correct the window.`;
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
    const note = one.unranked === undefined ? remarkText(one.note ?? '', language) : one.unranked.detail;
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
