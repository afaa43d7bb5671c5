import type { SubjectType } from 'src/modules/rules/facts';
import type { Standing } from 'src/modules/scoring/engine/evaluation';
import type { Cell, Column, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { fittingWidth } from 'src/modules/reports/text-width';
import { column, keyLabel, scale4, sheetOf, subjectName, windowName, type Frame } from './frame';
import { outcomeNotes, resultsOf, type Result } from './results';

interface Table {
  readonly type: SubjectType;
  readonly group: string;
  readonly standings: readonly Standing[];
}

/** 得分汇总: one table per kind of subject and ranking group, in the order in which the evaluation lists them. */
export function rankingSheets(frame: Frame): SheetModel[] {
  const tables = tablesOf(frame);
  return tables.map((table) => rankingSheet(frame, table, tables.filter(({ type }) => type === table.type).length > 1));
}

function tablesOf({ input }: Frame): Table[] {
  const tables = new Map<string, { type: SubjectType; group: string; standings: Standing[] }>();
  for (const standing of input.evaluation.standings) {
    const { type } = standing;
    const group = input.ranking[type]?.within === 'all' ? '' : standing.group;
    const key = `${type}:${group}`;
    const table = tables.get(key) ?? { type, group, standings: [] };
    table.standings.push(standing);
    tables.set(key, table);
  }
  for (const table of tables.values())
    table.standings.sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER));
  return [...tables.values()];
}

function rankingSheet(frame: Frame, table: Table, several: boolean): SheetModel {
  const { words, input } = frame;
  const group = input.groups[table.group] ?? table.group;
  const label = `${words.ranking[table.type]}${several ? words.inBrackets(group) : ''}`;
  const keyed = printedKeys(table.standings);
  const results = resultsOf(frame, table.type);
  return sheetOf(frame, {
    name: label,
    title: words.rankingTitle(words.month(input.period), label),
    columns: rankingColumns(frame, table, keyed),
    rows: table.standings.map((standing) => rankingRow(frame, standing, results.get(standing.subject), keyed)),
    notes: rankingNotes(frame, table),
    empty: words.nobodyRanked,
  });
}

function rankingColumns(frame: Frame, table: Table, keyed: readonly string[]): Column[] {
  const { words, input } = frame;
  const { type } = table;
  const subjects = table.standings.map((one) => subjectName(frame, type, one.subject, one.name));
  const person = type === 'chief' || type === 'staff';
  const units = input.windows.map((window) => (person ? window.name : window.department));
  return [
    column(words.rank, 6, 'count', 'center'),
    column(words.subject[type], fittingWidth(subjects, 12, 32), 'text', 'left'),
    column(person ? words.subject.window : words.department, fittingWidth(units, 12, 30), 'text', 'left'),
    column(words.base, 8, 'points'),
    column(words.bonusTotal, 8, 'points'),
    column(words.deductionTotal, 8, 'points'),
    column(words.adjustment, 8, 'net', 'center'),
    column(words.score, 9, 'points'),
    ...keyed.map((key) => column(`${words.tieKeys}\n${keyLabel(frame, key)}`, 10, 'count')),
    column(words.previousRank, 6, 'count', 'center'),
    column(words.change, 7),
    column(words.firsts, 8, 'count', 'center'),
    column(words.result, 22),
    column(words.remark, 24, 'text', 'left'),
  ];
}

function rankingRow(frame: Frame, standing: Standing, result: Result | undefined, keyed: readonly string[]): Row {
  const { input, words } = frame;
  const person = standing.type === 'chief' || standing.type === 'staff';
  const window = input.windows.find(({ id }) => id === standing.subject);
  const firsts = input.firstsThisYear[`${standing.type}:${standing.subject}`] ?? 0;
  const cells: Cell[] = [
    standing.rank === null ? words.dash : { count: standing.rank },
    subjectName(frame, standing.type, standing.subject, standing.name),
    person ? windowName(frame, standing.window) : (window?.department ?? ''),
    ...sumCells(standing),
    ...keyed.map((key) => keyCell(frame, standing, key)),
    ...changeCells(frame, standing),
    firsts === 0 ? words.dash : { count: firsts },
    (result?.texts ?? []).join('\n'),
    remarks(frame, standing, result).join(words.semicolon),
  ];
  return { role: 'data', cells, ...(result?.mark === undefined ? {} : { mark: result.mark }) };
}

