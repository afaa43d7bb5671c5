import type { Book, Exact, Item } from 'src/modules/rules/book';
import type { Shape } from 'src/modules/rules/shapes';
import type { Fraction } from 'src/common/fraction';
import { fraction, isAbove } from 'src/modules/rules/checks/intervals';
import type { Findings } from './meaning';
import { each, isPerEvent, subjectOf } from 'src/modules/rules/checks/vocabulary';

/** A cap above a wider cap overlaps it: it could never be the one that stops the points. */
export function checkCaps(book: Book, found: Findings): void {
  for (const { it: section, path } of each(book.sections, '/sections')) {
    const total = book.subjects[section.subject ?? 'window']?.bonusCap;
    if (section.bonusCap !== undefined && total !== undefined && isAbove(section.bonusCap, total))
      overlap(
        found,
        `${path}/bonusCap`,
        ['本部分加分封顶', section.bonusCap, '加分总封顶', total],
        ['cap of the section', 'cap of all bonus'],
      );
  }
  for (const { it: item, path } of each(book.items, '/items')) {
    itemCaps(item, `${path}/caps`, found);
    wider(book, item, `${path}/caps`, found);
    idle(item, `${path}/caps`, found);
    misplaced(item, `${path}/caps`, found);
  }
}

const NAMES = {
  event: ['每件封顶', 'cap per event'],
  person: ['每人每月封顶', 'cap per person'],
  month: ['本项每月封顶', 'cap per month'],
  year: ['本项每年封顶', 'cap per year'],
} as const;

const PAIRS: readonly (readonly [keyof typeof NAMES, keyof typeof NAMES])[] = [
  ['event', 'person'],
  ['event', 'month'],
  ['person', 'month'],
  ['month', 'year'],
];

function itemCaps({ caps = {}, shape }: Item, path: string, found: Findings): void {
  for (const [narrow, wide] of PAIRS) {
    const [a, b] = [caps[narrow], caps[wide]];
    if (a !== undefined && b !== undefined && isAbove(a, b))
      overlap(found, `${path}/${narrow}`, [NAMES[narrow][0], a, NAMES[wide][0], b], [NAMES[narrow][1], NAMES[wide][1]]);
  }
  const cap = caps.event ?? caps.month;
  if (shape.kind === 'range' && cap !== undefined && isAbove(shape.max, cap))
    overlap(
      found,
      `${path}/${caps.event === undefined ? 'month' : 'event'}`,
      ['评分幅度的 max', shape.max, '封顶', cap],
      ['max of the range', 'cap'],
    );
}

/** An item's monthly cap against the section and the total. */
function wider(book: Book, item: Item, path: string, found: Findings): void {
  const month = item.caps?.month;
  const section = book.sections.find(({ code }) => code === item.section);
  const limits = book.subjects[subjectOf(item)];
  if (month === undefined) return;
  const above = (limit: Exact | undefined, zh: string, en: string): boolean => {
    if (limit === undefined || !isAbove(month, limit)) return false;
    overlap(found, `${path}/month`, ['本项每月封顶', month, zh, limit], ['cap of the item', en]);
    return true;
  };
  if (item.kind === 'bonus' && !above(section?.bonusCap, '本部分加分封顶', 'cap of the section'))
    above(limits?.bonusCap, '加分总封顶', 'cap of all bonus');
  if (item.kind !== 'deduction') return;
  const mark = section?.fullMark;
  const room =
    mark === undefined
      ? undefined
      : fraction(mark)
          .sub(fraction(section?.floor ?? 0))
          .toText();
  if (!above(room, '本部分可扣的分', 'what the section can lose'))
    above(limits?.deductionCap, '扣分总封顶', 'cap of all deductions');
}

function overlap(
  found: Findings,
  path: string,
  [zhA, a, zhB, b]: readonly [string, Exact, string, Exact],
  [enA, enB]: readonly [string, string],
): void {
  found.error(
    'caps-overlap',
    path,
    [`${zhA} ${a} 大于${zhB} ${b}，两个封顶互相重叠。`, `请把前者改到不超过 ${b}，或提高后者。`],
    [`The ${enA} ${a} is above the ${enB} ${b}: the caps overlap.`, `Lower the first to ${b} or raise the second.`],
  );
}

/** A monthly cap no month can reach is a slip of the pen. Equal to the most is fine: it states it. */
function idle({ caps, shape }: Item, path: string, found: Findings): void {
  const most = mostOf(shape);
  const cap = caps?.month;
  if (cap === undefined || most === undefined || fraction(cap).compare(most) <= 0) return;
  found.warning(
    'cap-idle',
    `${path}/month`,
    [`本项一个月最多 ${most.toText()} 分，封顶 ${cap} 不起作用。`, '请核对分值或封顶。'],
    [`The item gives at most ${most.toText()} a month; the cap ${cap} has no effect.`, 'Check the points or the cap.'],
  );
}

/** The most a shape over a number of the month can give; undefined where there is no end. */
function mostOf(shape: Shape): Fraction | undefined {
  const highest = (list: readonly Exact[]): Fraction | undefined =>
    list.map(fraction).reduce<Fraction | undefined>((a, b) => (a && a.compare(b) >= 0 ? a : b), undefined);
  switch (shape.kind) {
    case 'linear':
      return 'amount' in shape.value ? undefined : highest([shape.low, shape.high]);
    case 'slope':
      return 'amount' in shape.value ? undefined : fraction(shape.full);
    case 'tiers':
      return 'amount' in shape.value ? undefined : highest(shape.tiers.map(({ points }) => points));
    case 'share':
      return 'amount' in shape.value ? undefined : fraction(shape.weight);
    case 'by-rank':
      return highest(shape.points);
    case 'all-or-nothing':
      return fraction(shape.points);
    default:
      return undefined;
  }
}

function misplaced({ caps = {}, shape }: Item, path: string, found: Findings): void {
  for (const name of ['event', 'person'] as const)
    if (caps[name] !== undefined && !isPerEvent(shape))
      found.error(
        'cap-needs-facts',
        `${path}/${name}`,
        [`${NAMES[name][0]}只用于逐件计分的形状，${shape.kind} 没有逐件的分。`, '请改用 month，或删去。'],
        [`The ${NAMES[name][1]} is for shapes over single events; ${shape.kind} has none.`, 'Use month or remove it.'],
      );
}
