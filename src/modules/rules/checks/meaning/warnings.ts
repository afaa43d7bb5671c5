import type { Book, Item } from 'src/modules/rules/book';
import { fraction } from 'src/modules/rules/checks/intervals';
import type { Findings } from './meaning';
import {
  each,
  measuresOf,
  sourcesOf,
  subjectOf,
  typesOf,
  valuesOf,
  type At,
} from 'src/modules/rules/checks/vocabulary';

/** What may be meant but is worth a look. */
export function checkWarnings(book: Book, found: Findings): void {
  doubleCharges(book, found);
  unusedGroups(book, found);
  emptySections(book, found);
  unusedSources(book, found);
  samples(book, found);
  for (const { it: item, path } of each(book.items, '/items'))
    if ('points' in item.shape && typeof item.shape.points !== 'object' && fraction(item.shape.points).isZero())
      found.warning(
        'no-points',
        `${path}/shape/points`,
        ['分值是 0，本项不起作用。', '请核对分值。'],
        ['The points are 0; the item has no effect.', 'Check the points.'],
      );
}

/** A fact that is charged by itself and lowers a rate that is charged as well. */
const PAIRS = [
  {
    facts: ['case.overdue'],
    measures: ['cases.on-time', 'cases.overdue'],
    zh: '超时办件与按时办结率',
    en: 'overdue cases and the on-time rate',
  },
  {
    facts: ['rating.bad'],
    measures: ['ratings.satisfied', 'ratings.bad', 'ratings.bad-valid'],
    zh: '差评与满意率',
    en: 'bad ratings and satisfaction',
  },
  {
    facts: ['attendance.late', 'attendance.early', 'attendance.absent'],
    measures: ['attendance.present-half-days'],
    zh: '迟到旷工与出勤率',
    en: 'lateness or absence and the attendance rate',
  },
] as const;

function doubleCharges(book: Book, found: Findings): void {
  const items = each(book.items, '/items');
  for (const { facts, measures, zh, en } of PAIRS) {
    const charged = items.find(
      ({ it }) =>
        it.kind === 'deduction' && typesOf(it.count).some((type) => (facts as readonly string[]).includes(type)),
    );
    const rated = items.find(
      ({ it }) =>
        it.shape.kind !== 'all-or-nothing' &&
        subjectOf(it) === (charged ? subjectOf(charged.it) : undefined) &&
        valuesOf(it, '').some(({ it: value }) =>
          measuresOf(value).some((measure) => (measures as readonly string[]).includes(measure)),
        ),
    );
    if (charged && rated)
      found.warning(
        'double-charge',
        rated.path,
        [`${zh}重复计算：项目 ${charged.it.code} 已逐件扣分，本项又随比率变化。`, '若是本意请保留；否则删去其中一项。'],
        [
          `${en} are charged twice: item ${charged.it.code} takes points for each, and this rate falls too.`,
          'Keep both if it is meant, otherwise remove one.',
        ],
      );
  }
}

function unusedGroups(book: Book, found: Findings): void {
  const within = book.ranking.window?.within ?? 'group';
  if (within === 'group') return;
  for (const { it: group, path } of each(book.groups, '/groups')) {
    const { code, name, ...differs } = group;
    const used = Object.keys(differs).length > 0 || book.items.some(({ applies }) => applies?.groups?.includes(code));
    if (!used)
      found.warning(
        'group-unused',
        path,
        [
          `组“${name}”没有任何不同，窗口又是全体一起排名，分组不起作用。`,
          '请写明不同之处，把 within 改为 group，或删去这个组。',
        ],
        [
          `Nothing differs in group ${code} and windows are ranked all together.`,
          'Say what differs, write within: group, or remove it.',
        ],
      );
  }
}

function emptySections(book: Book, found: Findings): void {
  for (const { it: section, path } of each(book.sections, '/sections'))
    if (!book.items.some((item) => item.section === section.code))
      found.warning(
        'section-empty',
        path,
        ['这个部分没有任何项目。', '请补上项目，或删去这个部分。'],
        ['No item belongs to this section.', 'Add items or remove it.'],
      );
}

function unusedSources(book: Book, found: Findings): void {
  const needed = new Set(book.items.flatMap(sourcesOf));
  for (const { it: source, path } of each(book.notConnected, '/notConnected'))
    if (!needed.has(source))
      found.warning(
        'source-unused',
        path,
        [`没有项目用到来源“${source}”。`, '请从 notConnected 里删去。'],
        [`No item needs the source “${source}”.`, 'Remove it from notConnected.'],
      );
}

/** A value that is said to be published must name where. */
function samples(book: Book, found: Findings): void {
  const published = (one: At<Pick<Item, 'sample' | 'clause'>>): boolean =>
    one.it.sample === false && one.it.clause?.number === undefined && one.it.clause?.text === undefined;
  for (const { path } of [...each(book.items, '/items'), ...each(book.outcomes, '/outcomes')].filter(published))
    found.warning(
      'published-without-clause',
      `${path}/sample`,
      ['标为已公布（sample: false），却没有写条款。', '请补上 clause 的 number 或 text。'],
      ['It is marked as published (sample: false) but names no clause.', 'Add number or text of the clause.'],
    );
}
