import { gunzipSync, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { Evaluation } from './engine/evaluation';
import type { Sheet } from './engine/sheet';
import type { Approval, Decided } from './seal/approval';
import type { MonthStatistics, Seal } from './seal/seal';
import { MonthDocumentEntity, MonthRunEntity, MonthStandingEntity } from './month-run.entity';

const PIECE = 60_000;
const CHUNK = 400;

/** The evaluation without its sheets, which are stored one by one. */
export type Head = Omit<Evaluation, 'sheets'> & { readonly subjects: readonly { type: string; subject: string }[] };

export type RunRecord = Pick<
  MonthRunEntity,
  | 'id'
  | 'hall'
  | 'month'
  | 'revision'
  | 'sealed'
  | 'computedAt'
  | 'computedBy'
  | 'engine'
  | 'book'
  | 'bookDigest'
  | 'factsDigest'
  | 'resultDigest'
  | 'sealDigest'
  | 'blocked'
  | 'remark'
>;

interface RunContent {
  readonly evaluation: Evaluation;
  readonly statistics: MonthStatistics;
  readonly seal?: Seal;
}

/** Keeps runs: the head, each sheet and, when sealed, the seal, as compressed JSON documents. */
@Injectable()
export class RunStore {
  constructor(private readonly database: Database) {}

  /** Writes the run in the caller's transaction; a running one of the same revision is replaced. */
  async write(manager: EntityManager, run: RunRecord, { evaluation, statistics, seal }: RunContent): Promise<void> {
    for (const entity of [MonthDocumentEntity, MonthStandingEntity]) await manager.delete(entity, { run: run.id });
    await manager.delete(MonthRunEntity, { id: run.id, sealed: 0 });
    await manager.insert(MonthRunEntity, run);
    const documents: [string, unknown][] = [
      ['head', headOf(evaluation)],
      ...evaluation.sheets.map((sheet): [string, unknown] => [sheetName(sheet.type, sheet.subject), sheet]),
    ];
    documents.push(['statistics', statistics]);
    if (seal !== undefined) documents.push(['seal', seal]);
    const rows = documents.flatMap(([name, value]) =>
      pieces(value).map((body, seq) => ({ run: run.id, name, seq, hall: run.hall, body })),
    );
    for (let at = 0; at < rows.length; at += CHUNK)
      await manager.insert(MonthDocumentEntity, rows.slice(at, at + CHUNK));
    const standings = evaluation.standings.map(({ type, subject, group, rank, scale4 }) => ({
      run: run.id,
      type,
      subject,
      hall: run.hall,
      month: run.month,
      group,
      rank,
      score4: scale4,
    }));
    for (let at = 0; at < standings.length; at += CHUNK)
      await manager.insert(MonthStandingEntity, standings.slice(at, at + CHUNK));
  }

  /** Keeps a document beside the runs, once: what a month was fixed on, what was decided about a sealed one. */
  async keep(
    manager: EntityManager,
    { run, hall }: { readonly run: string; readonly hall: string },
    name: string,
    value: unknown,
  ): Promise<void> {
    const rows = pieces(value).map((body, seq) => ({ run, name, seq, hall, body }));
    for (let at = 0; at < rows.length; at += CHUNK)
      await manager.insert(MonthDocumentEntity, rows.slice(at, at + CHUNK));
  }

  /** The run of a month: the given revision, or the newest one. */
  async find(hall: string, month: Period, revision?: number): Promise<RunRecord | undefined> {
    const where = revision === undefined ? { hall, month } : { hall, month, revision };
    return (await this.database.read.findOne(MonthRunEntity, { where, order: { revision: 'DESC' } })) ?? undefined;
  }

  /** The newest sealed run of each month in the span, earliest first. */
  async sealed(hall: string, from: Period, before: Period, knownAt: CivilTime = ALWAYS): Promise<RunRecord[]> {
    const rows = await this.database.read
      .createQueryBuilder(MonthRunEntity, 'run')
      .where('run.hall = :hall AND run.sealed = 1 AND run.month >= :from AND run.month < :before', {
        hall,
        from,
        before,
      })
      .andWhere('run.computedAt <= :knownAt', { knownAt })
      .orderBy('run.month', 'ASC')
      .addOrderBy('run.revision', 'ASC')
      .getMany();
    return [...new Map(rows.map((row) => [row.month, row])).values()];
  }

  async revisions(hall: string, month: Period): Promise<RunRecord[]> {
    return this.database.read.find(MonthRunEntity, { where: { hall, month }, order: { revision: 'ASC' } });
  }

  /** The result without its sheets, after the leading group's decisions where there are any by then. */
  async head(run: string, knownAt: CivilTime = ALWAYS): Promise<Head | undefined> {
    const head = (await this.document(run, 'head')) as Head | undefined;
    return head && { ...head, ...(await this.decided(run, knownAt)) };
  }

  /** What the leading group decided about a sealed run; undefined: nothing yet. */
  async approval(run: string): Promise<Approval | undefined> {
    return (await this.document(`${run}/approval`, 'approval')) as Approval | undefined;
  }

  async approve(manager: EntityManager, run: Pick<RunRecord, 'id' | 'hall'>, approval: Approval): Promise<void> {
    await this.keep(manager, { run: `${run.id}/approval`, hall: run.hall }, 'approval', approval);
  }

  private async decided(run: string, knownAt: CivilTime): Promise<Partial<Decided>> {
    const approval = await this.approval(run);
    return approval === undefined || approval.at > knownAt ? {} : approval.result;
  }

  async sheet(run: string, type: string, subject: string): Promise<Sheet | undefined> {
    return (await this.document(run, sheetName(type, subject))) as Sheet | undefined;
  }

  /** The result with its sheets, after the leading group's decisions. */
  async evaluation(run: string): Promise<Evaluation | undefined> {
    const sealed = await this.sealedEvaluation(run);
    return sealed && { ...sealed, ...(await this.decided(run, ALWAYS)) };
  }

  /** The result as it was computed, before the leading group decided anything. */
  async sealedEvaluation(run: string): Promise<Evaluation | undefined> {
    const rows = await this.database.read.find(MonthDocumentEntity, {
      where: { run },
      order: { name: 'ASC', seq: 'ASC' },
    });
    const bodies = new Map<string, string[]>();
    for (const { name, body } of rows) bodies.set(name, [...(bodies.get(name) ?? []), body]);
    const open = (name: string): unknown => opened(bodies.get(name) ?? []);
    const head = open('head') as Head | undefined;
    if (!head) return undefined;
    const { subjects, ...rest } = head;
    return { ...rest, sheets: subjects.map(({ type, subject }) => open(sheetName(type, subject)) as Sheet) };
  }

  async document(run: string, name: string): Promise<unknown> {
    const rows = await this.database.read.find(MonthDocumentEntity, { where: { run, name }, order: { seq: 'ASC' } });
    return opened(rows.map((row) => row.body));
  }
}

function sheetName(type: string, subject: string): string {
  return `sheet/${type}/${subject}`;
}

export function headOf({ sheets, ...rest }: Evaluation): Head {
  return { ...rest, subjects: sheets.map(({ type, subject }) => ({ type, subject })) };
}

function pieces(value: unknown): string[] {
  const text = gzipSync(JSON.stringify(value)).toString('base64');
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, index) =>
    text.slice(index * PIECE, (index + 1) * PIECE),
  );
}

function opened(bodies: readonly string[]): unknown {
  return bodies.length === 0
    ? undefined
    : JSON.parse(gunzipSync(Buffer.from(bodies.join(''), 'base64')).toString('utf8'));
}
