import { Injectable } from '@nestjs/common';
import { firstDay, type Period } from 'src/common/civil-date';
import type { Actor } from 'src/common/actor';
import { digestOf } from 'src/common/canonical';
import { Clock, hallTime } from 'src/common/clock';
import { fold } from 'src/common/text';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { PeriodService, type MonthRecord } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { STATE_NAMES } from 'src/modules/calendar/months/month-table';
import { OrganisationService } from 'src/modules/organisation';
import { similar } from 'src/modules/intake/table/similar';
import { compile } from './engine/compile';
import { evaluate } from './engine/order';
import type { Evaluation } from './engine/evaluation';
import type { Sheet } from './engine/sheet';
import type { MonthFacts, OutcomeDecision } from 'src/modules/rules/facts';
import type { Gathered } from './gather.service';
import { FrozenFacts } from './moves/frozen.service';
import { monthAhead, monthNotScored, monthSealed, revisionMissing, subjectUnknown } from './refusals';
import type { MonthStatistics, Seal } from './seal/seal';
import { RunStore, type Head, type RunRecord } from './run-store.service';

const MOST_NEAR = 5;

/** Computes the running month and answers what was computed last, running or sealed. */
@Injectable()
export class ScoreService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodService,
    private readonly frozen: FrozenFacts,
    private readonly store: RunStore,
    private readonly organisation: OrganisationService,
  ) {}

  /** Scores a month that is not closed and stores the result as its running one. Throws `scoring.month-sealed`, `.month-ahead`. */
  async score(hall: string, month: Period, actor: Actor): Promise<{ run: RunRecord; evaluation: Evaluation }> {
    const at = hallTime(this.clock.now());
    if (at < firstDay(month)) throw monthAhead({ month, today: at.slice(0, 10) });
    const period = await this.periods.ensure(hall, month, at);
    if (!acceptsFacts(period.state) && period.state !== 'notice')
      throw monthSealed({ hall, month, state: STATE_NAMES[period.state].zh });
    const gathered = await this.frozen.ground(period, at);
    const evaluation = evaluated(gathered);
    const run = runRecord(period, gathered, evaluation, { at, by: actor.name });
    await this.database.write(async (manager) => {
      const before = await this.store.find(hall, month, run.revision);
      await this.store.write(manager, run, { evaluation, statistics: gathered.statistics });
      // The nightly run of a month in which nothing happened changes nothing.
      if (before?.resultDigest === run.resultDigest && before.factsDigest === run.factsDigest) return;
      await recordChange(manager, actor, at, {
        ...{ hall, action: 'month.score', subject: run.id },
        before: before ? { factsDigest: before.factsDigest, resultDigest: before.resultDigest } : null,
        after: { factsDigest: run.factsDigest, resultDigest: run.resultDigest, bookDigest: run.bookDigest },
      });
    });
    return { run, evaluation };
  }

  /** The newest result, or that of a revision, without its sheets. Throws `scoring.month-not-scored`, `.revision-missing`. */
  async result(hall: string, month: Period, revision?: number): Promise<{ run: RunRecord; head: Head }> {
    const run = await this.find(hall, month, revision);
    const head = await this.store.head(run.id);
    if (!head) throw monthNotScored({ hall, month });
    return { run, head };
  }

  /** The newest result with all sheets. Throws `scoring.month-not-scored`, `.revision-missing`. */
  async evaluation(
    hall: string,
    month: Period,
    revision?: number,
  ): Promise<{ run: RunRecord; evaluation: Evaluation }> {
    const run = await this.find(hall, month, revision);
    const evaluation = await this.store.evaluation(run.id);
    if (!evaluation) throw monthNotScored({ hall, month });
    return { run, evaluation };
  }

  /** The newest sealed result of each of the months that is closed, earliest first. */
  async sealedMonths(hall: string, months: readonly Period[]): Promise<Evaluation[]> {
    const results: Evaluation[] = [];
    for (const month of months) {
      const run = (await this.store.revisions(hall, month)).filter(({ sealed }) => sealed === 1).at(-1);
      const evaluation = run && (await this.store.evaluation(run.id));
      if (evaluation) results.push(evaluation);
    }
    return results;
  }

  /** One sheet with its lines; the subject by id or full name. Throws `scoring.subject-unknown`. */
  async sheet(
    hall: string,
    month: Period,
    subject: string,
    revision?: number,
  ): Promise<{ run: RunRecord; head: Head; sheet: Sheet }> {
    const { run, head } = await this.result(hall, month, revision);
    const standing =
      head.standings.find((one) => one.subject === subject) ?? head.standings.find((one) => one.name === subject);
    const sheet = standing && (await this.store.sheet(run.id, standing.type, standing.subject));
    if (!sheet) throw subjectUnknown({ month, subject, near: nearTo(subject, head) });
    return { run, head, sheet };
  }

  /** Names of the month's staff by number; they live in the roster only and never in a result. */
  async namesOf(hall: string, month: Period): Promise<(staff: string) => string> {
    const roster = await this.organisation.rosterOf(hall, month);
    const names = new Map(roster.staff.map(({ id, name }) => [id, name === '' ? id : name]));
    return (staff) => names.get(staff) ?? staff;
  }

  /** The counts printed beside the scores, as they were when the run was computed. */
  async statistics(run: RunRecord): Promise<MonthStatistics> {
    return (await this.store.document(run.id, 'statistics')) as MonthStatistics;
  }

  /** Facts and rulings behind a run: those of its seal, else as they are now. */
  async facts({ id, hall, month, computedAt }: RunRecord): Promise<MonthFacts> {
    const seal = (await this.store.document(id, 'seal')) as Seal | undefined;
    if (seal) return seal.facts;
    const record = await this.periods.find(hall, month);
    if (!record) throw monthNotScored({ hall, month });
    return (await this.frozen.ground(record, computedAt)).facts;
  }

  /** Head of the audit chain in the seal of a sealed run; undefined: it was sealed before there was one. */
  async sealedHead(run: RunRecord): Promise<Seal['audit']> {
    return ((await this.store.document(run.id, 'seal')) as Seal | undefined)?.audit;
  }

  async revisions(hall: string, month: Period): Promise<RunRecord[]> {
    return this.store.revisions(hall, month);
  }

  private async find(hall: string, month: Period, revision: number | undefined): Promise<RunRecord> {
    const run = await this.store.find(hall, month, revision);
    if (run) return run;
    const revisions = (await this.store.revisions(hall, month)).map((one) => one.revision);
    throw revision === undefined || revisions.length === 0
      ? monthNotScored({ hall, month })
      : revisionMissing({ month, revision, revisions });
  }
}

