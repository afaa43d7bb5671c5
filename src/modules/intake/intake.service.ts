import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { changeStatements, recordChange } from 'src/modules/audit';
import type { EntityManager } from 'typeorm';
import { answerOf, OPTION_NAMES, type ImportAnswer, type Stored } from './answer/answer';
import { heldFor, type Held, type Wholeness } from './answer/held';
import { columnStatements } from './columns/column-statements';
import { savedColumns } from './columns/columns.service';
import type { FeedEntry, ImportOptions } from './feed';
import { newestOf, recordOf, type BatchRecord } from './batches.service';
import { ImportBatchEntity, SourceCoverageEntity } from './intake.entity';
import { MONTH_FROZEN } from './reading/frozen';
import type { Summary } from './reading/summary';
import { batchMissing, batchUndone, nothingAccepted, questionOpen } from './refusals';
import { batchStatements, coverageStatements, type BatchHead, type Complete } from './store/batch';
import { writeInThread } from './store/bulk.process';
import { fingerprintOf } from './store/fingerprint.process';
import { mergeAll, runAll, type Merged } from './store/merge.process';
import { dropStage, stageName, type Statement, type UndoPlan } from './store/statements';
import type { Written, WritingOrder } from './store/writing.process';

/**
 * Called in the transaction that writes facts, with the months they belong to: takes the shared lock on each period row
 * and throws when the month is frozen. It must use only the manager it is given, and only read through it. `about.at` is
 * when the rows say they were recorded: now for a taking, back then for an undo.
 */
export type Fence = (
  manager: EntityManager,
  months: readonly Period[],
  about: { readonly feed: string; readonly at: CivilTime },
) => Promise<void>;

export interface TakeRequest extends Wholeness {
  readonly hall: string;
  readonly feed: FeedEntry;
  /** Absolute path. */
  readonly file: string;
  readonly options: ImportOptions;
  readonly given: unknown;
  readonly actor: Actor;
  /** Hall-local `YYYY-MM-DD HH:MM:SS.mmm`. */
  readonly at: string;
  readonly language: Language;
  /** Reads, compares with what is stored and leaves no trace. */
  readonly dryRun?: boolean;
  /** Days for which the one who uploads says the file is complete. */
  readonly complete?: Complete;
  readonly fence?: Fence;
  /** Months that take no facts any more: their rows are left out by name, the others are taken. */
  readonly frozen?: readonly Period[];
  /** Further statements of the same transaction, for example the audit record. */
  readonly also?: (batch: BatchTaken) => readonly Statement[];
  readonly progress?: (rows: number) => void;
  /** One line for the log or the terminal. */
  readonly note?: (text: string) => void;
}

export interface BatchTaken {
  /** Null: every row was known, only a statement about days or titles is written. */
  readonly id: string | null;
  readonly hall: string;
  readonly feed: string;
  readonly fingerprint: string;
  readonly accepted: number;
  /** What the one who asked will be told. */
  readonly answer: ImportAnswer;
}

/** What a taking decides once everything is read. */
interface Verdict {
  readonly accepted: number;
  /** Rows of closed months, kept for a person to read. */
  readonly late: number;
  readonly sameAs: string | null;
  readonly held: Held | null;
  /** Null: leave no trace. */
  readonly statements: readonly Statement[] | null;
}

/** Thrown to roll back a transaction whose answer is known. */
class RolledBack extends Error {
  constructor(readonly verdict: Verdict) {
    super('rolled back');
  }
}

@Injectable()
export class IntakeService {
  constructor(private readonly database: Database) {}

  /**
   * Takes a file in, all of it or nothing. The same file or rows already stored add nothing; then no batch is written
   * and `batch` is null. Throws the refusal of the file, `intake.question` and `intake.nothing-accepted`; a dry run
   * answers instead of the last two. What is `held` back is not written, and `batch` is null.
   */
  async take(request: TakeRequest): Promise<ImportAnswer> {
    allow(request.actor, 'import:write', { hall: request.hall });
    const head = await headOf(request);
    const columns = await savedColumns(this.database.read, request.hall, request.feed.name);
    const order = { request: { ...readRequest(request, head), columns }, target: this.target(head) };
    const done =
      this.database.engine === 'embedded'
        ? await this.database.exclusive(() => this.embedded(order, request, head))
        : await this.onServer(order, request, head);
    const { accepted, late, sameAs, held, statements } = done.verdict;
    const batch = statements !== null && accepted + late > 0 ? head.id : null;
    return answerOf(done.summary, request.language, { accepted, sameAs, batch, held });
  }