/** Base, bonus, deduction, adjustment, score. A row that does not add up must never reach paper. */
function sumCells(standing: Standing): Cell[] {
  const { base, bonus, deduction, adjustment } = standing;
  const [first, plus, minus, rest] = [scale4(base), scale4(bonus), scale4(deduction), scale4(adjustment)];
  const score = scale4(standing.score);
  if (first + plus - minus + rest !== score)
    throw new Error(
      `${standing.type} ${standing.subject}: ${base} + ${bonus} − ${deduction} + ${adjustment} is not ${standing.score}`,
    );
  return [first, plus, minus, rest, score].map((points) => ({ points }));
}

/** Tie-break keys that need a column of their own: bonus and deduction have one anyway. */
function printedKeys(standings: readonly Standing[]): string[] {
  const keys = new Set(standings.flatMap((standing) => standing.keys.map(({ by }) => by)));
  return [...keys].filter((key) => key !== 'bonus' && key !== 'deductions');
}

function keyCell(frame: Frame, standing: Standing, key: string): Cell {
  const value = standing.keys.find(({ by }) => by === key)?.value;
  if (value === undefined) return frame.words.unknown;
  return /^-?\d{1,9}$/.test(value) ? { count: Number(value) } : value;
}

function changeCells(frame: Frame, standing: Standing): Cell[] {
  const { words, input } = frame;
  const before = input.previous?.find(({ type, subject }) => type === standing.type && subject === standing.subject);
  if (input.previous === null) return [words.dash, words.dash];
  if (before === undefined) return [words.dash, words.newcomer];
  if (before.rank === null) return [words.dash, words.dash];
  const last: Cell = { count: before.rank };
  const grouped = input.ranking[standing.type]?.within !== 'all';
  if (grouped && before.group !== standing.group) return [last, words.otherGroup];
  if (standing.rank === null) return [last, words.dash];
  return [last, words.move(before.rank - standing.rank)];
}

function remarks(frame: Frame, standing: Standing, result: Result | undefined): string[] {
  const { words, input } = frame;
  const leader = input.windows.find(({ id }) => id === standing.subject)?.branchLeader ?? null;
  const honoured = result?.mark === 'top' && standing.type === 'window' && leader !== null && leader !== '';
  const { unranked } = standing;
  return [
    ...(standing.shared > 1 && standing.rank !== null ? [words.sharedRank(standing.shared)] : []),
    ...(unranked === undefined ? [] : [words.notRanked(unranked.reason, unrankedDetail(frame, unranked))]),
    ...(standing.grade === undefined ? [] : [standing.grade]),
    ...(honoured ? [words.leader(leader)] : []),
    ...(result?.remarks ?? []),
  ];
}

/** Sources come as codes; how many days somebody was present comes as text. */
function unrankedDetail(frame: Frame, { reason, detail }: NonNullable<Standing['unranked']>): string {
  if (reason === 'presence') return detail;
  const sources = detail.split(',').filter((source) => source !== '');
  return sources.map((source) => frame.words.sourceName(source)).join(frame.words.comma);
}

function rankingNotes(frame: Frame, table: Table): string[] {
  const { words, input, sample } = frame;
  const { earlier } = input;
  const rule = input.ranking[table.type];
  const blocked = input.evaluation.blocked.length > 0;
  return words.numbered([
    words.sumNote,
    words.tieRule(
      rule?.ties ?? 'competition',
      (rule?.keys ?? []).map((key) => keyLabel(frame, key)),
    ),
    input.previous === null ? words.noPrevious : '',
    earlier.imported.length === 0 ? '' : words.importedNote(earlier.imported.map(words.month)),
    earlier.missing.length === 0 ? '' : words.gapNote(earlier.missing.map(words.month)),
    ...outcomeNotes(frame, table.type, table.group),
    input.state === 'approved' || input.state === 'published' ? '' : words.proposalNote,
    sample ? words.sampleNote : '',
    blocked ? words.provisionalNote : '',
  ]);
}
