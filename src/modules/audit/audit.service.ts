import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { Clock } from 'src/common/clock';
import { instantMs, rowOf, statementsOf, type AuditStatement, type Change } from './record';

@Injectable()
export class AuditService {
  constructor(private readonly clock: Clock) {}

  /** Writes the record of a change in the transaction that makes it: both are there or neither. */
  async record(manager: EntityManager, actor: Actor, change: Change): Promise<void> {
    for (const { sql, parameters } of this.statements(actor, change)) await manager.query(sql, [...parameters]);
  }

  /** The same for a transaction that another thread commits (bulk imports of the embedded engine). */
  statements(actor: Actor, change: Change): AuditStatement[] {
    return statementsOf(rowOf(actor, change, this.clock.now(), randomBytes(11).toString('hex')));
  }
}

/** The same for a service whose caller says when it is: `at` is hall-local, milliseconds if they are known. */
export async function recordChange(manager: EntityManager, actor: Actor, at: CivilTime, change: Change): Promise<void> {
  for (const { sql, parameters } of changeStatements(actor, at, change)) await manager.query(sql, [...parameters]);
}

/** What `recordChange` runs, for a transaction that another thread commits. */
export function changeStatements(actor: Actor, at: CivilTime, change: Change): AuditStatement[] {
  return statementsOf(rowOf(actor, change, instantMs(at), randomBytes(11).toString('hex')));
}
