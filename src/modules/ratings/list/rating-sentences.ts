import type { Question, Remark, Replaced } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { RatingField } from './rating-columns';

type Cells = RowCells<RatingField>;
type Warning = Omit<Remark, 'line' | 'sheet'>;

export const WHICH_CODES: Question = {
  code: 'grade-codes',
  answer: 'gradeCodes',
  text: {
    zh: '满意度是代码，需说明每个代码对应五级中的哪一级，例如 {"5":"非常满意","4":"满意","3":"基本满意","2":"不满意","1":"非常不满意"}；系统不猜测代码含义',
    en: 'the grades are codes: say which of the five grades each means, such as {"5":"very-satisfied", …}; nothing is guessed',
  },
};

export const WHICH_MONTH: Question = {
  code: 'period',
  answer: 'period',
  text: {
    zh: '文件中没有“评价时间”，请指明这些评价属于哪个月份，例如 2026-01',
    en: 'the file has no 评价时间: name the month these ratings belong to, such as 2026-01',
  },
};

export function closingRow(word: string): Warning {
  return { code: 'closing-row', text: { zh: `“${word}”行不是评价，已跳过`, en: `a ${word} row is no rating` } };
}

/** One rating in two rows with other content. `counts` is further on in its handling, or as far and the later one. */
export function replacedState(line: number, counts: number): Replaced {
  return {
    line,
    code: 'replaced-state',
    text: {
      zh: `与第 ${counts} 行是同一次评价而内容不同：以第 ${counts} 行为准（核实、整改、回访更全的优先，其次以后一行为准），本行不另计`,
      en: `the same rating as row ${counts} with other content: row ${counts} counts (the one further on in its handling first, else the later one), this one is not counted beside it`,
    },
  };
}

export function unknownCase(caseNo: string): Warning {
  return {
    code: 'case-unknown',
    text: {
      zh: `办件编号 ${caseNo} 在办件中查不到：评价保留，标记为“无对应办件”`,
      en: `case ${caseNo} is unknown: the rating is kept and marked as without a matching case`,
    },
  };
}

export function strangers(keys: readonly string[]): Warning {
  return {
    code: 'person-unknown',
    text: {
      zh: `花名册中没有工号 ${keys.join('、')}：评价计入窗口，不计入个人`,
      en: `staff number ${keys.join(', ')} is not in the roster: the rating counts for the window only`,
    },
  };
}

export function refuseGrade(cells: Cells, coded: boolean): void {
  const word = cells.text('grade');
  cells.refuse(
    'grade',
    word === '' ? 'cell-empty' : 'grade-unknown',
    coded
      ? { zh: `满意度“${word}”不在代码表中`, en: `满意度 code ${word} is not in the code table` }
      : { zh: `满意度“${word}”不是五级评价之一`, en: `满意度 "${word}" is none of the five grades` },
    {
      zh: '只接受：非常满意、满意、基本满意、不满意、非常不满意，或代码表中已设置的代码',
      en: 'accepted: 非常满意, 满意, 基本满意, 不满意, 非常不满意, or a code of the table that was set',
    },
  );
}

export function refuseVerdict(cells: Cells): void {
  cells.refuse(
    'verdict',
    'verdict-unknown',
    {
      zh: `核实结论“${cells.text('verdict')}”既不是属实也不是不属实`,
      en: `核实结论 "${cells.text('verdict')}" is neither 属实 nor 不属实`,
    },
    { zh: '请填“属实”“不属实”，未核实的留空', en: 'write 属实 or 不属实, nothing while it is under way' },
  );
}

export function refuseLater(cells: Cells, asOf: string): void {
  cells.refuse('ratedAt', 'after-as-of', {
    zh: `“${cells.column('ratedAt')}”晚于数据截止时间 ${asOf}`,
    en: `${cells.column('ratedAt')} is after the as-of time of the file, ${asOf}`,
  });
}

export function refuseWindow(cells: Cells): void {
  const field = cells.text('windowCode') === '' ? 'windowName' : 'windowCode';
  cells.refuse(
    field,
    'window-unknown',
    {
      zh: `花名册中没有“${cells.column(field)}”为“${cells.text(field)}”的窗口，或同名窗口不止一个`,
      en: `${cells.column(field)} ${cells.text(field)} is not in the roster, or more than one window bears it`,
    },
    {
      zh: '请改用花名册中的窗口名称或编号，或先更新花名册再导入',
      en: 'use the name or code of the roster, or update the roster first',
    },
  );
}
