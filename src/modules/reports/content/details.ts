import { Fraction } from 'src/common/fraction';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import type { Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { column, hiddenTail, printed4, sheetOf, subjectName, windowName, type Frame } from './frame';

/** 加减分明细: every line that moves a score, and every note that says why something does not; one sheet per kind of subject. */
export function detailSheets(frame: Frame): SheetModel[] {
  const { evaluation } = frame.input;
  const types = [...new Set(evaluation.standings.map(({ type }) => type))];
  return types.map((type) => detailSheet(frame, type));
}

function detailSheet(frame: Frame, type: SubjectType): SheetModel {
  const { words, input } = frame;
  const alike = notesAlike(input.evaluation.sheets.filter((sheet) => sheet.type === type));
  const sheets = inRosterOrder(frame, type);
  let number = 0;
  const rows = sheets.flatMap((sheet): Row[] => {
    const lines = shownLines(sheet, alike);
    if (lines.length === 0) return [];
    const shown = lines.map((line): Row => {
      number += 1;
      return { role: 'data', cells: lineCells(frame, sheet, line, number) };
    });
    const last = shown.at(-1);
    return [...shown.slice(0, -1), ...(last ? [{ ...last, keepWithNext: true }] : []), subtotal(frame, sheet, lines)];
  });
  const label = words.details[type];
  return sheetOf(frame, {
    name: label,
    title: words.rankingTitle(words.month(input.period), label),
    columns: detailColumns(frame, type),
    rows,
    notes: words.numbered([
      words.detailNote,
      words.hiddenNote,
      alike.size > 0 ? words.alikeNote : '',
      frame.sample ? words.sampleNote : '',
    ]),
    empty: words.noLines,
    bodySize: 10,
  });
}

function detailColumns(frame: Frame, type: SubjectType): SheetModel['columns'] {
  const { words } = frame;
  return [
    column(words.serial, 6, 'count', 'center'),
    column(words.subject[type], 15, 'text', 'left'),
    column(words.persons, 9),
    column(words.dateHead, 13),
    column(words.clauseNumber, 8),
    column(words.clauseText, 26, 'text', 'left'),
    column(words.direction, 7),
    column(words.points, 8, 'signed'),
    column(words.explanation, 40, 'text', 'left'),
    column(words.limitRemark, 16, 'text', 'left'),
    column(words.scoringDepartment, 10),
    column(words.source, 10),
    column(words.evidence, 15, 'text', 'left'),
    column(words.lineState, 8),
    column(words.sampleHead, 6),
  ];
}

/** Windows in the roster's order, people by window, then in the order of the evaluation. */
function inRosterOrder(frame: Frame, type: SubjectType): Sheet[] {
  const places = new Map(frame.input.windows.map((window, index) => [window.id, index]));
  const place = (sheet: Sheet): number => places.get(sheet.window ?? sheet.subject) ?? places.size;
  return frame.input.evaluation.sheets.filter((sheet) => sheet.type === type).sort((a, b) => place(a) - place(b));
}

/**
 * Items that are "not assessed" on every sheet they apply to: said once on the last sheet instead of once per window. A
 * sheet without any line of the item was assessed, and nothing happened.
 */
function notesAlike(sheets: readonly Sheet[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const silent = new Set<string>();
  for (const sheet of sheets) {
    const notes = sheet.lines.filter((line) => isSilent(line) || line.state === 'does-not-apply');
    for (const item of new Set(notes.map((line) => line.item ?? ''))) counts.set(item, (counts.get(item) ?? 0) + 1);
    for (const line of notes) if (isSilent(line)) silent.add(line.item ?? '');
  }
  return new Set([...silent].filter((item) => item !== '' && counts.get(item) === sheets.length));
}

function isSilent(line: Line): boolean {
  return line.kind === 'note' && line.state === 'not-assessed';
}

function shownLines(sheet: Sheet, alike: ReadonlySet<string>): Line[] {
  const counting = sheet.lines.filter((line) => line.kind !== 'note' && !Fraction.parse(line.exact).isZero());
  const notes = sheet.lines.filter(
    (line) =>
      line.kind === 'note' && line.state !== 'does-not-apply' && !(isSilent(line) && alike.has(line.item ?? '')),
  );
  return [...counting, ...notes];
}

function lineCells(frame: Frame, sheet: Sheet, line: Line, number: number): Cell[] {
  const { words, input } = frame;
  const exact = Fraction.parse(line.exact);
  const clause = [line.name, line.clause?.text].filter((part) => part !== undefined && part !== '');
  const kind = line.kind === 'item' ? (exact.sign() < 0 ? 'minus' : 'plus') : line.kind;
  return [
    { count: number },
    subjectName(frame, sheet.type, sheet.subject, sheet.name),
    (line.persons ?? []).map(hiddenTail).join('\n'),
    line.date === undefined ? '' : words.date(line.date),
    line.clause?.number ?? line.item ?? '',
    [...new Set(clause)].join(words.colon),
    words.directions[kind],
    line.kind === 'note' ? words.notCounted : { points: printed4(exact, frame.decimals) },
    input.explain(line),
    limitText(frame, line),
    line.department ?? '',
    (line.sources ?? []).map((source) => words.sourceName(source)).join(words.comma),
    (line.evidence ?? []).join('\n'),
    line.charge === 'year' ? words.chargedToYear : words.states[line.state],
    line.sample ? words.sample : '',
  ];
}

/** What was hit and what became of it: `封顶：原 6.00，计 5.00`. */
function limitText(frame: Frame, line: Line): string {
  if (line.limit === undefined) return line.needsApproval === true ? frame.words.needsApproval : '';
  const { kind, before, after } = line.limit;
  const text = (exact: string): string => {
    const value = Fraction.parse(exact);
    // A rounding is only visible with more digits than the sheet prints.
    return value.toFixed(value.round(frame.decimals).equals(value) ? frame.decimals : 4);
  };
  return frame.words.limitHit(frame.words.limits[kind], text(before), text(after));
}

/** Net of the window's lines: score less base, proved against the exact sum of the lines. */
function subtotal(frame: Frame, sheet: Sheet, shown: readonly Line[]): Row {
  const { words, decimals } = frame;
  const month = sheet.lines.filter((line) => line.charge === 'month');
  const sum = month.reduce((total, line) => total.add(Fraction.parse(line.exact)), Fraction.zero);
  const net = Fraction.parse(sheet.score.exact).sub(Fraction.parse(sheet.base.exact));
  if (!sum.equals(net))
    throw new Error(`${sheet.type} ${sheet.subject}: lines sum to ${sum.toText()}, score less base is ${net.toText()}`);
  const printed = shown
    .filter((line) => line.charge === 'month')
    .reduce((total, line) => total + printed4(Fraction.parse(line.exact), decimals), 0);
  const points = printed4(net, decimals);
  const text = words.subtotal(sheet.base.printed, signed(points, decimals), sheet.score.printed);
  const name = subjectName(frame, sheet.type, sheet.subject, sheet.name);
  const window = sheet.type === 'chief' || sheet.type === 'staff' ? windowName(frame, sheet.window) : '';
  const remark = printed === points ? '' : words.roundingRemark;
  const blank = (count: number): string[] => Array.from({ length: count }, () => '');
  return {
    role: 'subtotal',
    cells: [
      '',
      [name, window].filter((part) => part !== '').join(words.comma),
      ...blank(3),
      words.subtotalHead,
      '',
      { points },
      text,
      remark,
      ...blank(5),
    ],
  };
}

function signed(points: number, decimals: number): string {
  const text = Fraction.of(Math.abs(points), 10_000).toFixed(decimals);
  return `${points < 0 ? '−' : '+'} ${text}`;
}
