import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { addMonths, ALWAYS, firstDay, type CivilTime, type Period } from 'src/common/civil-date';
import { foldCode } from 'src/common/text';
import { Database } from 'src/config/database.service';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { deadlinesOf, nthWorkingDayAfter } from 'src/modules/calendar/deadlines';
import { isDuplicate } from 'src/modules/intake/connectors/duplicate';
import { OrganisationService } from 'src/modules/organisation';
import type { RosterWindow } from 'src/modules/organisation/roster';
import { RulesService } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import { LessThanOrEqual, type EntityManager } from 'typeorm';
import {
  extensionInvalid,
  formUnknown,
  noBook,
  reasonMissing,
  reportNotAsked,
  reportTooEarly,
  reportTwice,
} from 'src/modules/submissions/refusals';
import { MonthReportEntity } from 'src/modules/submissions/submission.entity';
import {
  askedForms,
  asks,
  MONTHLY,
  standingsOf,
  type AskedForm,
  type Extension,
  type MonthReport,
  type ReportStanding,
} from './month-report';

const LONGEST_REASON = 300;

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

/** Monthly reports of the windows: receipts, extensions, who is late or missing. */
@Injectable()
export class ReportsOfMonth {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
  ) {}

  /** The reports asked for in the month and until when. Throws `submissions.no-book`. */
  async forms(hall: string, period: Period): Promise<AskedForm[]> {
    const book = await this.rules.bookInForce(hall, period);
    if (!book) throw noBook({ month: period });
    return this.formsOf(book.parsed, period);
  }

  /** How each window stands at `asOf`, in order of the roster. */
  async standings(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<ReportStanding[]> {
    const forms = await this.forms(hall, period);
    const { windows } = await this.organisation.rosterOf(hall, period, knownAt === ALWAYS ? {} : { knownAt });
    const said = await this.said(this.database.read, hall, period, knownAt < asOf ? knownAt : asOf);
    return standingsOf(
      windows.filter(({ kind }) => kind === 'window'),
      forms,
      said,
      asOf,
    );
  }

  /**
   * A window says that its declarations of the month are complete; it gets a receipt. A late report is taken and says so. Throws
   * `submissions.form-unknown`, `.report-not-asked`, `.report-too-early`, `.report-twice` and `calendar.period-frozen`.
   */
  async confirm(
    hall: string,
    period: Period,
    window: string,
    form: string,
    { by, at }: Stamp,
  ): Promise<ReportStanding> {
    if (by.name.trim() === '') throw reasonMissing({});
    const { id } = await this.asked(hall, period, window, form);
    const next = firstDay(addMonths(period, 1));
    if (at < next) throw reportTooEarly({ month: period, from: next });
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      const { reports } = await this.said(manager, hall, period, ALWAYS);
      const before = reports.find((one) => one.window === id && one.form === form);
      if (before) throw reportTwice({ window: id, form, receipt: before.receipt, at: before.at });
      const row = { hall, period, windowId: id, form, kind: 'report', seq: 1, until: null, reason: '' };
      try {
        await manager.insert(MonthReportEntity, { ...row, enteredBy: by.id, enteredAt: at });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw reportTwice({ window: id, form, receipt: receiptOf(period, id, form), at });
      }
    });
    return this.standing(hall, period, id, form, at);
  }

  /** Lets a window report later. Throws `submissions.extension-invalid`, `.reason-missing` and as `confirm`. */
  async extend(
    hall: string,
    period: Period,
    extended: { readonly window: string; readonly form: string; readonly until: string; readonly reason: string },
    { by, at }: Stamp,
  ): Promise<ReportStanding> {
    const { form } = extended;
    const reason = extended.reason.trim();
    if (reason === '' || reason.length > LONGEST_REASON || by.name.trim() === '') throw reasonMissing({});
    const until = timeOf(extended.until);
    if (until === undefined || until <= at) throw extensionInvalid({ until: extended.until });
    const { id } = await this.asked(hall, period, extended.window, form);
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      const where = { hall, period, windowId: id, form, kind: 'extension' };
      const seq = (await manager.countBy(MonthReportEntity, where)) + 1;
      await manager.insert(MonthReportEntity, { ...where, seq, until, reason, enteredBy: by.id, enteredAt: at });
    });
    return this.standing(hall, period, id, form, at);
  }

  private async standing(
    hall: string,
    period: Period,
    window: string,
    form: string,
    at: CivilTime,
  ): Promise<ReportStanding> {
    const all = await this.standings(hall, period, at);
    const own = all.find((one) => one.window === window && one.form === form);
    if (!own) throw reportNotAsked({ window, form });
    return own;
  }

  private async asked(hall: string, period: Period, window: string, form: string): Promise<RosterWindow> {
    const forms = await this.forms(hall, period);
    const wanted = forms.find((one) => one.form === form);
    if (!wanted) throw formUnknown({ form, forms: forms.map((one) => one.form) });
    const code = foldCode(window);
    const { windows } = await this.organisation.rosterOf(hall, period);
    const found = windows.find(({ id, name }) => id === code || name === code);
    if (!found || found.kind !== 'window' || !asks(wanted, found)) throw reportNotAsked({ window, form });
    return found;
  }

  private formsOf(book: Book, period: Period): AskedForm[] {
    const calendar = this.notices.calendar();
    const gap = book.deadlines?.gap;
    const { submission, verification } = deadlinesOf(calendar, period, gap === undefined ? {} : { gap });
    const next = addMonths(period, 1);
    return askedForms(book, {
      submission: submission.date,
      verification: verification.date,
      workingDay: (count) => nthWorkingDayAfter(calendar, period, count),
      dayOfNext: (day) => calendar.workingDayOnOrAfter(`${next}-${String(day).padStart(2, '0')}`),
    });
  }

  private async said(
    manager: EntityManager,
    hall: string,
    period: Period,
    knownAt: CivilTime,
  ): Promise<{ reports: MonthReport[]; extensions: Extension[] }> {
    const rows = await manager.find(MonthReportEntity, {
      where: { hall, period, enteredAt: LessThanOrEqual(knownAt) },
      order: { enteredAt: 'ASC', windowId: 'ASC', seq: 'ASC' },
    });
    const common = ({ windowId, form, enteredBy, enteredAt }: MonthReportEntity) => ({
      window: windowId,
      form,
      by: enteredBy,
      at: enteredAt,
    });
    return {
      reports: rows
        .filter(({ kind }) => kind === 'report')
        .map((row) => ({ ...common(row), receipt: receiptOf(period, row.windowId, row.form) })),
      extensions: rows
        .filter(({ kind }) => kind === 'extension')
        .map((row) => ({ ...common(row), until: row.until ?? '', reason: row.reason })),
    };
  }
}

/** One report per window, form and month: these make the number of its receipt. */
function receiptOf(period: Period, window: string, form: string): string {
  return [period.replace('-', ''), window, ...(form === MONTHLY ? [] : [form])].join('-');
}

/** `2026-04-03`, `2026-04-03 17:30` or with seconds; a bare day is its end. */
function timeOf(text: string): CivilTime | undefined {
  const [, day, time = '23:59:59'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text.trim()) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return undefined;
  return `${day} ${time.length === 5 ? `${time}:00` : time}`;
}
