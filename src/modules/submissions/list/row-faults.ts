import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { Fault } from 'src/modules/submissions/form/fault-sentences';
import { SUBMISSION_COLUMNS, type SubmissionField } from './submission-columns';

export type Cells = RowCells<SubmissionField>;

const CORRECT = { zh: '请改正后重新导入这一行', en: 'correct the row and import it again' };

export function refuse(cells: Cells, field: SubmissionField, code: string, zh: string, en: string): void {
  cells.refuse(field, code, { zh, en }, CORRECT);
}

/** Everything that is wrong with the row in one sentence, at the column of the first. */
export function refuseFaults(cells: Cells, faults: readonly Fault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  refuse(
    cells,
    columnOf(first.field, cells),
    `draft-${first.field}`,
    faults.map(({ zh }) => zh).join('；'),
    faults.map(({ en }) => en).join('; '),
  );
}

function columnOf(field: string, cells: Cells): SubmissionField {
  if (field === 'window') return cells.has('windowCode') ? 'windowCode' : 'windowName';
  return Object.hasOwn(SUBMISSION_COLUMNS, field) ? (field as SubmissionField) : 'item';
}
