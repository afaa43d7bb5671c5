import { Injectable } from '@nestjs/common';
import { jobActor } from 'src/common/actor';
import { ALWAYS, daysBetween, firstDay, lastDay, type Period } from 'src/common/civil-date';
import { NoticesService } from 'src/modules/calendar';
import { BatchesService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import { RulesService } from 'src/modules/rules';
import type { Fact, Ruling } from 'src/modules/rules/facts';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { evaluated } from 'src/modules/scoring/score.service';
import { subjectsOf } from 'src/modules/scoring/subjects';
import { ObjectionsService, SubmissionsService } from 'src/modules/submissions';
import { eventFacts, factId } from 'src/modules/submissions/submission';
import { SupervisionService } from 'src/modules/supervision';
import { occurrenceOf } from 'src/modules/supervision/patrol-month';

/** A fact that a person brought in: a round of supervision, an item that was entered or decided on. */
export interface Finding {
  readonly window: string | null;
  /** Since when the window can have been told; null: it declared the item itself. */
  readonly recordedAt: string | null;
  /** Ids and names of everybody who saw, entered, imported or verified it. */
  readonly by: readonly string[];
}

interface MonthFindings {
  readonly findings: ReadonlyMap<string, Finding>;
  readonly facts: readonly Fact[];
  readonly rulings: readonly Ruling[];
}

/** Who brought the facts of a month in, when, and what each costs by itself. */
@Injectable()
export class Findings {
  constructor(
    private readonly supervision: SupervisionService,
    private readonly submissions: SubmissionsService,
    private readonly batches: BatchesService,
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
    private readonly notices: NoticesService,
    private readonly objections: ObjectionsService,
  ) {}

  /** By id of the fact. */
  async of(hall: string, month: Period): Promise<ReadonlyMap<string, Finding>> {
    return (await this.all(hall, month)).findings;
  }

  /**
   * What the findings of a running month give by the book as if the month ended here: while its sources are still silent the
   * month itself assesses nothing, and a window may object from the day of the finding. undefined: no book or no roster.
   */
  async result(
    hall: string,
    month: Period,
  ): Promise<(MonthFindings & { readonly evaluation: Evaluation }) | undefined> {
    const book = await this.rules.bookInForce(hall, month);
    const roster = await this.organisation.rosterOf(hall, month);
    if (!book || roster.windows.length === 0) return undefined;
    const all = await this.all(hall, month);
    const [from, to] = [firstDay(month), lastDay(month)];
    const calendar = this.notices.calendar();
    const openDays = daysBetween(from, to).filter((day) => calendar.isWorkingDay(day));
    const facts = {
      ...{ period: month, hall: roster.hall, subjects: subjectsOf(roster, month, openDays), openDays },
      ...{ facts: all.facts, rulings: all.rulings, coverage: [{ source: '*', from, to }] },
    };
    return { ...all, evaluation: evaluated({ book, facts }) };
  }

  private async all(hall: string, month: Period): Promise<MonthFindings> {
    const findings = new Map<string, Finding>();
    const facts: Fact[] = [];
    const takers = new Map((await this.batches.batchesOf(hall, month)).map(({ id, actor }) => [id, actor]));
    for (const round of await this.supervision.rounds(hall, month, ALWAYS)) {
      const fact = occurrenceOf(round);
      if (!fact) continue;
      facts.push(fact);
      const by = [takers.get(round.batch) ?? '', ...round.record.patrolledBy.split(/[、,，;；\s]+/)];
      const { window } = round.record;
      findings.set(fact.id, { window, recordedAt: round.recordedAt, by: by.filter((name) => name !== '') });
    }
    const recorded = await this.submissions.list(jobActor('findings'), hall, month);
    for (const { submission, decisions } of recorded) {
      const by = [submission.by, ...decisions.map((decision) => decision.by)];
      const recordedAt = submission.origin === 'office' ? submission.at : null;
      findings.set(factId(submission.id), { window: submission.window ?? null, recordedAt, by });
    }
    const entered = recorded.filter(({ submission }) => submission.origin === 'office');
    const book = await this.rules.bookInForce(hall, month);
    const events = eventFacts(entered, book?.parsed.items ?? []);
    facts.push(...events.facts);
    return { findings, facts, rulings: [...events.rulings, ...(await this.objections.rulings(hall, month))] };
  }
}
