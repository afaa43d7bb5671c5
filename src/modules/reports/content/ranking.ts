import type { SubjectType } from 'src/modules/rules/facts';
import type { Standing } from 'src/modules/scoring/engine/evaluation';
import type { Cell, Column, Row, SheetModel } from 'src/modules/reports/sheet-model';
import { column, keyLabel, scale4, sheetOf, subjectName, windowName, type Frame } from './frame';
import { outcomeNotes, resultsOf, type Result } from './results';

interface Table {
  readonly type: SubjectType;
  readonly group: string;
  readonly standings: readonly Standing[];
}

/** 得分汇总: one table per kind of subject and ranking group, in the order in which the evaluation lists them. */
export function rankingSheets(frame: Frame): SheetModel[] {
  const tables = tablesOf(frame.input.evaluation.standings);
  return tables.map((table) => rankingSheet(frame, table, tables.filter(({ type }) => type === table.type).length > 1));
}

function tablesOf(standings: readonly Standing[]): Table[] {
  const tables = new Map<string, { type: SubjectType; group: string; standings: Standing[] }>();
  for (const standing of standings) {
    const key = `${standing.type}:${standing.group}`;
    const table = tables.get(key) ?? { type: standing.type, group: standing.group, standings: [] };
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
  const keyed = table.standings.some((standing) => standing.keys.length > 0);
  const results = resultsOf(frame, table.type);
  return sheetOf(frame, {
    name: label,
    title: words.rankingTitle(words.month(input.period), label),
    columns: rankingColumns(frame, table.type, keyed),
    rows: table.standings.map((standing) => rankingRow(frame, standing, results.get(standing.subject), keyed)),
    notes: rankingNotes(frame, table),
    empty: words.nobodyRanked,
  });
}

function rankingColumns(frame: Frame, type: SubjectType, keyed: boolean): Column[] {
  const { words } = frame;
  const person = type === 'chief' || type === 'staff';
  return [
    column(words.rank, 6, 'count', 'center'),
    column(words.subject[type], 18, 'text', 'left'),
    column(person ? words.subject.window : words.department, 18, 'text', 'left'),
    column(words.base, 8, 'points'),
    column(words.bonusTotal, 8, 'points'),
    column(words.deductionTotal, 8, 'points'),
    column(words.adjustment, 8, 'net'),
    column(words.score, 9, 'points'),
    ...(keyed ? [column(words.tieKeys, 14, 'text', 'left')] : []),
    column(words.previousRank, 6, 'count', 'center'),
    column(words.change, 7),
    column(words.firsts, 8, 'count', 'center'),
    column(words.result, 17),
    column(words.remark, 24, 'text', 'left'),
  ];
}

function rankingRow(frame: Frame, standing: Standing, result: Result | undefined, keyed: boolean): Row {
  const { input, words } = frame;
  const person = standing.type === 'chief' || standing.type === 'staff';
  const window = input.windows.find(({ id }) => id === standing.subject);
  const firsts = input.firstsThisYear[`${standing.type}:${standing.subject}`] ?? 0;
  const cells: Cell[] = [
    standing.rank === null ? words.dash : { count: standing.rank },
    subjectName(frame, standing.type, standing.subject, standing.name),
    person ? windowName(frame, standing.window) : (window?.department ?? ''),
    ...sumCells(standing),
    ...(keyed ? [keyText(frame, standing)] : []),
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

function keyText(frame: Frame, standing: Standing): string {
  const keys = frame.input.ties[standing.type]?.keys ?? [];
  return standing.keys
    .map((key, index) => {
      const known = keys[index];
      return `${known === undefined ? key.by : keyLabel(frame, known)} ${key.value ?? frame.words.unknown}`;
    })
    .join(frame.words.semicolon);
}

function changeCells(frame: Frame, standing: Standing): Cell[] {
  const { words, input } = frame;
  const before = input.previous?.find(({ type, subject }) => type === standing.type && subject === standing.subject);
  if (input.previous === null) return [words.dash, words.dash];
  if (before === undefined) return [words.dash, words.newcomer];
  if (before.rank === null) return [words.dash, words.dash];
  const last: Cell = { count: before.rank };
  if (before.group !== standing.group) return [last, words.otherGroup];
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
    ...(unranked === undefined ? [] : [words.notRanked(unranked.reason, unranked.detail)]),
    ...(standing.grade === undefined ? [] : [standing.grade]),
    ...(honoured ? [words.leader(leader)] : []),
    ...(result?.remarks ?? []),
    ...(standing.note === undefined ? [] : [standing.note]),
  ];
}

function rankingNotes(frame: Frame, table: Table): string[] {
  const { words, input, sample } = frame;
  const ties = input.ties[table.type];
  const blocked = input.evaluation.blocked.length > 0;
  return words.numbered([
    words.sumNote,
    words.tieRule(
      ties?.mode ?? 'competition',
      (ties?.keys ?? []).map((key) => keyLabel(frame, key)),
    ),
    input.previous === null ? words.noPrevious : '',
    ...outcomeNotes(frame, table.type, table.group),
    input.state === 'approved' || input.state === 'published' ? '' : words.proposalNote,
    sample ? words.sampleNote : '',
    blocked ? words.provisionalNote : '',
  ]);
}
