import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { AuditService } from 'src/modules/audit';
import { PeriodService, type MonthRecord, type MoveMade } from 'src/modules/calendar';
import type { Override } from 'src/modules/calendar/months/month-states';
import type { Condition, MonthState, MoveRole } from 'src/modules/calendar/months/month-table';
import { MonthMoveEntity } from 'src/modules/scoring/month-move.entity';
import { MonthTold } from './told.service';

export interface MoveWritten {
  readonly to: MonthState;
  readonly actor: Actor;
  readonly roles: readonly MoveRole[];
  readonly at: CivilTime;
  readonly reason: string;
  readonly met: readonly Condition[];
  readonly overrides: readonly Override[];
  /** Set aside by the profile of the office, logged with the others. */
  readonly more?: readonly Override[];
}

/** Moves a month and writes down that it was moved: the row, the list of moves and the audit record, or none of them. */
@Injectable()
export class MoveWriter {
  constructor(
    private readonly periods: PeriodService,
    private readonly audit: AuditService,
    private readonly told: MonthTold,
  ) {}

  /** `before` is the record the decision was made on. Throws the refusals of `PeriodService.move`. */
  async move(manager: EntityManager, before: MonthRecord, asked: MoveWritten): Promise<MoveMade> {
    const { hall, month } = before;
    const { to, actor, reason, at, more = [] } = asked;
    const made = await this.periods.move(manager, { ...asked, hall, month, expected: before.version });
    const overridden = [...made.overridden, ...more];
    const { version, revision } = made.record;
    const row = { hall, month, version, revision, from: before.state, to, at, by: actor.name, reason };
    await manager.insert(MonthMoveEntity, { ...row, overrides: JSON.stringify(overridden) });
    await this.audit.record(manager, actor, {
      ...{ hall, action: 'month.move', subject: month, reason },
      before: { state: before.state, revision: before.revision, version: before.version },
      after: { state: to, revision, version, overridden },
    });
    await this.told.moved(manager, { from: before.state, to, back: made.move.back, reason, actor }, made.record);
    return { ...made, overridden };
  }
}
