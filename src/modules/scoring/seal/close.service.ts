import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import { digestOf } from 'src/common/canonical';
import { firstDay, type Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService, Sequencer, Trail } from 'src/modules/audit';
import { NoticesService, PeriodService, type MonthRecord } from 'src/modules/calendar';
import { acceptsRulings, type Override } from 'src/modules/calendar/months/month-states';
import type { Condition, MoveRole } from 'src/modules/calendar/months/month-table';
import { periodChanged } from 'src/modules/calendar/refusals';
import { withoutNames } from 'src/modules/organisation/roster';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { Conditions } from 'src/modules/scoring/moves/conditions.service';
import { FrozenFacts, type MonthGround } from 'src/modules/scoring/moves/frozen.service';
import { MoveWriter } from 'src/modules/scoring/moves/move-writer.service';
import { OfficeService } from 'src/modules/scoring/moves/office/office.service';
import { MonthTold } from 'src/modules/scoring/moves/told.service';
import { lockStale, twoPersons } from 'src/modules/scoring/moves/refusals';
import { alone } from 'src/modules/scoring/moves/who';
import { appealsOpen, coverageIncomplete, monthAhead, monthNotSealed } from 'src/modules/scoring/refusals';
import { RunStore, type RunRecord } from 'src/modules/scoring/run-store.service';
import { evaluated, runRecord } from 'src/modules/scoring/score.service';
import { ObjectionsService, SectionReports } from 'src/modules/submissions';
import { gapTexts, SEAL_FORMAT, sealDigest, type Seal } from './seal';

export interface Sealing {
  readonly hall: string;
  readonly month: Period;
  readonly actor: Actor;
  readonly roles: readonly MoveRole[];
  readonly overrides: readonly Override[];
  readonly reason: string;
  /** Whether the audit chain had caught up before the transaction began. */
  readonly linked: boolean;
  /** Another person asked for it: the version it was asked for and the digest of the result that was shown. */
  readonly asked?: { readonly id: string; readonly name: string; readonly version: number; readonly digest: string };
}

export interface SealedMonth {
  readonly run: RunRecord;
  readonly evaluation: Evaluation;
}

