import type { Row, SheetInfo } from 'src/modules/intake/feed';
import type { BadLine } from './json-rows';

/** A file whose kind is known. `rows` begins at the first row each time and may be left early. */
export interface OpenFile {
  readonly sheets: readonly SheetInfo[];
  rows(sheet: SheetInfo): AsyncGenerator<readonly (Row | BadLine)[]>;
  close(): void;
}
