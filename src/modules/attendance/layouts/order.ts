import { orderOf } from 'src/modules/intake/values/dates';
import type { ImportOptions, Outcome, Question, Row, RowReader, Stated } from 'src/modules/intake/feed';
import { shown } from './rows';

export type DateOrder = ImportOptions['dateOrder'];

/** What a layout does with its rows; the order of day and month is settled before. */
export interface RowWork<R> {
  /** Columns whose text may be a date such as `02/03/2026`; all columns when undefined. */
  readonly dateColumns?: readonly number[];
  row(row: Row, order: DateOrder): Outcome<R>[];
  end?(): { outcomes?: Outcome<R>[]; question?: Question; rows?: number; covers?: readonly Stated[] };
}

const ASK: Question = {
  code: 'date-order',
  answer: 'dateOrder',
  text: {
    zh: '文件中的日期（如 02/03/2026）没有一个大于 12 的日，分不清是“月/日”还是“日/月”，请指明日期顺序：mdy（月/日/年）或 dmy（日/月/年）。',
    en: 'No date of the file has a part above 12: month/day and day/month cannot be told apart. State the order: mdy or dmy.',
  },
};

/**
 * One value above 12 anywhere decides the order of day and month for the whole file; otherwise the setting of the import
 * does, otherwise the user is asked. Rows wait until it is decided; nothing is guessed row by row.
 */
export function inOneOrder<R>(work: RowWork<R>, setting: DateOrder): RowReader<R> {
  let order = setting;
  let waiting: Row[] = [];
  let waited = false;
  let rows = 0;
  const counted = (outcomes: Outcome<R>[]): Outcome<R>[] => {
    if (outcomes.length > 0) rows++;
    return outcomes;
  };
  const dates = (row: Row): string[] => (work.dateColumns?.map((column) => row.cells[column]) ?? row.cells).map(shown);
  return {
    row(row) {
      if (order !== undefined && order !== 'ymd') return counted(work.row(row, order));
      const seen = dates(row).map(orderOf);
      const proven = seen.find((one) => one === 'mdy' || one === 'dmy');
      if (proven !== undefined && isFourDigitYear(dates(row))) {
        order = proven;
        const early = waiting;
        waiting = [];
        return [...early, row].flatMap((one) => counted(work.row(one, proven)));
      }
      if (order === undefined && seen.includes('either') && isFourDigitYear(dates(row))) {
        waiting.push(row);
        waited = true;
        return [];
      }
      return counted(work.row(row, order));
    },
    end() {
      const rest = work.end?.() ?? {};
      if (waiting.length > 0) return { ...rest, question: ASK, rows: rows + waiting.length };
      // Rows that waited came out together with the one that decided: the number of lines is told, not counted.
      return waited ? { rows, ...rest } : rest;
    },
  };
}

/** `5/1/26` is a slip of one row, `05/01/2026` the habit of a file. */
function isFourDigitYear(texts: readonly string[]): boolean {
  return texts.some((text) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(text));
}
