import type { Feed } from 'src/modules/intake/feed';
import { askingLayout } from 'src/modules/intake/table/asking';
import { titleOf } from './layouts/rows';
import { leaveRegister } from './leaves/register';
import { REGISTER_COLUMNS } from './leaves/register-columns';
import { NOBODY_NAMED, type LeaveRecord } from './leave';

/** A register under titles nobody knows, each much like a known one. */
const unnamedRegister = askingLayout<LeaveRecord>({
  id: '6a',
  fit: 1,
  needed: [
    [...REGISTER_COLUMNS.name, ...REGISTER_COLUMNS.staff],
    REGISTER_COLUMNS.from,
    REGISTER_COLUMNS.kind,
    [...REGISTER_COLUMNS.days, ...REGISTER_COLUMNS.to],
  ],
  known: Object.values(REGISTER_COLUMNS),
  fold: titleOf,
});

/** Leave from registers: layout 6a, by name or number, with days or both ends. */
const leave: Feed<LeaveRecord> = {
  name: 'leave',
  layouts: [leaveRegister, unnamedRegister],
  identity: ({ source, person, kind, halves }) => `${source} ${person} ${kind} ${halves.join(',')}`,
  person: ({ person, staff }) => staff ?? person,
  instant: ({ from }) => from,
  belongs: ({ to }) => to,
  begins: ({ from }) => from,
  sinks: [
    {
      table: 'leave_spell',
      columns: [
        'hall',
        'source',
        'person',
        'kind',
        'first_half',
        'last_half',
        'days',
        'halves',
        'stand_in',
        'document',
        'minutes',
        'batch',
        'line',
      ],
      unique: ['hall', 'source', 'person', 'kind', 'first_half', 'last_half', 'days'],
      // A name is no key and names stay in one place; such rows wait until the roster knows the person.
      accepts: ({ source }) => source !== 'name',
      row: ({ source, person, kind, halves, days, ...more }, { hall, batch, line }) => [
        ...[hall, source, person, kind, halves[0] ?? '', halves.at(-1) ?? '', days, halves.join(',')],
        ...[storedStandIn(more), more.document ?? null, more.minutes ?? null, batch, line],
      ],
    },
  ],
  expects: {
    zh: '请假登记表应有“姓名”或“工号”、“请假日期”（或开始、结束日期）、“请假天数”和“类型”等列。',
    en: 'A leave register holds columns such as 姓名 or 工号, 请假日期 (or both ends), 请假天数 and 类型.',
  },
};

export default leave;

function storedStandIn({ standIn, standInStated }: Pick<LeaveRecord, 'standIn' | 'standInStated'>): string {
  return standIn === '' && standInStated === true ? NOBODY_NAMED : standIn;
}
