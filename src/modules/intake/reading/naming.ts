import type { FeedContext } from 'src/modules/intake/feed';
import { columnNotNamed } from 'src/modules/intake/columns/refusals';
import type { Chosen } from './layouts';
import type { ColumnUsed } from './summary';

/** Titles of the sheets that are read which were taken for other columns. */
export function columnsUsed(chosen: readonly Chosen<object>[]): ColumnUsed[] {
  return chosen.flatMap(({ sheet, naming }) =>
    (naming?.named ?? []).map((one) => {
      const { source, titles } = naming ?? { source: '', titles: [] };
      return { ...one, sheet: sheet.name, source, header: titles.filter((title) => title !== '') };
    }),
  );
}

/** What was said with this import about a title must fit the file: a slip would change nothing, in silence. */
export function assertNamed(file: string, { options }: FeedContext, chosen: readonly Chosen<object>[]): void {
  const used = columnsUsed(chosen).filter(({ by }) => by === null);
  const titles = chosen.flatMap(({ naming }) => naming?.titles ?? []).filter((title) => title !== '');
  const plain = (title: string): string => title.replace(/\s+/g, '');
  for (const [title, to] of Object.entries(options.columns ?? {})) {
    if (!used.some((one) => one.to === to && plain(one.title).includes(plain(title))))
      throw columnNotNamed({ file, title, to, titles });
  }
}
