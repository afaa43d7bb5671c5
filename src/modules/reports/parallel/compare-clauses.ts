import { foldTitle } from 'src/common/text';
import { Fraction } from 'src/common/fraction';
import type { Placed } from 'src/modules/intake/feed';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import type { Compared } from './compare';
import type { ClauseComparison, Side } from './comparison';
import type { ItemLine } from './office-record';

interface Group {
  readonly type: ItemLine['type'];
  readonly subject: string;
  readonly name: string;
  readonly item: string | null;
  readonly title: string;
  readonly entries: Placed<ItemLine>[];
  readonly lines: Line[];
}

/** Points of each subject and clause on both sides, in the order of the book; what neither side charges is left out. */
export function compareClauses({ book, evaluation, items, explain, nameOf }: Compared): ClauseComparison[] {
  const order = new Map(book.items.map(({ code }, index) => [code, index]));
  const titles = new Map(book.items.map(({ code, name }) => [code, `${code} ${name}`]));
  const types = new Set(items.map(({ record }) => record.type));
  const groups = new Map<string, Group>();
  const groupOf = (one: Pick<Group, 'type' | 'subject' | 'name' | 'item' | 'title'>): Group => {
    const key = [one.type, one.subject, one.item ?? foldTitle(one.title)].join('\n');
    const group = groups.get(key) ?? { ...one, entries: [], lines: [] };
    groups.set(key, group);
    return group;
  };
  for (const sheet of evaluation.sheets.filter(({ type }) => types.has(type)))
    for (const line of sheet.lines.filter(({ charge }) => charge === 'month'))
      groupOf(ownGroup(sheet, line, titles)).lines.push(line);
  for (const placed of items) {
    const { type, subject, name, item, clause } = placed.record;
    groupOf({ type, subject, name, item, title: item === null ? clause : (titles.get(item) ?? clause) }).entries.push(
      placed,
    );
  }
  const place = ({ subject, item }: Group): string =>
    `${subject}\n${String(order.get(item ?? '') ?? 9999).padStart(5, '0')}`;
  return [...groups.values()]
    .sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0))
    .flatMap((group) => compared(group, explain, nameOf));
}

function ownGroup(
  sheet: Sheet,
  line: Line,
  titles: ReadonlyMap<string, string>,
): Pick<Group, 'type' | 'subject' | 'name' | 'item' | 'title'> {
  const { type, subject, name } = sheet;
  const { item = null, limit } = line;
  return {
    type,
    subject,
    name,
    item,
    title: item === null ? `@${limit?.kind ?? 'total'}` : (titles.get(item) ?? item),
  };
}

function compared(group: Group, explain: Compared['explain'], nameOf: Compared['nameOf']): ClauseComparison[] {
  const { type, subject, name, item, title, entries, lines } = group;
  const office = sum(entries.map(({ record }) => record.points));
  const ours = sum(lines.map(({ exact }) => exact));
  const charged = lines.filter(({ scale4, exact }) => scale4 !== 0 || !Fraction.parse(exact).isZero());
  if (entries.length === 0 && charged.length === 0) return [];
  const delta = ours.sub(office);
  const state = sideOf(entries.length > 0, charged.length > 0, delta);
  // Where the two differ it matters as well what was not counted here, and why.
  const shown = state === 'same' ? charged : lines;
  return [
    {
      ...{ type, subject, name: nameOf({ type, subject, name }), item, title, state, delta: delta.toText() },
      office:
        entries.length === 0
          ? null
          : {
              points: office.toText(),
              entries: entries.map(({ sheet, line, record: { points, reason, date } }) => ({
                points,
                reason,
                date,
                sheet,
                line,
              })),
            },
      ours:
        shown.length === 0
          ? null
          : {
              points: ours.toText(),
              lines: shown.map((line) => ({ id: line.id, points: line.printed, sentence: explain(line) })),
            },
    },
  ];
}

function sideOf(theirs: boolean, own: boolean, delta: Fraction): Side {
  if (!own) return delta.isZero() ? 'same' : 'only-office';
  if (!theirs) return delta.isZero() ? 'same' : 'only-ours';
  return delta.isZero() ? 'same' : 'different';
}

function sum(points: readonly string[]): Fraction {
  return points.reduce((total, one) => total.add(Fraction.parse(one)), Fraction.zero);
}
