import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import type { Permission } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { Brackets, In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { MessageEntity, MessageReadEntity } from './message.entity';
import type { Count, Filter, Message, MessagePage } from './message';
import { cursorInvalid, messageUnknown } from './refusals';
import { textOf, type Said } from './texts';
import { visibleTo } from './visible';

/** `due`: what is due first, first. `newest`: what came last, first. */
export interface Paging {
  readonly order: 'due' | 'newest';
  readonly limit: number;
  readonly after?: string;
}

/** What has no due time comes last. */
const NEVER = '9999-12-31 23:59:59';
const SORT = {
  due: { key: `COALESCE(message.due, '${NEVER}')`, direction: 'ASC', follows: '>' },
  newest: { key: 'message.at', direction: 'DESC', follows: '<' },
} as const;
const UNREAD =
  'NOT EXISTS (SELECT 1 FROM message_read mark WHERE mark.hall = message.hall AND mark.message = message.id AND mark.account = :me)';

/** What an actor may see: decided by his grants when he looks. Badge and list stand on the same query. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Throws `messages.cursor-invalid`. */
  async list(actor: Actor, filter: Filter, { order, limit, after }: Paging): Promise<MessagePage> {
    const { key, direction, follows } = SORT[order];
    const query = this.query(this.database.read, actor, filter)
      .orderBy(key, direction)
      .addOrderBy('message.id', direction)
      .limit(limit + 1);
    if (after !== undefined) {
      const [at = '', id] = after.split('~');
      if (id === undefined) throw cursorInvalid({ after });
      query.andWhere(`(${key} ${follows} :at OR (${key} = :at AND message.id ${follows} :id))`, { at, id });
    }
    const rows = await query.getMany();
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      messages: await this.shown(shown, actor),
      next: last === undefined ? null : `${order === 'due' ? (last.due ?? NEVER) : last.at}~${last.id}`,
    };
  }

  /** The badge: how many the list of what is open would show. */
  async count(actor: Actor, filter: Pick<Filter, 'hall'> = {}): Promise<Count> {
    const open = (kind: 'todo' | 'notice'): SelectQueryBuilder<MessageEntity> =>
      this.query(this.database.read, actor, { ...filter, kind, state: 'open' });
    const now = hallTime(this.clock.now());
    const [todo, overdue, unread] = await Promise.all([
      open('todo').getCount(),
      open('todo').andWhere('message.due < :now', { now }).getCount(),
      open('notice').getCount(),
    ]);
    return { todo, overdue, unread };
  }

  /** Marks as read for this account. Throws `messages.unknown` for what is not there or not to be seen, and marks none then. */
  async read(actor: Actor, hall: string, ids: readonly string[]): Promise<void> {
    await this.database.write(async (manager) => {
      const wanted = [...new Set(ids)];
      const rows = await this.query(manager, actor, { hall, state: 'all' })
        .andWhere('message.id IN (:...wanted)', { wanted })
        .getMany();
      const missing = wanted.find((id) => !rows.some((row) => row.id === id));
      if (missing !== undefined) throw messageUnknown({ id: missing });
      const readAt = hallTime(this.clock.now());
      await manager
        .createQueryBuilder()
        .insert()
        .into(MessageReadEntity)
        .values(wanted.map((message) => ({ hall, message, account: actor.id, readAt })))
        .orIgnore()
        .updateEntity(false)
        .execute();
      await this.audit.record(manager, actor, {
        hall,
        action: 'message.read',
        subject: wanted[0] ?? '',
        after: wanted,
      });
    });
  }

  private query(
    manager: EntityManager,
    actor: Actor,
    { hall, kind, state }: Filter,
  ): SelectQueryBuilder<MessageEntity> {
    const visible = visibleTo(actor, 'message');
    const query = manager
      .createQueryBuilder(MessageEntity, 'message')
      .where(new Brackets((where) => where.where(visible.sql)))
      .setParameters({ ...visible.parameters, me: actor.id });
    if (hall !== undefined) query.andWhere('message.hall = :hall', { hall });
    const todo = state === 'open' ? "message.state = 'open'" : "message.state IN ('open', 'settled')";
    const notice = state === 'open' ? `(message.state = 'notice' AND ${UNREAD})` : "message.state = 'notice'";
    return query.andWhere(kind === 'todo' ? todo : kind === 'notice' ? notice : `(${todo} OR ${notice})`);
  }

  private async shown(rows: readonly MessageEntity[], { id: account }: Actor): Promise<Message[]> {
    const marks = await this.database.read.find(MessageReadEntity, {
      where: { account, message: In(rows.map(({ id }) => id)) },
    });
    const readAt = new Map(marks.map((mark) => [`${mark.hall}\n${mark.message}`, mark.readAt]));
    return rows.map((row) => messageOf(row, readAt.get(`${row.hall}\n${row.id}`) ?? null));
  }
}

export function messageOf(row: MessageEntity, readAt: string | null): Message {
  const { id, hall, key, at, due, period, subject, settledAt, state, windowId, departmentId, scoredBy, staffId } = row;
  return {
    ...{ id, hall, kind: state === 'notice' ? 'notice' : 'todo', key },
    to: {
      // Written by `Post`, which takes no other.
      permission: row.permission as Permission,
      ...(windowId === null ? {} : { window: windowId }),
      ...(departmentId === null ? {} : { department: departmentId }),
      ...(scoredBy === null ? {} : { scoredBy }),
      ...(staffId === null ? {} : { staff: staffId }),
    },
    text: textOf(JSON.parse(row.said) as Said),
    ...{ at, due, period, subject, settledAt, readAt },
  };
}
