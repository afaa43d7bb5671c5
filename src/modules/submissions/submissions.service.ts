import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { foldCode } from 'src/common/text';
import { Fraction } from 'src/common/fraction';
import { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import { similar } from 'src/modules/intake/table/similar';
import { OrganisationService } from 'src/modules/organisation';
import { RulesService } from 'src/modules/rules';
import type { Book } from 'src/modules/rules/book';
import type { EntityManager } from 'typeorm';
import { checked, eventKeyOf, type Filled } from './form/draft-check';
import { allForms, formsOf, HANDED_IN, type ItemForm } from './form/item-form';
import type { SubmissionsGiven } from './list/submission-reader';
import { RecordedSubmissions } from './recorded.service';
import {
  decidedMeanwhile,
  decisionImpossible,
  draftFaulty,
  enteredTwice,
  evidenceMissing,
  itemDelivered,
  itemUnknown,
  noBook,
  notConnected,
  ownWork,
  reasonMissing,
} from './refusals';
import { SubmissionDecisionEntity, SubmissionEntity } from './submission.entity';
import { objectionTo, stateOf, type DecisionKind, type Draft, type Recorded, type Submission } from './submission';
import { isDuplicate } from 'src/modules/intake/connectors/duplicate';

/** Who hands in, when, and in which role. */
export interface Entering {
  readonly by: Actor;
  readonly at: CivilTime;
  readonly origin: Submission['origin'];
  /** Said by the person: it looks like one that was entered, and is another. */
  readonly repeat?: boolean;
}

const LONGEST_REASON = 300;

/** Takes in what windows declare and the office enters, and what is decided on it. Nothing is edited. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
    private readonly recorded: RecordedSubmissions,
  ) {}

  /** What can be handed in for the month, with the blanks of each item. Throws `submissions.no-book`. */
  async forms(hall: string, period: Period): Promise<ItemForm[]> {
    return formsOf(await this.bookOf(hall, period), period);
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
    const filled = await this.filled(hall, period, draft, entering);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      return this.insert(manager, hall, filled, entering, null);
    });
  }

  /** Puts another submission in the place of one that is not verified yet. Throws as `enter` and `decide` do. */
  async amend(hall: string, id: string, draft: Draft, entering: Entering): Promise<Recorded> {
    const { submission: before } = await this.recorded.one(hall, id);
    const filled = await this.filled(hall, before.period, draft, entering);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [before.period]);
      const decision = { kind: 'replaced' as const, reason: '', by: entering.by, at: entering.at };
      await this.insertDecision(manager, hall, before.id, decision);
      return this.insert(manager, hall, filled, entering, before.id);
    });
  }

  /**
   * Records that a submission is true, untrue, or withdrawn. What has no evidence although the book demands it cannot be
   * verified; from the size on that the book names, another person verifies. Throws `submissions.decision-impossible`, `.evidence-missing`,
   * `.second-person`, `.reason-missing`, `.decided-meanwhile` and `calendar.period-frozen`.
   */
  async decide(
    hall: string,
    id: string,
    decision: { readonly kind: Exclude<DecisionKind, 'replaced'>; reason: string; by: Actor; at: CivilTime },
  ): Promise<Recorded> {
    const { kind, by } = decision;
    const reason = decision.reason.trim();
    const lacking = kind !== 'verified' && reason === '';
    if (lacking || reason.length > LONGEST_REASON || by.name.trim() === '') throw reasonMissing({});
    const { submission } = await this.recorded.one(hall, id);
    if (kind === 'verified') await this.mayVerify(hall, submission, by);
    return this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [submission.period]);
      await this.insertDecision(manager, hall, submission.id, { ...decision, reason });
      return this.recorded.one(hall, submission.id, manager);
    });
  }

  private async mayVerify(hall: string, submission: Submission, by: Actor): Promise<void> {
    const { id, item: code, period, evidence, points } = submission;
    const item = (await this.bookOf(hall, period)).items.find((one) => one.code === code);
    if (item?.evidence !== undefined && evidence.length === 0) throw evidenceMissing({ id, evidence: item.evidence });
    const limit = item?.approveAbove;
    if (limit === undefined || points === undefined) return;
    const large = Fraction.parse(points).abs().compare(Fraction.parse(limit)) >= 0;
    if (large && submission.by === by.id) throw ownWork({ id, by: by.name, points });
  }

  private async filled(hall: string, period: Period, draft: Draft, { at }: Entering): Promise<Filled> {
    const form = this.formIn(await this.bookOf(hall, period), period, draft.item);
    if (!form.connected) throw notConnected({ item: `${form.item} ${form.name}`, sources: form.sources });
    const roster = await this.organisation.rosterOf(hall, period);
    const answer = checked(draft, { form, period, roster, today: at.slice(0, 10) });
    if ('faults' in answer) throw draftFaulty({ item: `${form.item} ${form.name}`, faults: answer.faults });
    return answer.filled;
  }

  private formIn(book: Book, period: Period, wanted: string): ItemForm {
    const code = foldCode(wanted);
    const forms = formsOf(book, period);
    const found = forms.find(({ item, name }) => item === code || name === code);
    if (found) return found;
    if (book.items.some((one) => one.code === code || one.name === code))
      throw itemDelivered({ item: code, month: period });
    const nearest = similar(
      code,
      forms.flatMap(({ item, name }) => [item, name]),
    );
    throw itemUnknown({ item: wanted, month: period, nearest: nearest ?? '' });
  }

  private async bookOf(hall: string, period: Period): Promise<Book> {
    const book = await this.rules.bookInForce(hall, period);
    if (!book) throw noBook({ month: period });
    return book.parsed;
  }

  private async insert(
    manager: EntityManager,
    hall: string,
    filled: Filled,
    entering: Entering,
    replaces: string | null,
  ): Promise<Recorded> {
    const { by, at, origin, repeat = false } = entering;
    if (by.name.trim() === '') throw reasonMissing({});
    const { item, period, type, window, date, ...content } = filled;
    const eventKey = eventKeyOf(filled);
    const [same] = await this.recorded.standing(manager, hall, period, eventKey);
    if (same && !repeat)
      throw enteredTwice({ item, id: same.submission.id, by: same.submission.by.replace(/^cli:/, '') });
    const seq = (await manager.countBy(SubmissionEntity, { hall, period })) + 1;
    const row = {
      hall,
      id: randomBytes(6).toString('hex'),
      period,
      seq,
      item,
      type,
      windowId: window ?? null,
      date,
      eventKey,
    };
    const stamp = { origin, replaces, enteredBy: by.id, enteredAt: at, content: JSON.stringify(content) };
    await manager.insert(SubmissionEntity, { ...row, ...stamp });
    return this.recorded.one(hall, row.id, manager);
  }

  private async insertDecision(
    manager: EntityManager,
    hall: string,
    id: string,
    { kind, reason, by, at }: { kind: DecisionKind; reason: string; by: Actor; at: CivilTime },
  ): Promise<void> {
    const { decisions } = await this.recorded.one(hall, id, manager, ALWAYS);
    const why = objectionTo(kind, stateOf(decisions));
    if (why !== undefined) throw decisionImpossible({ id, why });
    const row = { hall, submission: id, seq: decisions.length + 1, kind, reason, decidedBy: by.id, decidedAt: at };
    try {
      await manager.insert(SubmissionDecisionEntity, row);
    } catch (error) {
      if (isDuplicate(error)) throw decidedMeanwhile({ id });
      throw error;
    }
  }
}
