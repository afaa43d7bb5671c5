import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import { digestOf } from 'src/common/canonical';
import type { Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService, type MonthRecord } from 'src/modules/calendar';
import { move, type Override } from 'src/modules/calendar/months/month-states';
import type { Condition } from 'src/modules/calendar/months/month-table';
import { moveUnknown, periodChanged, periodMissing } from 'src/modules/calendar/refusals';
import { isDuplicate } from 'src/config/database-fault';
import { MonthLockAnswerEntity, MonthLockRequestEntity } from 'src/modules/scoring/month-move.entity';
import { evaluated } from 'src/modules/scoring/score.service';
import { CloseService, type SealedMonth } from 'src/modules/scoring/seal/close.service';
import { Conditions } from 'src/modules/scoring/moves/conditions.service';
import { FrozenFacts } from 'src/modules/scoring/moves/frozen.service';
import { MonthTold } from 'src/modules/scoring/moves/told.service';
import { LOCK_HOURS, LOCK_WORDS, lockState, type LockRequest } from './lock';
import { overridesOf } from 'src/modules/scoring/moves/months.service';
import { lockOver, lockOwn, lockStale, lockUnknown, lockWaiting } from 'src/modules/scoring/moves/refusals';

export interface LockAsk {
  readonly version?: number;
  readonly overrides?: readonly Condition[];
  readonly reason?: string;
}

const HOUR = 3_600_000;

