import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { allow, allows, type Permission } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { isDuplicate } from 'src/config/database-fault';
import { RulesService } from 'src/modules/rules';
import type { Item } from 'src/modules/rules/book';
import type { EntityManager } from 'typeorm';
import { EvidenceStore } from './evidence/evidence-store.service';
import { BasisOfMonth } from './form/basis.service';
import type { Filled } from './form/draft-check';
import { eventKeyOf } from './form/event-key';
import { allForms, HANDED_IN, type ItemForm } from './form/item-form';
import type { SubmissionsGiven } from './list/submission-reader';
import { RecordedSubmissions } from './recorded.service';
import { decidedMeanwhile, decisionImpossible, enteredTwice, reasonMissing, submissionUnknown } from './refusals';
import { Told } from './reminders/told.service';
import { SubmissionDecisionEntity, SubmissionEntity } from './submission.entity';
import {
  objectionTo,
  stateOf,
  type Change,
  type DecisionKind,
  type Draft,
  type Recorded,
  type Submission,
} from './submission';

/** Who hands in, when, and in which role. */
export interface Entering {
  readonly by: Actor;
  readonly at: CivilTime;
  readonly origin: Submission['origin'];
  /** Said by the person: it looks like one that was entered, and is another. */
  readonly repeat?: boolean;
  /** The item of the book, read before the transaction that uses it. */
  readonly rule?: Item | undefined;
}

/** A decision as somebody takes it. */
export interface Deciding {
  readonly kind: DecisionKind;
  readonly reason: string;
  readonly by: Actor;
  readonly at: CivilTime;
  readonly change?: Change;
  /** Name of the item, for what the window is told; only of what a department finds. */
  readonly name?: string;
}

const LONGEST_REASON = 300;

