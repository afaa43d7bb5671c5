import type { CivilTime, Period } from 'src/common/civil-date';
import type { Column, Row, SheetModel } from 'src/modules/reports/sheet-model';
import type { Words } from 'src/modules/reports/words/words';

/** What the sheets of a workbook share that shows no computed month of this system. */
export interface PlainFrame {
  readonly words: Words;
  readonly hall: string;
  readonly period: Period;
  readonly at: CivilTime;
  readonly decimals: number;
  readonly pageHead: string;
  readonly pageFoot: string;
}

export interface PlainParts {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  readonly empty: string;
  readonly bodySize?: 10 | 11;
  readonly frozenColumns?: number;
  readonly filter?: boolean;
}

/** Puts title, second line, signatures, page head and foot around a table. */
export function plainSheet(frame: PlainFrame, parts: PlainParts): SheetModel {
  const { words, hall, period, at, decimals, pageHead, pageFoot } = frame;
  return {
    ...parts,
    left: words.hallLine(hall),
    right: words.periodLine(words.month(period), words.unitPoints),
    notes: words.numbered(parts.notes),
    signature: words.signature(words.date(at.slice(0, 10))),
    decimals,
    frozenColumns: parts.frozenColumns ?? 2,
    filter: parts.filter ?? true,
    bodySize: parts.bodySize ?? 11,
    pageHead,
    pageFoot,
    pageNumber: words.pageNumber,
  };
}
