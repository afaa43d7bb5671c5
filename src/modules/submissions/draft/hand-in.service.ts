import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { Refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import type { RosterWindow } from 'src/modules/organisation/roster';
import type { Book } from 'src/modules/rules/book';
import { EvidenceStore } from 'src/modules/submissions/evidence/evidence-store.service';
import type { Filled } from 'src/modules/submissions/form/draft-check';
import { SubmissionsService, type Entering } from 'src/modules/submissions/submissions.service';
import type { EntityManager } from 'typeorm';
import { saidByReport } from './areas';
import { AreasService } from './areas.service';
import type { StoredDraft } from './draft';
import { DraftsService } from './drafts.service';
import { draftChanged, draftsFaulty, type FaultyDraft } from './refusals';

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

interface Ready {
  readonly draft: StoredDraft;
  readonly filled: Filled;
}

/** Makes submissions of a window's drafts when it confirms its month, and keeps what it says of the other areas. */
@Injectable()
export class HandIn {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftsService,
    private readonly areas: AreasService,
    private readonly submissions: SubmissionsService,
    private readonly store: EvidenceStore,
  ) {}

  /** The window's drafts as they would be taken in. Throws `submissions.drafts-faulty` with everything that is wrong with all of them. */
  async ready(hall: string, period: Period, window: string, { at }: Stamp): Promise<Ready[]> {
    const ready: Ready[] = [];
    const faulty: FaultyDraft[] = [];
    for (const draft of await this.drafts.open(this.database.read, hall, period, window)) {
      const answer = await this.drafts.check(hall, draft, at.slice(0, 10));
      if ('faults' in answer) faulty.push({ draft: draft.id, item: draft.item, faults: answer.faults });
      else ready.push({ draft, filled: answer.filled });
    }
    if (faulty.length > 0) throw draftsFaulty({ window, drafts: faulty });
    return ready;
  }

  /** Takes them in, all or none, and says of every area left open that there is nothing. Throws `submissions.draft-changed`, `.drafts-faulty`. */
  async takeIn(
    manager: EntityManager,
    hall: string,
    period: Period,
    window: RosterWindow,
    { ready, stamp, book }: { readonly ready: readonly Ready[]; readonly stamp: Stamp; readonly book: Book },
  ): Promise<void> {
    await this.sameAs(manager, hall, period, window.id, ready);
    for (const { draft, filled } of ready) {
      const rule = book.items.find(({ code }) => code === filled.item);
      const entering: Entering = { ...stamp, origin: 'window', repeat: draft.typed.repeat === true, rule };
      const made = await this.insert(manager, hall, { draft, filled }, entering);
      await this.drafts.handedIn(manager, hall, draft, made, stamp);
      await this.store.carry(manager, hall, [draft.id, made], { by: stamp.by.id, at: stamp.at });
    }
    const said = saidByReport(await this.areas.areas(manager, hall, period, { window, book }));
    await this.areas.insert(manager, hall, period, window.id, said, stamp);
  }

  private async insert(
    manager: EntityManager,
    hall: string,
    { draft, filled }: Ready,
    entering: Entering,
  ): Promise<string> {
    try {
      return await this.submissions.insert(manager, hall, filled, entering, null);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const faults = [{ field: 'item', zh: error.in('zh'), en: error.in('en') }];
      throw draftsFaulty({ window: draft.window, drafts: [{ draft: draft.id, item: draft.item, faults }] });
    }
  }

  /** A draft that was begun or saved between the check and the transaction is not left behind unseen. */
  private async sameAs(
    manager: EntityManager,
    hall: string,
    period: Period,
    window: string,
    ready: readonly Ready[],
  ): Promise<void> {
    const checked = new Map(ready.map(({ draft }) => [draft.id, draft.version]));
    for (const { id, version, by, at } of await this.drafts.open(manager, hall, period, window)) {
      if (checked.get(id) !== version) throw draftChanged({ draft: id, by: by.replace(/^\w+:/, ''), at, version });
    }
  }
}
