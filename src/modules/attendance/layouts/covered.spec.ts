import { daysBetween } from 'src/common/civil-date';
import type { Roster } from 'src/modules/organisation/roster';
import roster from 'test/fixtures/cases/roster.json';
import { coveredBy } from './covered';

const hall = roster as unknown as Roster;
const january = { from: '2026-01-01', to: '2026-01-31' };
const said = (...staff: string[]): string[] =>
  coveredBy(january, new Set(staff), hall).map(
    ({ from, to, scope }) => `${scope ?? 'hall'} ${from.slice(8)}-${to.slice(8)}`,
  );
const all = hall.staff.map(({ id }) => id);

describe('what a report covers', () => {
  it('is the hall, when it holds people of every window', () => {
    expect(said(...all)).toEqual(['hall 01-31']);
    expect(said(...all.filter((id) => id !== '07005'))).toEqual(['hall 01-31']);
  });

  it('is the windows of its people, when it holds one department', () => {
    expect(said('07007', '07008', '07009')).toEqual(['B01 01-31']);
    expect(said()).toEqual([]);
  });

  it('is no window of which most people are elsewhere', () => {
    expect(said('07009')).toEqual([]);
    expect(said('07007', '07009')).toEqual(['B01 01-31']);
  });

  it('follows people who move: the old window to the day they leave, the new one only with its own people', () => {
    // 07016 is alone at D01 until 18 January, then one of four at A01; D01 has nobody after that.
    expect(said('07016')).toEqual(['D01 01-31']);
    expect(said('07012')).toEqual(['C01 01-18']);
    expect(said('07013')).toEqual(['C01 17-31']);
  });

  it('is no window while there is no roster', () => {
    expect(coveredBy(january, new Set(all), null)).toEqual([{ ...january, scope: '考勤报表' }]);
  });

  it('never names a day that the report does not', () => {
    const [first] = coveredBy({ from: '2026-01-10', to: '2026-01-12' }, new Set(['07009', '07008']), hall);
    expect(first && daysBetween(first.from, first.to)).toEqual(['2026-01-10', '2026-01-11', '2026-01-12']);
  });
});
