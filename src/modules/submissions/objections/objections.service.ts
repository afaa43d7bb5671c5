import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { digestOf } from 'src/common/canonical';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { isPast } from 'src/modules/calendar/deadlines';
import { MessagesService } from 'src/modules/messages';
import { isDuplicate } from 'src/config/database-fault';
import type { Ruling, SubjectType } from 'src/modules/rules/facts';
import {
  ObjectionDecisionEntity,
  ObjectionEntity,
  ObjectionSilenceEntity,
} from 'src/modules/submissions/objection.entity';
import { In, LessThanOrEqual, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { EvidenceStore } from 'src/modules/submissions/evidence/evidence-store.service';
import { decidedPost, filedKey, filedPost } from './objection-messages';
import {
  DECISION_WORDS,
  lineKey,
  objectionState,
  rulingsOf,
  type FactRuling,
  type LineNamed,
  type Objection,
  type ObjectionDecision,
  type ObjectionDecisionKind,
  type RecordedObjection,
  type Silence,
} from './objection';
import { objectionLate, objectionReason, objectionSettled, objectionTwice, objectionUnknown } from './refusals';

export interface Filing extends LineNamed {
  readonly period: Period;
  readonly revision: number;
  readonly window: string;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly during: Objection['during'];
  /** Until when it is in time. */
  readonly until: CivilTime;
  /** Name of the window, and when it shall be answered: for the to-do of whoever decides. */
  readonly windowName: string;
  readonly answerUntil: CivilTime;
}

export interface Deciding {
  readonly kind: ObjectionDecisionKind;
  readonly reason: string;
  readonly rulings: readonly FactRuling[];
  readonly effect: unknown;
}

interface Stamp {
  readonly by: Actor;
  /** With milliseconds. */
  readonly at: string;
}

const LONGEST_REASON = 1000;

/** Keeps objections, what was decided on them, and who stayed silent. Nothing is ever changed. */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly audit: AuditService,
    private readonly messages: MessagesService,
    private readonly store: EvidenceStore,
  ) {}

  /** In order of filing; `knownAt`: as it stood then. */
  async ofMonth(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<RecordedObjection[]> {
    return this.find(this.database.read, { hall, period }, knownAt);
  }

  /** By its id. Throws `submissions.objection-unknown`. */
  async one(hall: string, id: string, manager: EntityManager = this.database.read): Promise<RecordedObjection> {
    const [found] = await this.find(manager, { hall, id }, ALWAYS);
    if (!found) throw objectionUnknown({ id });
    return found;
  }

  /** Those nobody has decided on, within the transaction that wants to close the month. */
  async open(hall: string, period: Period, manager: EntityManager = this.database.read): Promise<RecordedObjection[]> {
    return (await this.find(manager, { hall, period }, ALWAYS)).filter(({ state }) => state === 'open');
  }

  /** Decided rulings as facts of the month. */
  async rulings(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<Ruling[]> {
    return (await this.ofMonth(hall, period, knownAt)).flatMap((one) => rulingsOf(one));
  }

  /**
   * Takes an objection to a line, once. Throws `submissions.objection-late` (a millisecond after the end),
   * `.objection-twice`, `.objection-reason` and `calendar.period-frozen` when the month has been sealed meanwhile.
   */
  async file(hall: string, filing: Filing, { by, at }: Stamp): Promise<RecordedObjection> {
    const { period, revision, window, type, subject, item, clause, facts, evidence, during, until } = filing;
    const reason = reasonOf(filing.reason);
    if (isPast(at, until)) throw objectionLate({ until, at });
    const line = lineKey(filing);
    return this.database.write(async (manager) => {
      await this.periods.holdForRulings(manager, hall, [period]);
      const before = (await this.find(manager, { hall, period, windowId: window }, ALWAYS)).filter(
        ({ objection }) => objection.revision === revision && about(objection, filing),
      );
      const standing = before.find(({ state }) => state !== 'withdrawn');
      if (standing) throw objectionTwice({ id: standing.objection.id, state: DECISION_WORDS[standing.state].zh });
      const id = digestOf({ hall, period, revision, window, line, time: before.length }).slice(0, 12);
      const row = {
        hall,
        id,
        period,
        revision,
        windowId: window,
        subjectType: type,
        subject,
        lineKey: line,
        item,
        clause,
      };
      const said = { facts: JSON.stringify(facts), reason, evidence: JSON.stringify(evidence), during };
      try {
        await manager.insert(ObjectionEntity, { ...row, ...said, filedBy: by.id, filedAt: at });
      } catch (error) {
        if (isDuplicate(error)) throw objectionTwice({ id, state: DECISION_WORDS.open.zh });
        throw error;
      }
      const after = { period, window, type, subject, item, facts, evidence, during };
      await this.audit.record(manager, by, { hall, action: 'objection.file', subject: id, after, reason });
      await this.messages.post(manager, filedPost(hall, { id, period, clause }, filing));
      return this.one(hall, id, manager);
    });
  }

  /** Records a decision with its rulings. Throws `submissions.objection-settled`, `.objection-reason`, `calendar.period-frozen`. */
  async decide(hall: string, id: string, deciding: Deciding, { by, at }: Stamp): Promise<RecordedObjection> {
    const { kind, rulings, effect } = deciding;
    const reason = reasonOf(deciding.reason);
    return this.database.write(async (manager) => {
      const { objection } = await this.one(hall, id, manager);
      await this.periods.holdForRulings(manager, hall, [objection.period]);
      const { state, decisions } = await this.one(hall, id, manager);
      if (state !== 'open') throw objectionSettled({ id, state: DECISION_WORDS[state].zh });
      const row = { hall, objection: id, seq: decisions.length + 1, kind, reason };
      const said = { rulings: JSON.stringify(rulings), effect: JSON.stringify(effect) };
      try {
        await manager.insert(ObjectionDecisionEntity, { ...row, ...said, decidedBy: by.id, decidedAt: at });
      } catch (error) {
        if (isDuplicate(error)) throw objectionSettled({ id, state: DECISION_WORDS[state].zh });
        throw error;
      }
      const after = { state: kind, rulings };
      await this.audit.record(manager, by, {
        hall,
        action: 'objection.decide',
        subject: id,
        before: { state },
        after,
        reason,
      });
      await this.messages.settle(manager, hall, filedKey(id), by);
      if (kind !== 'withdrawn') await this.messages.post(manager, decidedPost(hall, objection, { kind, reason }));
      return this.one(hall, id, manager);
    });
  }

  /** States for each window that its time to object ended without an objection; those stated before stay. */
  async stateSilence(
    manager: EntityManager,
    place: { readonly hall: string; readonly period: Period; readonly revision: number },
    said: {
      readonly windows: readonly string[];
      readonly until: CivilTime;
      readonly at: CivilTime;
      readonly by: Actor;
    },
  ): Promise<number> {
    const { hall, period, revision } = place;
    const known = await manager.findBy(ObjectionSilenceEntity, { hall, period, revision });
    const objections = await this.find(manager, { hall, period }, ALWAYS);
    const spoke = new Set(
      objections.filter((one) => one.objection.revision === revision).map(({ objection }) => objection.window),
    );
    const told = new Set(known.map(({ windowId }) => windowId));
    const silent = said.windows.filter((window) => !spoke.has(window) && !told.has(window));
    if (silent.length === 0) return 0;
    const rows = silent.map((windowId) => ({ hall, period, revision, windowId, until: said.until, statedAt: said.at }));
    await manager.insert(ObjectionSilenceEntity, rows);
    const subject = `${period}:r${String(revision)}`;
    await this.audit.record(manager, said.by, {
      hall,
      action: 'objection.silence',
      subject,
      after: { windows: silent },
    });
    return silent.length;
  }

  async silences(hall: string, period: Period): Promise<Silence[]> {
    const rows = await this.database.read.find(ObjectionSilenceEntity, {
      where: { hall, period },
      order: { revision: 'ASC', windowId: 'ASC' },
    });
    return rows.map(({ windowId, revision, until, statedAt }) => ({ window: windowId, revision, until, at: statedAt }));
  }

  private async find(
    manager: EntityManager,
    where: FindOptionsWhere<ObjectionEntity>,
    knownAt: CivilTime,
  ): Promise<RecordedObjection[]> {
    const rows = await manager.find(ObjectionEntity, {
      where: { ...where, filedAt: LessThanOrEqual(knownAt) },
      order: { filedAt: 'ASC', id: 'ASC' },
    });
    const [first] = rows;
    if (!first) return [];
    const ids = rows.map(({ id }) => id);
    const linked = await this.store.linked(manager, first.hall, ids);
    const decided = await manager.find(ObjectionDecisionEntity, {
      where: { hall: first.hall, objection: In(ids), decidedAt: LessThanOrEqual(knownAt) },
      order: { seq: 'ASC' },
    });
    return rows.map((row) => {
      const decisions = decided.filter(({ objection }) => objection === row.id).map(decisionOf);
      const files = linked.get(row.id) ?? [];
      return { objection: objectionOf(row), state: objectionState(decisions), decisions, files };
    });
  }
}

/** The same line, or a line of a finding that was objected to before an item had read it. */
function about(one: Objection, { type, subject, item, facts }: LineNamed): boolean {
  if (one.type !== type || one.subject !== subject) return false;
  if (one.item !== null && item !== null) return lineKey(one) === lineKey({ type, subject, item, facts });
  return one.facts.some((fact) => facts.includes(fact));
}

function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > LONGEST_REASON) throw objectionReason({});
  return reason;
}

function decisionOf(row: ObjectionDecisionEntity): ObjectionDecision {
  return {
    kind: row.kind as ObjectionDecisionKind,
    reason: row.reason,
    rulings: JSON.parse(row.rulings) as FactRuling[],
    effect: JSON.parse(row.effect) as unknown,
    by: row.decidedBy,
    at: row.decidedAt,
  };
}

function objectionOf(row: ObjectionEntity): Objection {
  const { id, period, revision, windowId, subjectType, subject, lineKey: line, item, clause, reason } = row;
  return {
    ...{ id, period, revision, window: windowId, type: subjectType as SubjectType, subject, line, item, clause },
    facts: JSON.parse(row.facts) as string[],
    reason,
    evidence: JSON.parse(row.evidence) as string[],
    during: row.during === 'finding' ? 'finding' : 'notice',
    by: row.filedBy,
    at: row.filedAt,
  };
}
