import { Fraction } from 'src/common/fraction';
import type { ImportedAnswer, ImportedStanding } from 'src/modules/scoring/opening/imported-result';
import type { SubjectType } from 'src/modules/rules/facts';
import { fileName, sheetNames } from 'src/modules/reports/file-name';
import type { Bulletin, Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { fittingWidth } from 'src/modules/reports/text-width';
import type { Words } from 'src/modules/reports/words/words';
import { column, hiddenTail } from './frame';
import { plainSheet, type PlainFrame } from './plain-sheet';

/** Everything the bulletin of an imported month is made of. */
export interface ImportedInput {
  readonly words: Words;
  readonly hall: string;
  readonly answer: ImportedAnswer;
  /** Staff number → name. */
  readonly names: Readonly<Record<string, string>>;
}

/** The ranking of a month the office imported; every sheet says that nobody computed or verified it here. */
export function importedBulletin({ words, hall, answer, names }: ImportedInput): Bulletin {
  const { period, recordedAt, standings } = answer;
  const frame: PlainFrame = {
    ...{ words, hall, period, at: recordedAt.slice(0, 19), decimals: 2 },
    pageHead: words.importedMonth,
    pageFoot: words.importedFoot(recordedAt),
  };
  const types = [...new Set(standings.map(({ type }) => type))];
  const sheets = types.map((type) =>
    sheetOf(
      frame,
      type,
      standings.filter((one) => one.type === type),
      names,
    ),
  );
  const sheetTitles = sheetNames(sheets.map(({ name }) => name));
  const tail = `${words.fileTail(words.month(period))}${words.inBrackets(words.importedShort)}`;
  return {
    fileName: fileName(hall, tail, '.xlsx'),
    at: frame.at,
    title: `${hall}${tail}`,
    sheets: sheets.map((sheet, index) => ({ ...sheet, name: sheetTitles[index] ?? sheet.name })),
  };
}

function sheetOf(
  frame: PlainFrame,
  type: SubjectType,
  standings: readonly ImportedStanding[],
  names: Readonly<Record<string, string>>,
): SheetModel {
  const { words } = frame;
  const person = type === 'staff' || type === 'chief';
  const nameOf = (one: ImportedStanding): string => (person ? names[one.subject] || hiddenTail(one.subject) : one.name);
  return plainSheet(frame, {
    name: words.ranking[type],
    title: words.rankingTitle(words.month(frame.period), words.ranking[type]),
    columns: [
      column(words.rank, 6, 'count', 'center'),
      column(words.subject[type], fittingWidth(standings.map(nameOf), 16, 36), 'text', 'left'),
      column(words.group, 14),
      column(words.bonusTotal, 10, 'points'),
      column(words.deductionTotal, 10, 'points'),
      column(words.score, 10, 'points'),
      column(words.result, 30),
    ],
    rows: standings.map((one): Row => ({ role: 'data', cells: cellsOf(one, nameOf(one), words) })),
    notes: [words.importedMonth, words.importedUnknown],
    empty: words.nobodyRanked,
  });
}

function cellsOf(one: ImportedStanding, name: string, words: Words): Cell[] {
  const points = (text: string | null): Cell => (text === null ? null : { points: Fraction.parse(text).toScale4() });
  return [
    one.rank === null ? words.dash : { count: one.rank },
    ...[name, one.group, points(one.bonus), points(one.deduction), points(one.score), one.marks.join('\n')],
  ];
}
