import { lastDay, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import type { Book, Item } from 'src/modules/rules/book';
import type { Coverage, Occurrence } from 'src/modules/rules/facts';

/** The monthly report of a window: its declarations of the month are complete, also when there was nothing (本月无). */
export interface MonthReport {
  readonly window: string;
  /** 月报, or a form with a deadline of its own (单项时限). */
  readonly form: string;
  readonly by: string;
  readonly at: CivilTime;
  /** Number of the receipt. */
  readonly receipt: string;
}

/** The office let a window report later, by name and reason. */
export interface Extension {
  readonly window: string;
  readonly form: string;
  readonly until: CivilTime;
  readonly by: string;
  readonly reason: string;
  readonly at: CivilTime;
}

/** A report that is asked for, and until when. */
export interface AskedForm {
  readonly form: string;
  /** The last second in time. */
  readonly until: CivilTime;
  /** From then on a report that has not come is missing. */
  readonly missingAfter: CivilTime;
  /** Windows that report; absent: all. */
  readonly applies?: Item['applies'];
}

export const MONTHLY = '月报';

/** The days by which a month's reports are due, as the calendar gives them. */
export interface ReportDays {
  readonly submission: CivilDate;
  readonly verification: CivilDate;
  /** The n-th working day after the month. */
  readonly workingDay: (count: number) => CivilDate;
  /** A day of the following month, postponed to a working day. */
  readonly dayOfNext: (day: number) => CivilDate;
}

/** The reports a book asks for: the monthly one, and each form that an item gives a deadline of its own. */
export function askedForms(book: Book, days: ReportDays): AskedForm[] {
  const end = (day: CivilDate): CivilTime => endOf(book, day);
  const missingAfter = `${days.verification} 23:59:59`;
  const own = book.items.flatMap((item): AskedForm[] => {
    const { deadline, applies } = item;
    const form = formOfItem(item);
    if (deadline === undefined || form === undefined) return [];
    const { workingDays, day } = deadline;
    const date =
      workingDays === undefined ? (day === undefined ? undefined : days.dayOfNext(day)) : days.workingDay(workingDays);
    if (date === undefined) return [];
    return [{ form, until: end(date), missingAfter, ...(applies === undefined ? {} : { applies }) }];
  });
  return [{ form: MONTHLY, until: end(days.submission), missingAfter }, ...own];
}

/** The last second in time of a day: without a time of day in the book all of it; with 17:30, 17:30:00 is still in time. */
export function endOf({ deadlines }: Pick<Book, 'deadlines'>, day: CivilDate): CivilTime {
  return deadlines?.time === undefined ? `${day} 23:59:59` : `${day} ${deadlines.time}:00`;
}

/** The one form that an item about late reports names. */
function formOfItem(item: Item): string | undefined {
  const forms = (item.count?.facts ?? []).flatMap(({ type, where = [] }) =>
    type === 'declaration.late' || type === 'declaration.missing'
      ? where.flatMap((condition) => ('is' in condition && condition.label === 'form' ? condition.is : []))
      : [],
  );
  return forms.length === 1 ? forms[0] : undefined;
}

interface Reporting {
  readonly id: string;
  readonly group: string;
  readonly tags: readonly string[];
}

export function asks({ applies }: AskedForm, window: Reporting): boolean {
  if (applies === undefined) return true;
  if (applies.windows !== undefined && !applies.windows.includes(window.id)) return false;
  if (applies.groups !== undefined && !applies.groups.includes(window.group)) return false;
  return applies.tags === undefined || applies.tags.some((tag) => window.tags.includes(tag));
}

/** How a window stands with a form. */
export type Standing = 'in-time' | 'late' | 'missing' | 'open';

export interface ReportStanding {
  readonly window: string;
  readonly form: string;
  readonly standing: Standing;
  readonly until: CivilTime;
  readonly extended: boolean;
  readonly report?: MonthReport;
}

/**
 * Each window × form at `asOf`. The first report counts; the deadline is the later of the rule's and an extension's. A report that
 * has not come is open until the verification deadline and missing after it.
 */
export function standingsOf(
  windows: readonly Reporting[],
  forms: readonly AskedForm[],
  said: { readonly reports: readonly MonthReport[]; readonly extensions: readonly Extension[] },
  asOf: CivilTime,
): ReportStanding[] {
  const keyOf = (window: string, form: string): string => JSON.stringify([window, form]);
  const last = new Map(said.extensions.map((one) => [keyOf(one.window, one.form), one]));
  const first = new Map(said.reports.toReversed().map((one) => [keyOf(one.window, one.form), one]));
  return windows.flatMap((window) =>
    forms
      .filter((form) => asks(form, window))
      .map(({ form, until: rule, missingAfter }) => {
        const extension = last.get(keyOf(window.id, form));
        const until = extension !== undefined && extension.until > rule ? extension.until : rule;
        const report = first.get(keyOf(window.id, form));
        const gone = asOf > missingAfter && asOf > until;
        const standing = report ? (report.at.slice(0, 19) > until ? 'late' : 'in-time') : gone ? 'missing' : 'open';
        return {
          window: window.id,
          form,
          standing,
          until,
          extended: extension !== undefined,
          ...(report ? { report } : {}),
        };
      }),
  );
}

/** Late and missing reports as facts of the month they are about; on its last day, since they belong to the whole month. */
export function reportFacts(period: Period, standings: readonly ReportStanding[]): Occurrence[] {
  return standings.flatMap(({ window, form, standing, extended, report, until }): Occurrence[] => {
    if (standing !== 'late' && standing !== 'missing') return [];
    return [
      {
        kind: 'occurrence',
        id: `report:${period}:${window}:${form}:${standing}`,
        type: standing === 'late' ? 'declaration.late' : 'declaration.missing',
        date: lastDay(period),
        window,
        labels: { form, ...(extended ? { reason: '延期获批' } : {}) },
        ...(report
          ? { evidence: [report.receipt], text: `${report.at.slice(0, 16)} 报送，截止 ${until.slice(0, 16)}` }
          : {}),
      },
    ];
  });
}

/** Declarations are complete for a window when none of its reports is open any more. */
export function reportCoverage(period: Period, standings: readonly ReportStanding[]): Coverage[] {
  const open = new Set(standings.filter(({ standing }) => standing === 'open').map(({ window }) => window));
  const windows = [...new Set(standings.map(({ window }) => window))].filter((window) => !open.has(window));
  const whole = { source: 'declarations', from: `${period}-01`, to: lastDay(period) };
  if (windows.length === 0) return [];
  return open.size === 0 ? [whole] : [{ ...whole, windows }];
}
