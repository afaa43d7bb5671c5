import type { CivilTime, Period } from 'src/common/civil-date';
import type { Fault } from 'src/modules/submissions/form/fault-sentences';
import type { Draft, Proof } from 'src/modules/submissions/submission';

/** What has been typed of an item so far; blanks are missing, never empty values. */
export type Typed = Partial<Omit<Draft, 'item' | 'window'>> & {
  /** Said by the person: it looks like one that was entered, and is another. */
  readonly repeat?: boolean;
};

/** An item that a window logs during the month. Lives in the database, so that it outlives sessions and servers. */
export interface StoredDraft {
  readonly id: string;
  readonly period: Period;
  readonly window: string;
  /** Code or name of the item; '' while it is not chosen. */
  readonly item: string;
  readonly typed: Typed;
  readonly version: number;
  readonly by: string;
  readonly at: CivilTime;
  readonly files: readonly Proof[];
}

/** A draft with what keeps it from being handed in. */
export interface CheckedDraft extends StoredDraft {
  readonly faults: readonly Fault[];
}

export function draftOf({ item, window, typed }: Pick<StoredDraft, 'item' | 'window' | 'typed'>): Draft {
  const { staff = [], date = '', labels = {}, amounts = {}, evidence = [], text = '' } = typed;
  const { type, points, documentDate } = typed;
  return {
    item,
    window,
    staff,
    date,
    labels,
    amounts,
    evidence,
    text,
    ...(type === undefined ? {} : { type }),
    ...(points === undefined ? {} : { points }),
    ...(documentDate === undefined ? {} : { documentDate }),
  };
}

export const NO_ITEM: Fault = {
  field: 'item',
  zh: '还没有选择项目',
  en: 'no item has been chosen',
};