  /** Removes the rows of a batch. Throws `intake.batch-missing` and `intake.batch-undone`. */
  async undo(
    hall: string,
    id: string,
    by: { actor: Actor; at: string; fence?: Fence; also?: (manager: EntityManager) => Promise<void> },
  ): Promise<BatchRecord> {
    allow(by.actor, 'import:write', { hall }, () => batchMissing({ batch: id }));
    return this.database.write(async (manager) => {
      const batch = await manager.findOneBy(ImportBatchEntity, { hall, id });
      if (!batch) throw batchMissing({ batch: id });
      const change = { state: 'undone', undoneBy: by.actor.id, undoneAt: by.at };
      const { affected } = await manager.update(ImportBatchEntity, { hall, id, state: 'accepted' }, change);
      if (affected !== 1) throw batchUndone({ batch: id, at: batch.undoneAt ?? '', by: batch.undoneBy ?? '' });
      const { feed, takenAt } = batch;
      await by.fence?.(manager, batch.months === '' ? [] : batch.months.split(','), { feed, at: takenAt });
      const plan = JSON.parse(batch.undoPlan) as UndoPlan;
      for (const table of plan.tables) {
        await manager.query(`DELETE FROM \`${table}\` WHERE hall = ? AND batch = ?`, [hall, id]);
      }
      await runAll(manager, plan.after);
      await manager.delete(SourceCoverageEntity, { hall, batch: id });
      await by.also?.(manager);
      const { fingerprint, accepted, months } = batch;
      const before = { feed, fingerprint, accepted, takenAt, months };
      await recordChange(manager, by.actor, by.at, { hall, action: 'import.undo', subject: id, before });
      return { ...recordOf(batch), state: change.state };
    });
  }

  /** Travels with the other statements of a taking: on the embedded engine another thread commits them. */
  private recorded(request: TakeRequest, action: string, subject: string, after: object): readonly Statement[] {
    return changeStatements(request.actor, request.at, { hall: request.hall, action, subject, after });
  }

  private target(head: BatchHead): WritingOrder['target'] {
    const { file } = this.database;
    if (file !== undefined) return { engine: 'embedded', file };
    const options = this.database.read.dataSource.options as { readonly url?: string };
    return { engine: 'mysql', url: options.url ?? '', stagePrefix: `stage_${head.id.replaceAll('-', '_')}` };
  }

  private async embedded(order: WritingOrder, request: TakeRequest, head: BatchHead): Promise<Done> {
    let done: Done | undefined;
    const decide = async (written: Written): Promise<readonly Statement[] | null> => {
      const manager = this.database.read;
      const counted = { accepted: written.accepted ?? 0, late: written.late ?? 0 };
      const verdict = await this.verdict(manager, request, head, written, counted);
      if (verdict.statements)
        await request.fence?.(manager, written.summary.months, { feed: request.feed.name, at: request.at });
      done = { summary: written.summary, verdict };
      return verdict.statements;
    };
    await writeInThread(order, decide, request.progress);
    if (!done) throw new Error('the writing thread ended without an answer');
    return done;
  }

  private async onServer(order: WritingOrder, request: TakeRequest, head: BatchHead): Promise<Done> {
    let done: Done | undefined;
    const prefix = order.target.engine === 'mysql' ? order.target.stagePrefix : '';
    const decide = async (written: Written): Promise<null> => {
      if (!written.usedLocal) request.note?.(LOCAL_FORBIDDEN[request.language]);
      done = { summary: written.summary, verdict: await this.merge(written, request, head, prefix) };
      return null;
    };
    try {
      await writeInThread(order, decide, request.progress);
    } finally {
      // Feeds have few sinks; a table that was never made is not there to drop.
      for (let index = 0; index < MOST_SINKS; index++) {
        await this.database.read.query(dropStage(stageName(prefix, index)));
      }
    }
    if (!done) throw new Error('the writing thread ended without an answer');
    return done;
  }

