import type { Feed, FeedContext, Layout, Remark, Row, RowReader, SheetInfo } from 'src/modules/intake/feed';
import type { Naming } from 'src/modules/intake/table/naming';

/** The first rows of a sheet that are shown to the layouts. */
export const HEAD_ROWS = 30;

export interface SheetHead {
  readonly sheet: SheetInfo;
  readonly rows: readonly Row[];
}

/** A sheet that will be read, by which layout, with its reader. */
export interface Chosen<R> {
  readonly sheet: SheetInfo;
  readonly layout: string;
  readonly reader: RowReader<R>;
  /** What is to be said about the header. */
  readonly remarks: readonly Omit<Remark, 'sheet'>[];
  /** What its titles count as; undefined where columns stand in fixed places. */
  readonly naming: Naming | undefined;
}

type Candidate<R> = Chosen<R> & { readonly fit: number };

/**
 * The sheet that fits a layout best: the higher fit wins, then the earlier sheet, then the earlier layout. With
 * `allSheets` every sheet that fits some layout, in workbook order.
 */
export function chooseSheets<R extends object>(
  feed: Feed<R>,
  heads: readonly SheetHead[],
  context: FeedContext,
): Chosen<R>[] {
  const perSheet = heads.flatMap((head) => best(feed.layouts, head, context) ?? []);
  if (feed.allSheets) return perSheet;
  const winner = perSheet.reduce<Candidate<R> | undefined>(
    (leader, next) => (leader === undefined || next.fit > leader.fit ? next : leader),
    undefined,
  );
  return winner ? [winner] : [];
}

function best<R>(layouts: readonly Layout<R>[], head: SheetHead, context: FeedContext): Candidate<R> | undefined {
  let leader: Candidate<R> | undefined;
  for (const layout of layouts) {
    const begun = layout.begin(head.sheet, head.rows, context);
    if (begun && (leader === undefined || begun.fit > leader.fit)) {
      const { fit, reader, remarks = [], naming } = begun;
      leader = { sheet: head.sheet, layout: layout.id, reader, remarks, naming, fit };
    }
  }
  return leader;
}
