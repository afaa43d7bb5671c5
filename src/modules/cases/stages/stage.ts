/** A stage 环节 of a case as a list shows it. Times are hall-local, or days where the list has only the day. */
export interface CaseStage {
  /** 办件编号. */
  readonly no: string;
  /** Its name, as written. */
  readonly stage: string;
  /** Window of the roster that handles it; null while there is no roster. */
  readonly window: string | null;
  /** Staff number of who handles it, where the roster tells. */
  readonly handler: string | null;
  readonly begun: string;
  readonly ended: string | null;
  /** Working days promised; null: nothing to judge by. */
  readonly promiseDays: number | null;
}

/** A stage as read: rows with the same `key` are states of one stage, `hash` tells them apart. */
export interface StageRecord extends CaseStage {
  readonly key: string;
  readonly hash: string;
}