/** Closes months: scores for the last time and seals, in one transaction. */
@Injectable()
export class CloseService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly frozen: FrozenFacts,
    private readonly store: RunStore,
    private readonly sequencer: Sequencer,
    private readonly trail: Trail,
    private readonly audit: AuditService,
    private readonly conditions: Conditions,
    private readonly writer: MoveWriter,
    private readonly offices: OfficeService,
    private readonly objections: ObjectionsService,
    private readonly sections: SectionReports,
    private readonly told: MonthTold,
  ) {}

  /**
   * Closes as the one person of a small office. Throws the refusals of the move, `scoring.two-persons`,
   * `scoring.month-ahead`, `scoring.appeals-open` and `scoring.coverage-incomplete`.
   */
  async close(hall: string, month: Period, actor: Actor, overrides: readonly Override[]): Promise<SealedMonth> {
    allow(actor, 'month:move', { hall });
    if (!alone(actor, (await this.offices.of(hall)).profile)) throw twoPersons({ month });
    if (this.now() < firstDay(month)) throw monthAhead({ month, today: this.now().slice(0, 10) });
    await this.periods.ensure(hall, month, this.now());
    const linked = await this.linked(hall);
    return this.database.write((manager) =>
      this.seal(manager, { hall, month, actor, roles: ['operator'], overrides, reason: '', linked }),
    );
  }

  /**
   * Before the transaction that seals: what was recorded up to now gets its link, and the newest link goes into the seal.
   * False: something cannot be linked, and the move is refused.
   */
  linked(hall: string): Promise<boolean> {
    return this.sequencer.caughtUp(hall);
  }

  /**
   * Moves the month to closed inside the caller's transaction, which takes the period row first: a writer of facts, somebody
   * who objects and a second closer wait there and are told. Throws as `close`, `scoring.lock-stale` and `calendar.period-changed`.
   */
  async seal(manager: EntityManager, sealing: Sealing): Promise<SealedMonth> {
    const { hall, month, actor, asked } = sealing;
    const before = await this.periods.holdForMove(manager, hall, month);
    if (!before) throw monthNotSealed({ hall, month });
    if (asked && asked.version !== before.version) throw periodChanged({ hall, month, version: asked.version });
    const moved = await this.moved(manager, before, sealing);
    const made = { at: moved.record.movedAt, by: asked ? `${asked.name}、${actor.name}` : actor.name };
    const ground = await this.frozen.ground(before, made.at);
    const evaluation = evaluated(ground);
    const digest = digestOf(evaluation);
    if (asked && asked.digest !== digest) throw lockStale({ request: asked.id, shown: asked.digest, now: digest });
    const uncovered = evaluation.blocked.length > 0 && moved.move.needs.includes('coverage-complete');
    if (uncovered && !moved.overridden.some(({ condition }) => condition === 'coverage-complete'))
      throw coverageIncomplete({ month, gaps: gapTexts(evaluation.blocked) });
    const needed = moved.overridden.filter(({ condition }) => uncovered || condition !== 'coverage-complete');
    const newest = await this.trail.newest(hall, undefined, manager);
    const audit = newest && { sequence: newest.sequence, digest: newest.digest };
    const sealed = this.sealOf(moved.record, needed, ground, evaluation, made);
    // A department that is late is named and costs no window anything.
    const late = (await this.sections.missing(hall, month, made.at)).map(({ department }) => department);
    await this.told.late(manager, moved.record, late);
    const lateDepartments = late.length === 0 ? {} : { lateDepartments: late };
    const seal: Seal = { ...sealed, ...(audit ? { audit } : {}), ...lateDepartments };
    const run: RunRecord = {
      ...runRecord(moved.record, ground, evaluation, { at: made.at, by: actor.name }),
      ...{ sealed: 1, sealDigest: sealDigest(seal), remark: JSON.stringify(needed) },
    };
    await this.store.write(manager, run, { evaluation, statistics: ground.statistics, seal });
    await this.audit.record(manager, actor, {
      ...{ hall, action: 'month.seal', subject: run.id },
      after: { revision: run.revision, sealDigest: run.sealDigest, resultDigest: run.resultDigest, ...lateDepartments },
    });
    return { run, evaluation };
  }

  /**
   * The move itself, with what the clock and the rooms vouch for. Coverage is known only after scoring: it is taken as met
   * here and demanded then, unless a named person set it aside. Who stayed silent until the end is written down.
   */
  private async moved(manager: EntityManager, before: MonthRecord, sealing: Sealing): ReturnType<MoveWriter['move']> {
    const { actor, roles, overrides, reason, asked, linked } = sealing;
    const { met: known, noticeUntil, openAppeals } = await this.conditions.of(before, manager);
    const aside = overrides.some(({ condition }) => condition === 'no-open-appeal');
    if (openAppeals.length > 0 && !aside && acceptsRulings(before.state))
      throw appealsOpen({ month: before.month, ratings: openAppeals });
    const met: Condition[] = [...known];
    if (linked) met.push('audit-chain-linked');
    if (asked) met.push('second-person');
    if (!overrides.some(({ condition }) => condition === 'coverage-complete')) met.push('coverage-complete');
    const alone = roles.includes('operator') ? aloneOverrides(actor, known) : [];
    const at = this.now();
    const moved = await this.writer.move(manager, before, {
      ...{ to: 'closed', actor, roles, at, reason, met, overrides, more: alone },
    });
    if (noticeUntil !== undefined && known.includes('notice-period-over')) {
      const windows = await this.frozen.windowsOnNotice(before);
      await this.objections.stateSilence(
        manager,
        { hall: before.hall, period: before.month, revision: before.revision },
        { windows, until: noticeUntil, at, by: actor },
      );
    }
    return moved;
  }

  private sealOf(
    { hall, month, revision }: MonthRecord,
    overrides: readonly Override[],
    ground: MonthGround,
    evaluation: Evaluation,
    made: { at: string; by: string },
  ): Seal {
    const { book, roster, facts, statistics, batches, frozenAt } = ground;
    return {
      format: SEAL_FORMAT,
      ...{ hall, month, revision, closedAt: made.at, closedBy: made.by, overrides },
      engine: evaluation.engine,
      book: { text: book.text, digest: book.digest },
      notices: this.notices.calendar().notices,
      roster: withoutNames(roster),
      facts,
      evaluation,
      statistics,
      batches: batches.map(({ id, feed, fingerprint }) => ({ id, feed, fingerprint })),
      ...(frozenAt === undefined ? {} : { frozenAt }),
    };
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}

/** What one person alone passes over, printed on the check sheet with the rest. */
function aloneOverrides({ name }: Actor, met: readonly Condition[]): Override[] {
  const reason = '单人办理（小机构）';
  return [
    { condition: 'second-person', by: name, reason },
    ...(met.includes('notice-period-over') ? [] : [{ condition: 'notice-period-over' as const, by: name, reason }]),
  ];
}
