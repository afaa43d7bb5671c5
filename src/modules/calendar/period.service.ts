import { Injectable } from '@nestjs/common';
import { isPeriod, type CivilTime, type Period } from 'src/common/civil-date';
import type { Actor } from 'src/common/actor';
import { allow } from 'src/common/permission';
import { foldCode } from 'src/common/text';
import { Database } from 'src/config/database.service';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { acceptsFacts, acceptsRulings, move, type MoveRequest, type Override } from './months/month-states';
import { MONTH_STATES, type MonthState, type Move } from './months/month-table';
import { PeriodEntity } from './period.entity';
import { hallCodeInvalid, periodChanged, periodFrozen, periodMissing, periodNotMonth } from './refusals';

/** A month of a hall as the other rooms see it. */
export interface MonthRecord {
  /** Foreign key of everything that belongs to the month: `hall:month`. */
  readonly id: string;
  readonly hall: string;
  readonly month: Period;
  readonly state: MonthState;
  readonly revision: number;
  readonly version: number;
  readonly movedAt: CivilTime;
}

/** A move that was made, for the audit record and the check sheet. */
export interface MoveMade {
  readonly record: MonthRecord;
  readonly move: Move;
  readonly overridden: readonly Override[];
}

/** Owns the rows (hall, month, state, revision, version) and their conditional move. */
@Injectable()
export class PeriodService {
  constructor(private readonly database: Database) {}

  /** The month, created as `open` when it is not there yet. `at` is the hall-local time written on creation. */
  async ensure(hall: string, month: Period, at: CivilTime): Promise<MonthRecord> {
    const id = idOf(hall, month);
    const first: MonthRecord = { id, hall, month, state: 'open', revision: 1, version: 1, movedAt: at };
    return this.database.write(async (manager) => {
      const present = await manager.findOneBy(PeriodEntity, { id });
      if (present) return recordOf(present);
      // Two processes may get here at once; the loser's insert does nothing. Every value was checked by `idOf` or is
      // fixed, so nothing else can be swallowed by "ignore".
      await manager
        .createQueryBuilder()
        .insert()
        .into(PeriodEntity)
        .values(first)
        .orIgnore()
        .updateEntity(false)
        .execute();
      return (await this.hold(manager, hall, month)) ?? first;
    });
  }

  async find(hall: string, month: Period): Promise<MonthRecord | undefined> {
    const row = await this.database.read.findOneBy(PeriodEntity, { id: idOf(hall, month) });
    return row ? recordOf(row) : undefined;
  }

  /** The months of a hall for anybody who works there: states and deadlines, no result. */
  async shown(actor: Actor, hall: string): Promise<MonthRecord[]> {
    allow(actor, 'hall:read', { hall });
    return this.list(hall);
  }

  /** The months of a hall, earliest first. */
  async list(hall: string): Promise<MonthRecord[]> {
    const rows = await this.database.read.find(PeriodEntity, {
      where: { hall: checkedHall(hall) },
      order: { month: 'ASC' },
    });
    return rows.map(recordOf);
  }

  /** The months of a hall that take no facts any more, earliest first. */
  async frozen(hall: string): Promise<Period[]> {
    return (await this.list(hall)).filter(({ state }) => !acceptsFacts(state)).map(({ month }) => month);
  }

  /**
   * For a transaction that writes facts: takes the shared lock on each of the months, so that a close waits for it and it
   * for a close. A month without a row holds nobody back; the lock on its gap keeps the row from appearing meanwhile.
   * Throws `calendar.period-frozen` from pre-publication on.
   */
  async holdForFacts(manager: EntityManager, hall: string, months: readonly Period[]): Promise<void> {
    for (const month of months) {
      const record = await this.hold(manager, hall, month);
      if (record && !acceptsFacts(record.state)) throw periodFrozen({ hall, month, state: record.state });
    }
  }