/** Takes in what windows declare and the office enters. Nothing is edited. */
@Injectable()
export class SubmissionsService {
  /** Only tells apart what was entered within one second: counting the month each time would make each entry slower than the last. */
  private entered = 0;

  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly rules: RulesService,
    private readonly basis: BasisOfMonth,
    private readonly recorded: RecordedSubmissions,
    private readonly store: EvidenceStore,
    private readonly told: Told,
    private readonly audit: AuditService,
  ) {}

  /** What can be handed in for the month, with the blanks of each item. Throws `submissions.no-book`. */
  async forms(actor: Actor, hall: string, period: Period): Promise<ItemForm[]> {
    allow(actor, 'book:read', { hall });
    return this.basis.formsOfMonth(hall, period);
  }

  /** Of the month, in order of entering: what the actor may see. */
  async list(actor: Actor, hall: string, period: Period): Promise<Recorded[]> {
    const all = await this.recorded.ofMonth(hall, period);
    if (!actor.grants || all.length === 0) return all;
    const items = await this.basis.items(hall, period);
    return all.filter(({ submission: { item, window = null } }) =>
      allows(actor, 'submission:read', { hall, window, scoredBy: items.get(item)?.department ?? null }),
    );
  }

  /** Of one window, whoever asks: for rooms that compute with it and show no other window. */
  ofWindow(hall: string, period: Period, window: string): Promise<Recorded[]> {
    return this.recorded.ofWindow(hall, period, window);
  }

  /** One, with its history. Throws `submissions.unknown`, also when it is not for this actor. */
  async one(actor: Actor, hall: string, id: string): Promise<Recorded> {
    const found = await this.recorded.one(hall, id);
    await this.mayTouch(actor, 'submission:read', hall, found.submission);
    return found;
  }

  /** Sources that the newest book expects from people, connected ones only; by name. */
  async sourcesOf(hall: string): Promise<string[]> {
    const newest = (await this.rules.list(hall)).at(-1);
    if (newest === undefined) return [];
    const { notConnected: without = [] } = (await this.rules.open(newest)).parsed;
    return HANDED_IN.filter((source) => !without.includes(source)).sort();
  }

  /** What a list is checked against: the blanks of every book, newest revisions, and the events that still stand. */
  async givenFor(hall: string): Promise<Pick<SubmissionsGiven, 'forms' | 'known'>> {
    const books = await this.rules.list(hall);
    const months = [...new Set(books.map(({ from }) => from))].sort();
    const forms = [];
    for (const month of months) {
      const newest = books.filter(({ from }) => from === month).at(-1);
      if (newest === undefined) continue;
      const { from, until, parsed } = await this.rules.open(newest);
      forms.push({ from, ...(until === undefined ? {} : { until }), forms: allForms(parsed) });
    }
    return { forms, known: await this.recorded.keysStanding(hall) };
  }

  /**
   * Takes in one submission. Throws `submissions.item-unknown`, `.item-delivered`, `.draft-faulty` (everything that is
   * wrong at once), `.entered-twice` unless `repeat` says otherwise, and `calendar.period-frozen`.
   */
  async enter(hall: string, period: Period, draft: Draft, entering: Entering): Promise<Recorded> {
    const filled = await this.checked(hall, period, draft, entering);
    const rule = (await this.basis.items(hall, period)).get(filled.item);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      return this.recorded.one(hall, await this.insert(manager, hall, filled, { ...entering, rule }, null), manager);
    });
  }

  /** The draft as it would be taken in, for whoever may hand it in. Throws as `enter`. */
  async checked(hall: string, period: Period, draft: Draft, { by, at, origin }: Entering): Promise<Filled> {
    const { item } = await this.basis.form(hall, period, draft.item);
    const named = draft.window ?? '';
    const window = named === '' ? undefined : ((await this.basis.window(hall, period, named))?.id ?? named);
    await this.mayTouch(by, permissionOf(origin), hall, { item, period, ...(window === undefined ? {} : { window }) });
    return this.basis.filled(hall, period, draft, { today: at.slice(0, 10), origin });
  }

  /**
   * Puts another submission in the place of one that is not verified yet; its files go with it. Throws as `enter` and
   * `submissions.decision-impossible`.
   */
  async amend(hall: string, id: string, draft: Draft, entering: Entering): Promise<Recorded> {
    const { submission: before } = await this.recorded.one(hall, id);
    await this.mayTouch(entering.by, permissionOf(entering.origin), hall, before);
    const filled = await this.checked(hall, before.period, draft, entering);
    const rule = (await this.basis.items(hall, before.period)).get(filled.item);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [before.period]);
      await this.decideIn(manager, hall, before.id, { ...entering, kind: 'replaced', reason: '' });
      const to = await this.insert(manager, hall, filled, { ...entering, rule }, before.id);
      await this.store.carry(manager, hall, [before.id, to], { by: entering.by.id, at: entering.at });
      return this.recorded.one(hall, to, manager);
    });
  }

  /** Takes one back, by whoever hands such items in. Throws `submissions.decision-impossible`, `.reason-missing`. */
  async withdraw(hall: string, id: string, said: Omit<Entering, 'repeat'> & { reason: string }): Promise<Recorded> {
    const reason = givenReason(said.reason);
    const { submission } = await this.recorded.one(hall, id);
    await this.mayTouch(said.by, permissionOf(said.origin), hall, submission);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [submission.period]);
      await this.decideIn(manager, hall, submission.id, { ...said, kind: 'withdrawn', reason });
      return this.recorded.one(hall, submission.id, manager);
    });
  }

  /** Throws `submissions.unknown` for whoever may not reach it: told as if it were not there. */
  async mayTouch(
    actor: Actor,
    permission: Permission,
    hall: string,
    { id = '', item, period, window }: Pick<Submission, 'item' | 'period' | 'window'> & { id?: string },
  ): Promise<void> {
    if (!actor.grants) return;
    const scoredBy = (await this.basis.items(hall, period)).get(item)?.department ?? null;
    const place = { hall, window: window ?? null, scoredBy };
    allow(actor, permission, place, id === '' ? undefined : () => submissionUnknown({ id }));
  }

  /** Gives the new id; inside the caller's transaction, which holds the month. Throws `submissions.entered-twice`. */
  async insert(
    manager: EntityManager,
    hall: string,
    filled: Filled,
    entering: Entering,
    replaces: string | null,
  ): Promise<string> {
    const { by, at, origin, repeat = false, rule } = entering;
    if (by.name.trim() === '') throw reasonMissing({});
    const { item, period, type, window, date, ...content } = filled;
    const eventKey = eventKeyOf(filled);
    const [same] = await this.recorded.standing(manager, hall, period, eventKey);
    if (same && !repeat)
      throw enteredTwice({ item, id: same.submission.id, by: same.submission.by.replace(/^cli:/, '') });
    const seq = ++this.entered;
    const id = randomBytes(6).toString('hex');
    const row = { hall, id, period, seq, item, type, windowId: window ?? null, date, eventKey };
    const stamp = { origin, replaces, enteredBy: by.id, enteredAt: at, content: JSON.stringify(content) };
    await manager.insert(SubmissionEntity, { ...row, ...stamp });
    if (filled.points !== undefined) await this.told.entered(manager, hall, { ...filled, id }, rule);
    await this.audit.record(manager, by, { hall, action: 'submission.enter', subject: id, after: filled });
    return id;
  }

  /** One more decision, inside the caller's transaction. Throws `submissions.decision-impossible`, `.decided-meanwhile`. */
  async decideIn(manager: EntityManager, hall: string, id: string, deciding: Deciding): Promise<void> {
    const { kind, reason, by, at, change } = deciding;
    const { submission, decisions } = await this.recorded.one(hall, id, manager, ALWAYS);
    const before = stateOf(decisions);
    const why = objectionTo(kind, before);
    if (why !== undefined) throw decisionImpossible({ id, why });
    const seq = decisions.length + 1;
    const changedTo = change === undefined ? null : JSON.stringify(change);
    const row = { hall, submission: id, seq, kind, reason, decidedBy: by.id, decidedAt: at, changedTo };
    try {
      await manager.insert(SubmissionDecisionEntity, row);
    } catch (error) {
      if (isDuplicate(error)) throw decidedMeanwhile({ id, hall });
      throw error;
    }
    const name = deciding.name ?? submission.item;
    await this.told.decided(manager, hall, submission, { kind, reason, by, seq, name });
    const after = { state: kind, ...(change === undefined ? {} : { change }) };
    const told = { hall, subject: id, before: { state: before }, after, reason };
    await this.audit.record(manager, by, { ...told, action: `submission.${ACTIONS[kind]}` });
  }
}

const ACTIONS: Readonly<Record<DecisionKind, string>> = {
  verified: 'verify',
  changed: 'change',
  rejected: 'reject',
  withdrawn: 'withdraw',
  replaced: 'amend',
};

/** Throws `submissions.reason-missing`. */
export function givenReason(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > LONGEST_REASON) throw reasonMissing({});
  return reason;
}

export function permissionOf(origin: Submission['origin']): Permission {
  return origin === 'window' ? 'submission:declare' : 'submission:enter';
}
