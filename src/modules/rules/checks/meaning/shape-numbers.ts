import type { Book, Exact } from 'src/modules/rules/book';
import type { Shape } from 'src/modules/rules/shapes';
import { positive } from './counting';
import { boundsText, byLow, fraction, intervalOf, isAbove, isEmpty, meeting } from 'src/modules/rules/checks/intervals';
import { ascending } from './limits';
import type { Findings } from './meaning';
import { boundsFit } from './values';
import { each } from 'src/modules/rules/checks/vocabulary';

/** The numbers inside each shape. */
export function checkShapes(book: Book, found: Findings): void {
  for (const { it: item, path } of each(book.items, '/items')) shapeFits(item.shape, `${path}/shape`, found);
}

function shapeFits(shape: Shape, path: string, found: Findings): void {
  orderFits(shape, path, found);
  for (const name of divisorsOf(shape)) {
    const divisor = (shape as Readonly<Record<string, unknown>>)[name];
    if (typeof divisor !== 'object' && divisor !== undefined && fraction(divisor as Exact).isZero())
      positive(found, `${path}/${name}`);
  }
  if (shape.kind === 'bands') bandsFit(shape.bands, `${path}/bands`, found);
  if (shape.kind === 'weighted') weightsFit(shape, path, found);
  if (shape.kind === 'levels') rowsReachable(shape, `${path}/rows`, found);
  if (shape.kind === 'tiers')
    ascending(
      shape.tiers.map(({ from, over }) => from ?? over ?? 0),
      `${path}/tiers`,
      found,
    );
}

/** Members the engine divides by. */
function divisorsOf(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case 'steps':
      return ['each'];
    case 'per-percent':
      return ['per'];
    case 'derived':
      return ['of'];
    case 'weighted':
      return ['to'];
    default:
      return [];
  }
}

function orderFits(shape: Shape, path: string, found: Findings): void {
  if (shape.kind === 'range' && isAbove(shape.min, shape.max))
    reversed(found, `${path}/min`, 'min', shape.min, 'max', shape.max);
  if (shape.kind === 'linear' && !isAbove(shape.to, shape.from))
    reversed(found, `${path}/to`, 'from', shape.from, 'to', shape.to);
  if (shape.kind === 'slope' && isAbove(shape.floor, shape.full))
    reversed(found, `${path}/floor`, 'floor', shape.floor, 'full', shape.full);
}

function reversed(
  found: Findings,
  path: string,
  low: string,
  a: string | number,
  high: string,
  b: string | number,
): void {
  found.error(
    'order',
    path,
    [
      `${low}（${a}）应小于${low === 'min' || low === 'floor' ? '或等于' : ''} ${high}（${b}）。`,
      '请检查两个数是否写反。',
    ],
    [
      `${low} (${a}) must ${low === 'min' || low === 'floor' ? 'not be above' : 'be below'} ${high} (${b}).`,
      'Check whether they are swapped.',
    ],
  );
}

type Bands = Extract<Shape, { kind: 'bands' }>['bands'];

/** One size must fall into one band: no overlap; a hole between two bands is a mistake or at least worth a look. */
function bandsFit(bands: Bands, path: string, found: Findings): void {
  each(bands, path).forEach(({ it, path: at }) => boundsFit(it, at, found));
  const sorted = each(bands, path)
    .map(({ it, path: at }) => ({ it, path: at, interval: intervalOf(it) }))
    .filter(({ interval }) => !isEmpty(interval))
    .sort((a, b) => byLow(a.interval, b.interval));
  sorted.forEach((band, index) => {
    const before = sorted[index - 1];
    if (!before) return;
    const [a, b] = [boundsText(before.it), boundsText(band.it)];
    const how = meeting(before.interval, band.interval);
    if (how === 'overlap')
      found.error(
        'bands-overlap',
        band.path,
        [`两档重叠：${a} 与 ${b}。`, '请用 over、under 分清界限归哪一档，例如“upTo: 10”和“over: 10”。'],
        [
          `Two bands overlap: ${a} and ${b}.`,
          'Say with over and under to which band the edge belongs, for example “upTo: 10” and “over: 10”.',
        ],
      );
    if (how === 'point')
      found.error(
        'bands-gap',
        band.path,
        [`${a} 与 ${b} 之间恰好漏了界限上的一个数。`, '请把其中一档改为含本数：from 或 upTo。'],
        [`Between ${a} and ${b} exactly one value is left out.`, 'Let one of the bands include it: from or upTo.'],
      );
    if (how === 'gap')
      found.warning(
        'bands-gap',
        band.path,
        [`${a} 与 ${b} 之间的不计分。`, '如果不是本意，请把两档接上。'],
        [`What lies between ${a} and ${b} gives no points.`, 'Close the gap if it is not meant.'],
      );
  });
}

function weightsFit({ parts }: Extract<Shape, { kind: 'weighted' }>, path: string, found: Findings): void {
  const sum = parts.map(({ weight }) => fraction(weight)).reduce((a, b) => a.add(b));
  if (sum.isZero()) {
    positive(found, `${path}/parts`);
    return;
  }
  if (!sum.equals(fraction(1)) && !sum.equals(fraction(100)))
    found.warning(
      'weights-sum',
      `${path}/parts`,
      [`各方权重合计 ${sum.toText()}，不是 1；计算时按合计折算。`, '请核对权重。'],
      [`The weights add up to ${sum.toText()}, not 1; they are divided by their sum.`, 'Check the weights.'],
    );
  each(parts, `${path}/parts`).forEach(({ it, path: at }) => {
    if (it.outOf !== undefined && fraction(it.outOf).isZero()) positive(found, `${at}/outOf`);
  });
}

/** The first row that fits counts, so a row after a wider one never does. */
function rowsReachable({ rows }: Extract<Shape, { kind: 'levels' }>, path: string, found: Findings): void {
  each(rows, path).forEach(({ it: row, path: at }, index) => {
    const wider = rows
      .slice(0, index)
      .some((before) => Object.entries(before.is).every(([label, word]) => row.is[label] === word));
    if (wider)
      found.error(
        'row-unreachable',
        at,
        ['前面已有条件更宽的一行，这一行永远用不到。', '请把条件多的写在前面，或删去重复的一行。'],
        [
          'An earlier row is wider; this one never counts.',
          'Put the row with more conditions first, or remove the repeated one.',
        ],
      );
  });
}
