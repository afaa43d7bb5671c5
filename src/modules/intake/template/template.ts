import type { Sentence } from 'src/common/language';

/** How the cells of a column are formatted and checked by the spreadsheet. */
export type ColumnKind = 'text' | 'date' | 'moment' | 'time' | 'number' | 'choice' | 'window';

/** One column of a template; titles are those the feed reads, and always Chinese. */
export interface TemplateColumn {
  readonly title: string;
  readonly kind: ColumnKind;
  readonly required?: true;
  /** What may be written; the spreadsheet offers them in a list. */
  readonly choices?: readonly string[];
  readonly note: Sentence<void>;
  /** A row of examples is a row the feed takes. */
  readonly example: string;
}

export interface TemplateSheet {
  readonly name: string;
  readonly columns: readonly TemplateColumn[];
  /** Rows that are written already, in the order of the columns; blank ones stay to be filled in. */
  readonly rows?: readonly (readonly string[])[];
}

/** A workbook to be filled in, for one feed. */
export interface Template {
  readonly title: string;
  readonly sheets: readonly TemplateSheet[];
}

/** How a value of this kind is written, for the sheet of explanations. */
export const KIND_WORDS: Readonly<Record<ColumnKind, Sentence<void>>> = {
  text: { zh: () => '文本', en: () => 'text' },
  date: { zh: () => '日期，如 2026-01-05', en: () => 'date such as 2026-01-05' },
  moment: { zh: () => '日期和时间，如 2026-01-05 08:20:00', en: () => 'date and time such as 2026-01-05 08:20:00' },
  time: { zh: () => '时间，如 09:30', en: () => 'time such as 09:30' },
  number: { zh: () => '数字', en: () => 'number' },
  choice: { zh: () => '从下拉列表选择', en: () => 'one of the list' },
  window: { zh: () => '窗口编号，从下拉列表选择', en: () => 'code of a window, from the list' },
};
