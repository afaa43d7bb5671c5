import { type Refusal, refusal } from 'src/common/refusal';
import type { AnsweredReject, ImportAnswer } from './answer';

/** A sentence ends with a full stop, whoever wrote it. */
const stopped = (text: string): string => (/[。；？！]$/.test(text) ? text : `${text}。`);

const rowsWrong = refusal<{ file: string; rejected: number; first: AnsweredReject }>(
  'intake.held-back',
  {
    zh: ({ file, rejected, first }) =>
      `“${file}”第 ${first.line} 行“${first.column}”${first.value === '' ? '' : `（${first.value}）`}：${stopped(first.cause)}${stopped(first.remedy)}共 ${rejected} 行不正确，没有写入任何数据。请改正后重新导入；只想导入正确的行，请加 --good-rows；要错误清单，请加 --errors 错误.xlsx。`,
    en: ({ file, rejected, first }) =>
      `Row ${first.line} of "${file}", ${first.column}${first.value === '' ? '' : ` (${first.value})`}: ${first.cause}; ${first.remedy}. ${rejected} rows are wrong, nothing was written. Correct them and import again; --good-rows takes the good rows only, --errors errors.xlsx lists the wrong ones.`,
  },
  409,
);

const nobodyKnown = refusal<{ file: string; key: string; line: number; unmatched: number }>(
  'intake.nobody-known',
  {
    zh: ({ file, key, line, unmatched }) =>
      `“${file}”第 ${line} 行的“${key}”等 ${unmatched} 个编号，花名册里一个也找不到：可能是别处的文件，没有写入任何数据。确是本大厅的，请补进花名册，或用“baifen roster confirm 号码 工号 --by 姓名”指明是谁；要先收下、以后再确认，请加 --good-rows。`,
    en: ({ file, key, line, unmatched }) =>
      `The roster knows none of the ${unmatched} keys of "${file}" (row ${line}: "${key}"): perhaps it is the file of another place. Nothing was written. Add the people to the roster or say who it is with "baifen roster confirm KEY STAFF --by NAME"; --good-rows takes the records now, to be confirmed later.`,
  },
  409,
);

/** The sentence about a file that was held back: its first bad row, or the first key nobody knows. */
export function heldBack(file: string, answer: ImportAnswer): Refusal {
  const [first] = answer.rejects;
  if (first) return rowsWrong({ file, rejected: answer.rejected, first });
  const [{ key, line } = { key: '', line: 0 }] = answer.unmatchedKeys;
  return nobodyKnown({ file, key, line, unmatched: answer.unmatched });
}
