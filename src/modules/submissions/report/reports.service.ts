import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { addMonths, ALWAYS, firstDay, type CivilTime, type Period } from 'src/common/civil-date';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { deadlinesOf, nthWorkingDayAfter } from 'src/modules/calendar/deadlines';
import { isDuplicate } from 'src/config/database-fault';
import { OrganisationService } from 'src/modules/organisation';
import type { RosterWindow } from 'src/modules/organisation/roster';
import type { Book } from 'src/modules/rules/book';
import { HandIn } from 'src/modules/submissions/draft/hand-in.service';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import {
  extensionInvalid,
  formUnknown,
  reasonMissing,
  reportNotAsked,
  reportTooEarly,
  reportTwice,
} from 'src/modules/submissions/refusals';
import { Told } from 'src/modules/submissions/reminders/told.service';
import { MonthReportEntity } from 'src/modules/submissions/submission.entity';
import { givenReason } from 'src/modules/submissions/submissions.service';
import { LessThanOrEqual, type EntityManager } from 'typeorm';
import {
  askedForms,
  asks,
  endOf,
  MONTHLY,
  standingsOf,
  type AskedForm,
  type Extension,
  type MonthReport,
  type ReportStanding,
} from './month-report';

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
    private readonly basis: BasisOfMonth,
    private readonly handIn: HandIn,
    private readonly told: Told,
    private readonly audit: AuditService,
  ) {}

  /** The reports asked for in the month and until when. Throws `submissions.no-book`. */
  async forms(hall: string, period: Period): Promise<AskedForm[]> {
    return this.formsOf(await this.basis.book(hall, period), period);
  }

  /** The last seconds in time: of the windows, and of the scoring departments. Throws `submissions.no-book`. */
  async deadlines(hall: string, period: Period): Promise<{ submission: CivilTime; verification: CivilTime }> {
    const book = await this.basis.book(hall, period);
    const { submission, verification } = this.daysOf(book, period);
    return { submission: endOf(book, submission.date), verification: endOf(book, verification.date) };
  }

  /** How each window stands that the actor may see. */
  async seen(actor: Actor, hall: string, period: Period, asOf: CivilTime): Promise<ReportStanding[]> {
    const all = await this.standings(hall, period, asOf);
    return all.filter(({ window }) => allows(actor, 'submission:read', { hall, window }));
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
    const said = await this.said(this.database.read, { hall, period }, knownAt < asOf ? knownAt : asOf);
    return standingsOf(
      windows.filter(({ kind }) => kind === 'window'),
      forms,
      said,
      asOf,
    );
  }

  /**
   * A window says that its declarations of the month are complete: its drafts are handed in, areas of which nothing was said
   * have nothing this month, and it gets a receipt. All of it, or nothing. A late report is taken and says so. Throws
   * `submissions.form-unknown`, `.report-not-asked`, `.report-too-early`, `.report-twice`, `.drafts-faulty` and
   * `calendar.period-frozen`.
   */
  async confirm(
    hall: string,
    period: Period,
    window: string,
    form: string,
    { by, at }: Stamp,
  ): Promise<ReportStanding> {
    if (by.name.trim() === '') throw reasonMissing({});
    const { asked, found } = await this.asked(by, 'submission:declare', { hall, period, window, form });
    const next = firstDay(addMonths(period, 1));
    if (at < next) throw reportTooEarly({ month: period, from: next });
    const { id: windowId } = found;
    const stamp = { by, at };
    const book = await this.basis.book(hall, period);
    const ready = form === MONTHLY ? await this.handIn.ready(hall, period, windowId, stamp) : [];
    const where = { hall, period, windowId, form };
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      const [before] = (await this.said(manager, where, ALWAYS)).reports;
      if (before) throw reportTwice({ window: windowId, form, receipt: before.receipt, at: before.at });
      const row = { ...where, kind: 'report', seq: 1, until: null, reason: '', enteredBy: by.id, enteredAt: at };
      try {
        await manager.insert(MonthReportEntity, row);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw reportTwice({ window: windowId, form, receipt: receiptOf(period, windowId, form), at });
      }
      if (form === MONTHLY) {
        await this.handIn.takeIn(manager, hall, period, found, { ready, stamp, book });
        await this.told.reported(manager, hall, period, windowId, by);
      }
      const receipt = receiptOf(period, windowId, form);
      const after = { form, receipt, at, items: ready.length };
      await this.audit.record(manager, by, { hall, action: 'report.confirm', subject: `${period}:${windowId}`, after });
      return standingIn(found, asked, await this.said(manager, where, ALWAYS), at);
    });
  }

  /** Lets a window report later. Throws `submissions.extension-invalid`, `.reason-missing` and as `confirm`. */
  async extend(
    hall: string,
    period: Period,
    extended: { readonly window: string; readonly form: string; readonly until: string; readonly reason: string },
    { by, at }: Stamp,
  ): Promise<ReportStanding> {
    const { form, window } = extended;
    const { asked, found } = await this.asked(by, 'report:extend', { hall, period, window, form });
    if (by.name.trim() === '') throw reasonMissing({});
    const reason = givenReason(extended.reason);
    const until = timeOf(extended.until);
    if (until === undefined || until <= at) throw extensionInvalid({ until: extended.until });
    const where = { hall, period, windowId: found.id, form };
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      const extension = { ...where, kind: 'extension' };
      const seq = (await manager.countBy(MonthReportEntity, extension)) + 1;
      await manager.insert(MonthReportEntity, { ...extension, seq, until, reason, enteredBy: by.id, enteredAt: at });
      const subject = `${period}:${found.id}`;
      await this.audit.record(manager, by, { hall, action: 'report.extend', subject, after: { form, until }, reason });
      return standingIn(found, asked, await this.said(manager, where, ALWAYS), at);
    });
  }

  private async asked(
    actor: Actor,
    permission: 'submission:declare' | 'report:extend',
    { hall, period, window, form }: { hall: string; period: Period; window: string; form: string },
  ): Promise<{ asked: AskedForm; found: RosterWindow }> {
    const found = await this.basis.window(hall, period, window);
    const unknown = () => reportNotAsked({ window, form });
    allow(actor, permission, { hall, window: found?.id ?? window }, unknown);
    const forms = await this.forms(hall, period);
    const asked = forms.find((one) => one.form === form);
    if (!asked) throw formUnknown({ form, forms: forms.map((one) => one.form) });
    if (!found || found.kind !== 'window' || !asks(asked, found)) throw unknown();
    return { asked, found };
  }

  private daysOf(book: Book, period: Period): ReturnType<typeof deadlinesOf> {
    const gap = book.deadlines?.gap;
    return deadlinesOf(this.notices.calendar(), period, gap === undefined ? {} : { gap });
  }

  private formsOf(book: Book, period: Period): AskedForm[] {
    const calendar = this.notices.calendar();
    const { submission, verification } = this.daysOf(book, period);
    const next = addMonths(period, 1);
    return askedForms(book, {
      submission: submission.date,
      verification: verification.date,
      workingDay: (count) => nthWorkingDayAfter(calendar, period, count),
      dayOfNext: (day) => calendar.workingDayOnOrAfter(`${next}-${String(day).padStart(2, '0')}`),
    });
  }

  /** Of the month, or of one window and form. */
  async said(
    manager: EntityManager,
    of: { hall: string; period: Period; windowId?: string; form?: string },
    knownAt: CivilTime,
  ): Promise<{ reports: MonthReport[]; extensions: Extension[] }> {
    const { period } = of;
    const rows = await manager.find(MonthReportEntity, {
      where: { ...of, enteredAt: LessThanOrEqual(knownAt) },
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

function standingIn(
  window: RosterWindow,
  asked: AskedForm,
  said: { reports: MonthReport[]; extensions: Extension[] },
  at: CivilTime,
): ReportStanding {
  const [standing] = standingsOf([window], [asked], said, at);
  if (!standing) throw reportNotAsked({ window: window.id, form: asked.form });
  return standing;
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
