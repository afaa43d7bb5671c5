import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { canonicalJson } from 'src/common/canonical';
import type { CivilTime, Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { SubmissionDraftEntity } from 'src/modules/submissions/declaration.entity';
import { EvidenceStore } from 'src/modules/submissions/evidence/evidence-store.service';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import type { Fault } from 'src/modules/submissions/form/fault-sentences';
import type { Filled } from 'src/modules/submissions/form/draft-check';
import { windowUnknown } from 'src/modules/submissions/refusals';
import { Not, type EntityManager } from 'typeorm';
import { draftOf, NO_ITEM, type CheckedDraft, type StoredDraft, type Typed } from './draft';
import { draftChanged, draftUnknown } from './refusals';

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

/** Items that windows log all month; kept as rows, each under its version. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly basis: BasisOfMonth,
    private readonly store: EvidenceStore,
    private readonly audit: AuditService,
  ) {}

  /** The window's open drafts, each with what still keeps it from being handed in. */
  async list(actor: Actor, hall: string, period: Period, window: string, today: string): Promise<CheckedDraft[]> {
    const id = await this.windowOf(actor, 'submission:read', hall, period, window);
    const checked: CheckedDraft[] = [];
    for (const draft of await this.open(this.database.read, hall, period, id)) {
      const answer = await this.check(hall, draft, today);
      checked.push({ ...draft, faults: 'faults' in answer ? answer.faults : [] });
    }
    return checked;
  }

  /** Begins a draft; anything may still be missing. Throws `submissions.window-unknown`, `calendar.period-frozen`. */
  async begin(
    hall: string,
    period: Period,
    draft: { readonly window: string; readonly item: string; readonly typed: Typed },
    { by, at }: Stamp,
  ): Promise<StoredDraft> {
    const window = await this.windowOf(by, 'submission:declare', hall, period, draft.window);
    const id = randomBytes(6).toString('hex');
    const content = JSON.stringify(draft.typed);
    const row = { hall, id, period, windowId: window, item: draft.item.trim(), content, state: 'open', version: 1 };
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      await manager.insert(SubmissionDraftEntity, { ...row, submission: null, changedBy: by.id, changedAt: at });
      await this.audit.record(manager, by, {
        hall,
        action: 'draft.begin',
        subject: id,
        after: { window, item: row.item },
      });
    });
    return this.one(this.database.read, hall, id);
  }

  /** Saves what is typed now under the version it was read with. Throws `submissions.draft-unknown`, `.draft-changed` (who was faster). */
  async keep(
    hall: string,
    id: string,
    saved: { readonly version: number; readonly item: string; readonly typed: Typed },
    stamp: Stamp,
  ): Promise<StoredDraft> {
    const content = JSON.stringify(saved.typed);
    await this.write(hall, id, saved.version, { item: saved.item.trim(), content }, stamp);
    return this.one(this.database.read, hall, id);
  }

  /** Throws as `keep`. */
  async drop(hall: string, id: string, version: number, stamp: Stamp): Promise<void> {
    await this.write(hall, id, version, { state: 'dropped' }, stamp);
  }

  /** Of a window, in order of entering; inside a transaction with its manager. */
  async open(manager: EntityManager, hall: string, period: Period, windowId: string): Promise<StoredDraft[]> {
    const rows = await manager.find(SubmissionDraftEntity, {
      where: { hall, period, windowId, state: 'open' },
      order: { changedAt: 'ASC', id: 'ASC' },
    });
    const files = await this.store.linked(
      manager,
      hall,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...storedOf(row), files: files.get(row.id) ?? [] }));
  }

  /** Everything the window has typed for the month and not dropped, as canonical text: handed in, too. */
  async typedOf(hall: string, period: Period, windowId: string): Promise<Set<string>> {
    const rows = await this.database.read.find(SubmissionDraftEntity, {
      select: { id: true, item: true, content: true },
      where: { hall, period, windowId, state: Not('dropped') },
    });
    return new Set(rows.map(({ item, content }) => canonicalJson([item, JSON.parse(content) as Typed as object])));
  }

  /** What would be taken in of a draft, or everything that is wrong with it. */
  async check(
    hall: string,
    draft: StoredDraft,
    today: string,
  ): Promise<{ filled: Filled } | { faults: readonly Fault[] }> {
    if (draft.item === '') return { faults: [NO_ITEM] };
    try {
      return { filled: await this.basis.filled(hall, draft.period, draftOf(draft), { today, origin: 'window' }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { faults } = error.details as { faults?: readonly Fault[] };
      return { faults: faults ?? [{ field: 'item', zh: error.in('zh'), en: error.in('en') }] };
    }
  }

  /** Marks a draft as handed in, inside the transaction that takes it in. Throws `submissions.draft-changed`. */
  async handedIn(
    manager: EntityManager,
    hall: string,
    draft: StoredDraft,
    submission: string,
    stamp: Stamp,
  ): Promise<void> {
    await this.update(manager, hall, draft.id, draft.version, { state: 'handed-in', submission }, stamp);
  }

  /** By id, open ones only, for whoever declares for its window. Throws `submissions.draft-unknown`. */
  async own(actor: Actor, hall: string, id: string): Promise<StoredDraft> {
    const draft = await this.one(this.database.read, hall, id);
    allow(actor, 'submission:declare', { hall, window: draft.window }, () => draftUnknown({ draft: id }));
    return draft;
  }

  private async write(
    hall: string,
    id: string,
    version: number,
    values: Partial<SubmissionDraftEntity>,
    stamp: Stamp,
  ): Promise<void> {
    const { period, window, item } = await this.own(stamp.by, hall, id);
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      await this.update(manager, hall, id, version, values, stamp);
      // Screens save every few seconds; the row itself says who typed last. What is thrown away is recorded.
      if (values.state === undefined) return;
      const before = { window, item, version };
      await this.audit.record(manager, stamp.by, { hall, action: 'draft.drop', subject: id, before });
    });
  }

  private async update(
    manager: EntityManager,
    hall: string,
    id: string,
    version: number,
    values: Partial<SubmissionDraftEntity>,
    { by, at }: Stamp,
  ): Promise<void> {
    const set = { ...values, version: version + 1, changedBy: by.id, changedAt: at };
    const { affected } = await manager.update(SubmissionDraftEntity, { hall, id, version, state: 'open' }, set);
    if (affected === 1) return;
    const now = await manager.findOneBy(SubmissionDraftEntity, { hall, id });
    if (now?.state !== 'open') throw draftUnknown({ draft: id });
    throw draftChanged({ draft: id, by: now.changedBy.replace(/^\w+:/, ''), at: now.changedAt, version: now.version });
  }

  private async one(manager: EntityManager, hall: string, id: string): Promise<StoredDraft> {
    const row = await manager.findOneBy(SubmissionDraftEntity, { hall, id, state: 'open' });
    if (!row) throw draftUnknown({ draft: id });
    return { ...storedOf(row), files: (await this.store.linked(manager, hall, [id])).get(id) ?? [] };
  }

  private async windowOf(
    actor: Actor,
    permission: 'submission:read' | 'submission:declare',
    hall: string,
    period: Period,
    wanted: string,
  ): Promise<string> {
    const unknown = () => windowUnknown({ window: wanted, month: period });
    const found = await this.basis.window(hall, period, wanted);
    allow(actor, permission, { hall, window: found?.id ?? wanted }, unknown);
    if (!found) throw unknown();
    return found.id;
  }
}

function storedOf(row: SubmissionDraftEntity): Omit<StoredDraft, 'files'> {
  const { id, period, windowId, item, content, version, changedBy, changedAt } = row;
  const typed = JSON.parse(content) as Typed;
  return { id, period, window: windowId, item, typed, version, by: changedBy, at: changedAt };
}
