import { refusal } from 'src/common/refusal';

export const factsUnreadable = refusal<{ file: string; cause: { zh: string; en: string } }>(
  'scoring.facts-unreadable',
  {
    zh: ({ file, cause }) =>
      `事实文件 ${file} 读不出来：${cause.zh}。请检查路径，并确认是 UTF-8 编码的 JSON 或 YAML 文件。`,
    en: ({ file, cause }) =>
      `The facts ${file} cannot be read: ${cause.en}. Check the path; it must be JSON or YAML in UTF-8.`,
  },
);

interface Text {
  readonly zh: string;
  readonly en: string;
}

/** `where`: pointer of the value in the document, when the text could be read. */
export const factsWrong = refusal<{ file: string; line: number; where?: string; cause: Text; remedy: Text }>(
  'scoring.facts-wrong',
  {
    zh: ({ file, line, where, cause, remedy }) =>
      `事实文件 ${file} 第 ${line} 行${where === undefined ? '' : `（${where}）`}：${cause.zh}。${remedy.zh}`,
    en: ({ file, line, where, cause, remedy }) =>
      `The facts ${file}, line ${line}${where === undefined ? '' : ` (${where})`}: ${cause.en}. ${remedy.en}`,
  },
);

export const bookNotInForce = refusal<{ book: string; from: string; until: string; period: string }>(
  'scoring.book-not-in-force',
  {
    zh: ({ book, from, until, period }) =>
      `考核办法 ${book} 适用于 ${from} 至 ${until}，事实文件是 ${period} 的。请换用 ${period} 生效的办法，或改正事实文件的 period。`,
    en: ({ book, from, until, period }) =>
      `The book ${book} is valid from ${from} to ${until}, the facts are of ${period}. Use the book in force in ${period}, or correct the period of the facts.`,
  },
);
