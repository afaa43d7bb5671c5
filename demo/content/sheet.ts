import type { CivilDate, CivilTime } from 'src/common/civil-date';

/** A cell to write: text, number, or a day or time that the workbook holds as a true date. */
export type OutCell = string | number | OutDate;

export interface OutDate {
  readonly kind: 'date';
  /** Null: a time of the day without a day. */
  readonly day: CivilDate | null;
  /** Seconds of the day. */
  readonly second: number;
  /** Number format of the cell. */
  readonly format: string;
}

/** One worksheet as rows, before any library sees it. */
export interface SheetContent {
  readonly name: string;
  /** Rows above the header, each merged over the width. */
  readonly title?: readonly string[];
  /** One header row, or two: in the upper '' continues the cell to the left, equal texts span both rows. */
  readonly header: readonly (readonly string[])[];
  readonly rows: readonly (readonly OutCell[])[];
  readonly hiddenColumns?: readonly number[];
}

/** A cell for `YYYY-MM-DD HH:MM:SS`. */
export function momentCell(time: CivilTime): OutDate {
  const second = Number(time.slice(11, 13)) * 3600 + Number(time.slice(14, 16)) * 60 + Number(time.slice(17, 19));
  return { kind: 'date', day: time.slice(0, 10), second, format: 'yyyy-mm-dd hh:mm:ss' };
}

export function dayCell(day: CivilDate, format = 'yyyy-mm-dd'): OutDate {
  return { kind: 'date', day, second: 0, format };
}
