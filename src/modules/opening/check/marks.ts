import type { Placed, Reject } from 'src/modules/intake/feed';
import { MARKS, type Mark, type ResultLine } from 'src/modules/opening/opening-record';
import { lineFaults } from 'src/modules/opening/table/line-faults';

type Line = Placed<ResultLine>;

/** A column in which somebody of the month is ticked says no of the others; a column nobody is ticked in says nothing. */
export function withTicks(lines: readonly Line[]): Line[] {
  const ticked = new Set<string>();
  const key = ({ record }: Line, mark: Mark): string => `${record.month} ${record.part} ${mark}`;
  for (const one of lines) for (const mark of MARKS) if (one.record.marks[mark] === true) ticked.add(key(one, mark));
  return lines.map((one) => {
    const marks = { ...one.record.marks };
    for (const mark of MARKS) if (marks[mark] === undefined && ticked.has(key(one, mark))) marks[mark] = false;
    return { ...one, record: { ...one.record, marks } };
  });
}

/** A mark that the rank contradicts. Ties at an edge are the office's own decision, so only what cannot be is a fault. */
export function markFault({ sheet, line, record }: Line, rank: number | null): Reject | undefined {
  if (rank === null) return undefined;
  const at = { sheet, line, column: record.titles.rank ?? '', value: String(rank) };
  const { first, top } = record.marks;
  if ((first === true && rank !== 1) || (first === false && rank === 1)) return lineFaults.firstWrong(at, rank);
  if (top === true && record.topOf !== null && rank > record.topOf)
    return lineFaults.markWrong({ ...at, column: `前${String(record.topOf)}名` }, rank);
  return undefined;
}
