/** Why a file as a whole cannot be read. `fault-sentences.ts` has the sentence of each; the compiler demands it. */
export type FaultKind =
  | 'empty'
  | 'password'
  | 'xls-ancient'
  | 'ole'
  | 'web-page'
  | 'xml-2003'
  | 'xml'
  | 'xlsb'
  | 'ods'
  | 'word'
  | 'slides'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'zip-empty'
  | 'zip-foreign'
  | 'zip-several'
  | 'no-sheets'
  | 'truncated'
  | 'damaged'
  | 'doctype'
  | 'bomb'
  | 'too-large'
  | 'too-many-parts'
  | 'too-many-merges'
  | 'too-many-cells'
  | 'too-many-strings'
  | 'row-range'
  | 'column-range'
  | 'cell-too-long'
  | 'encoding'
  | 'code-page'
  | 'binary'
  | 'quote-open'
  | 'json'
  | 'json-no-list';

/** Thrown by the readers, which do not know the name of the file; `where` names a part, a line or a size. */
export class FileFault extends Error {
  override readonly name = 'FileFault';

  constructor(
    readonly kind: FaultKind,
    readonly where: string = '',
  ) {
    super(where === '' ? kind : `${kind}: ${where}`);
  }
}
