import { Fraction } from 'src/common/fraction';
import { column } from 'src/modules/reports/content/frame';
import { plainSheet, type PlainFrame } from 'src/modules/reports/content/plain-sheet';
import { fileName, sheetNames } from 'src/modules/reports/file-name';
import type { Bulletin, Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { fittingWidth } from 'src/modules/reports/text-width';
import type { ComparisonWords } from 'src/modules/reports/words/comparison';
import type { Words } from 'src/modules/reports/words/words';
import { differenceTexts, summaryRows, titleOf } from './comparison-text';
import type { ClauseComparison, Comparison, SubjectComparison } from './comparison';

/** The comparison as a workbook: summary, windows, clauses, rows that were not compared. */
export function comparisonBook(answer: Comparison, hall: string, words: Words, own: ComparisonWords): Bulletin {
  const month = words.month(answer.period);
  const frame: PlainFrame = {
    ...{ words, hall, period: answer.period, at: answer.computedAt, decimals: 2 },
    pageHead: own.head,
    pageFoot: own.foot(answer.computedAt, answer.revision),
  };
  const sheets = [summary(frame, own, answer), subjects(frame, own, answer)];
  if (answer.summary.clauses) sheets.push(clauses(frame, own, answer));
  if (answer.unread.length + answer.remarks.length > 0) sheets.push(unread(frame, own, answer));
  const names = sheetNames(sheets.map(({ name }) => name));
  return {
    fileName: fileName(hall, own.fileTail(month), '.xlsx'),
    at: answer.computedAt,
    title: `${hall}${own.fileTail(month)}`,
    sheets: sheets.map((sheet, index) => ({ ...sheet, name: names[index] ?? sheet.name })),
  };
}

function summary(frame: PlainFrame, own: ComparisonWords, answer: Comparison): SheetModel {
  return plainSheet(frame, {
    name: own.sheets.summary,
    title: own.title(frame.words.month(frame.period)),
    columns: [column(own.item, 48, 'text', 'left'), column(own.count, 32, 'count', 'center')],
    rows: summaryRows(answer, own).map(([name, count]): Row => ({ role: 'data', cells: [name, { count }] })),
    notes: own.notes,
    empty: own.none,
    frozenColumns: 1,
    filter: false,
  });
}

function subjects(frame: PlainFrame, own: ComparisonWords, answer: Comparison): SheetModel {
  const pair = (name: string, kind: 'points' | 'count') => [
    column(`${own.office}\n${name}`, 9, kind, 'center'),
    column(`${own.ours}\n${name}`, 9, kind, 'center'),
  ];
  return plainSheet(frame, {
    name: own.sheets.subjects,
    title: `${own.title(frame.words.month(frame.period))}${frame.words.inBrackets(own.sheets.subjects)}`,
    columns: [
      column(
        own.subject,
        fittingWidth(
          answer.subjects.map(({ name }) => name),
          14,
          32,
        ),
        'text',
        'left',
      ),
      column(own.conclusion, 10),
      ...pair(own.what.rank, 'count'),
      ...pair(own.what.score, 'points'),
      column(own.delta, 10, 'signed', 'center'),
      ...pair(own.what.bonus, 'points'),
      ...pair(own.what.deduction, 'points'),
      column(own.points, 44, 'text', 'left'),
    ],
    rows: answer.subjects.map((one) => subjectRow(one, own)),
    notes: own.notes,
    empty: own.none,
    bodySize: 10,
  });
}

function subjectRow(one: SubjectComparison, own: ComparisonWords): Row {
  const { office, ours, differences, state } = one;
  const rank = (value: number | null | undefined): Cell =>
    value === null || value === undefined ? null : { count: value };
  const delta = differences.find(({ what }) => what === 'score')?.delta;
  return {
    role: 'data',
    ...(state === 'same' ? {} : { mark: state === 'different' ? 'top' : 'bottom' }),
    cells: [
      ...[one.name, own.sides[state], rank(office?.rank), rank(ours?.rank)],
      ...[points(office?.score), points(ours?.score), points(delta)],
      ...[points(office?.bonus), points(ours?.bonus), points(office?.deduction), points(ours?.deduction)],
      differenceTexts(one, own).join('\n'),
    ],
  };
}

function clauses(frame: PlainFrame, own: ComparisonWords, answer: Comparison): SheetModel {
  return plainSheet(frame, {
    name: own.sheets.clauses,
    title: `${own.title(frame.words.month(frame.period))}${frame.words.inBrackets(own.sheets.clauses)}`,
    columns: [
      column(
        own.subject,
        fittingWidth(
          answer.clauses.map(({ name }) => name),
          14,
          24,
        ),
        'text',
        'left',
      ),
      column(own.clause, 26, 'text', 'left'),
      column(own.conclusion, 10),
      column(own.office, 9, 'signed', 'center'),
      column(own.ours, 9, 'signed', 'center'),
      column(own.delta, 10, 'signed', 'center'),
      column(own.reasons, 32, 'text', 'left'),
      column(own.sentences, 62, 'text', 'left'),
    ],
    rows: answer.clauses.map((one) => clauseRow(one, own)),
    notes: own.notes,
    empty: own.none,
    bodySize: 10,
  });
}

function clauseRow(one: ClauseComparison, own: ComparisonWords): Row {
  const { office, ours, state } = one;
  return {
    role: 'data',
    ...(state === 'same' ? {} : { mark: state === 'different' ? 'top' : 'bottom' }),
    cells: [
      ...[
        one.name,
        titleOf(one, own),
        own.sides[state],
        points(office?.points),
        points(ours?.points),
        points(one.delta),
      ],
      (office?.entries ?? []).map((entry) => own.entry(entry.points, entry.reason, entry.date)).join('\n'),
      (ours?.lines ?? []).map(({ points: value, sentence }) => `${value}　${sentence}`).join('\n'),
    ],
  };
}

function unread(frame: PlainFrame, own: ComparisonWords, { unread: rows, remarks }: Comparison): SheetModel {
  return plainSheet(frame, {
    name: own.sheets.unread,
    title: `${own.title(frame.words.month(frame.period))}${frame.words.inBrackets(own.sheets.unread)}`,
    columns: [
      column(own.sheet, 24, 'text', 'left'),
      column(own.line, 8, 'count', 'center'),
      column(own.text, 100, 'text', 'left'),
    ],
    rows: [...rows, ...remarks].map(({ sheet, line, text }): Row => ({
      role: 'data',
      cells: [sheet, { count: line }, text],
    })),
    notes: [],
    empty: own.none,
    frozenColumns: 1,
  });
}

function points(text: string | null | undefined): Cell {
  return text === null || text === undefined ? null : { points: Fraction.parse(text).toScale4() };
}
