import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { BatchesService, type BatchRecord, type BatchReject } from './batches.service';
import { ChangesService, type RecordChange } from './changes/changes.service';
import { ColumnsService, type ColumnRecord } from './columns/columns.service';
import { CoverageService, type SourceState } from './coverage/coverage.service';
import { HAPPENING_FEEDS } from './feed';
import { batchMissing } from './refusals';

/** What was imported, for those who may look at imports. */
@Injectable()
export class ShownImports {
  constructor(
    private readonly batches: BatchesService,
    private readonly columns: ColumnsService,
    private readonly changes: ChangesService,
    private readonly coverage: CoverageService,
  ) {}

  /** The newest first. */
  async list(actor: Actor, hall: string): Promise<BatchRecord[]> {
    allow(actor, 'import:read', { hall });
    return this.batches.batches(hall);
  }

  async named(actor: Actor, hall: string): Promise<ColumnRecord[]> {
    allow(actor, 'import:read', { hall });
    return this.columns.columns(hall);
  }

  /** Throws `intake.batch-missing`. */
  async rejects(actor: Actor, hall: string, batch: string): Promise<BatchReject[]> {
    allow(actor, 'import:read', { hall }, () => batchMissing({ batch }));
    return this.batches.rejectsOf(hall, batch);
  }

  /** Throws `intake.batch-missing`. */
  async corrected(actor: Actor, hall: string, batch: string): Promise<RecordChange[]> {
    allow(actor, 'import:read', { hall }, () => batchMissing({ batch }));
    return this.changes.changes(hall, batch);
  }

  async complete(actor: Actor, hall: string, period: Period): Promise<SourceState[]> {
    allow(actor, 'import:read', { hall });
    return this.coverage.coverage(hall, period, HAPPENING_FEEDS);
  }
}
