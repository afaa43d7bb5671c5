import type { Language } from 'src/common/language';
import type { ImportAnswer } from './answer';

/** What became of a row: a title above the data, not taken, left out on purpose, taken. */
export type Fate = 'title' | 'wrong' | 'skipped' | 'taken';

export interface RowMark {
  readonly fate: Fate;
  readonly text: string;
  /** Titles of the columns found wrong; a row may have several faults. */
  readonly columns: readonly string[];
  /** The row's cells do not fit its columns, or it is no row at all. */
  readonly torn: boolean;
}

const TORN: ReadonlySet<string> = new Set(['wrong-number-of-cells', 'json-invalid', 'json-not-object']);

const WORDS: Readonly<Record<Language, { head: string; taken: string; fit: string; skipped: string; and: string }>> = {
  zh: { head: '错误说明', taken: '已导入', fit: '可导入', skipped: '未计入：', and: '' },
  en: { head: 'What is wrong', taken: 'imported', fit: 'can be imported', skipped: 'not counted: ', and: ' ' },
};

/** What is said about each row of one sheet of the user's file, in the column in front. */
export class RowMarks {
  private readonly wrong = new Map<number, { texts: string[]; columns: string[]; torn: boolean }>();
  private readonly skipped = new Map<number, string>();
  private readonly dataFrom: number;
  private readonly words: (typeof WORDS)['zh'];
  private readonly taken: string;

  constructor(answer: ImportAnswer, sheet: string, language: Language) {
    this.words = WORDS[language];
    this.taken = answer.batch === null && answer.sameAs === null ? this.words.fit : this.words.taken;
    this.dataFrom = answer.dataFrom[sheet] ?? 0;
    for (const { line, column, code, cause, remedy, sheet: of } of answer.rejects) {
      if (of !== sheet) continue;
      const known = this.wrong.get(line) ?? { texts: [], columns: [], torn: TORN.has(code) };
      this.wrong.set(line, known);
      known.texts.push(`${column === '' ? '' : `${column}：`}${sentence(cause, language)}${this.words.and}${remedy}`);
      known.columns.push(column);
    }
    for (const { line, text, sheet: of } of answer.skippedRows) if (of === sheet) this.skipped.set(line, text);
  }

  /** Lines with a fault, for a file that is too long to be shown whole. */
  get count(): number {
    return this.wrong.size;
  }

  /** The mark of a row; `isFirst`: the first row of the sheet names the column. */
  of(line: number, isFirst: boolean): RowMark {
    const fault = this.wrong.get(line);
    if (fault) return { fate: 'wrong', text: fault.texts.join('\n'), columns: fault.columns, torn: fault.torn };
    if (line < this.dataFrom) return { fate: 'title', text: isFirst ? this.words.head : '', columns: [], torn: false };
    const why = this.skipped.get(line);
    if (why !== undefined) return { fate: 'skipped', text: `${this.words.skipped}${why}`, columns: [], torn: false };
    return { fate: 'taken', text: this.taken, columns: [], torn: false };
  }
}

function sentence(text: string, language: Language): string {
  const stop = language === 'zh' ? '。' : '.';
  return /[。.!?！？]$/.test(text) ? text : `${text}${stop}`;
}
