import { Injectable } from '@nestjs/common';
import { firstDay, lastDay, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { EntityManager } from 'typeorm';
import { ImportBatchEntity, ImportRejectEntity } from './intake.entity';
import { batchMissing } from './refusals';
import type { BatchHead } from './store/batch';

/** A batch as the other rooms see it. */
export interface BatchRecord {
  readonly id: string;
  readonly feed: string;
  readonly file: string;
  readonly fingerprint: string;
  readonly accepted: number;
  readonly takenAt: string;
  readonly actor: string;
  readonly state: string;
}

/** A row that was not taken, in the language it was told in. */
export interface BatchReject {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

export interface BatchCount {
  readonly feed: string;
  readonly state: string;
  readonly batches: number;
  /** Rows. */
  readonly accepted: number;
  readonly rejected: number;
}

/** Answers what was taken in. */
@Injectable()
export class BatchesService {
  constructor(private readonly database: Database) {}

  /** Batches whose rows stand, with instants in the month or without any; earliest first. */
  async batchesOf(hall: string, period: Period): Promise<BatchRecord[]> {
    const rows = await this.database.read
      .createQueryBuilder(ImportBatchEntity, 'b')
      .where('b.hall = :hall AND b.state = :state', { hall, state: 'accepted' })
      .andWhere('(b.firstAt IS NULL OR (b.firstAt <= :to AND b.lastAt >= :from))', {
        from: firstDay(period),
        to: `${lastDay(period)} 24`,
      })
      .orderBy('b.takenAt')
      .addOrderBy('b.id')
      .getMany();
    return rows.map(recordOf);
  }

  /** All batches of a hall, the newest first. */
  async batches(hall: string, limit = 100): Promise<BatchRecord[]> {
    const rows = await this.database.read.find(ImportBatchEntity, {
      where: { hall },
      order: { takenAt: 'DESC', id: 'DESC' },
      take: limit,
    });
    return rows.map(recordOf);
  }

  /** How many batches of each feed stand or were undone, in all halls, and how many of their rows were taken or not. */
  async counts(): Promise<BatchCount[]> {
    const rows = await this.database.read
      .createQueryBuilder(ImportBatchEntity, 'b')
      .select(['b.feed AS feed', 'b.state AS state', 'COUNT(*) AS batches'])
      .addSelect(['SUM(b.accepted) AS accepted', 'SUM(b.rejected) AS rejected'])
      .groupBy('b.feed')
      .addGroupBy('b.state')
      .getRawMany<Record<'feed' | 'state', string> & Record<'batches' | 'accepted' | 'rejected', string | number>>();
    return rows.map(({ feed, state, ...numbers }) => ({
      ...{ feed, state, batches: Number(numbers.batches) },
      ...{ accepted: Number(numbers.accepted), rejected: Number(numbers.rejected) },
    }));
  }

  /** The rows of a batch that were not taken, in the order of the file. Throws `intake.batch-missing`. */
  async rejectsOf(hall: string, batch: string): Promise<BatchReject[]> {
    const known = await this.database.read.findOneBy(ImportBatchEntity, { hall, id: batch });
    if (!known) throw batchMissing({ batch });
    const rows = await this.database.read.find(ImportRejectEntity, { where: { hall, batch }, order: { seq: 'ASC' } });
    return rows.map(({ sheet, line, columnName, value, code, cause, remedy }) => ({
      ...{ sheet, line, column: columnName, value, code, cause, remedy },
    }));
  }
}

export function recordOf(row: ImportBatchEntity): BatchRecord {
  const { id, feed, fileName, fingerprint, accepted, takenAt, actor, state } = row;
  return { id, feed, file: fileName, fingerprint, accepted, takenAt, actor, state };
}

/** The batch of the same bytes, if there is one, and whether no other came after it. */
export async function newestOf(
  manager: EntityManager,
  head: BatchHead,
  feed: string,
): Promise<{ id: string | null; newest: boolean }> {
  const { hall, fingerprint } = head;
  const order = { takenAt: 'DESC', id: 'DESC' } as const;
  const same = await manager.findOne(ImportBatchEntity, {
    where: { hall, feed, fingerprint, state: 'accepted' },
    order,
  });
  if (!same) return { id: null, newest: false };
  const newest = await manager.findOne(ImportBatchEntity, { where: { hall, feed, state: 'accepted' }, order });
  return { id: same.id, newest: newest?.id === same.id };
}