  private async merge(written: Written, request: TakeRequest, head: BatchHead, prefix: string): Promise<Verdict> {
    try {
      return await this.database.write(async (manager) => {
        await request.fence?.(manager, written.summary.months, { feed: request.feed.name, at: request.at });
        const isRead = written.summary.question === null;
        const counted = isRead ? await mergeAll(manager, written, head, prefix) : { accepted: 0, late: 0 };
        const verdict = await this.verdict(manager, request, head, written, counted);
        if (verdict.statements === null) throw new RolledBack(verdict);
        await runAll(manager, verdict.statements);
        return verdict;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.verdict;
      throw error;
    }
  }

  /** What becomes of the rows written so far. Throws when the file needs an answer or nothing of it can be used. */
  private async verdict(
    manager: EntityManager,
    request: TakeRequest,
    head: BatchHead,
    written: Written,
    counted: Merged,
  ): Promise<Verdict> {
    const { summary, sinks } = written;
    if (!request.dryRun) assertUsable(summary, head.fileName);
    const same = await newestOf(manager, head, summary.feed);
    // A statement as a whole (roster) has its batch in the key: the same one again is known by its bytes alone.
    const whole = sinks.length > 0 && sinks.every((sink) => sink.unique.includes('batch'));
    const { late } = counted;
    const accepted = whole && same.newest ? 0 : counted.accepted;
    const found = { accepted, late, sameAs: same.id, held: heldFor(request, summary) };
    const also = (batch: string | null): readonly Statement[] =>
      request.also?.(batchTaken(request, head, summary, { ...found, batch })) ?? [];
    if (request.dryRun || found.held !== null) return { ...found, statements: null };
    if (accepted + late === 0) {
      const stated = request.complete
        ? coverageStatements(head, { ...summary, covers: [] }, request.complete, null)
        : [];
      const said = [...stated, ...columnStatements(head, summary)];
      // Rows of a repeated statement must go, so nothing is committed; what was said about days and titles needs no rows.
      if (whole || said.length === 0) return { ...found, statements: null };
      const about = { feed: summary.feed, fingerprint: head.fingerprint, complete: request.complete };
      const record = this.recorded(request, 'import.state', head.id, about);
      return { ...found, statements: [...said, ...record, ...also(null)] };
    }
    const { id, fingerprint } = head;
    const { feed, layout, rows, rejected, skipped, months } = summary;
    const about = { feed, layout, fingerprint, months, rows, accepted, late, rejected, skipped };
    const statements = [
      ...this.recorded(request, 'import.take', id, { ...about, complete: request.complete }),
      ...batchStatements(head, summary, accepted, undoPlan(sinks)),
      ...coverageStatements(head, summary, request.complete, id),
      ...columnStatements(head, summary),
      ...also(id),
    ];
    return { ...found, statements };
  }
}

function undoPlan(sinks: Written['sinks']): UndoPlan {
  return { tables: [...new Set(sinks.map((sink) => sink.table))], after: sinks.flatMap((sink) => sink.undo) };
}

interface Done {
  readonly summary: Summary;
  readonly verdict: Verdict;
}

const MOST_SINKS = 12;

const LOCAL_FORBIDDEN: Readonly<Record<Language, string>> = {
  zh: '数据库服务器不允许 LOAD DATA LOCAL，改用多行插入，大文件会慢一些。',
  en: 'The database server forbids LOAD DATA LOCAL: rows go in by multi-row inserts, large files take longer.',
};

function batchTaken(request: TakeRequest, head: BatchHead, summary: Summary, stored: Stored): BatchTaken {
  const { hall, fingerprint } = head;
  const { batch: id, accepted } = stored;
  return { id, hall, feed: summary.feed, fingerprint, accepted, answer: answerOf(summary, request.language, stored) };
}

function assertUsable(summary: Summary, file: string): void {
  const { question, records, rows, rejected, skipped } = summary;
  if (question) throw questionOpen({ file, question: question.text, option: OPTION_NAMES[question.answer] });
  if (records > 0 || summary.late > 0) return;
  const frozen = summary.skippedRows.find(({ code }) => code === MONTH_FROZEN)?.text;
  throw nothingAccepted({ file, rows, rejected, skipped, first: summary.rejects[0], frozen });
}

async function headOf({ hall, file, actor, at }: TakeRequest): Promise<BatchHead> {
  const digits = at.replace(/\D/g, '');
  const id = `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(3).toString('hex')}`;
  return { id, hall, fileName: basename(file), actor: actor.id, takenAt: at, ...(await fingerprintOf(file)) };
}

function readRequest(request: TakeRequest, head: BatchHead): WritingOrder['request'] {
  const { file, feed, options, given, hall, at, frozen } = request;
  return { file, module: feed.module, options, given, frozen, at: { hall, batch: head.id, recordedAt: at } };
}
