import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import type { Grant } from 'src/common/permission';
import { refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { messageOf } from 'src/modules/messages/mailbox.service';
import {
  MessageAttemptEntity,
  MessageDeliveryEntity,
  MessageEntity,
  MessageRouteEntity,
} from 'src/modules/messages/message.entity';
import { LessThanOrEqual } from 'typeorm';
import { MailService } from './mail.service';
import { waitAfter, type Route } from './route';
import { WebhookService } from './webhook.service';

const AT_ONCE = 100;
/** One that is being sent for so long belongs to a process that died. */
const LEASE_MS = 5 * 60_000;

export const routeInvalid = refusal<{ why: 'name' | 'target' | 'grants' }>('messages.route-invalid', {
  zh: ({ why }) => `外发线路没有保存：${ROUTE_FAULTS[why].zh}。`,
  en: ({ why }) => `The route was not kept: ${ROUTE_FAULTS[why].en}.`,
});

const ROUTE_FAULTS = {
  name: { zh: '名称只用小写字母、数字和连字符，40 个以内', en: 'its name has small letters, digits and hyphens' },
  target: { zh: '请写一个邮箱地址，或 http(s) 网址', en: 'write an address of mail, or a URL' },
  grants: { zh: '请写明外发哪些消息（权限和单位）', en: 'say which messages go out (permission and units)' },
} as const;

export type Attempt = Pick<MessageAttemptEntity, 'message' | 'route' | 'attempt' | 'at' | 'fault'>;

/** Routes of a hall, and the deliveries that wait. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly mail: MailService,
    private readonly webhook: WebhookService,
  ) {}

  async routes(hall: string): Promise<Route[]> {
    const rows = await this.database.read.find(MessageRouteEntity, {
      where: { hall },
      order: { name: 'ASC', version: 'ASC' },
    });
    return [...new Map(rows.map((row) => [row.name, routeOf(row)])).values()];
  }

  /** Declares or changes a route; only from the server's console, since it lets messages out. Throws `messages.route-invalid`. */
  async declare(by: Actor, route: Route): Promise<Route> {
    const { hall, name, channel, target, grants, enabled } = route;
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) throw routeInvalid({ why: 'name' });
    const right = channel === 'mail' ? /^[^\s<>@"\\]{1,64}@[a-z0-9.-]{1,200}$/i : /^https?:\/\/[^\s@]{1,280}$/;
    if (!right.test(target)) throw routeInvalid({ why: 'target' });
    if (grants.length === 0) throw routeInvalid({ why: 'grants' });
    await this.database.write(async (manager) => {
      const before = await manager.findOne(MessageRouteEntity, { where: { hall, name }, order: { version: 'DESC' } });
      await manager.insert(MessageRouteEntity, {
        ...{ hall, name, version: (before?.version ?? 0) + 1, channel, target, grants: JSON.stringify(grants) },
        ...{ enabled: enabled ? 1 : 0, enteredBy: by.id, enteredAt: hallTime(this.clock.now()) },
      });
      await this.audit.record(manager, by, {
        ...{ hall, action: 'message.route', subject: `message-route:${name}` },
        after: { channel, target, grants, enabled },
      });
    });
    return route;
  }

  async attempts(hall: string): Promise<Attempt[]> {
    const order = { at: 'DESC', attempt: 'DESC' } as const;
    return this.database.read.find(MessageAttemptEntity, { where: { hall }, order, take: 100 });
  }

  /** Sends what is due, each delivery once whatever number of processes try. Answers how many left and how many did not. */
  async deliver(): Promise<{ sent: number; failed: number }> {
    const now = this.clock.now();
    const due = { nextAt: LessThanOrEqual(hallTime(now)) };
    const rows = await this.database.read.find(MessageDeliveryEntity, {
      where: [
        { state: 'waiting', ...due },
        { state: 'sending', ...due },
      ],
      order: { nextAt: 'ASC' },
      take: AT_ONCE,
    });
    const counts = { sent: 0, failed: 0 };
    for (const row of rows) {
      const { hall, message, route, state, attempts } = row;
      const taken = { state: 'sending', attempts: attempts + 1, nextAt: hallTime(now + LEASE_MS) };
      const { affected } = await this.database.write((manager) =>
        manager.update(MessageDeliveryEntity, { hall, message, route, state, attempts }, taken),
      );
      if (affected !== 1) continue;
      const fault = await this.send(row, now);
      await this.ended(row, attempts + 1, fault, now);
      counts[fault === '' ? 'sent' : 'failed'] += 1;
    }
    return counts;
  }

  /** Empty: it left. */
  private async send({ hall, message: id, route: name }: MessageDeliveryEntity, now: number): Promise<string> {
    try {
      const route = (await this.routes(hall)).find((one) => one.name === name);
      const row = await this.database.read.findOneBy(MessageEntity, { hall, id });
      if (!route?.enabled || !row) return 'the route is switched off';
      const sender = route.channel === 'mail' ? this.mail : this.webhook;
      await sender.send(route.target, messageOf(row, null), now);
      return '';
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return (text === '' ? 'unknown fault' : text).slice(0, 300);
    }
  }

  private async ended(row: MessageDeliveryEntity, attempt: number, fault: string, now: number): Promise<void> {
    const { hall, message, route } = row;
    const wait = waitAfter(attempt);
    const again = fault !== '' && wait !== undefined;
    const state = fault === '' ? 'sent' : again ? 'waiting' : 'failed';
    const nextAt: CivilTime = hallTime(now + (again ? wait * 60_000 : 0));
    await this.database.write(async (manager) => {
      const key = { hall, message, route };
      await manager.update(MessageDeliveryEntity, { ...key, state: 'sending', attempts: attempt }, { state, nextAt });
      await manager.insert(MessageAttemptEntity, { ...key, attempt, at: hallTime(now), fault });
    });
  }
}

export function routeOf(row: MessageRouteEntity): Route {
  const { hall, name, target, enabled } = row;
  const channel = row.channel === 'mail' ? 'mail' : 'webhook';
  return { hall, name, channel, target, grants: JSON.parse(row.grants) as Grant[], enabled: enabled === 1 };
}
