import type { FactMap } from './inputs';

/** What every engine has to answer: hundredths, deductions negative. */
export interface Answer {
  /** windows × rules, rule by rule inside a window, after the item's own rounding and cap. */
  readonly items: Int32Array;
  readonly totals: Int32Array;
  /** Anything that depends on everything read back, so that reading cannot be left out. */
  readonly read: number;
}

/** An engine with the rules compiled and the inputs in the form it takes them; both outside the measured time. */
export interface Contender {
  /** One month of all windows: evaluate, read every line back. */
  run(): Answer | Promise<Answer>;
  close?(): void;
}

export type Make = (maps: readonly FactMap[]) => Contender | Promise<Contender>;
