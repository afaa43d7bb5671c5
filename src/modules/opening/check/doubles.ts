import { canonicalJson } from 'src/common/canonical';
import type { Placed, Reject, Remark } from 'src/modules/intake/feed';
import type { OpeningLine, ResultLine } from 'src/modules/opening/opening-record';
import { lineFaults } from 'src/modules/opening/table/line-faults';
import { unitAt } from './units';

type Line = Placed<OpeningLine>;

/**
 * A bulletin workbook says the same month in several sheets (得分汇总, 分项得分矩阵). Of sheets that agree on what they both
 * say, the one that says most is read and the others are named; contradictions stay, to be sent back.
 */
export function withoutPoorSheets(lines: readonly Line[], remarks: Remark[]): Line[] {
  const tables = new Map<string, Result[]>();
  for (const one of lines) {
    if (one.record.kind !== 'result') continue;
    const key = `${one.record.month}\n${one.record.part}\n${one.sheet}`;
    tables.set(key, [...(tables.get(key) ?? []), one as Result]);
  }
  const poor = new Set<Line>();
  for (const [key, table] of tables) {
    const [month = '', part = ''] = key.split('\n');
    const rivals = [...tables].filter(([other]) => other !== key && other.startsWith(`${month}\n${part}\n`));
    const better = rivals.find(([other, rival]) => {
      const order = richness(rival) - richness(table);
      return (order > 0 || (order === 0 && other < key)) && repeats(table, rival);
    });
    const [first] = table;
    if (!better || !first) continue;
    for (const one of table) poor.add(one);
    remarks.push(doubled(month, first, better[1][0]?.sheet ?? ''));
  }
  return lines.filter((one) => !poor.has(one));
}

type Result = Placed<ResultLine>;

/** How much a table says: ranks first, then the columns that make up the score. */
function richness(table: readonly Result[]): number {
  const has = (field: 'score' | 'base' | 'bonus' | 'deduction'): number =>
    table.some(({ record }) => record[field] !== null) ? 1 : 0;
  const ranked = table.some(({ record }) => record.rank !== null) ? 10 : 0;
  return ranked + has('score') + has('base') + has('bonus') + has('deduction');
}

/** Whether every line of the table stands in the other one too, with the same rank and score where both say them. */
function repeats(table: readonly Result[], other: readonly Result[]): boolean {
  const known = new Map(other.map((one) => [keyOf(one.record), one.record]));
  return table.every(({ record }) => {
    const same = known.get(keyOf(record));
    const agrees = (a: number | string | null, b: number | string | null): boolean =>
      a === null || b === null || a === b;
    return same !== undefined && agrees(record.rank, same.rank) && agrees(record.score, same.score);
  });
}

function doubled(month: string, { sheet, line }: Result, better: string): Remark {
  const zh = `${month} 已按工作表“${better}”读取，工作表“${sheet}”是同一个月，不重复读入`;
  const en = `${month} is read from sheet ${better}; sheet ${sheet} repeats it and is left out`;
  return { sheet, line, code: 'sheet-doubled', text: { zh, en } };
}

/** One line a month and subject (and item): the same again is left out, another one is sent back. */
export function onceEach(lines: readonly Line[], rejects: Reject[]): Line[] {
  const first = new Map<string, Line>();
  return lines.filter((one) => {
    const key = keyOf(one.record);
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, one);
      return true;
    }
    if (contentOf(known) === contentOf(one)) return false;
    const place = `${known.sheet === '' || known.sheet === one.sheet ? '' : `工作表“${known.sheet}”`}第 ${String(known.line)} 行`;
    rejects.push(lineFaults.repeated(unitAt(one), place));
    return false;
  });
}

function keyOf(record: OpeningLine): string {
  return [record.month, record.type, record.subject, record.kind === 'counter' ? record.item : ''].join('|');
}

function contentOf({ record }: Line): string {
  return canonicalJson({ ...record, titles: {}, code: '', name: '' });
}
