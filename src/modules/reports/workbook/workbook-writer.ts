import type { Bulletin } from 'src/modules/reports/sheet-model';

/** The one door to the library that writes workbooks, so that it can be exchanged in a day. */
export interface WorkbookWriter {
  /** The bytes of an .xlsx file: values only, never a formula. The same bulletin gives the same bytes. */
  write(bulletin: Bulletin): Promise<Uint8Array>;
}
