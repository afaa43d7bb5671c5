import type { Book } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Ranking } from 'src/modules/rules/ranking';
import type { BookSection, RankingRule } from './bulletin-input';

/** Sections in the book's order with their items; an item that does not say otherwise is a sample when its book is. */
export function sectionsOf(book: Book): BookSection[] {
  return book.sections.map((section) => ({
    code: section.code,
    name: section.name,
    ...(section.subject === undefined ? {} : { subject: section.subject }),
    items: book.items
      .filter((item) => item.section === section.code)
      .map(({ code, name, sample, clause }) => ({
        code,
        name,
        sample: sample ?? clause?.sample ?? book.sample ?? false,
      })),
  }));
}

export function groupsOf(book: Book): Record<string, string> {
  return Object.fromEntries((book.groups ?? []).map(({ code, name }) => [code, name]));
}

export function rankingOf(book: Book): Partial<Record<SubjectType, RankingRule>> {
  const rules = Object.entries(book.ranking).map(([type, ranking]): [string, RankingRule] => [
    type,
    {
      ties: ranking.ties ?? 'competition',
      within: ranking.within ?? 'group',
      keys: (ranking.tieBreak ?? []).map(keyOf),
    },
  ]);
  return Object.fromEntries(rules);
}

/** As standings name it: `bonus`, `deductions`, a measure or `measure/over`. */
function keyOf(key: NonNullable<Ranking['tieBreak']>[number]): string {
  if (key.by === 'bonus' || key.by === 'deductions') return key.by;
  return key.over === undefined ? (key.measure ?? '') : `${key.measure ?? ''}/${key.over}`;
}

/** Whether a first place shared with others counts towards "three firsts"; by the book's own outcome, else it does. */
export function sharedFirstsCount(book: Book): boolean {
  return (book.outcomes ?? []).every(
    (outcome) => outcome.kind !== 'streak' || outcome.of.rank !== 1 || outcome.sharedCounts !== false,
  );
}
