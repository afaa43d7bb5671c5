/** Where the candidates of a title come from. */
export type TitleSource =
  /** Who has the outcome of the book in a month of the span. */
  | { readonly kind: 'outcome'; readonly outcome: string }
  /** The candidates that the book's roll-up of the quarter or year names. */
  | { readonly kind: 'rollup' }
  /** Named by the units; the system only checks. */
  | { readonly kind: 'nomination' };

/** A title of a hall: 红旗窗口, 示范岗, 流动红旗 … */
export interface Title {
  readonly code: string;
  readonly name: string;
  readonly subject: 'window' | 'staff';
  readonly span: 'month' | 'quarter' | 'year';
  readonly source: TitleSource;
  /** Places; null: as many as the leading group decides. */
  readonly places: number | null;
  /** Code of the book's outcome of kind `quota` that gives the places, in the place of `places`. */
  readonly quota?: string;
  /** Words of the book's effects (`lose`) that stand in the way. */
  readonly scopes: readonly string[];
  /**
   * `same-length` (default of the shipped titles): only what was lost for at least the length of the title's span; a month's
   * eligibility that was lost is told, and does not take the quarter's award. `any`: whatever touches the span.
   */
  readonly blockedBy: 'same-length' | 'any';
  /** 流动: the holder hands it over to the next one. */
  readonly rotating: boolean;
}

/** What a hall begins with until it sets its own; samples, since no published rule fixes places and spans. */
export const SHIPPED_TITLES: readonly Title[] = [
  {
    ...{ code: 'red-flag-quarter', name: '红旗窗口', subject: 'window', span: 'quarter', source: { kind: 'rollup' } },
    ...{ places: 5, scopes: ['eligibility', 'awards'], blockedBy: 'same-length', rotating: false },
  },
  {
    ...{ code: 'red-flag-year', name: '年度红旗窗口', subject: 'window', span: 'year', source: { kind: 'rollup' } },
    ...{ places: 5, scopes: ['eligibility', 'awards'], blockedBy: 'same-length', rotating: false },
  },
  {
    ...{ code: 'model-post', name: '示范岗', subject: 'staff', span: 'quarter', source: { kind: 'nomination' } },
    ...{ places: null, scopes: ['eligibility', 'awards'], blockedBy: 'any', rotating: false },
  },
  {
    ...{ code: 'party-post', name: '党员示范岗', subject: 'staff', span: 'quarter', source: { kind: 'nomination' } },
    ...{ places: null, scopes: ['eligibility', 'awards'], blockedBy: 'any', rotating: false },
  },
  {
    ...{ code: 'rotating-flag', name: '流动红旗', subject: 'window', span: 'month' },
    ...{ source: { kind: 'outcome', outcome: '00.1' }, places: 1 },
    ...{ scopes: ['eligibility', 'awards'], blockedBy: 'any', rotating: true },
  },
];

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
export type Length = keyof typeof MONTHS;

/** Whether what was lost for this length stands in the way of the title, or is only told. */
export function blocks(title: Pick<Title, 'span' | 'blockedBy'>, length: Length): boolean {
  return title.blockedBy === 'any' || MONTHS[length] >= MONTHS[title.span];
}
