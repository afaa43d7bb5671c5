import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { STATE_NAMES } from 'src/modules/calendar/months/month-table';
import { isDuplicate } from 'src/config/database-fault';
import { checkBook } from 'src/modules/rules/check';
import type { OutcomeDecision, SubjectType } from 'src/modules/rules/facts';
import type { OutcomeResult } from 'src/modules/scoring/engine/evaluation';
import { OutcomeDecisionEntity } from 'src/modules/scoring/month-move.entity';
import { monthNotSealed } from 'src/modules/scoring/refusals';
import { RunStore, type Head, type RunRecord } from 'src/modules/scoring/run-store.service';
import { evaluated } from 'src/modules/scoring/score.service';
import { approvalDigest, decidedOf, type Approval } from 'src/modules/scoring/seal/approval';
import type { Seal } from 'src/modules/scoring/seal/seal';
import { decisionMisplaced, decisionReason, decisionTime, decisionTooMany } from './refusals';

export interface Deciding {
  readonly outcome: string;
  /** Default window. */
  readonly type?: SubjectType;
  /** Code or full name. */
  readonly subject: string;
  readonly verdict: OutcomeDecision['verdict'];
  readonly reason: string;
  readonly minutes?: string;
}

/** What the leading group decides about a sealed month: edges by name, its opinion, the second seal. */
@Injectable()
export class ApprovalsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly store: RunStore,
    private readonly audit: AuditService,
  ) {}

  /** Decisions on this revision, the last one on each subject. */
  async decisions(
    hall: string,
    month: Period,
    revision: number,
    manager: EntityManager = this.database.read,
  ): Promise<OutcomeDecision[]> {
    const rows = await manager.find(OutcomeDecisionEntity, { where: { hall, month, revision }, order: { seq: 'ASC' } });
    return [...new Map(rows.map((row) => [`${row.outcome}/${row.type}/${row.subject}`, decisionOf(row)])).values()];
  }

  /** The newest sealed run of the revision the month is in. Throws `scoring.month-not-sealed`. */
  async sealedRun(hall: string, month: Period): Promise<{ run: RunRecord; head: Head }> {
    const run = (await this.store.revisions(hall, month)).filter(({ sealed }) => sealed === 1).at(-1);
    const head = run && (await this.store.head(run.id));
    if (!head) throw monthNotSealed({ hall, month });
    return { run, head };
  }

  /** Throws `scoring.decision-time`, `.decision-misplaced`, `.decision-too-many` and `.decision-reason`. */
  async decide(hall: string, month: Period, actor: Actor, deciding: Deciding): Promise<OutcomeDecision[]> {
    allow(actor, 'month:approve', { hall });
    const reason = deciding.reason.trim();
    if (reason === '' || reason.length > 300) throw decisionReason({});
    const { run, head } = await this.sealedRun(hall, month);
    const { outcome, member } = placed(head, deciding);
    return this.database.write(async (manager) => {
      const record = await this.periods.holdForMove(manager, hall, month);
      if (record?.state !== 'closed' || record.revision !== run.revision)
        throw decisionTime({ month, state: STATE_NAMES[record?.state ?? 'open'].zh });
      const { revision } = record;
      const before = await this.decisions(hall, month, revision, manager);
      const others = before.filter(({ subject }) => subject !== member.subject);
      if (deciding.verdict === 'take') mayTake(outcome, others, member.subject);
      const seq = (await manager.countBy(OutcomeDecisionEntity, { hall, month, revision })) + 1;
      const what = { outcome: outcome.code, type: outcome.type, subject: member.subject, verdict: deciding.verdict };
      const row = { hall, month, revision, seq, ...what, reason, minutes: deciding.minutes ?? '' };
      try {
        await manager.insert(OutcomeDecisionEntity, { ...row, decidedBy: actor.id, decidedAt: this.now() });
      } catch (error) {
        if (isDuplicate(error)) throw decisionTime({ month, state: STATE_NAMES.closed.zh });
        throw error;
      }
      const subject = `${run.id}:${outcome.code}`;
      await this.audit.record(manager, actor, { hall, action: 'outcome.decide', subject, after: what, reason });
      return this.decisions(hall, month, revision, manager);
    });
  }

  /** The second seal: outcomes after the decisions, computed again from the sealed facts. In the caller's transaction. */
  async approve(
    manager: EntityManager,
    run: RunRecord,
    said: Pick<Approval, 'opinion' | 'minutes'> & { readonly by: string },
  ): Promise<Approval> {
    const seal = (await this.store.document(run.id, 'seal')) as Seal | undefined;
    const { book } = seal === undefined ? { book: undefined } : checkBook(seal.book.text);
    if (seal === undefined || book === undefined) throw monthNotSealed({ hall: run.hall, month: run.month });
    const decisions = await this.decisions(run.hall, run.month, run.revision, manager);
    const result = decidedOf(evaluated({ book: { ...seal.book, parsed: book }, facts: seal.facts }, decisions));
    const bare = { at: this.now(), ...said, decisions, result };
    const approval = { ...bare, digest: approvalDigest(run.sealDigest, bare) };
    await this.store.approve(manager, run, approval);
    return approval;
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}

/** The outcome and the member the decision is about: tied at its edge, or in it. */
function placed(head: Head, { outcome: code, type = 'window', subject }: Deciding) {
  const results = head.outcomes.filter((one) => one.type === type && (one.code === code || one.name === code));
  const open = results.flatMap(({ decide, members }) => [...decide, ...members]);
  for (const outcome of results) {
    const member = [...outcome.decide, ...outcome.members].find(
      (one) => one.subject === subject || one.name === subject,
    );
    if (member) return { outcome, member };
  }
  throw decisionMisplaced({ outcome: code, subject, open: open.map(({ name }) => name) });
}

/** Who has the outcome anyway needs no place; of the tied not more than there are places. */
function mayTake(outcome: OutcomeResult, decided: readonly OutcomeDecision[], subject: string): void {
  if (!outcome.decide.some((one) => one.subject === subject)) return;
  const tied = new Set(outcome.decide.map((one) => one.subject));
  const taken = decided.filter(
    (one) =>
      one.outcome === outcome.code && one.type === outcome.type && one.verdict === 'take' && tied.has(one.subject),
  );
  const places = (outcome.places ?? 0) - taken.length;
  if (places <= 0) throw decisionTooMany({ outcome: outcome.name, places: Math.max(0, places) });
}

function decisionOf({
  outcome,
  type,
  subject,
  verdict,
  reason,
  minutes,
  decidedBy,
}: OutcomeDecisionEntity): OutcomeDecision {
  return {
    ...{ outcome, type: type as SubjectType, subject, reason },
    verdict: verdict === 'take' ? 'take' : 'spare',
    ...(minutes === '' ? {} : { minutes }),
    by: decidedBy,
  };
}
