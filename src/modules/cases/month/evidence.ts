import type { CaseVerdict } from 'src/modules/cases/case-clock';
import type { CaseState } from 'src/modules/cases/case-state';

/** A case behind a number, with the row of the file it came from. */
export interface CaseEvidence {
  readonly state: CaseState;
  readonly verdict: CaseVerdict;
  /** What it adds to the number. */
  readonly value: number;
  readonly batch: string;
  readonly line: number;
}
