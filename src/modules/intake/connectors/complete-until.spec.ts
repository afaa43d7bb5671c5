import { daysAdded } from './complete-until';

describe('the days that "complete until" adds', () => {
  it('begin with the first day of the source', () => {
    expect(daysAdded('2026-03-05', '2026-03-02', undefined)).toEqual({ from: '2026-03-02', to: '2026-03-05' });
  });
  it('follow on those called complete before, over the end of a month too', () => {
    expect(daysAdded('2026-03-02', '2026-01-01', '2026-02-28')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  });
  it('are none when nothing is new, or before the source began', () => {
    expect(daysAdded('2026-03-05', '2026-03-01', '2026-03-05')).toBeUndefined();
    expect(daysAdded('2026-02-28', '2026-03-01', undefined)).toBeUndefined();
  });
  it('never reach back before a beginning declared later', () => {
    expect(daysAdded('2026-03-05', '2026-03-04', '2026-03-01')).toEqual({ from: '2026-03-04', to: '2026-03-05' });
  });
});
