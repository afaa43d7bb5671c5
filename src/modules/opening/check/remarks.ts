import { addMonths, type Period } from 'src/common/civil-date';
import type { Placed, Remark } from 'src/modules/intake/feed';
import type { ResultLine } from 'src/modules/opening/opening-record';

type Line = Placed<ResultLine>;

const NAMED = 8;

/** Windows of the roster that the table leaves out: they have no result of the month. */
export function incompleteRemark(table: {
  readonly month: Period;
  readonly lines: readonly Line[];
  readonly missing: readonly string[];
}): Remark[] {
  const { month, lines, missing } = table;
  const [first] = lines;
  if (missing.length === 0 || !first) return [];
  const names = missing.slice(0, NAMED).join('、');
  const more = missing.length > NAMED ? ` 等 ${String(missing.length)} 个` : '';
  return [
    {
      sheet: first.sheet,
      line: first.line,
      code: 'units-missing',
      text: {
        zh: `${month} 的花名册里有、表中没有：${names}${more}。这些窗口该月没有结果，全表的倒数名次也不推算；表不全的请补齐后重新导入`,
        en: `in the roster of ${month} but not in the table: ${names}${more}. They have no result of the month and no place from the bottom is told; complete the table and import it again`,
      },
    },
  ];
}

/** The table has no rank column: the ranks were told from the scores. */
export function rankedByScoreRemark(month: Period, lines: readonly Line[]): Remark[] {
  const [first] = lines;
  if (!first) return [];
  return [
    {
      sheet: first.sheet,
      line: first.line,
      code: 'ranked-by-score',
      text: {
        zh: `${month} 的表没有名次，名次由得分推算（同分而办法另有比较项的不推算）`,
        en: `the table of ${month} has no ranks: they follow from the scores (equals with further keys are left open)`,
      },
    },
  ];
}

/** Ranks fit one table of all windows, though the roster has groups. */
export function rankedTogetherRemark(month: Period, { sheet, line }: Line): Remark {
  return {
    sheet,
    line,
    code: 'ranked-together',
    text: {
      zh: `${month} 的名次是全部窗口一起排的，没有分组；按不分组收下。当月实际分组排名的，请增加“组别”一列`,
      en: `the ranks of ${month} run over all windows without groups and are taken so; add a column 组别 if they were ranked in groups`,
    },
  };
}

/** Months between the first and the last of the file that the file does not hold: they stay unknown. */
export function monthGapRemark(lines: readonly Line[]): Remark[] {
  const months = [...new Set(lines.map(({ record }) => record.month))].sort();
  const [first, last] = [months[0], months.at(-1)];
  const [at] = lines;
  if (first === undefined || last === undefined || !at) return [];
  const missing: Period[] = [];
  for (let month = first; month < last; month = addMonths(month, 1)) if (!months.includes(month)) missing.push(month);
  if (missing.length === 0) return [];
  return [
    {
      sheet: at.sheet,
      line: at.line,
      code: 'months-missing',
      text: {
        zh: `${first} 至 ${last} 之间缺 ${missing.join('、')}：缺的月份按“没有结果”处理，不算零分，连续名次在此中断`,
        en: `${missing.join(', ')} missing between ${first} and ${last}: unknown, not zero; a run of places ends there`,
      },
    },
  ];
}
