import type { BulletinWindow, CaseRow, RatingRow } from 'src/modules/reports/bulletin-input';
import type { Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { column, sheetOf, type Frame } from './frame';

/** 办件与好差评: counts and rates by window. A rate without a denominator, or of a silent source, stays empty. */
export function casesSheet(frame: Frame): SheetModel {
  const { words, input } = frame;
  const cases = new Map((input.cases ?? []).map((row) => [row.window, row]));
  const ratings = new Map((input.ratings ?? []).map((row) => [row.window, row]));
  const rows = input.windows
    .filter(({ id }) => cases.has(id) || ratings.has(id))
    .map((window): Row => ({ role: 'data', cells: windowCells(window, cases.get(window.id), ratings.get(window.id)) }));
  const silent = [
    ...(input.cases === null ? [words.notConnected(words.sourceName('cases'))] : []),
    ...(input.ratings === null ? [words.notConnected(words.sourceName('ratings'))] : []),
  ];
  return sheetOf(frame, {
    name: words.cases,
    title: words.rankingTitle(words.month(input.period), words.cases),
    unit: words.unitCases,
    columns: caseColumns(frame),
    rows: rows.length > 0 ? [...rows, total(frame, [...cases.values()], [...ratings.values()])] : [],
    notes: words.numbered([words.ratesNote, ...silent]),
    empty: silent.length > 0 ? silent.join(words.semicolon) : words.noRows,
  });
}

function caseColumns(frame: Frame): SheetModel['columns'] {
  const { words } = frame;
  const [accepted, finished, instant, sameDay, onTime, early, overdue] = words.caseHeads;
  const [ratings, satisfied, bad, badValid, rectified] = words.ratingHeads;
  return [
    column(words.subject.window, 20, 'text', 'left'),
    column(words.department, 18, 'text', 'left'),
    column(accepted, 9, 'count'),
    column(finished, 9, 'count'),
    column(instant, 10, 'percent'),
    column(sameDay, 10, 'percent'),
    column(onTime, 10, 'percent'),
    column(early, 10, 'percent'),
    column(overdue, 8, 'count'),
    column(ratings, 9, 'count'),
    column(satisfied, 10, 'percent'),
    column(bad, 7, 'count'),
    column(badValid, 8, 'count'),
    column(rectified, 8, 'count'),
  ];
}

function windowCells(window: BulletinWindow, cases: CaseRow | undefined, ratings: RatingRow | undefined): Cell[] {
  return [window.name, window.department, ...figures(cases ?? {}, ratings ?? {})];
}

function figures(cases: Omit<CaseRow, 'window'>, ratings: Omit<RatingRow, 'window'>): Cell[] {
  return [
    count(cases.accepted),
    count(cases.finished),
    rate(cases.instant, cases.finished),
    rate(cases.sameDay, cases.finished),
    rate(cases.onTime, cases.finished),
    rate(cases.early, cases.promised),
    count(cases.overdue),
    count(ratings.collected),
    rate(ratings.satisfied, ratings.collected),
    count(ratings.bad),
    count(ratings.badValid),
    count(ratings.rectified),
  ];
}

/** Sums over the windows that report; a figure nobody reports stays unknown. */
function total(frame: Frame, cases: readonly CaseRow[], ratings: readonly RatingRow[]): Row {
  return {
    role: 'subtotal',
    cells: [
      frame.words.total,
      '',
      ...figures(
        sums(cases, ['accepted', 'finished', 'instant', 'sameDay', 'onTime', 'promised', 'early', 'overdue']),
        sums(ratings, ['collected', 'satisfied', 'bad', 'badValid', 'rectified']),
      ),
    ],
  };
}

function sums<K extends string>(
  rows: readonly Partial<Record<K, number>>[],
  keys: readonly K[],
): Partial<Record<K, number>> {
  const result: Partial<Record<K, number>> = {};
  for (const key of keys) {
    const values = rows.flatMap((row) => row[key] ?? []);
    if (values.length > 0) result[key] = values.reduce((sum, value) => sum + value, 0);
  }
  return result;
}

function count(value: number | undefined): Cell {
  return value === undefined ? null : { count: value };
}

function rate(part: number | undefined, of: number | undefined): Cell {
  return part === undefined || of === undefined ? null : { part, of };
}
