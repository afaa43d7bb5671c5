import type { CivilDate, CivilTime } from 'src/common/civil-date';

/** What came of calling back. Not reached is a try: the callback is still to be made. */
export const CALLBACK_OUTCOMES = ['reached', 'declined', 'unreached'] as const;
export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];

export const CALLBACK_NAMES: Readonly<Record<CallbackOutcome, { readonly zh: string; readonly en: string }>> = {
  reached: { zh: '已回访', en: 'reached' },
  declined: { zh: '对方不愿接受回访', en: 'declined by the rater' },
  unreached: { zh: '未接通', en: 'not reached' },
};

/** One call as it was written down; of a rating the last record counts, so that a wrong one is corrected by the next. */
export interface CallbackRecord {
  readonly seq: number;
  readonly on: CivilDate;
  readonly outcome: CallbackOutcome;
  readonly note: string;
  /** Id of the actor. */
  readonly by: string;
  readonly at: CivilTime;
}

export function isCallbackOutcome(text: string): text is CallbackOutcome {
  return (CALLBACK_OUTCOMES as readonly string[]).includes(text);
}

/** The day of the callback; null: by these records it was not made. */
export function calledBackOn(records: readonly CallbackRecord[]): CivilDate | null {
  const last = records.at(-1);
  return last === undefined || last.outcome === 'unreached' ? null : last.on;
}