  /**
   * The same for a transaction that records a ruling on facts of these months. Pre-publication still takes rulings; sealed
   * months stay as they are and are given back. Throws `calendar.period-frozen` when none of the months takes it any more.
   */
  async holdForRulings(manager: EntityManager, hall: string, months: readonly Period[]): Promise<Period[]> {
    const sealed: MonthRecord[] = [];
    for (const month of months) {
      const record = await this.hold(manager, hall, month);
      if (record && !acceptsRulings(record.state)) sealed.push(record);
    }
    const [first] = sealed;
    if (first && sealed.length === months.length) throw periodFrozen(first);
    return sealed.map(({ month }) => month);
  }

  /**
   * For a transaction that is going to move the month: takes the row for itself, before anything else is read, so that what
   * the move rests on (open objections, facts) is what writers before it left. Undefined: there is no such month yet.
   */
  async holdForMove(manager: EntityManager, hall: string, month: Period): Promise<MonthRecord | undefined> {
    const query = manager
      .createQueryBuilder(PeriodEntity, 'period')
      .where('period.id = :id', { id: idOf(hall, month) });
    const row = await (this.database.engine === 'embedded' ? query : query.setLock('pessimistic_write')).getOne();
    return row ? recordOf(row) : undefined;
  }

  /** For a transaction that publishes rules: the months from the given one on, none of which can be closed meanwhile. */
  async holdFrom(manager: EntityManager, hall: string, from: Period): Promise<MonthRecord[]> {
    const query = manager
      .createQueryBuilder(PeriodEntity, 'period')
      .where('period.hall = :hall AND period.month >= :from', { hall: checkedHall(hall), from })
      .orderBy('period.month');
    return (await this.shared(query).getMany()).map(recordOf);
  }

  /**
   * Moves the month inside the caller's transaction, before anything else of that transaction, so that writers of facts
   * wait. `expected` is the version the decision was made on. Throws the refusals of `move`, `calendar.period-missing`
   * and, when somebody was faster, `calendar.period-changed`.
   */
  async move(
    manager: EntityManager,
    request: MoveRequest & { hall: string; month: Period; to: MonthState; expected: number; at: CivilTime },
  ): Promise<MoveMade> {
    const { hall, month, to, expected, at } = request;
    const id = idOf(hall, month);
    const row = await manager.findOneBy(PeriodEntity, { id });
    if (!row) throw periodMissing({ hall, month });
    if (row.version !== expected) throw periodChanged({ hall, month, version: expected });
    const before = recordOf(row);
    const answer = move(before.state, to, request);
    if (!answer.ok) throw answer.refusal;
    const next = {
      state: to,
      revision: before.revision + (answer.move.back ? 1 : 0),
      version: expected + 1,
      movedAt: at,
    };
    const result = await manager
      .createQueryBuilder()
      .update(PeriodEntity)
      .set(next)
      .where('hall = :hall AND month = :month AND version = :expected', { hall, month, expected })
      .execute();
    if (result.affected !== 1) throw periodChanged({ hall, month, version: expected });
    return { record: { ...before, ...next }, move: answer.move, overridden: answer.overridden };
  }

  private async hold(manager: EntityManager, hall: string, month: Period): Promise<MonthRecord | undefined> {
    const query = manager
      .createQueryBuilder(PeriodEntity, 'period')
      .where('period.id = :id', { id: idOf(hall, month) });
    const row = await this.shared(query).getOne();
    return row ? recordOf(row) : undefined;
  }

  /** The embedded engine has one writer at a time and no row locks. */
  private shared(query: SelectQueryBuilder<PeriodEntity>): SelectQueryBuilder<PeriodEntity> {
    return this.database.engine === 'embedded' ? query : query.setLock('pessimistic_read');
  }
}

function checkedHall(hall: string): string {
  if (hall === '' || hall.length > 64 || foldCode(hall) !== hall) throw hallCodeInvalid({ hall });
  return hall;
}

function idOf(hall: string, month: Period): string {
  if (!isPeriod(month)) throw periodNotMonth({ text: month });
  return `${checkedHall(hall)}:${month}`;
}

function recordOf(row: PeriodEntity): MonthRecord {
  const state = MONTH_STATES.find((known) => known === row.state);
  if (!state) throw new Error(`period ${row.id} has the unknown state ${row.state}`);
  const { id, hall, month, revision, version, movedAt } = row;
  return { id, hall, month, state, revision, version, movedAt };
}
