import type * as ExcelJS from 'exceljs';
import type { Column, ColumnKind, Row, SheetModel } from 'src/modules/reports/sheet-model';

export type Style = Partial<ExcelJS.Style>;
export type RowLook = 'plain' | 'top' | 'bottom' | 'subtotal';

/** The styles of a column: one object per look, since the library recognises a style by its object. */
export interface ColumnStyles {
  readonly number: Readonly<Record<RowLook, Style>>;
  readonly text: Readonly<Record<RowLook, Style>>;
}

const thin = { style: 'thin' } as const;
const BORDER = { top: thin, left: thin, bottom: thin, right: thin };
/** Fonts by name only; none is shipped. A machine without them shows its own. */
const SONG = '宋体';
const HEI = '黑体';
const FANGSONG = '仿宋';
export const DEFAULT_FONT = SONG;
const TEXT = '@';

export const titleStyle: Style = {
  numFmt: TEXT,
  font: { name: SONG, size: 18, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};
export const leftStyle: Style = {
  numFmt: TEXT,
  font: { name: FANGSONG, size: 11 },
  alignment: { horizontal: 'left', vertical: 'middle' },
};
export const rightStyle: Style = { ...leftStyle, alignment: { horizontal: 'right', vertical: 'middle' } };
export const headStyle: Style = {
  numFmt: TEXT,
  font: { name: HEI, size: 11 },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: BORDER,
  fill: solid('FFEFEFEF'),
};
export const headingStyle: Style = {
  ...headStyle,
  alignment: { horizontal: 'left', vertical: 'middle' },
  fill: solid('FFF6F6F6'),
};
export const emptyStyle: Style = {
  numFmt: TEXT,
  font: { name: FANGSONG, size: 12 },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: BORDER,
};
export const noteStyle: Style = {
  numFmt: TEXT,
  font: { name: FANGSONG, size: 10 },
  alignment: { horizontal: 'left', vertical: 'middle', wrapText: true },
};
export const signatureStyle: Style = {
  numFmt: TEXT,
  font: { name: FANGSONG, size: 11 },
  alignment: { horizontal: 'left', vertical: 'bottom' },
};

/** Light red and grey; the words in the row say the same when it is printed in black and white. */
const FILLS: Readonly<Record<RowLook, string | null>> = {
  plain: null,
  top: 'FFFBE0E0',
  bottom: 'FFD9D9D9',
  subtotal: 'FFF6F6F6',
};
const LOOKS: readonly RowLook[] = ['plain', 'top', 'bottom', 'subtotal'];

export function columnStyles(column: Column, model: SheetModel): ColumnStyles {
  const format = numberFormat(column.kind, model.decimals);
  const inNumbers = column.kind !== 'text' && column.align === 'right' ? 'center' : column.align;
  const looks = (numFmt: string, horizontal: Column['align']): Record<RowLook, Style> => {
    const entries = LOOKS.map((look) => [look, cellStyle(model, look, numFmt, horizontal)] as const);
    return Object.fromEntries(entries) as Record<RowLook, Style>;
  };
  return { number: looks(format, column.align), text: looks(TEXT, inNumbers) };
}

export function lookOf(row: Row): RowLook {
  return row.role === 'subtotal' ? 'subtotal' : (row.mark ?? 'plain');
}

function cellStyle(model: SheetModel, look: RowLook, numFmt: string, horizontal: Column['align']): Style {
  const fill = FILLS[look];
  return {
    numFmt,
    font: { name: SONG, size: model.bodySize, ...(look === 'plain' ? {} : { bold: true }) },
    alignment: { horizontal, vertical: 'middle', wrapText: true },
    border: BORDER,
    ...(fill === null ? {} : { fill: solid(fill) }),
  };
}

/** Same number of decimals on screen and paper; a net of zero is shown as a dash but stays the number 0. */
export function numberFormat(kind: ColumnKind, decimals: number): string {
  const points = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const formats: Record<ColumnKind, string> = {
    text: TEXT,
    points,
    signed: `+${points};-${points};${points}`,
    net: `+${points};-${points};"—"`,
    count: '#,##0',
    percent: '0.00%',
  };
  return formats[kind];
}

function solid(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
