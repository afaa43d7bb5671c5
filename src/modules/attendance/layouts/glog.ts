import { isFault, parseDateCell } from 'src/modules/intake/values/dates';
import type { FeedContext, Layout, Outcome, Row, SheetInfo } from 'src/modules/intake/feed';
import type { PunchRecord } from 'src/modules/attendance/punch';
import { inOneOrder, type DateOrder } from './order';
import { codeIn, Persons } from './persons';
import { isBlank, isBlankRow, shown, tabbed, titleOf } from './rows';
import { reject, rejectDate, skipped } from './words';

/**
 * Layout 3, `GLG_001.txt`: tab-separated with one header row. One variant has two more titles than cells, so EnNo is
 * taken as the third column and DateTime as the last. The running number `No` is no part of the record.
 */
export const glog: Layout<PunchRecord> = {
  id: '3',
  begin(sheet, head, context) {
    const header = head.find((row) => {
      const titles = tabbed(row).map(titleOf);
      return titles.includes('enno') && titles.includes('datetime');
    });
    if (header === undefined) return undefined;
    const titles = tabbed(header).map(titleOf);
    const at = { line: header.line, person: titles.indexOf('enno'), device: titles.indexOf('tmno') };
    const persons = new Persons(context);
    const row = (given: Row, order: DateOrder): Outcome<PunchRecord>[] =>
      given.line <= at.line ? [] : [punchOf(sheet, given, at, { persons, context, order })];
    return {
      fit: 8,
      reader: inOneOrder(
        { row: (given, order) => row({ ...given, cells: tabbed(given) }, order) },
        context.options.dateOrder,
      ),
    };
  },
};

interface Means {
  readonly persons: Persons;
  readonly context: FeedContext;
  readonly order: DateOrder;
}

function punchOf(
  sheet: SheetInfo,
  row: Row,
  at: { person: number; device: number },
  { persons, context, order }: Means,
): Outcome<PunchRecord> {
  if (isBlankRow(row)) return skipped(row.line, 'empty-line');
  const { cells } = row;
  const place = { sheet: sheet.name, line: row.line };
  const pin = codeIn(cells[at.person], context.options);
  if ('fault' in pin) return reject(pin.fault, { ...place, column: 'EnNo', value: shown(cells[at.person]) });
  if (pin.code === '') return reject('pin-missing', { ...place, column: 'EnNo', value: '' });
  const last = cells.findLastIndex((cell) => !isBlank(cell));
  const value = shown(cells[last]);
  const instant = parseDateCell(cells[last] ?? '', { dateOrder: order });
  if (last <= at.person || isFault(instant) || instant.time === null) {
    const missing = last <= at.person || !/\d[/.-]\d/.test(value);
    if (missing) return reject('time-missing', { ...place, column: 'DateTime', value });
    return rejectDate(isFault(instant) ? instant.fault : 'time-empty', { ...place, column: 'DateTime', value });
  }
  const when = `${instant.date} ${instant.time}`;
  context.normalised?.note({ ...place, column: 'DateTime' }, instant.rule, value, when);
  const { asOf } = context.options;
  if (asOf !== undefined && when > asOf) return reject('after-as-of', { ...place, column: 'DateTime', value }, asOf);
  const device = at.device < 0 ? '' : shown(cells[at.device]);
  return persons.outcome(row.line, { source: 'pin', person: pin.code }, { at: when, device, kind: 'punch' });
}
