import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { MessagesService } from 'src/modules/messages';
import type { PublishedBook } from 'src/modules/rules/published/in-force';
import { BookReceiptEntity } from 'src/modules/rules/published-book.entity';
import { RulesService, type ClosedMonths, type Publication } from 'src/modules/rules/rules.service';
import type { EntityManager } from 'typeorm';
import type { Receipt } from './draft';
import { receiptUnknown } from './refusals';

/** Publishes books, sends them to the windows of the hall, and keeps who acknowledged. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly messages: MessagesService,
    private readonly rules: RulesService,
  ) {}

  /**
   * Publishes in the caller's transaction; each window gets a to-do it settles by acknowledging. The same text again sends
   * nothing. The caller has checked who publishes. Throws the refusals of `RulesService.publish`.
   */
  async publish(
    manager: EntityManager,
    publication: Publication,
    windows: readonly string[],
    closedMonths: ClosedMonths,
  ): Promise<PublishedBook> {
    const book = await this.rules.publish(publication, closedMonths);
    const { hall, from, revision, title, digest } = book;
    if (await manager.existsBy(BookReceiptEntity, { hall, monthFrom: from, revision })) return book;
    const sentAt = hallTime(this.clock.now());
    const rows = windows.map((windowId) => ({ hall, monthFrom: from, revision, windowId, sentAt }));
    for (let at = 0; at < rows.length; at += 500) await manager.insert(BookReceiptEntity, rows.slice(at, at + 500));
    await this.messages.postAll(
      manager,
      windows.map((window) => ({
        ...{
          hall,
          kind: 'todo' as const,
          key: keyOf(from, revision, window),
          period: from,
          subject: `book:${from}:${String(revision)}`,
        },
        to: { permission: 'book:acknowledge' as const, window },
        said: { key: 'book.published' as const, parameters: { name: title, from, revision: String(revision) } },
      })),
    );
    await this.audit.record(manager, publication.actor, {
      ...{
        hall,
        action: 'book.publish',
        subject: `book:${from}:${String(revision)}`,
        reason: publication.reason ?? '',
      },
      after: { digest, windows: windows.length },
    });
    return book;
  }

  /** A window acknowledges; a second time changes nothing. Throws `rules.receipt-unknown`. */
  async acknowledge(
    actor: Actor,
    hall: string,
    book: { readonly from: Period; readonly revision: number; readonly window: string },
  ): Promise<Receipt> {
    const { from, revision, window } = book;
    allow(actor, 'book:acknowledge', { hall, window }, () => receiptUnknown({ window, from }));
    const where = { hall, monthFrom: from, revision, windowId: window };
    return this.database.write(async (manager) => {
      const row = await manager.findOneBy(BookReceiptEntity, where);
      if (!row) throw receiptUnknown({ window, from });
      if (row.acknowledgedAt !== null) return receiptOf(row);
      const done = { acknowledgedAt: hallTime(this.clock.now()), acknowledgedBy: actor.id };
      await manager.update(BookReceiptEntity, where, done);
      await this.messages.settle(manager, hall, keyOf(from, revision, window), actor);
      const subject = `book:${from}:${String(revision)}`;
      await this.audit.record(manager, actor, { hall, action: 'book.acknowledge', subject, after: { window } });
      return { ...receiptOf(row), ...done };
    });
  }

  /** Those the actor may see, by window: who has not acknowledged has no time. */
  async receipts(actor: Actor, hall: string, from: Period, revision: number): Promise<Receipt[]> {
    const rows = await this.database.read.find(BookReceiptEntity, {
      where: { hall, monthFrom: from, revision },
      order: { windowId: 'ASC' },
    });
    return rows.filter(({ windowId }) => allows(actor, 'book:read', { hall, window: windowId })).map(receiptOf);
  }
}

function keyOf(from: Period, revision: number, window: string): string {
  return `book:${from}:${String(revision)}:${window}`;
}

function receiptOf({ windowId, sentAt, acknowledgedAt, acknowledgedBy }: Omit<BookReceiptEntity, 'hall'>): Receipt {
  return { window: windowId, sentAt, acknowledgedAt, acknowledgedBy };
}