/** Two people lock a month: one asks, another confirms what both have seen. */
@Injectable()
export class LocksService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly conditions: Conditions,
    private readonly frozen: FrozenFacts,
    private readonly closing: CloseService,
    private readonly audit: AuditService,
    private readonly told: MonthTold,
  ) {}

  /**
   * Asks that the month be locked, when nothing but the second person is missing. Throws the refusals of the table,
   * `scoring.lock-waiting` and `calendar.period-changed`.
   */
  async ask(hall: string, month: Period, actor: Actor, ask: LockAsk): Promise<LockRequest> {
    allow(actor, 'month:move', { hall });
    const record = await this.periods.find(hall, month);
    if (!record) throw periodMissing({ hall, month });
    const overrides = overridesOf(actor, ask);
    const evaluation = evaluated(await this.frozen.ground(record, this.now()));
    return this.database.write(async (manager) => {
      const held = await this.periods.holdForMove(manager, hall, month);
      if (held?.version !== record.version || (ask.version ?? record.version) !== record.version)
        throw periodChanged({ hall, month, version: ask.version ?? record.version });
      await this.ready(manager, held, overrides);
      const before = await this.find(manager, held);
      const waiting = before.find(({ state }) => state === 'waiting');
      if (waiting) throw lockWaiting({ request: waiting.id, by: waiting.name, expiresAt: waiting.expiresAt });
      const id = digestOf({ hall, month, version: held.version, time: before.length }).slice(0, 12);
      const now = this.clock.now();
      const row = { hall, month, id, version: held.version, revision: held.revision, digest: digestOf(evaluation) };
      const who = { askedBy: actor.id, askedName: actor.name, askedAt: hallTime(now) };
      const expiresAt = hallTime(now + LOCK_HOURS * HOUR);
      await manager.insert(MonthLockRequestEntity, { ...row, ...who, expiresAt, overrides: JSON.stringify(overrides) });
      const after = { version: row.version, digest: row.digest, expiresAt, overrides };
      await this.audit.record(manager, actor, { hall, action: 'month.lock-ask', subject: id, after });
      await this.told.lockAsked(manager, held, actor.name, expiresAt);
      return { ...row, by: actor.id, name: actor.name, at: who.askedAt, expiresAt, overrides, state: 'waiting' };
    });
  }

  /**
   * Another person confirms, naming the digest of what was checked; the month is sealed in the same transaction. Throws
   * `scoring.lock-unknown`, `.lock-own`, `.lock-over`, `.lock-stale` and the refusals of the move.
   */
  async confirm(hall: string, month: Period, id: string, actor: Actor, shown: string): Promise<SealedMonth> {
    allow(actor, 'month:move', { hall }, () => lockUnknown({ request: id }));
    const linked = await this.closing.linked(hall);
    return this.database.write(async (manager) => {
      const held = await this.periods.holdForMove(manager, hall, month);
      if (!held) throw periodMissing({ hall, month });
      const asked = await this.waiting(manager, held, id);
      if (asked.by === actor.id) throw lockOwn({ request: id, by: asked.name });
      if (asked.digest !== shown) throw lockStale({ request: id, shown, now: asked.digest });
      const reason = `申请：${asked.name} ${asked.at}；确认：${actor.name}`;
      const { overrides } = asked;
      const sealed = await this.closing.seal(manager, {
        ...{ hall, month, actor, roles: ['assessment-office'], overrides, reason, asked, linked },
      });
      await this.answer(manager, held, id, { kind: 'confirmed', reason: '', actor });
      return sealed;
    });
  }

  /** Takes a request back; anybody of the office may. */
  async withdraw(hall: string, month: Period, id: string, actor: Actor, reason: string): Promise<LockRequest> {
    allow(actor, 'month:move', { hall }, () => lockUnknown({ request: id }));
    return this.database.write(async (manager) => {
      const held = await this.periods.holdForMove(manager, hall, month);
      if (!held) throw periodMissing({ hall, month });
      const asked = await this.waiting(manager, held, id);
      await this.answer(manager, held, id, { kind: 'withdrawn', reason: reason.slice(0, 300), actor });
      return { ...asked, state: 'withdrawn' };
    });
  }

  /** Every request of the month, earliest first. */
  async list(record: MonthRecord): Promise<LockRequest[]> {
    return this.find(this.database.read, record);
  }

  private async waiting(manager: EntityManager, held: MonthRecord, id: string): Promise<LockRequest> {
    const asked = (await this.find(manager, held)).find((one) => one.id === id);
    if (!asked) throw lockUnknown({ request: id });
    const { state, expiresAt } = asked;
    if (state !== 'waiting') throw lockOver({ request: id, state: LOCK_WORDS[state].zh, at: expiresAt });
    return asked;
  }

  private async ready(manager: EntityManager, record: MonthRecord, overrides: readonly Override[]): Promise<void> {
    if (record.state !== 'notice') throw moveUnknown({ from: record.state, to: 'closed', allowed: [] });
    const { met } = await this.conditions.of(record, manager);
    const answer = move('notice', 'closed', {
      roles: ['assessment-office'],
      // Whoever confirms links the chain first and is refused if that fails.
      met: [...met, 'second-person', 'audit-chain-linked'],
      overrides,
    });
    if (!answer.ok) throw answer.refusal;
  }

  private async answer(
    manager: EntityManager,
    record: MonthRecord,
    request: string,
    {
      kind,
      reason,
      actor,
    }: { readonly kind: 'confirmed' | 'withdrawn'; readonly reason: string; readonly actor: Actor },
  ): Promise<void> {
    const { hall, month } = record;
    const row = { hall, month, request, kind, reason, answeredBy: actor.id, answeredAt: this.now() };
    try {
      await manager.insert(MonthLockAnswerEntity, row);
    } catch (error) {
      if (isDuplicate(error)) throw lockOver({ request, state: LOCK_WORDS.confirmed.zh, at: row.answeredAt });
      throw error;
    }
    await this.audit.record(manager, actor, { hall, action: `month.lock-${kind}`, subject: request, reason });
    await this.told.lockAnswered(manager, record, actor);
  }

  private async find(manager: EntityManager, { hall, month, version }: MonthRecord): Promise<LockRequest[]> {
    const rows = await manager.find(MonthLockRequestEntity, {
      where: { hall, month },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
    const answers = await manager.findBy(MonthLockAnswerEntity, { hall, month });
    const now = this.now();
    return rows.map((row) => {
      const said = answers.find(({ request }) => request === row.id)?.kind;
      const kind = said === 'confirmed' || said === 'withdrawn' ? said : undefined;
      const { id, digest, revision, askedBy: by, askedName: name, askedAt: at, expiresAt } = row;
      return {
        ...{ id, month, version: row.version, revision, digest, by, name, at, expiresAt },
        overrides: JSON.parse(row.overrides) as Override[],
        state: lockState(row, kind, now, version),
      };
    });
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}
