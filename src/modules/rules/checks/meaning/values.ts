import type { Book, Exact } from 'src/modules/rules/book';
import type { Bounds, Value } from 'src/modules/rules/count';
import { Fraction } from 'src/common/fraction';
import { boundsText, fraction, intervalOf, isEmpty } from 'src/modules/rules/checks/intervals';
import type { Findings } from './meaning';
import {
  basesOf,
  each,
  measuresOf,
  selectorsOf,
  testsOf,
  valuesOf,
  type At,
} from 'src/modules/rules/checks/vocabulary';

/** Numbers of the month: bases, sides of thresholds, and rates that were written as 90 instead of 90 %. */
export function checkValues(book: Book, found: Findings): void {
  for (const { it: item, path } of each(book.items, '/items')) {
    for (const { it, path: at } of valuesOf(item, path)) basisFits(it, at, found);
    for (const { it: test, path: at } of testsOf(item, path)) {
      boundsFit(test, at, found);
      if ('value' in test) rateBounds(test.value, test, at, found);
    }
    for (const { it: selector, path: at } of selectorsOf(item, path))
      for (const { it, path: place } of each(selector.where, `${at}/where`))
        if ('amount' in it) boundsFit(it, place, found);
    const { shape } = item;
    if ('value' in shape)
      for (const { it, path: at } of thresholdsOf(shape, `${path}/shape`)) rateThreshold(shape, it, at, found);
  }
  for (const [subject, rules] of Object.entries(book.subjects)) {
    const by = rules.coefficient?.by;
    if (by !== undefined && by !== 'roster') basisFits(by, `/subjects/${subject}/coefficient/by`, found);
  }
}

/** The basis must be named where a measure has several, and must exist. */
export function basisFits(value: Value, path: string, found: Findings): void {
  if ('amount' in value) return;
  const measures = measuresOf(value);
  for (const measure of measures) {
    const bases = basesOf(measure);
    if (bases === undefined || (bases.length === 1 && measures.length > 1)) continue;
    const only = bases.length === 1;
    if (value.basis === undefined ? only : bases.includes(value.basis)) continue;
    const list = bases.join('、');
    if (value.basis === undefined) {
      found.error(
        'basis-missing',
        path,
        [`统计量“${measure}”有几种口径，却没有写 basis。`, `请写 basis: ${bases[0] ?? ''}，可选 ${list}。`],
        [
          `The measure “${measure}” has several bases, but basis is not given.`,
          `Write basis: one of ${bases.join(', ')}.`,
        ],
      );
      return;
    }
    found.error(
      'unknown-basis',
      `${path}/basis`,
      [`统计量“${measure}”没有“${value.basis}”这种口径。`, only ? '请删去 basis。' : `请改为 ${list} 之一。`],
      [
        `The measure “${measure}” has no basis “${value.basis}”.`,
        only ? 'Remove basis.' : `Write one of ${bases.join(', ')}.`,
      ],
    );
    return;
  }
}

/** At most one bound on each side, and something must lie between them. */
export function boundsFit(bounds: Bounds, path: string, found: Findings): void {
  const double =
    bounds.from !== undefined && bounds.over !== undefined
      ? 'over'
      : bounds.upTo !== undefined && bounds.under !== undefined
        ? 'under'
        : undefined;
  if (double)
    found.error(
      'bounds-double',
      `${path}/${double}`,
      ['同一边写了两个界限。', '下限写 from（≥）或 over（>）之一，上限写 upTo（≤）或 under（<）之一。'],
      ['There are two bounds on the same side.', 'Write from (≥) or over (>) below, upTo (≤) or under (<) above.'],
    );
  else if (isEmpty(intervalOf(bounds)))
    found.error(
      'bounds-empty',
      path,
      [`范围 ${boundsText(bounds)} 里没有任何数。`, '请检查上下限是否写反。'],
      [`Nothing lies in ${boundsText(bounds)}.`, 'Check whether the bounds are swapped.'],
    );
}

function rateBounds(value: Value, bounds: Bounds, path: string, found: Findings): void {
  for (const side of ['from', 'over', 'upTo', 'under'] as const) {
    const threshold = bounds[side];
    if (threshold !== undefined) rateThreshold({ value }, threshold, `${path}/${side}`, found);
  }
}

const LARGEST_RATE = Fraction.of(2);

function rateThreshold({ value }: { readonly value: Value }, threshold: Exact, path: string, found: Findings): void {
  if (!('of' in value) || fraction(threshold).compare(LARGEST_RATE) <= 0) return;
  found.error(
    'rate-threshold',
    path,
    [`比率在 0 到 1 之间，${threshold} 永远达不到。`, `是不是要写“${threshold}%”？`],
    [`A rate lies between 0 and 1; ${threshold} is never reached.`, `Did you mean “${threshold}%”?`],
  );
}

type ValueShape = Extract<Book['items'][number]['shape'], { value: Value }>;

/** The thresholds of a shape over a value. */
function thresholdsOf(shape: ValueShape, path: string): At<Exact>[] {
  const named = (...names: readonly string[]): At<Exact>[] =>
    names.flatMap((name) => {
      const it = (shape as unknown as Readonly<Record<string, Exact | undefined>>)[name];
      return it === undefined ? [] : [{ it, path: `${path}/${name}` }];
    });
  switch (shape.kind) {
    case 'tiers':
      return each(shape.tiers, `${path}/tiers`).flatMap(({ it: { from, over }, path: at }) => {
        const it = from ?? over;
        return it === undefined ? [] : [{ it, path: `${at}/${from === undefined ? 'over' : 'from'}` }];
      });
    case 'share':
    case 'by-rank':
      return [];
    default:
      return named('from', 'to', 'threshold', 'first', 'each', 'target', 'per');
  }
}
