import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import { canonicalJson, digestOf } from 'src/common/canonical';
import { Clock, hallTime } from 'src/common/clock';
import { AuditRecordEntity } from './audit.entity';

/** A change as the room that makes it tells it. `before` and `after` hold ids and values, never personal names. */
export interface Change {
  /** Empty for what belongs to no hall. */
  readonly hall: string;
  /** `room.verb`. */
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
}

@Injectable()
export class AuditService {
  constructor(private readonly clock: Clock) {}

  /** Writes the record of a change in the transaction that makes it: both are there or neither. */
  async record(manager: EntityManager, actor: Actor, change: Change): Promise<void> {
    const { hall, action, subject, before = null, after = null, reason = '' } = change;
    const now = this.clock.now();
    const at = `${hallTime(now)}.${String(now % 1000).padStart(3, '0')}`;
    const id = `${at.slice(0, 19).replace(/\D/g, '')}-${randomBytes(12).toString('hex')}`;
    const content = canonicalJson({ before, after, reason });
    const row = { id, hall, at, actor: actor.id, origin: actor.origin ?? '', action, subject, content };
    await manager.insert(AuditRecordEntity, { ...row, digest: digestOf(row) });
  }
}
