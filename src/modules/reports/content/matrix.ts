import { Fraction } from 'src/common/fraction';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Sheet } from 'src/modules/scoring/engine/sheet';
import type { BookSection } from 'src/modules/reports/bulletin-input';
import type { Cell, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { fittingWidth } from 'src/modules/reports/text-width';
import { column, printed4, scale4, sheetOf, subjectName, type Frame } from './frame';

/** 得分矩阵: subject × section of the book, bonus and deduction net, with the rest up to the score. */
export function matrixSheets(frame: Frame): SheetModel[] {
  const types = [...new Set(frame.input.evaluation.sheets.map(({ type }) => type))];
  return types.filter((type) => type === 'window' || type === 'sub-centre').map((type) => matrixSheet(frame, type));
}

function matrixSheet(frame: Frame, type: SubjectType): SheetModel {
  const { words, input } = frame;
  const standings = new Map(
    input.evaluation.standings.map((one, place) => [`${one.type}:${one.subject}`, { place, rank: one.rank }]),
  );
  const of = (sheet: Sheet): { place: number; rank: number | null } =>
    standings.get(`${sheet.type}:${sheet.subject}`) ?? { place: standings.size, rank: null };
  const sheets = input.evaluation.sheets
    .filter((sheet) => sheet.type === type)
    .sort((a, b) => of(a).place - of(b).place);
  const groups = new Set(sheets.map(({ group }) => group));
  const grouped = input.ranking[type]?.within !== 'all' && groups.size > 1;
  const sections = sectionsOf(frame, type, sheets);
  const names = sheets.map((sheet) => subjectName(frame, sheet.type, sheet.subject, sheet.name));
  const label = words.matrix[type === 'window' ? 'window' : 'sub-centre'];
  const header = ({ name, sample }: MatrixSection): string => `${name}${sample ? `\n${words.sampleMark}` : ''}`;
  return sheetOf(frame, {
    name: label,
    title: words.rankingTitle(words.month(input.period), label),
    columns: [
      column(words.rank, 6, 'count', 'center'),
      column(words.subject[type], fittingWidth(names, 12, 28), 'text', 'left'),
      ...(grouped ? [column(words.group, fittingWidth(Object.values(input.groups), 8, 18))] : []),
      column(words.base, 8, 'points'),
      ...sections.map((section) => column(header(section), 9.5, 'net', 'center')),
      column(words.rest, 8, 'net', 'center'),
      column(words.score, 9, 'points'),
    ],
    rows: sheets.map((sheet) => matrixRow(frame, { sheet, rank: of(sheet).rank, grouped }, sections)),
    notes: words.numbered([
      words.matrixNote,
      words.restNote,
      sections.some(({ sample }) => sample) ? words.sampleNote : '',
    ]),
    empty: words.nobodyRanked,
  });
}

interface MatrixSection {
  readonly code: string;
  readonly name: string;
  readonly items: BookSection['items'];
  readonly sample: boolean;
}

/** The book's sections of this kind of subject, in its order; a section only lines know follows under its code. */
function sectionsOf(frame: Frame, type: SubjectType, sheets: readonly Sheet[]): MatrixSection[] {
  const lines = sheets.flatMap((sheet) => sheet.lines);
  const used = new Set(lines.flatMap(({ section }) => (section === undefined ? [] : [section])));
  const known = frame.input.sections.filter(
    (section) => (section.subject ?? 'window') === type || used.has(section.code),
  );
  const strange = [...used]
    .filter((code) => !known.some((section) => section.code === code))
    .sort()
    .map((code): BookSection => ({ code, name: code, items: [] }));
  return [...known, ...strange].map(({ code, name, items }) => ({
    code,
    name,
    items,
    sample: items.some((item) => item.sample) || lines.some((line) => line.section === code && line.sample),
  }));
}

function matrixRow(
  frame: Frame,
  { sheet, rank, grouped }: { sheet: Sheet; rank: number | null; grouped: boolean },
  sections: readonly MatrixSection[],
): Row {
  const { words, decimals } = frame;
  const nets = sections.map((section) => printed4(netOf(sheet, section.code), decimals));
  const [base, score] = [scale4(sheet.base.printed), scale4(sheet.score.printed)];
  const rest = score - base - nets.reduce((sum, net) => sum + net, 0);
  const cells: Cell[] = sections.map((section, index) => {
    const points = nets[index] ?? 0;
    return points === 0 ? (silence(frame, sheet, section) ?? { points }) : { points };
  });
  return {
    role: 'data',
    cells: [
      rank === null ? words.dash : { count: rank },
      subjectName(frame, sheet.type, sheet.subject, sheet.name),
      ...(grouped ? [frame.input.groups[sheet.group] ?? sheet.group] : []),
      { points: base },
      ...cells,
      { points: rest },
      { points: score },
    ],
  };
}

/** Exact sum of the section's lines of the month. */
function netOf(sheet: Sheet, section: string): Fraction {
  return sheet.lines
    .filter((line) => line.section === section && line.charge === 'month')
    .reduce((sum, line) => sum.add(Fraction.parse(line.exact)), Fraction.zero);
}

/** Words for a section of which nothing could be assessed, or nothing applies: that is not "0 points". */
function silence(frame: Frame, sheet: Sheet, section: MatrixSection): string | undefined {
  if (section.items.length === 0) return undefined;
  const states = section.items.map(({ code }) => {
    const lines = sheet.lines.filter((line) => line.item === code);
    if (lines.length === 0 || lines.some((line) => line.kind !== 'note')) return 'assessed';
    if (lines.every((line) => line.state === 'does-not-apply')) return 'does-not-apply';
    return lines.some((line) => line.state === 'not-assessed' || line.state === 'waived') ? 'not-assessed' : 'assessed';
  });
  if (states.includes('assessed')) return undefined;
  return states.includes('not-assessed') ? frame.words.notAssessed : frame.words.doesNotApply;
}
