import { refusal } from 'src/common/refusal';

interface At {
  readonly file: string;
  readonly where: string;
  readonly cause: { readonly zh: string; readonly en: string };
}

export const factsUnreadable = refusal<{ file: string; cause: { zh: string; en: string } }>(
  'scoring.facts-unreadable',
  {
    zh: ({ file, cause }) =>
      `事实文件 ${file} 读不出来：${cause.zh}。请检查路径，并确认是 UTF-8 编码的 JSON 或 YAML 文件。`,
    en: ({ file, cause }) =>
      `The facts ${file} cannot be read: ${cause.en}. Check the path; it must be JSON or YAML in UTF-8.`,
  },
);

export const factsWrong = refusal<At & { readonly more: number }>('scoring.facts-wrong', {
  zh: ({ file, where, cause, more }) =>
    `事实文件 ${file} 的 ${where} 不符合格式：${cause.zh}${more > 0 ? `（另有 ${more} 处）` : ''}。请对照 docs/schemas/facts.schema.json 改正后重试。`,
  en: ({ file, where, cause, more }) =>
    `The facts ${file} are wrong at ${where}: ${cause.en}${more > 0 ? ` (and ${more} more)` : ''}. Correct them after docs/schemas/facts.schema.json and try again.`,
});

export const bookNotInForce = refusal<{ book: string; from: string; until: string; period: string }>(
  'scoring.book-not-in-force',
  {
    zh: ({ book, from, until, period }) =>
      `考核办法 ${book} 适用于 ${from} 至 ${until}，事实文件是 ${period} 的。请换用 ${period} 生效的办法，或改正事实文件的 period。`,
    en: ({ book, from, until, period }) =>
      `The book ${book} is valid from ${from} to ${until}, the facts are of ${period}. Use the book in force in ${period}, or correct the period of the facts.`,
  },
);
