import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { isDuplicate } from 'src/config/database-fault';
import type { RosterWindow } from 'src/modules/organisation/roster';
import type { Book } from 'src/modules/rules/book';
import { AreaStatementEntity, SubmissionDraftEntity } from 'src/modules/submissions/declaration.entity';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import { decidedMeanwhile, windowUnknown } from 'src/modules/submissions/refusals';
import { isGone } from 'src/modules/submissions/submission';
import type { EntityManager } from 'typeorm';
import { areasOf, declaredAreas, type Area, type AreaStatement, type AreaWord } from './areas';
import { areaFilled, areaNotAsked, areaUnknown } from './refusals';

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

/** What windows say of the areas of the book: 本月无 and 不适用 are different, and both are kept. */
@Injectable()
export class AreasService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly basis: BasisOfMonth,
    private readonly recorded: RecordedSubmissions,
    private readonly audit: AuditService,
  ) {}

  /** How a window stands with each area. Throws `submissions.window-unknown`, `.no-book`. */
  async ofWindow(actor: Actor, hall: string, period: Period, window: string): Promise<Area[]> {
    const found = await this.window(actor, 'submission:read', hall, period, window);
    return this.areas(this.database.read, hall, period, { window: found, book: await this.basis.book(hall, period) });
  }

  /**
   * A window says that there is nothing this month in an area, or takes that back. Throws `submissions.area-unknown`,
   * `.area-filled`, `.area-not-asked`, `.window-unknown` and `calendar.period-frozen`.
   */
  async state(
    hall: string,
    period: Period,
    said: { readonly window: string; readonly section: string; readonly kind: 'none' | 'taken-back' },
    stamp: Stamp,
  ): Promise<Area[]> {
    const { section, kind } = said;
    const window = await this.window(stamp.by, 'submission:declare', hall, period, said.window);
    const of = { window, book: await this.basis.book(hall, period) };
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      const areas = await this.areas(manager, hall, period, of);
      const area = areas.find((one) => one.section === section || one.name === section);
      if (!area) throw areaUnknown({ section, sections: areas.map((one) => one.section) });
      const { state, submissions, drafts } = area;
      if (kind === 'none' && state === 'filled') throw areaFilled({ section, count: submissions + drafts });
      if (state === 'delivered' || state === 'not-applicable') throw areaNotAsked({ section, state });
      await this.insert(manager, hall, period, window.id, [{ section: area.section, kind, origin: 'window' }], stamp);
      return this.areas(manager, hall, period, of);
    });
  }

  /**
   * As they stand, with the manager of a transaction. The book comes with it: a transaction that waits for a second connection
   * of the pool, while others that do the same hold them all, waits for ever.
   */
  async areas(
    manager: EntityManager,
    hall: string,
    period: Period,
    { window, book }: { readonly window: RosterWindow; readonly book: Book },
  ): Promise<Area[]> {
    const standing = (await this.recorded.ofWindow(hall, period, window.id, manager)).filter(
      ({ state }) => !isGone(state),
    );
    const drafts = await manager.find(SubmissionDraftEntity, {
      select: { id: true, item: true },
      where: { hall, period, windowId: window.id, state: 'open' },
    });
    return areasOf(declaredAreas(book, period), window, {
      submissions: countedBy(standing.map(({ submission: { item } }) => item)),
      drafts: countedBy(drafts.map(({ item }) => item)),
      statements: await this.statements(manager, hall, period, window.id),
    });
  }

  /** One more word on each of these areas; inside the transaction that holds the month. */
  async insert(
    manager: EntityManager,
    hall: string,
    period: Period,
    windowId: string,
    said: readonly { readonly section: string; readonly kind: AreaWord; readonly origin: AreaStatement['origin'] }[],
    { by, at }: Stamp,
  ): Promise<void> {
    if (said.length === 0) return;
    const before = await manager.find(AreaStatementEntity, {
      select: { section: true, seq: true },
      where: { hall, period, windowId },
    });
    const seqOf = (section: string): number => before.filter((one) => one.section === section).length + 1;
    const rows = said.map((one) => ({
      hall,
      period,
      windowId,
      ...one,
      seq: seqOf(one.section),
      saidBy: by.id,
      saidAt: at,
    }));
    try {
      await manager.insert(AreaStatementEntity, rows);
    } catch (error) {
      if (isDuplicate(error))
        throw decidedMeanwhile({ id: `${period} ${windowId}`, hall, subject: `${period}:${windowId}` });
      throw error;
    }
    await this.audit.record(manager, by, { hall, action: 'area.state', subject: `${period}:${windowId}`, after: said });
  }

  private async statements(
    manager: EntityManager,
    hall: string,
    period: Period,
    windowId: string,
  ): Promise<AreaStatement[]> {
    const rows = await manager.find(AreaStatementEntity, { where: { hall, period, windowId }, order: { seq: 'ASC' } });
    return rows.map(({ section, kind, origin, saidBy, saidAt }) => ({
      section,
      kind: kind as AreaWord,
      origin: origin as AreaStatement['origin'],
      by: saidBy,
      at: saidAt,
    }));
  }

  private async window(
    actor: Actor,
    permission: 'submission:read' | 'submission:declare',
    hall: string,
    period: Period,
    wanted: string,
  ): Promise<RosterWindow> {
    const unknown = () => windowUnknown({ window: wanted, month: period });
    const found = await this.basis.window(hall, period, wanted);
    allow(actor, permission, { hall, window: found?.id ?? wanted }, unknown);
    if (!found) throw unknown();
    return found;
  }
}

function countedBy(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
