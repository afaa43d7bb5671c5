import { shippedNotices } from 'src/modules/calendar/shipped-notices';
import { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { judgeCase } from 'src/modules/cases/case-clock';
import type { CaseState } from 'src/modules/cases/case-state';
import type { CatalogueItem } from 'src/modules/cases/items/catalogue';
import { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import { FINDING_KINDS, FINDING_SETTINGS } from './finding';
import { findingsOf, type Examined } from './findings';

const days = new WorkingDayCounter(new StatutoryCalendar(shippedNotices));
const sound: CaseState = {
  no: '1',
  itemCode: null,
  itemName: null,
  window: 'A',
  handler: null,
  accepted: '2026-01-05 09:00:00',
  finished: '2026-01-07 10:00:00',
  promiseDays: 5,
  legalDays: 20,
  type: 'promised',
  standing: 'finished',
  stopFrom: null,
  stopTo: null,
  correctionFrom: null,
  correctionTo: null,
  corrections: null,
  full: true,
};
const item: CatalogueItem = {
  ...{ code: 'I1', name: null, department: null, accepting: 'A', approving: 'B', type: 'promised', promiseDays: 5 },
  ...{ legalDays: 20, online: null, from: null, to: null },
};

function kindsOf(more: Partial<CaseState>, around: Partial<Examined> = {}, hasCatalogue = true): string[] {
  const state = { ...sound, ...more };
  const windows = { accepted: state.window, handled: state.window, charged: state.window };
  const verdict = judgeCase(state, days, '2026-01-31 18:00:00');
  const row = { batch: 'b', line: 2, item: undefined, firstSeen: undefined, reached: undefined };
  const rules = { settings: FINDING_SETTINGS, days, hasCatalogue };
  return findingsOf({ state, verdict, windows, ...row, ...around }, '2026-01', rules).map(({ kind }) => kind);
}

describe('what a person should look into', () => {
  it.each<[string, Partial<CaseState>, Partial<Examined>, string[]]>([
    ['nothing of a sound case', {}, {}, []],
    ['nothing of another month', { accepted: '2026-02-05 21:00:00', finished: null, standing: 'open' }, {}, []],
    ['nothing of a withdrawn case', { accepted: '2026-01-05 21:00:00', standing: 'withdrawn' }, {}, []],
    ['accepted on a make-up Sunday within hours', { accepted: '2026-01-04 09:00:00' }, {}, []],
    ['accepted on a rest day', { accepted: '2026-01-03 09:00:00' }, {}, ['outside-hours']],
    ['finished in the evening', { finished: '2026-01-07 17:31:00' }, {}, ['outside-hours']],
    ['finished in the last minute', { finished: '2026-01-07 17:30:59' }, {}, []],
    ['a day without time', { accepted: '2026-01-05', finished: '2026-01-05' }, {}, []],
    ['one minute', { finished: '2026-01-05 09:00:59' }, {}, ['same-minute']],
    ['an instant case with a promise', { type: 'instant' }, {}, ['type-against-promise']],
    ['a promised case without', { promiseDays: 0 }, {}, ['type-against-promise']],
    ['promised beyond the law', { promiseDays: 21 }, {}, ['promise-over-legal']],
    ['no promise', { promiseDays: null }, {}, ['unjudged']],
    ['no window', { window: null }, {}, ['unjudged']],
    ['seen soon', {}, { firstSeen: '2026-01-08 09:00:00' }, []],
    ['seen after thirty-one working days', {}, { firstSeen: '2026-02-24 09:00:00' }, ['seen-late']],
    ['passed over', {}, { firstSeen: '2026-01-08 09:00:00', reached: '2026-01-07' }, ['seen-late']],
    ['passed over by a day', {}, { firstSeen: '2026-01-08 09:00:00', reached: '2026-01-06' }, []],
    ['as the catalogue says', { itemCode: 'I1' }, { item }, []],
    ['not in the catalogue', { itemCode: 'I2' }, {}, ['item-unknown']],
    ['another promise', { promiseDays: 4 }, { item }, ['promise-against-catalogue']],
    ['another limit', { legalDays: 30 }, { item }, ['legal-against-catalogue']],
    ['another type', { type: 'joint' }, { item }, ['type-against-catalogue']],
    ['another window', { window: 'C' }, { item }, ['window-against-catalogue']],
    ['nothing said in the list', { promiseDays: 5, legalDays: null, type: null }, { item }, []],
  ])('%s', (_, more, around, kinds) => expect(kindsOf(more, around)).toEqual(kinds));

  it('misses no catalogue that is not there', () => {
    expect(kindsOf({ itemCode: 'I2' }, {}, false)).toEqual([]);
  });

  it('has a name for every kind in both languages', () => {
    for (const { zh, en } of Object.values(FINDING_KINDS)) expect([zh, en]).not.toContain('');
  });
});
