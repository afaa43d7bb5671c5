import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import type { PublishedBook } from 'src/modules/rules/published/in-force';
import { BookDraftEntity } from 'src/modules/rules/published-book.entity';
import { noBookInForce } from 'src/modules/rules/refusals';
import { RulesService, type ClosedMonths } from 'src/modules/rules/rules.service';
import type { Change } from './change';
import { edit, problemsIn } from './edit';
import type { Draft } from './draft';
import { PublishingService } from './publishing.service';
import { bookHidden, changeImpossible, draftChanged, draftDone, draftTooLong, draftUnknown } from './refusals';

type Row = Pick<BookDraftEntity, keyof BookDraftEntity>;

const LARGEST = 60_000;

/** Drafts: draft with version → check → try on past months → publish, in the Chinese terms of the book. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly rules: RulesService,
    private readonly publishing: PublishingService,
  ) {}

  /** Begins a draft with the book in force in the month it is to count from. Throws `rules.no-book-in-force`. */
  async begin(actor: Actor, hall: string, from: Period): Promise<Draft> {
    allow(actor, 'book:write', { hall }, () => bookHidden({ hall }));
    const base = await this.rules.bookInForce(hall, from);
    if (!base) throw noBookInForce({ hall, month: from });
    const row = {
      ...{ hall, id: randomBytes(6).toString('hex'), version: 1, state: 'open', monthFrom: from, changes: '[]' },
      ...{ baseFrom: base.from, baseRevision: base.revision, changedBy: actor.id, changedAt: this.now() },
    };
    await this.database.write(async (manager) => {
      await manager.insert(BookDraftEntity, row);
      const after = { from, base: { from: base.from, revision: base.revision } };
      await this.audit.record(manager, actor, { hall, action: 'book.draft', subject: `book-draft:${row.id}`, after });
    });
    return this.shown(row);
  }

  async list(actor: Actor, hall: string): Promise<Draft[]> {
    allow(actor, 'book:write', { hall }, () => bookHidden({ hall }));
    const rows = await this.database.read.find(BookDraftEntity, { where: { hall }, order: { changedAt: 'DESC' } });
    return Promise.all(rows.slice(0, 50).map((row) => this.shown(row)));
  }

  /** Throws `rules.draft-unknown`. */
  async one(actor: Actor, hall: string, id: string): Promise<Draft> {
    allow(actor, 'book:write', { hall }, () => draftUnknown({ id }));
    return this.shown(await this.row(hall, id));
  }

  /** The text as it would be published. Throws `rules.draft-unknown`. */
  async text(actor: Actor, hall: string, id: string): Promise<string> {
    allow(actor, 'book:write', { hall }, () => draftUnknown({ id }));
    return (await this.edited(await this.row(hall, id))).text;
  }

  /**
   * Adds changes to the version they were made on. A change that cannot be made is refused; one that leaves a fault is kept
   * and the fault told by item and field, so that a clerk may go on. Throws `rules.draft-changed`, `rules.change-impossible`.
   */
  async change(actor: Actor, hall: string, id: string, asked: { version: number; changes: Change[] }): Promise<Draft> {
    allow(actor, 'book:write', { hall }, () => draftUnknown({ id }));
    const before = await this.open(hall, id, asked.version);
    const changes = JSON.stringify([...(JSON.parse(before.changes) as Change[]), ...asked.changes]);
    if (Buffer.byteLength(changes) > LARGEST) throw draftTooLong({ id });
    const row = {
      ...{ ...before, changes, version: before.version + 1, changedBy: actor.id, changedAt: this.now() },
    };
    const { faults } = await this.edited(row);
    if (faults.length > 0) throw changeImpossible({ faults });
    await this.move(actor, before, row, { action: 'book.change', after: asked.changes });
    return this.shown(row);
  }

  /** Throws away. */
  async drop(actor: Actor, hall: string, id: string, version: number): Promise<Draft> {
    allow(actor, 'book:write', { hall }, () => draftUnknown({ id }));
    const before = await this.open(hall, id, version);
    const row = { ...before, version: version + 1, state: 'dropped', changedBy: actor.id, changedAt: this.now() };
    await this.move(actor, before, row, { action: 'book.drop', after: null });
    return this.shown(row);
  }

  /** Publishes the draft and sends it to the windows. Throws the refusals of `RulesService.publish`, `rules.draft-changed`. */
  async publish(
    actor: Actor,
    hall: string,
    id: string,
    asked: { readonly version: number; readonly reason: string; readonly windows: readonly string[] },
    closedMonths: ClosedMonths,
  ): Promise<PublishedBook> {
    allow(actor, 'book:write', { hall }, () => draftUnknown({ id }));
    const before = await this.open(hall, id, asked.version);
    const { text } = await this.edited(before);
    const { reason, windows } = asked;
    return this.database.write(async (manager) => {
      const row = {
        ...before,
        version: asked.version + 1,
        state: 'published',
        changedBy: actor.id,
        changedAt: this.now(),
      };
      await this.move(actor, before, row, { action: 'book.publish-draft', after: { reason } });
      const publication = { hall, text, source: `草稿 ${id}`, actor, at: this.now(), reason };
      return this.publishing.publish(manager, publication, windows, closedMonths);
    });
  }

  private async move(
    actor: Actor,
    before: Row,
    row: Row,
    { action, after }: { action: string; after: unknown },
  ): Promise<void> {
    const { hall, id, version } = before;
    await this.database.write(async (manager) => {
      const { affected } = await manager.update(BookDraftEntity, { hall, id, version, state: 'open' }, row);
      if (affected !== 1) {
        const now = await manager.findOneBy(BookDraftEntity, { hall, id });
        throw draftChanged({
          ...{ id, version, now: now?.version ?? version },
          ...{ by: now?.changedBy ?? '', at: now?.changedAt ?? '' },
        });
      }
      await this.audit.record(manager, actor, {
        hall,
        action,
        subject: `book-draft:${id}`,
        before: { version },
        after,
      });
    });
  }

  private async open(hall: string, id: string, version: number): Promise<Row> {
    const row = await this.row(hall, id);
    if (row.state !== 'open') throw draftDone({ id, state: row.state });
    if (row.version !== version)
      throw draftChanged({ id, version, now: row.version, by: row.changedBy, at: row.changedAt });
    return row;
  }

  private async row(hall: string, id: string): Promise<Row> {
    const row = await this.database.read.findOneBy(BookDraftEntity, { hall, id });
    if (!row) throw draftUnknown({ id });
    return row;
  }

  private async edited({ hall, baseFrom, baseRevision, monthFrom, changes }: Row) {
    const base = (await this.rules.list(hall)).find(
      ({ from, revision }) => from === baseFrom && revision === baseRevision,
    );
    if (!base) throw noBookInForce({ hall, month: baseFrom });
    return edit((await this.rules.open(base)).text, monthFrom, JSON.parse(changes) as Change[]);
  }

  private async shown(row: Row): Promise<Draft> {
    const problems = problemsIn((await this.edited(row)).text);
    const { id, version, monthFrom: from, changes, changedBy: by, changedAt: at } = row;
    const state = row.state === 'published' || row.state === 'dropped' ? row.state : 'open';
    return {
      ...{ id, version, state, from, base: { from: row.baseFrom, revision: row.baseRevision } },
      ...{ changes: JSON.parse(changes) as Change[], by, at, problems },
      ok: !problems.some(({ severity }) => severity === 'error'),
    };
  }

  private now(): CivilTime {
    return hallTime(this.clock.now());
  }
}
