import type { Language } from 'src/common/language';
import type { ImportOptions, Reject, Remark } from 'src/modules/intake/feed';
import type { Summary } from 'src/modules/intake/reading/summary';
import type { Held } from './held';
import type { NormalisedValues } from 'src/modules/intake/values/normalised';
import { RULES } from 'src/modules/intake/values/rules';

/** The option of the command line behind each setting of an import. */
export const OPTION_NAMES: Readonly<Record<keyof ImportOptions, string>> = {
  dateOrder: '--date-order',
  person: '--person',
  asOf: '--as-of',
  period: '--period',
  gradeCodes: '--grade-codes',
  numbersAsIds: '--numbers-as-ids',
  hiddenSheets: '--hidden-sheets',
  columns: '--column',
};

/** What the database added to a reading. */
export interface Stored {
  /** Id of the batch, or null when nothing was written. */
  readonly batch: string | null;
  /** Records that were not there before. */
  readonly accepted: number;
  /** The batch that took in the same bytes before, or null. */
  readonly sameAs: string | null;
  readonly held: Held | null;
}

/** The JSON answer of `import`, `docs/schemas/import-answer.schema.json`; sentences in one language. */
export interface ImportAnswer {
  readonly feed: string;
  readonly layout: string;
  readonly sheet: string;
  readonly rows: number;
  readonly records: number;
  readonly accepted: number;
  readonly repeats: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly warned: number;
  readonly persons: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly question: AnsweredQuestion | null;
  readonly unmatched: number;
  readonly rejects: readonly AnsweredReject[];
  readonly warnings: readonly AnsweredRemark[];
  readonly skippedRows: readonly AnsweredRemark[];
  readonly unmatchedKeys: Summary['unmatchedKeys'];
  readonly sheetsNotRead: Summary['sheetsNotRead'];
  readonly dataFrom: Summary['dataFrom'];
  /** Values that were not written plainly, and how they were read; `what` says the rule in words. */
  readonly normalised: readonly (NormalisedValues & { readonly what: string })[];
  /** Titles read as other columns: `by` and `at` of who said so before, null when it was said with this import. */
  readonly columns: readonly AnsweredColumn[];
  readonly batch: string | null;
  readonly sameAs: string | null;
  /** Why all or nothing became nothing, in a dry run: would become. */
  readonly held: Held | null;
}

export interface AnsweredQuestion {
  readonly code: string;
  readonly text: string;
  readonly option: string;
  /** Of the question about columns: each title with the needed column it may be. */
  readonly columns?: readonly { readonly title: string; readonly to: string }[];
}

export interface AnsweredColumn {
  readonly sheet: string;
  readonly source: string;
  readonly title: string;
  readonly to: string;
  readonly by: string | null;
  readonly at: string | null;
}

export interface AnsweredReject {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

export interface AnsweredRemark {
  readonly sheet: string;
  readonly line: number;
  readonly code: string;
  readonly text: string;
}

/** Without `stored` the numbers of the file alone: accepted are its distinct records. */
export function answerOf(summary: Summary, language: Language, stored?: Stored): ImportAnswer {
  const { question } = summary;
  const accepted = stored?.accepted ?? summary.accepted;
  return {
    feed: summary.feed,
    layout: summary.layout,
    sheet: summary.sheet,
    rows: summary.rows,
    records: summary.records,
    accepted,
    repeats: summary.records - accepted,
    skipped: summary.skipped,
    rejected: summary.rejected,
    warned: summary.warned,
    persons: summary.persons,
    first: summary.first,
    last: summary.last,
    question: question && {
      code: question.code,
      text: question.text[language],
      option: OPTION_NAMES[question.answer],
      ...(question.columns && { columns: question.columns }),
    },
    unmatched: summary.unmatched,
    rejects: summary.rejects.map((reject) => answeredReject(reject, language)),
    warnings: summary.warnings.map((remark) => answeredRemark(remark, language)),
    skippedRows: summary.skippedRows.map((remark) => answeredRemark(remark, language)),
    unmatchedKeys: summary.unmatchedKeys,
    sheetsNotRead: summary.sheetsNotRead,
    dataFrom: summary.dataFrom,
    normalised: summary.normalised.map((values) => ({ ...values, what: RULES[values.rule][language] })),
    columns: summary.columns.map(({ sheet, source, title, to, by, at }) => ({ sheet, source, title, to, by, at })),
    batch: stored?.batch ?? null,
    sameAs: stored?.sameAs ?? null,
    held: stored?.held ?? null,
  };
}

function answeredReject(reject: Reject, language: Language): AnsweredReject {
  const { sheet, line, column, value, code, cause, remedy } = reject;
  return { sheet, line, column, value, code, cause: cause[language], remedy: remedy[language] };
}

function answeredRemark({ sheet, line, code, text }: Remark, language: Language): AnsweredRemark {
  return { sheet, line, code, text: text[language] };
}
