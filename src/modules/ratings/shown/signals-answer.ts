import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { JudgedSignal, Judgement } from './judgement';
import { FOR_A_PERSON } from './signal-sentences';
import { SIGNAL_THRESHOLDS, type Signals } from './signals';

/** The findings of a month as they are handed out, with the thresholds they rest on (docs/schemas/ratings-signals.schema.json). */
export function signalsAnswer(
  where: { readonly hall: string; readonly period: Period; readonly asOf: CivilTime },
  found: {
    readonly signals: readonly JudgedSignal[];
    readonly gone: readonly Judgement[];
    readonly looked: Signals['looked'];
  },
  language: Language,
): object {
  const { signals, gone, looked } = found;
  return {
    ...where,
    note: FOR_A_PERSON[language],
    thresholds: SIGNAL_THRESHOLDS,
    looked,
    signals: signals.map((one) => ({ ...one, sentence: one.sentence[language] })),
    gone,
  };
}
