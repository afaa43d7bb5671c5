import type { Row, SheetModel } from 'src/modules/reports/sheet-model';
import { textWidth } from 'src/modules/reports/text-width';

/** A4 landscape in points (1/72 inch); margins in inches as workbooks store them. */
const PAPER = { width: 841.89, height: 595.28 };
export const MARGINS = { left: 0.47, right: 0.47, top: 0.63, bottom: 0.67, header: 0.28, footer: 0.31 };
const PRINTABLE = {
  width: PAPER.width - (MARGINS.left + MARGINS.right) * 72,
  height: PAPER.height - (MARGINS.top + MARGINS.bottom) * 72,
};
/** One unit of column width: a digit of the default font 宋体 11, 8 pixels at 96 dpi. */
const UNIT = 6;
/**
 * A machine without 宋体 measures digits in another font; the widest met (DejaVu Sans) is a sixth wider. The page must hold
 * the table there too, so a sixth stays free where 宋体 is: the table is centred.
 */
const SAFETY = 0.845;
const SMALLEST = 40;
const TALLEST = 400;
export const TITLE_HEIGHT = 36;
export const SECOND_HEIGHT = 22;
const LEAST_ROW = 20;
const SIGNATURE_HEIGHT = 32;
/** Data rows that go to the last page together with the notes and the signatures. */
const COMPANIONS = 2;

export const HEADER_ROWS = 3;

export interface PageLayout {
  /** Per cent. */
  readonly scale: number;
  readonly headHeight: number;
  readonly rowHeights: readonly number[];
  readonly noteHeights: readonly number[];
  readonly signatureHeight: number;
  /** Number of the last row of each page but the last, counted from 1. */
  readonly breaks: readonly number[];
}

/**
 * Scale, row heights and page breaks of a sheet on A4 landscape, computed instead of "fit to page": every page repeats the
 * three head rows, and the signatures never stand on a page without notes or data above them.
 */
export function pageLayout(sheet: SheetModel): PageLayout {
  const width = sheet.columns.reduce((sum, column) => sum + column.width, 0);
  const fitting = Math.floor(((PRINTABLE.width * SAFETY) / (width * UNIT)) * 100);
  const scale = Math.min(100, Math.max(SMALLEST, fitting));
  const headHeight = Math.max(28, ...sheet.columns.map(({ header, width: room }) => textHeight(header, room, 11)));
  const rowHeights = sheet.rows.length === 0 ? [LEAST_ROW * 2] : sheet.rows.map((row) => rowHeight(sheet, row));
  const noteHeights = sheet.notes.map((note) => Math.max(LEAST_ROW, textHeight(note, width, 10)));
  const heights = [...rowHeights, ...noteHeights, SIGNATURE_HEIGHT];
  const capacity = PRINTABLE.height / (scale / 100) - TITLE_HEIGHT - SECOND_HEIGHT - headHeight - 2;
  const glued = heights.map((_, index) => isGlued(sheet, index, rowHeights.length, heights.length));
  return {
    scale,
    headHeight,
    rowHeights,
    noteHeights,
    signatureHeight: SIGNATURE_HEIGHT,
    breaks: pageBreaks(heights, glued, capacity).map((row) => row + HEADER_ROWS),
  };
}

/** Whether row `index` must stay with the one after it: the last data rows, the notes and the signatures hold together. */
function isGlued(sheet: SheetModel, index: number, rows: number, all: number): boolean {
  if (index === all - 1) return false;
  return index >= rows - COMPANIONS || sheet.rows[index]?.keepWithNext === true;
}

/**
 * Fills pages of `capacity` with rows; rows glued to their successor move to the next page with it. A chain taller than
 * a page is cut from its front, so the last page still holds more than its last row. Answers the number of rows above
 * each break.
 */
export function pageBreaks(heights: readonly number[], glued: readonly boolean[], capacity: number): number[] {
  const breaks: number[] = [];
  let used = 0;
  let index = 0;
  while (index < heights.length) {
    const chain = chainFrom(heights, glued, index, capacity);
    const height = heights.slice(index, index + chain).reduce((sum, one) => sum + one, 0);
    if (used > 0 && used + height > capacity) {
      breaks.push(index);
      used = 0;
    }
    used += height;
    index += chain;
  }
  return breaks;
}

/** Length of the chain that starts here; 1 when the whole chain would not fit on a page, so that its tail stays together. */
function chainFrom(heights: readonly number[], glued: readonly boolean[], start: number, capacity: number): number {
  let length = 1;
  let height = heights[start] ?? 0;
  while (glued[start + length - 1] === true && start + length < heights.length) {
    height += heights[start + length] ?? 0;
    length += 1;
  }
  return height > capacity ? 1 : length;
}

function rowHeight(sheet: SheetModel, row: Row): number {
  // A heading runs over the whole width.
  if (row.role === 'heading') return LEAST_ROW;
  const tallest = row.cells.map((cell, index) =>
    typeof cell === 'string' ? textHeight(cell, sheet.columns[index]?.width ?? 8, sheet.bodySize) : 0,
  );
  return Math.min(TALLEST, Math.max(LEAST_ROW, ...tallest));
}

/** Height of wrapped text in points: lines of the given size in a column of that width, with some air. */
export function textHeight(text: string, width: number, size: number): number {
  const room = Math.max(1, width - 1.2);
  const lines = text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(textWidth(part, size) / room)), 0);
  return Math.round((lines * size * 1.42 + 5) * 4) / 4;
}
