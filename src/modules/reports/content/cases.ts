import type { BulletinWindow, CaseRow, Rate, RatingRow } from 'src/modules/reports/bulletin-input';
import type { Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { fittingWidth } from 'src/modules/reports/text-width';
import { column, isSilent, sheetOf, type Frame } from './frame';

/** 办件与好差评: counts and rates by window. A rate without a denominator, or of a silent source, stays empty. */
export function casesSheet(frame: Frame): SheetModel {
  const { words, input } = frame;
  const cases = new Map((input.cases ?? []).map((row) => [row.window, row]));
  const ratings = new Map((input.ratings ?? []).map((row) => [row.window, row]));
  const rows = input.windows
    .filter(({ id }) => cases.has(id) || ratings.has(id))
    .map((window): Row => ({
      role: 'data',
      cells: windowCells(frame, window, cases.get(window.id), ratings.get(window.id)),
    }));
  const silent = [
    ...(input.cases === null ? [words.notConnected(words.sourceName('cases'))] : []),
    ...(input.ratings === null ? [words.notConnected(words.sourceName('ratings'))] : []),
  ];
  const incomplete = input.windows
    .filter(({ id }) => isSilent(frame, id, 'cases') || isSilent(frame, id, 'ratings'))
    .map(({ name }) => name);
  return sheetOf(frame, {
    name: words.cases,
    title: words.rankingTitle(words.month(input.period), words.cases),
    unit: words.unitCases,
    columns: caseColumns(frame),
    rows: rows.length > 0 ? [...rows, total(frame, [...cases.values()], [...ratings.values()])] : [],
    notes: words.numbered([
      words.ratesNote,
      ...qualityNotes(frame),
      incomplete.length === 0 ? '' : words.incompleteNote(incomplete),
      ...silent,
    ]),
    empty: silent.length > 0 ? silent.join(words.semicolon) : words.noRows,
  });
}

/** Said only where there is something to say, and never of a source that is not there. */
function qualityNotes({ words, input }: Frame): string[] {
  const { unjudgedCases, ratings } = input.quality;
  return [
    ...(input.cases !== null && unjudgedCases > 0 ? [words.unjudgedNote(unjudgedCases)] : []),
    ...(input.ratings !== null && ratings.collected > 0 ? [words.validRatingsNote(ratings)] : []),
  ];
}

function caseColumns(frame: Frame): SheetModel['columns'] {
  const { words } = frame;
  const { windows } = frame.input;
  const [accepted, finished, instant, sameDay, onTime, early, overdue] = words.caseHeads;
  const [ratings, satisfied, bad, badValid, rectified] = words.ratingHeads;
  return [
    column(
      words.subject.window,
      fittingWidth(
        windows.map(({ name }) => name),
        12,
        26,
      ),
      'text',
      'left',
    ),
    column(
      words.department,
      fittingWidth(
        windows.map(({ department }) => department),
        12,
        24,
      ),
      'text',
      'left',
    ),
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

function windowCells(
  frame: Frame,
  window: BulletinWindow,
  cases: CaseRow | undefined,
  ratings: RatingRow | undefined,
): Cell[] {
  const known = <R extends object>(row: R | undefined, source: string): Partial<R> =>
    row === undefined ? {} : isSilent(frame, window.id, source) ? withoutZeros(row) : row;
  return [window.name, window.department, ...figures(known(cases, 'cases'), known(ratings, 'ratings'))];
}

/** Of a window whose source is silent on some day: nothing counted is not known to be zero. */
function withoutZeros<R extends object>(row: R): Partial<R> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== 0)) as Partial<R>;
}

function figures(cases: Partial<CaseRow>, ratings: Partial<RatingRow>): Cell[] {
  return [
    count(cases.accepted),
    count(cases.finished),
    rate(cases.instant),
    rate(cases.sameDay),
    rate(cases.onTime),
    rate(cases.early),
    count(cases.overdue),
    count(ratings.collected),
    rate(ratings.satisfied),
    count(ratings.bad),
    count(ratings.badValid),
    count(ratings.rectified),
  ];
}

/** Sums over the windows that report; a figure nobody reports stays unknown. */
function total(frame: Frame, cases: readonly CaseRow[], ratings: readonly RatingRow[]): Row {
  const [accepted, finished, overdue] = sums(cases, ['accepted', 'finished', 'overdue']);
  const [instant, sameDay, onTime, early] = rates(cases, ['instant', 'sameDay', 'onTime', 'early']);
  const [collected, bad, badValid, rectified] = sums(ratings, ['collected', 'bad', 'badValid', 'rectified']);
  const [satisfied] = rates(ratings, ['satisfied']);
  const all = { accepted, finished, overdue, instant, sameDay, onTime, early };
  return {
    role: 'subtotal',
    cells: [frame.words.total, '', ...figures(all, { collected, satisfied, bad, badValid, rectified })],
  };
}

function sums<K extends string>(
  rows: readonly Partial<Record<K, number>>[],
  keys: readonly K[],
): (number | undefined)[] {
  return keys.map((key) => {
    const values = rows.flatMap((row) => row[key] ?? []);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  });
}

function rates<K extends string>(rows: readonly Partial<Record<K, Rate>>[], keys: readonly K[]): (Rate | undefined)[] {
  return keys.map((key) => {
    const values = rows.flatMap((row) => row[key] ?? []);
    const add = (sum: Rate, value: Rate): Rate => ({ of: sum.of + value.of, over: sum.over + value.over });
    return values.length === 0 ? undefined : values.reduce(add);
  });
}

function count(value: number | undefined): Cell {
  return value === undefined ? null : { count: value };
}

function rate(value: Rate | undefined): Cell {
  return value === undefined ? null : { part: value.of, of: value.over };
}
