import { canonicalJson } from 'src/common/canonical';
import type { Placed, Reject, Remark } from 'src/modules/intake/feed';
import type { OpeningLine } from 'src/modules/opening/opening-record';
import { lineFaults } from 'src/modules/opening/table/line-faults';
import { unitAt } from './units';

type Line = Placed<OpeningLine>;

/**
 * A bulletin workbook says the same month in several sheets (得分汇总, 分项得分矩阵). Where two sheets name the same month and
 * subjects, the one with ranks is read and the other is named.
 */
export function withoutPoorSheets(lines: readonly Line[], remarks: Remark[]): Line[] {
  const ranked = new Set<string>();
  for (const { record, sheet } of lines)
    if (record.kind === 'result' && record.rank !== null) ranked.add(`${keyOf(record)}\n${sheet}`);
  const withRank = new Set([...ranked].map((key) => key.split('\n')[0]));
  const poor = new Set(
    lines.flatMap(({ record, sheet }) =>
      record.kind === 'result' && !record.rankStated && withRank.has(keyOf(record))
        ? [`${record.month}\n${sheet}`]
        : [],
    ),
  );
  for (const key of poor) {
    const [month = '', sheet = ''] = key.split('\n');
    const first = lines.find((one) => one.sheet === sheet && one.record.month === month);
    remarks.push({
      sheet,
      line: first?.line ?? 0,
      code: 'sheet-doubled',
      text: {
        zh: `${month} 已按有名次的工作表读取，工作表“${sheet}”没有名次，不重复读入`,
        en: `${month} is read from the sheet with ranks; sheet ${sheet} has none and is left out`,
      },
    });
  }
  return lines.filter(({ record, sheet }) => record.kind !== 'result' || !poor.has(`${record.month}\n${sheet}`));
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
