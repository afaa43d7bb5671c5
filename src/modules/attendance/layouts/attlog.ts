import type { CivilTime } from 'src/common/civil-date';
import { isFault, parseDateCell } from 'src/modules/intake/values/dates';
import type { Cell, FeedContext, Layout, Outcome, Row, SheetInfo } from 'src/modules/intake/feed';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { codeIn, Persons } from './persons';
import { isBlank, isBlankRow, shown, tabbed } from './rows';
import { reject, rejectDate, skipped } from './words';

const LOOKS_LIKE_INSTANT = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}(?: |T|$)/;

/**
 * Layout 2, `attlog.dat` of ZK clocks: no header; pin (padded or bare), perhaps a name, then `YYYY-MM-DD HH:MM:SS`. The
 * columns behind (device, status, verify mode, work code) say nothing reliable: 255 means unknown, so in and out are
 * never derived. A clerk may have opened and saved the list as a workbook.
 */
export const attlog: Layout<PunchRecord> = {
  id: '2',
  begin(sheet, head, context) {
    if (sheet.source === 'json') return undefined;
    const filled = head.map(tabbed).filter((cells) => !cells.every(isBlank));
    // Such lists begin with a punch: words stand above a table of titles nobody knows, whose numbers need not be pins.
    if (!filled[0]?.some((cell) => /\d/.test(shown(cell)))) return undefined;
    const like = filled.filter((cells) => timeColumn(cells) > 0);
    if (filled.length === 0 || like.length * 2 < filled.length) return undefined;
    const persons = new Persons(context);
    return { fit: 3, reader: { row: (row) => [punchOf(sheet, row, persons, context)] } };
  },
};

/** Second or third column; -1 for none. A header would hold a word there, and then another layout fits better. */
function timeColumn(cells: readonly Cell[]): number {
  return [1, 2].find((column) => LOOKS_LIKE_INSTANT.test(shown(cells[column]))) ?? -1;
}

function punchOf(sheet: SheetInfo, row: Row, persons: Persons, context: FeedContext): Outcome<PunchRecord> {
  if (isBlankRow(row)) return skipped(row.line, 'empty-line');
  const cells = tabbed(row);
  const place = { sheet: sheet.name, line: row.line };
  const pin = codeIn(cells[0], context.options);
  const column = timeColumn(cells);
  if (column < 0) return reject('time-missing', { ...place, column: '时间', value: cells.map(shown).join(' ').trim() });
  if ('fault' in pin) return reject(pin.fault, { ...place, column: '考勤号', value: shown(cells[0]) });
  if (pin.code === '') return reject('pin-missing', { ...place, column: '考勤号', value: '' });
  const value = shown(cells[column]);
  const instant = parseDateCell(value);
  if (isFault(instant)) return rejectDate(instant.fault, { ...place, column: '时间', value });
  if (instant.time === null) return rejectDate('time-empty', { ...place, column: '时间', value });
  const at: CivilTime = `${instant.date} ${instant.time}`;
  context.normalised?.note({ ...place, column: '时间' }, instant.rule, value, at);
  const { asOf } = context.options;
  if (asOf !== undefined && at > asOf) return reject('after-as-of', { ...place, column: '时间', value }, asOf);
  return persons.outcome(row.line, { source: 'pin', person: pin.code }, { at, device: '', kind: 'punch' });
}