/** Names a clerk may have meant: those that hold what was written, else the one that is most like it. */
function nearTo(subject: string, { standings }: Head): string[] {
  const wanted = fold(subject);
  const names = [...new Set(standings.map(({ name }) => name))];
  const holding = names.filter((name) => fold(name).includes(wanted)).slice(0, MOST_NEAR);
  return holding.length > 0 ? holding : [similar(wanted, names)].filter((name) => name !== undefined);
}

/** The pure part: book and facts to the evaluation. */
export function evaluated(
  gathered: Pick<Gathered, 'book' | 'facts'>,
  decisions: readonly OutcomeDecision[] = [],
): Evaluation {
  return evaluate(compile(gathered.book.parsed), gathered.facts, decisions);
}

export function runRecord(
  { hall, month, revision }: Pick<MonthRecord, 'hall' | 'month' | 'revision'>,
  gathered: Gathered,
  evaluation: Evaluation,
  made: { at: string; by: string },
): RunRecord {
  return {
    id: `${hall}:${month}:r${String(revision)}`,
    hall,
    month,
    revision,
    sealed: 0,
    computedAt: made.at,
    computedBy: made.by,
    engine: evaluation.engine,
    book: evaluation.book.book,
    bookDigest: gathered.book.digest,
    factsDigest: digestOf(gathered.facts),
    resultDigest: digestOf(evaluation),
    sealDigest: '',
    blocked: evaluation.blocked.length,
    remark: '',
  };
}
