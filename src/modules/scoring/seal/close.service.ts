import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import { firstDay, type Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { Database } from 'src/config/database.service';
import { AuditService, Sequencer, Trail } from 'src/modules/audit';
import { NoticesService, PeriodService, type MonthRecord, type MoveMade } from 'src/modules/calendar';
import { deadlinesOf, deadlineTime } from 'src/modules/calendar/deadlines';
import type { Override } from 'src/modules/calendar/months/month-states';
import type { Condition, MonthState } from 'src/modules/calendar/months/month-table';
import { withoutNames } from 'src/modules/organisation/roster';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { GatherService, type Gathered } from 'src/modules/scoring/gather.service';
import { MonthMoveEntity } from 'src/modules/scoring/month-move.entity';
import { coverageIncomplete, monthAhead, monthNotSealed } from 'src/modules/scoring/refusals';
import { RunStore, type RunRecord } from 'src/modules/scoring/run-store.service';
import { evaluated, runRecord } from 'src/modules/scoring/score.service';
import { gapTexts, SEAL_FORMAT, sealDigest, type Seal } from './seal';

interface Asked {
  readonly hall: string;
  readonly month: Period;
  readonly to: MonthState;
  readonly actor: Actor;
  readonly reason: string;
  readonly met: readonly Condition[];
  readonly overrides: readonly Override[];
}

/** Closes, reopens and publishes months as single operator. */
@Injectable()
export class CloseService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly gatherer: GatherService,
    private readonly store: RunStore,
    private readonly sequencer: Sequencer,
    private readonly trail: Trail,
    private readonly audit: AuditService,
  ) {}

  /**
   * Scores the month for the last time and seals it, in one transaction that changes the period row first: a writer of
   * facts and a second closer wait there and are told. Throws the refusals of the move,
   * `scoring.month-ahead` and `scoring.coverage-incomplete`.
   */
  async close(
    hall: string,
    month: Period,
    actor: Actor,
    overrides: readonly Override[],
  ): Promise<{ run: RunRecord; evaluation: Evaluation }> {
    if (this.now() < firstDay(month)) throw monthAhead({ month, today: this.now().slice(0, 10) });
    await this.periods.ensure(hall, month, this.now());
    // Before the transaction: what was recorded up to now gets its link, and the newest link goes into the seal.
    const linked = await this.sequencer.caughtUp(hall);
    return this.database.write(async (manager) => {
      const met = this.met(month, overrides, linked);
      const moved = await this.move(manager, { hall, month, to: 'closed', actor, reason: '', met, overrides });
      const made = { at: moved.record.movedAt, by: actor.name };
      const gathered = await this.gatherer.gather(hall, month, made.at);
      const evaluation = evaluated(gathered);
      const uncovered = evaluation.blocked.length > 0;
      if (uncovered && !moved.overridden.some(({ condition }) => condition === 'coverage-complete'))
        throw coverageIncomplete({ month, gaps: gapTexts(evaluation.blocked) });
      const needed = moved.overridden.filter(({ condition }) => uncovered || condition !== 'coverage-complete');
      const newest = await this.trail.newest(hall, undefined, manager);
      const audit = newest && { sequence: newest.sequence, digest: newest.digest };
      const seal: Seal = {
        ...this.sealOf(moved.record, needed, gathered, evaluation, made),
        ...(audit ? { audit } : {}),
      };
      const run: RunRecord = {
        ...runRecord(moved.record, gathered, evaluation, made),
        sealed: 1,
        sealDigest: sealDigest(seal),
        remark: JSON.stringify(needed),
      };
      await this.store.write(manager, run, { evaluation, statistics: gathered.statistics, seal });
      await this.audit.record(manager, actor, {
        ...{ hall, action: 'month.seal', subject: run.id },
        after: { revision: run.revision, sealDigest: run.sealDigest, resultDigest: run.resultDigest },
      });
      return { run, evaluation };
    });
  }

  /** Opens a closed month again as the next revision; the sealed one stays. */
  async reopen(hall: string, month: Period, actor: Actor, reason: string): Promise<MonthRecord> {
    const met: Condition[] = reason.trim() === '' ? [] : ['reason-given'];
    const asked = { hall, month, to: 'verifying', actor, reason, met, overrides: [] } as const;
    return (await this.database.write((manager) => this.move(manager, asked))).record;
  }

  /**
   * Publishes a closed month. `opinion` is that of the leading group; `decision` says how it settled ties at the edge and
   * is needed only when there are some.
   */
  async publish(
    hall: string,
    month: Period,
    actor: Actor,
    words: { opinion: string; decision: string },
  ): Promise<MonthRecord> {
    const run = (await this.store.revisions(hall, month)).filter(({ sealed }) => sealed === 1).at(-1);
    const head = run && (await this.store.head(run.id));
    if (!head) throw monthNotSealed({ hall, month });
    const undecided = head.outcomes.some((outcome) => outcome.decide.length > 0) && words.decision === '';
    const met: Condition[] = [];
    if (!undecided) met.push('edge-ties-decided');
    if (words.opinion !== '') met.push('opinion-recorded');
    const reason = [words.opinion, words.decision].filter((text) => text !== '').join('；');
    const asked = { hall, month, to: 'published', actor, reason, met, overrides: [] } as const;
    return (await this.database.write((manager) => this.move(manager, asked))).record;
  }

  /** What was moved, when, by whom and why, earliest first. */
  async moves(hall: string, month: Period): Promise<MonthMoveEntity[]> {
    return this.database.read.find(MonthMoveEntity, { where: { hall, month }, order: { version: 'ASC' } });
  }

  /** Moves the month and writes down that it was moved. */
  private async move(manager: EntityManager, asked: Asked): Promise<MoveMade> {
    const { hall, month, to, actor, reason, met, overrides } = asked;
    const before = await this.periods.find(hall, month);
    if (!before) throw monthNotSealed({ hall, month });
    const at = this.now();
    const made = await this.periods.move(manager, {
      hall,
      month,
      to,
      expected: before.version,
      at,
      roles: ['operator'],
      met,
      overrides,
    });
    const { version, revision } = made.record;
    await manager.insert(MonthMoveEntity, {
      hall,
      month,
      version,
      revision,
      from: before.state,
      to,
      at,
      by: actor.name,
      reason,
      overrides: JSON.stringify(made.overridden),
    });
    await this.audit.record(manager, actor, {
      ...{ hall, action: 'month.move', subject: month, reason },
      before: { state: before.state, revision: before.revision, version: before.version },
      after: { state: to, revision, version, overrides: made.overridden },
    });
    return made;
  }

  /**
   * What the clock and this version can vouch for; objections come with their room. Coverage is known only after scoring: it
   * is taken as met here and demanded then, unless a named person set it aside.
   */
  private met(month: Period, overrides: readonly Override[], linked: boolean): Condition[] {
    const deadline = deadlineTime(deadlinesOf(this.notices.calendar(), month).verification.date);
    const met: Condition[] = ['no-open-objection'];
    if (linked) met.push('audit-chain-linked');
    if (this.now() > deadline) met.push('verification-deadline-passed');
    if (!overrides.some(({ condition }) => condition === 'coverage-complete')) met.push('coverage-complete');
    return met;
  }

  private sealOf(
    { hall, month, revision }: MonthRecord,
    overrides: readonly Override[],
    gathered: Gathered,
    evaluation: Evaluation,
    made: { at: string; by: string },
  ): Seal {
    return {
      format: SEAL_FORMAT,
      hall,
      month,
      revision,
      closedAt: made.at,
      closedBy: made.by,
      overrides,
      engine: evaluation.engine,
      book: { text: gathered.book.text, digest: gathered.book.digest },
      notices: this.notices.calendar().notices,
      roster: withoutNames(gathered.roster),
      facts: gathered.facts,
      evaluation,
      statistics: gathered.statistics,
      batches: gathered.batches.map(({ id, feed, fingerprint }) => ({ id, feed, fingerprint })),
    };
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}
