import { addDays, lastDay, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import type { Post } from 'src/modules/messages';
import type { ReportStanding } from 'src/modules/submissions/report/month-report';
import type { SectionStanding } from 'src/modules/submissions/verification/section-report';

/** From this day of the month on the windows are reminded of it. */
const FROM_DAY = 25;

export interface Reminding {
  readonly hall: string;
  readonly period: Period;
  readonly today: CivilDate;
  readonly isWorkingDay: (day: CivilDate) => boolean;
  readonly submission: CivilTime;
  /** Of the monthly report. */
  readonly reports: readonly ReportStanding[];
  readonly sections: readonly SectionStanding[];
}

/**
 * What is to be posted on a day for one month: to windows that have not reported from the 25th on, on the last working day and on the day
 * it is due; to departments from the day the windows' reports are due, on their own last day, and to the office when one is late.
 * Every matter has a key of its own, so that a day may be worked through again.
 */
export function remindersOf(reminding: Reminding): Post[] {
  const { period, today } = reminding;
  if (today < `${period}-${String(FROM_DAY)}`) return [];
  return [...windowReminders(reminding), ...sectionReminders(reminding)];
}

function windowReminders({ hall, period, today, isWorkingDay, reports }: Reminding): Post[] {
  const last = lastWorkingDay(period, isWorkingDay);
  return reports
    .filter(({ standing }) => standing === 'open')
    .flatMap(({ window, until }): Post[] => {
      const common = {
        hall,
        to: { permission: 'submission:declare', window },
        period,
        subject: `report:${period}`,
      } as const;
      const parameters = { month: period, until: until.slice(0, 16) };
      const key = `report:${period}:${window}`;
      return [
        { ...common, kind: 'todo', key, said: { key: 'report.due', parameters }, due: until },
        ...(today === last
          ? [
              {
                ...common,
                kind: 'notice' as const,
                key: `${key}:last-day`,
                said: { key: 'report.last-day' as const, parameters },
              },
            ]
          : []),
        ...(today === until.slice(0, 10)
          ? [
              {
                ...common,
                kind: 'notice' as const,
                key: `${key}:today`,
                said: { key: 'report.today' as const, parameters },
              },
            ]
          : []),
      ];
    });
}

function sectionReminders({ hall, period, today, submission, sections }: Reminding): Post[] {
  if (today < submission.slice(0, 10)) return [];
  return sections
    .filter(({ reported }) => reported === null)
    .flatMap(({ department, until, state }): Post[] => {
      const to = { permission: 'submission:confirm', scoredBy: department } as const;
      const common = { hall, period, subject: `section:${period}` };
      const parameters = { month: period, department, until: until.slice(0, 16) };
      const key = `verify:${period}:${department}`;
      const late = { month: period, department };
      return [
        { ...common, kind: 'todo', key, to, said: { key: 'verify.due', parameters }, due: until },
        ...(today === until.slice(0, 10)
          ? [
              {
                ...common,
                kind: 'notice' as const,
                key: `${key}:today`,
                to,
                said: { key: 'verify.today' as const, parameters },
              },
            ]
          : []),
        ...(state === 'late'
          ? [
              {
                ...common,
                kind: 'notice' as const,
                key: `${key}:late`,
                to: { permission: 'report:extend' as const },
                said: { key: 'department.late' as const, parameters: late },
              },
            ]
          : []),
      ];
    });
}

function lastWorkingDay(period: Period, isWorkingDay: (day: CivilDate) => boolean): CivilDate {
  const first = `${period}-01`;
  let day = lastDay(period);
  while (day > first && !isWorkingDay(day)) day = addDays(day, -1);
  return day;
}
