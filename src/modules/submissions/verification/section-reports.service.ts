import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { isDuplicate } from 'src/config/database-fault';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { formsOf } from 'src/modules/submissions/form/item-form';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import { decidedMeanwhile } from 'src/modules/submissions/refusals';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import { Told } from 'src/modules/submissions/reminders/told.service';
import type { Recorded } from 'src/modules/submissions/submission';
import { givenReason } from 'src/modules/submissions/submissions.service';
import { SectionReportEntity } from 'src/modules/submissions/verification.entity';
import type { EntityManager } from 'typeorm';
import { sectionNotReported, sectionPending, sectionReported, sectionUnconfirmed, sectionUnknown } from './refusals';
import {
  bySection,
  countsOf,
  decisionsDigest,
  standingOf,
  type SectionCounts,
  type SectionStanding,
  type SectionWord,
} from './section-report';

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

/** What the scoring departments say of their month: confirmed by the head, reported to the office, returned by it. */
@Injectable()
export class SectionReports {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly basis: BasisOfMonth,
    private readonly recorded: RecordedSubmissions,
    private readonly reports: ReportsOfMonth,
    private readonly told: Told,
    private readonly audit: AuditService,
  ) {}

  /** How each department stands that the actor may see. A late one is shown here and costs no window anything. */
  async standings(actor: Actor, hall: string, period: Period, asOf: CivilTime): Promise<SectionStanding[]> {
    const all = await this.all(hall, period, asOf);
    return all.filter(({ department }) => allows(actor, 'submission:read', { hall, scoredBy: department }));
  }

  /** For the office's check before the month moves on: departments that have not reported. */
  async missing(hall: string, period: Period, asOf: CivilTime): Promise<SectionStanding[]> {
    return (await this.all(hall, period, asOf)).filter(({ reported }) => reported === null);
  }

  /** The head confirms in one go what his section has decided. Throws `submissions.section-unknown`, `.section-reported`. */
  async confirm(hall: string, period: Period, department: string, stamp: Stamp): Promise<SectionStanding> {
    return this.say(hall, period, department, stamp, { kind: 'confirmed', reason: '' });
  }

  /**
   * The department reports to the office, after which nothing of it moves. Throws `submissions.section-pending`,
   * `.section-unconfirmed` and as `confirm`. A late report is taken and says so.
   */
  async report(hall: string, period: Period, department: string, stamp: Stamp): Promise<SectionStanding> {
    return this.say(hall, period, department, stamp, { kind: 'reported', reason: '' });
  }

  /** The office returns it for more work. Throws `submissions.section-not-reported`, `.reason-missing`. */
  async giveBack(
    hall: string,
    period: Period,
    department: string,
    { reason, ...stamp }: Stamp & { reason: string },
  ): Promise<SectionStanding> {
    return this.say(hall, period, department, stamp, { kind: 'returned', reason: givenReason(reason) });
  }

  /** Throws `submissions.section-reported`; inside the transaction that decides on something of the department. */
  async holdOpen(manager: EntityManager, hall: string, period: Period, department: string): Promise<void> {
    const last = (await this.words(manager, hall, period)).get(department)?.at(-1);
    if (last?.kind === 'reported') throw sectionReported({ department, month: period, at: last.at });
  }

  private async say(
    hall: string,
    period: Period,
    department: string,
    { by, at }: Stamp,
    { kind, reason }: Pick<SectionWord, 'kind' | 'reason'>,
  ): Promise<SectionStanding> {
    const departments = await this.departments(hall, period);
    const unknown = () => sectionUnknown({ department, departments });
    allow(by, kind === 'returned' ? 'report:extend' : 'submission:confirm', { hall, scoredBy: department }, unknown);
    const own = await this.own(hall, period, department);
    if (!departments.includes(department) && own.length === 0) throw unknown();
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      const words = (await this.words(manager, hall, period)).get(department) ?? [];
      const counts = countsOf(own);
      const digest = decisionsDigest(own);
      mayFollow(kind, department, words, { counts, digest, period });
      const content = JSON.stringify({ counts, digest });
      const row = { hall, period, department, seq: words.length + 1, kind, content, reason };
      try {
        await manager.insert(SectionReportEntity, { ...row, saidBy: by.id, saidAt: at });
      } catch (error) {
        if (isDuplicate(error)) throw decidedMeanwhile({ id: department, hall, subject: `${period}:${department}` });
        throw error;
      }
      if (kind === 'reported') await this.told.sectionReported(manager, hall, period, department, by);
      if (kind === 'returned')
        await this.told.sectionReturned(manager, hall, { period, department, reason, seq: row.seq });
      const subject = `${period}:${department}`;
      await this.audit.record(manager, by, { hall, action: `section.${kind}`, subject, after: counts, reason });
    });
    const all = await this.all(hall, period, at);
    const made = all.find((one) => one.department === department);
    if (!made) throw unknown();
    return made;
  }

  private async all(hall: string, period: Period, asOf: CivilTime): Promise<SectionStanding[]> {
    const items = await this.basis.items(hall, period);
    const recorded = await this.recorded.ofMonth(hall, period);
    const sections = bySection(recorded, items, await this.departments(hall, period));
    const words = await this.words(this.database.read, hall, period);
    const { verification: until } = await this.reports.deadlines(hall, period);
    return [...sections].map(([department, own]) =>
      standingOf(department, own, words.get(department) ?? [], { until, asOf }),
    );
  }

  private async own(hall: string, period: Period, department: string): Promise<Recorded[]> {
    const items = await this.basis.items(hall, period);
    return bySection(await this.recorded.ofMonth(hall, period), items, []).get(department) ?? [];
  }

  /** Those that score something people hand in, in order of the book. */
  async departments(hall: string, period: Period): Promise<string[]> {
    const forms = formsOf(await this.basis.book(hall, period), period).filter(({ connected }) => connected);
    return [...new Set(forms.map(({ department }) => department))].filter((name) => name !== '');
  }

  /** What each department said, in order. */
  async words(manager: EntityManager, hall: string, period: Period): Promise<Map<string, SectionWord[]>> {
    const rows = await manager.find(SectionReportEntity, { where: { hall, period }, order: { seq: 'ASC' } });
    const words = new Map<string, SectionWord[]>();
    for (const { department, kind, content, reason, saidBy, saidAt } of rows) {
      const said = JSON.parse(content) as { counts: SectionCounts; digest: string };
      const word = { kind: kind as SectionWord['kind'], ...said, reason, by: saidBy, at: saidAt };
      words.set(department, [...(words.get(department) ?? []), word]);
    }
    return words;
  }
}

function mayFollow(
  kind: SectionWord['kind'],
  department: string,
  words: readonly SectionWord[],
  now: { readonly counts: SectionCounts; readonly digest: string; readonly period: Period },
): void {
  const last = words.at(-1);
  if (kind === 'returned') {
    if (last?.kind !== 'reported') throw sectionNotReported({ department });
    return;
  }
  if (last?.kind === 'reported') throw sectionReported({ department, month: now.period, at: last.at });
  if (kind === 'confirmed') return;
  if (now.counts.pending > 0) throw sectionPending({ department, pending: now.counts.pending });
  if (last?.kind !== 'confirmed') throw sectionUnconfirmed({ department, changed: false });
  if (last.digest !== now.digest) throw sectionUnconfirmed({ department, changed: true });
}
