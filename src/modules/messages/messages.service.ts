import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { canonicalJson, sha256 } from 'src/common/canonical';
import { Clock, hallTime } from 'src/common/clock';
import { allows } from 'src/common/permission';
import { In, type EntityManager } from 'typeorm';
import { messageOf } from './mailbox.service';
import { MessageDeliveryEntity, MessageEntity, MessageRouteEntity } from './message.entity';
import { routeOf } from './outgoing/outbox.service';
import type { Post } from './message';

const CHUNK = 500;

/** What other rooms use: messages are posted and settled in the transaction of the business they tell of. */
@Injectable()
export class MessagesService {
  constructor(private readonly clock: Clock) {}

  /** Posts one message; answers its id, which is that of the open one where the matter is open already. */
  async post(manager: EntityManager, post: Post): Promise<string> {
    const [id = ''] = await this.postAll(manager, [post]);
    return id;
  }

  /** Posts many of one hall, with the keys all different; answers their ids in order. */
  async postAll(manager: EntityManager, posts: readonly Post[]): Promise<string[]> {
    const ids: string[] = [];
    for (let at = 0; at < posts.length; at += CHUNK)
      ids.push(...(await this.postSome(manager, posts.slice(at, at + CHUNK))));
    return ids;
  }

  /** Settles the open to-do of a matter. Answers whether there was one. */
  async settle(manager: EntityManager, hall: string, key: string, by?: Actor): Promise<boolean> {
    const settled = { state: 'settled', settledAt: hallTime(this.clock.now()), settledBy: by?.id ?? null };
    const { affected } = await manager.update(MessageEntity, { hall, key, state: 'open' }, settled);
    return (affected ?? 0) > 0;
  }

  private async postSome(manager: EntityManager, posts: readonly Post[]): Promise<string[]> {
    const [first] = posts;
    if (!first) return [];
    const before = await manager.find(MessageEntity, {
      where: { hall: first.hall, key: In(posts.map(({ key }) => key)) },
      order: { seq: 'ASC' },
    });
    const newest = new Map(before.map((row) => [row.key, row]));
    const rows = posts.map((post) => {
      const last = newest.get(post.key);
      return last && last.state !== 'settled' ? last : this.rowOf(post, (last?.seq ?? 0) + 1);
    });
    const fresh = rows.filter((row) => newest.get(row.key) !== row);
    if (fresh.length > 0)
      // Another process may post the same matter at the same moment: the id is the same, one of them does nothing.
      await manager
        .createQueryBuilder()
        .insert()
        .into(MessageEntity)
        .values(fresh)
        .orIgnore()
        .updateEntity(false)
        .execute();
    if (fresh.length > 0) await this.queue(manager, first.hall, fresh);
    return rows.map(({ id }) => id);
  }

  /** Writes down, with the messages, what is to leave by the routes of the hall. */
  private async queue(manager: EntityManager, hall: string, rows: readonly MessageEntity[]): Promise<void> {
    const found = await manager.find(MessageRouteEntity, { where: { hall }, order: { version: 'ASC' } });
    const routes = [...new Map(found.map((row) => [row.name, routeOf(row)])).values()].filter(({ enabled }) => enabled);
    const nextAt = hallTime(this.clock.now());
    const deliveries = routes.flatMap(({ name: route, grants }) =>
      rows
        .filter((row) =>
          allows({ id: '', name: '', grants }, messageOf(row, null).to.permission, {
            hall,
            ...messageOf(row, null).to,
          }),
        )
        .map(({ id }) => ({ hall, message: id, route, state: 'waiting', attempts: 0, nextAt })),
    );
    if (deliveries.length === 0) return;
    const query = manager.createQueryBuilder().insert().into(MessageDeliveryEntity).values(deliveries);
    await query.orIgnore().updateEntity(false).execute();
  }

  private rowOf({ hall, kind, key, to, said, due, period, subject }: Post, seq: number): MessageEntity {
    return {
      ...{ hall, id: sha256(canonicalJson([hall, key, seq])).slice(0, 24), key, seq },
      state: kind === 'todo' ? 'open' : 'notice',
      permission: to.permission,
      windowId: to.window ?? null,
      departmentId: to.department ?? null,
      scoredBy: to.scoredBy ?? null,
      staffId: to.staff ?? null,
      said: JSON.stringify(said),
      at: hallTime(this.clock.now()),
      due: due ?? null,
      period: period ?? null,
      subject: subject ?? null,
      settledAt: null,
      settledBy: null,
    };
  }
}
