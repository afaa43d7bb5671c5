import type { CivilTime } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { Book } from 'src/modules/rules/book';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import type { Line } from 'src/modules/scoring/engine/sheet';

/** One row that imported data give: read only, with what it rests on. */
export interface DeliveredRow {
  readonly item: string;
  readonly name: string;
  readonly date: string | null;
  readonly printed: string;
  readonly state: string;
  readonly sentence: string;
  readonly persons: readonly string[];
  /** Ids of the facts, which lead to the rows of the files. */
  readonly facts: readonly string[];
  readonly evidence: readonly string[];
}

export interface DeliveredArea {
  readonly section: string;
  readonly name: string;
  readonly rows: readonly DeliveredRow[];
}

/** What is known already of each area, so that nobody types it again. */
export interface Delivered {
  readonly window: string;
  /** When it was computed last; null: the month has not been computed yet. */
  readonly computedAt: CivilTime | null;
  readonly areas: readonly DeliveredArea[];
}

/** Lines of the window's sheet by area, without those of items that people hand in (`handedIn`). */
export function deliveredOf(
  { sections }: Pick<Book, 'sections'>,
  lines: readonly Line[],
  handedIn: ReadonlySet<string>,
  language: Language,
): DeliveredArea[] {
  return sections
    .filter(({ subject = 'window' }) => subject === 'window')
    .map(({ code, name }) => ({
      section: code,
      name,
      rows: lines
        .filter(({ section, item }) => section === code && item !== undefined && !handedIn.has(item))
        .map((line) => ({
          item: line.item ?? '',
          name: line.name ?? '',
          date: line.date ?? null,
          printed: line.printed,
          state: line.state,
          sentence: explain(line, language),
          persons: line.persons ?? [],
          facts: line.facts,
          evidence: line.evidence ?? [],
        })),
    }));
}
