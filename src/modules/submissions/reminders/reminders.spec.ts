import type { ReportStanding } from 'src/modules/submissions/report/month-report';
import type { SectionStanding } from 'src/modules/submissions/verification/section-report';
import { remindersOf, type Reminding } from './reminders';

const report = (window: string, standing: ReportStanding['standing']): ReportStanding => ({
  ...{ window, form: '月报', standing, until: '2026-02-02 17:30:00', extended: false },
});
const section = (
  department: string,
  reported: SectionStanding['reported'],
  state: SectionStanding['state'],
): SectionStanding => ({
  ...{ department, state, until: '2026-02-03 17:30:00', confirmed: null, reported, changedSince: false },
  counts: { pending: 0, verified: 0, changed: 0, rejected: 0 },
});
const on = (today: string, over: Partial<Reminding> = {}): string[] =>
  remindersOf({
    ...{ hall: 'h', period: '2026-01', today, submission: '2026-02-02 17:30:00' },
    // 31 January 2026 is a Saturday.
    isWorkingDay: (day) => day !== '2026-01-31',
    reports: [report('A01', 'open'), report('A02', 'in-time')],
    sections: [section('督查科', null, 'open'), section('办公室', { by: 'x', at: '2026-02-02 18:00:00' }, 'reported')],
    ...over,
  }).map(({ kind, key, said }) => `${kind} ${key} ${said.key}`);

describe('reminders of a month', () => {
  const due = 'todo report:2026-01:A01 report.due';
  const verify = 'todo verify:2026-01:督查科 verify.due';

  it('begin on the 25th, only for windows that have not reported', () => {
    expect(on('2026-01-24')).toEqual([]);
    expect(on('2026-01-25')).toEqual([due]);
    expect(on('2026-01-25', { reports: [report('A02', 'late')] })).toEqual([]);
  });

  it('are said again on the last working day and on the day it is due', () => {
    expect(on('2026-01-30')).toEqual([due, 'notice report:2026-01:A01:last-day report.last-day']);
    expect(on('2026-01-31')).toEqual([due]);
    expect(on('2026-02-02')).toEqual([due, 'notice report:2026-01:A01:today report.today', verify]);
  });

  it('go to departments from then on, and to the office when one is late', () => {
    const reports: ReportStanding[] = [];
    expect(on('2026-02-03', { reports })).toEqual([verify, 'notice verify:2026-01:督查科:today verify.today']);
    const sections = [section('督查科', null, 'late')];
    expect(on('2026-02-04', { reports, sections })).toEqual([
      verify,
      'notice verify:2026-01:督查科:late department.late',
    ]);
  });
});
