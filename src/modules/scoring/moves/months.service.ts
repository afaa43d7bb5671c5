import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import { firstDay, type Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { PeriodService, type MonthRecord } from 'src/modules/calendar';
import type { Override } from 'src/modules/calendar/months/month-states';
import type { Condition, MonthState, MoveRole } from 'src/modules/calendar/months/month-table';
import { periodChanged } from 'src/modules/calendar/refusals';
import type { Standing } from 'src/modules/scoring/engine/evaluation';
import { coverageIncomplete, monthAhead } from 'src/modules/scoring/refusals';
import { RunStore } from 'src/modules/scoring/run-store.service';
import { evaluated, runRecord } from 'src/modules/scoring/score.service';
import { undecided } from 'src/modules/scoring/seal/approval';
import { CloseService } from 'src/modules/scoring/seal/close.service';
import { gapTexts } from 'src/modules/scoring/seal/seal';
import { ApprovalsService } from './approvals.service';
import { Conditions } from './conditions.service';
import { MonthDates } from './dates.service';
import { FrozenFacts } from './frozen.service';
import { MoveWriter } from './move-writer.service';
import { OfficeService } from './office/office.service';
import { twoPersons } from './refusals';
import { MonthTold } from './told.service';
import { alone, mayMove, permissionFor, rolesOf } from './who';

/** A move somebody asks for. */
export interface MoveAsk {
  readonly to: MonthState;
  /** Version of the month the person looked at; absent: the one it has now (jobs, command line). */
  readonly version?: number;
  readonly reason?: string;
  readonly opinion?: string;
  readonly minutes?: string;
  readonly overrides?: readonly Condition[];
}

interface Moving extends MoveAsk {
  readonly actor: Actor;
  readonly roles: readonly MoveRole[];
  readonly before: MonthRecord;
  readonly at: string;
}

/** Moves months through the table of states. */
@Injectable()
export class MonthsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly conditions: Conditions,
    private readonly writer: MoveWriter,
    private readonly frozen: FrozenFacts,
    private readonly store: RunStore,
    private readonly closing: CloseService,
    private readonly approvals: ApprovalsService,
    private readonly offices: OfficeService,
    private readonly dates: MonthDates,
    private readonly told: MonthTold,
  ) {}

  /**
   * Makes one move of the table. Throws the refusals of the table, `calendar.period-changed` when somebody was faster,
   * `scoring.two-persons` for a lock that needs a second person, `scoring.coverage-incomplete`.
   */
  async move(hall: string, month: Period, actor: Actor, ask: MoveAsk): Promise<MonthRecord> {
    allow(actor, 'month:read', { hall });
    const at = this.now();
    if (at < firstDay(month)) throw monthAhead({ month, today: at.slice(0, 10) });
    const found = await this.periods.ensure(hall, month, at);
    const { to } = ask;
    if (!mayMove(actor, hall, found.state, to)) allow(actor, permissionFor(found.state, to), { hall });
    const { profile } = await this.offices.of(hall);
    const roles = rolesOf(actor, { hall, from: found.state, to }, profile);
    if (to === 'closed' && (found.state === 'notice' || alone(actor, profile))) {
      if (!alone(actor, profile)) throw twoPersons({ month });
      if (ask.version !== undefined && ask.version !== found.version)
        throw periodChanged({ hall, month, version: ask.version });
      await this.closing.close(hall, month, actor, overridesOf(actor, ask));
      return (await this.periods.find(hall, month)) ?? found;
    }
    return this.database.write(async (manager) => {
      const before = (await this.periods.holdForMove(manager, hall, month)) ?? found;
      const expected = ask.version ?? before.version;
      if (expected !== before.version) throw periodChanged({ hall, month, version: expected });
      return this.moved(manager, { ...ask, actor, roles, before, at });
    });
  }

  private async moved(manager: EntityManager, moving: Moving): Promise<MonthRecord> {
    switch (moving.to) {
      case 'notice':
        return this.notice(manager, moving);
      case 'approved':
      case 'published':
        return this.decided(manager, moving);
      default:
        return (await this.plain(manager, moving, [])).record;
    }
  }

  private async plain(
    manager: EntityManager,
    moving: Moving,
    more: readonly Condition[],
    reason = moving.reason ?? '',
  ) {
    const { actor, roles, before, at, to } = moving;
    const { met: known } = await this.conditions.of(before, manager);
    const met: Condition[] = [...known, ...more];
    if (reason.trim() !== '') met.push('reason-given');
    const overrides = overridesOf(actor, moving);
    return this.writer.move(manager, before, { to, actor, roles, at, reason: reason.trim(), met, overrides });
  }

  /** 公示: facts are fixed as they are now, the provisional sheets are those of this moment. */
  private async notice(manager: EntityManager, moving: Moving): Promise<MonthRecord> {
    const { actor, before, at, overrides = [] } = moving;
    const { month } = before;
    const waived = overrides.includes('coverage-complete');
    const made = await this.plain(manager, moving, waived ? [] : ['coverage-complete']);
    const ground = await this.frozen.ground(before, at);
    const evaluation = evaluated(ground);
    if (evaluation.blocked.length > 0 && !waived)
      throw coverageIncomplete({ month, gaps: gapTexts(evaluation.blocked) });
    await this.frozen.freeze(manager, made.record, ground, at);
    const run = runRecord(made.record, ground, evaluation, { at, by: actor.name });
    await this.store.write(manager, run, { evaluation, statistics: ground.statistics });
    const until = this.dates.noticeUntil(await this.dates.of(before.hall, month), at);
    await this.told.noticed(manager, made.record, windowsOf(evaluation.standings), until);
    return made.record;
  }

  /** 审定 and 发布: with the opinion goes the second seal, which holds what was decided by name. */
  private async decided(manager: EntityManager, moving: Moving): Promise<MonthRecord> {
    const { actor, before, to, opinion = '', minutes = '', reason = '' } = moving;
    const { hall, month, revision } = before;
    const { run, head } = await this.approvals.sealedRun(hall, month);
    const decisions = await this.approvals.decisions(hall, month, revision, manager);
    const met: Condition[] = [];
    if (opinion.trim() !== '') met.push('opinion-recorded');
    if (minutes.trim() !== '') met.push('minutes-recorded');
    if (undecided(head.outcomes, decisions).length === 0) met.push('edge-ties-decided');
    const words = [opinion, minutes, reason].map((text) => text.trim()).filter((text) => text !== '');
    const made = await this.plain(manager, moving, met, words.join('；'));
    const first = to === 'approved' || before.state === 'closed';
    if (first)
      await this.approvals.approve(manager, run, { opinion: opinion.trim(), minutes: minutes.trim(), by: actor.name });
    if (to === 'published') await this.told.published(manager, made.record, windowsOf(head.standings));
    return made.record;
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}

function windowsOf(standings: readonly Pick<Standing, 'type' | 'subject'>[]): string[] {
  return standings.filter(({ type }) => type === 'window' || type === 'sub-centre').map(({ subject }) => subject);
}

/** The actor sets conditions aside in his own name. */
export function overridesOf(
  actor: Actor,
  { overrides = [], reason = '' }: Pick<MoveAsk, 'overrides' | 'reason'>,
): Override[] {
  return overrides.map((condition) => ({ condition, by: actor.name, reason }));
}
