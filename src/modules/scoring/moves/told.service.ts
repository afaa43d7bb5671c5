import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import type { MonthRecord } from 'src/modules/calendar';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { MessagesService, type Post } from 'src/modules/messages';
import type { EntityManager } from 'typeorm';

const SEALED: readonly MonthState[] = ['closed', 'approved', 'published'];

/** Tells whom a move of a month concerns, in the transaction that makes it. */
@Injectable()
export class MonthTold {
  constructor(private readonly messages: MessagesService) {}

  /** What waits for somebody after the move; what waited before it is done. */
  async moved(
    manager: EntityManager,
    {
      from,
      to,
      back,
      reason,
      actor,
    }: { from: MonthState; to: MonthState; back: boolean; reason: string; actor: Actor },
    record: MonthRecord,
  ): Promise<void> {
    const { hall, month } = record;
    for (const kind of ['lock', 'approval', 'publishing'])
      await this.messages.settle(manager, hall, keyOf(kind, month), actor);
    const parameters = { month };
    const common = { hall, period: month, subject: `month:${month}` };
    if (to === 'closed')
      await this.messages.post(manager, {
        ...{ ...common, kind: 'todo', key: keyOf('approval', month), to: { permission: 'month:approve' } },
        said: { key: 'month.approval-asked', parameters },
      });
    if (to === 'approved')
      await this.messages.post(manager, {
        ...{ ...common, kind: 'todo', key: keyOf('publishing', month), to: { permission: 'month:publish' } },
        said: { key: 'month.approved', parameters },
      });
    if (!back || !SEALED.includes(from)) return;
    await this.messages.post(manager, {
      ...{
        ...common,
        kind: 'notice',
        key: `back:${month}:r${String(record.revision)}`,
        to: { permission: 'month:move' },
      },
      said: { key: from === 'closed' ? 'month.returned' : 'month.reopened', parameters: { month, reason } },
    });
  }

  /** 公示: every window is asked to look at its own sheet. */
  async noticed(
    manager: EntityManager,
    { hall, month, revision }: MonthRecord,
    windows: readonly string[],
    until: CivilTime,
  ): Promise<void> {
    await this.messages.postAll(
      manager,
      windows.map((window): Post => ({
        ...{ hall, kind: 'notice', key: `notice:${month}:r${String(revision)}:${window}`, due: until, period: month },
        to: { permission: 'objection:file', window },
        said: { key: 'notice.opened', parameters: { month, until } },
        subject: `provisional:${month}:${window}`,
      })),
    );
  }

  async published(manager: EntityManager, { hall, month, revision }: MonthRecord, windows: readonly string[]) {
    await this.messages.postAll(
      manager,
      windows.map((window): Post => ({
        ...{ hall, kind: 'notice', key: `published:${month}:r${String(revision)}:${window}`, period: month },
        to: { permission: 'objection:file', window },
        said: { key: 'month.published', parameters: { month } },
        subject: `month:${month}`,
      })),
    );
  }

  /** Scoring departments that had not reported when the month was closed; no window loses anything by it. */
  async late(manager: EntityManager, { hall, month, revision }: MonthRecord, departments: readonly string[]) {
    await this.messages.postAll(
      manager,
      departments.map((department): Post => ({
        ...{ hall, kind: 'notice', key: `late:${month}:r${String(revision)}:${department}`, period: month },
        to: { permission: 'month:move' },
        said: { key: 'department.late', parameters: { month, department } },
        subject: `month:${month}`,
      })),
    );
  }

  async lockAsked(manager: EntityManager, { hall, month }: MonthRecord, by: string, until: CivilTime): Promise<void> {
    await this.messages.post(manager, {
      ...{ hall, kind: 'todo', key: keyOf('lock', month), to: { permission: 'month:move' }, due: until, period: month },
      said: { key: 'month.lock-asked', parameters: { month, by } },
      subject: `month:${month}`,
    });
  }

  async lockAnswered(manager: EntityManager, { hall, month }: MonthRecord, by: Actor): Promise<void> {
    await this.messages.settle(manager, hall, keyOf('lock', month), by);
  }
}

function keyOf(kind: string, month: string): string {
  return `month-${kind}:${month}`;
}
