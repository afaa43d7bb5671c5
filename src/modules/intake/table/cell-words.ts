import type { Reject } from 'src/modules/intake/feed';

type Words = Reject['cause'];

/** Why a cell was not taken: `column` and `text` as the user sees them. */
export interface CellWords {
  readonly code: string;
  readonly cause: (column: string, text: string) => Words;
  readonly remedy: Words;
}

export const CORRECT: Words = { zh: '请核对原始记录并改正', en: 'check the original record and correct it' };
const AS_TEXT: Words = {
  zh: '请从原系统重新导出，并将该列保存为文本格式',
  en: 'export it again from its system with this column as text',
};
const WHOLE: Words = { zh: '请填写阿拉伯数字整数', en: 'write a whole number in digits' };

/** Ids that a spreadsheet made numbers of. */
export const LOST = {
  exponent: lost('digits-lost', '是科学计数，已丢失位数', 'has lost digits'),
  digits: lost('digits-lost', '是数字格式，已丢失位数', 'has lost digits'),
  zero: lost('number-not-text', '是数字格式，前面的 0 可能已丢失', 'is a number: its leading zero may be lost'),
} as const;

function lost(code: string, zh: string, en: string): CellWords {
  return {
    code,
    cause: (column, text) => ({ zh: `“${column}”的 ${text} ${zh}`, en: `${column} ${text} ${en}` }),
    remedy: AS_TEXT,
  };
}

export const NOT_WHOLE: CellWords = {
  code: 'not-a-number',
  cause: (column, text) => ({
    zh: `“${column}”的“${text}”不是整数`,
    en: `${column} "${text}" is not a whole number`,
  }),
  remedy: WHOLE,
};

export const NEGATIVE: CellWords = {
  code: 'number-negative',
  cause: (column, text) => ({
    zh: `“${column}”的“${text}”是负数，不能小于 0`,
    en: `${column} "${text}" must not be negative`,
  }),
  remedy: WHOLE,
};

export const YES_NO: CellWords = {
  code: 'not-yes-or-no',
  cause: (column, text) => ({
    zh: `“${column}”的“${text}”既不是“是”也不是“否”`,
    en: `"${text}" in ${column} is neither 是 nor 否`,
  }),
  remedy: { zh: '请填“是”或“否”', en: 'write 是 or 否' },
};

export const EMPTY: CellWords = {
  code: 'cell-empty',
  cause: (column) => ({ zh: `“${column}”为空`, en: `${column} is empty` }),
  remedy: { zh: '请补填后重新导入', en: 'fill it in and import again' },
};
