import { Injectable } from '@nestjs/common';
import type { CivilDate } from 'src/common/civil-date';
import { hallTime, instantOf } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Database } from 'src/config/database.service';
import type { BatchTaken } from 'src/modules/intake/intake.service';
import { ConnectorRunEntity } from 'src/modules/intake/connector.entity';
import { ImportBatchEntity, SourceCoverageEntity } from 'src/modules/intake/intake.entity';
import { WHOLE_HALL, type Complete } from 'src/modules/intake/store/batch';
import { runAll } from 'src/modules/intake/store/merge.process';
import type { Statement } from 'src/modules/intake/store/statements';
import { IsNull, LessThan, Not } from 'typeorm';
import { isDuplicate } from 'src/config/database-fault';
import { isLater } from './pull/pages';
import type { Source } from './sources.service';

/** A delivery as it is shown. */
export interface Run {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly pages: number;
  readonly bytes: number;
  readonly accepted: number;
  readonly repeats: number;
  readonly rejected: number;
  readonly batch: string | null;
  readonly watermark: string | null;
  readonly covers: { readonly from: CivilDate; readonly to: CivilDate } | null;
  readonly report: Readonly<Record<Language, string>>;
}

/** What a delivery came to. */
export interface Ended {
  readonly state: 'done' | 'refused' | 'failed';
  readonly endedAt: string;
  readonly report: Readonly<Record<Language, string>>;
  readonly answer?: string;
  readonly pages?: number;
  readonly bytes?: number;
  readonly accepted?: number;
  readonly repeats?: number;
  readonly rejected?: number;
  readonly batch?: string | null;
  readonly watermark?: string | null;
  readonly covers?: Complete | undefined;
}

/** Reports are for people and kept in a column of 64 KB. */
const LONGEST = 5_000;
/** Pulls of one source that may have run at the same time, and more. */
export const NEWEST = 20;

/** A delivery without an end for so long belongs to a process that died. */
export const LEASE_MS = 10 * 60_000;
const DIED: Run['report'] = {
  zh: '服务器在收取途中停止，没有写入任何数据；以后的收取从原处继续',
  en: 'the server ended in the middle of it and nothing was written; the next delivery begins where this one did',
};
const PUSH_DIED: Run['report'] = {
  zh: '服务器在收取途中停止，没有写入任何数据；请设备用原来的编号再发一次',
  en: 'the server ended in the middle of it and nothing was written; the device may send it again under its key',
};
const DIED_AFTER: Run['report'] = {
  zh: '数据已写入；服务器在写下收取结果之前停止',
  en: 'the data are stored; the server ended before it wrote down the result',
};

/** The history of the sources, which is also what makes a repeated push harmless. */
@Injectable()
export class RunsService {
  constructor(private readonly database: Database) {}

  /** Begins a delivery; false: one with this id has begun already. */
  async begin(source: Source, id: string, at: string, bodyDigest: string | null): Promise<boolean> {
    const { hall, name, version } = source;
    try {
      await this.database.write((manager) =>
        manager.insert(ConnectorRunEntity, {
          ...{ hall, source: name, id, version, state: 'running', startedAt: at, endedAt: '', bodyDigest },
          ...{ pages: 0, bytes: 0, accepted: 0, repeats: 0, rejected: 0, report: '{}', answer: '' },
        }),
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Takes over a delivery that failed or whose process died; false: somebody else did. */
  async takeOver(source: Source, run: Pick<ConnectorRunEntity, 'id' | 'state' | 'startedAt'>, at: string) {
    const { hall, name, version } = source;
    const { affected } = await this.database.write((manager) =>
      manager.update(
        ConnectorRunEntity,
        { hall, source: name, id: run.id, state: run.state, startedAt: run.startedAt },
        { state: 'running', version, startedAt: at, endedAt: '' },
      ),
    );
    return affected === 1;
  }

  async end(source: Source, id: string, ended: Ended): Promise<void> {
    const { covers, report, ...rest } = ended;
    await this.database.write((manager) =>
      manager.update(
        ConnectorRunEntity,
        { hall: source.hall, source: source.name, id, state: 'running' },
        {
          ...rest,
          report: clipped(report),
          coversFrom: covers?.from ?? null,
          coversTo: covers?.to ?? null,
        },
      ),
    );
  }

  /** Statements that mark a delivery in the transaction of its batch: no kill comes between the two. */
  storedWith(
    { hall, name }: Source,
    id: string,
    { watermark, covers }: Pick<Ended, 'watermark' | 'covers'>,
  ): (batch: BatchTaken) => readonly Statement[] {
    return ({ id: batch, accepted }) => [
      {
        sql: `UPDATE connector_run SET batch = ?, accepted = ?, watermark = ?, covers_from = ?, covers_to = ? WHERE hall = ? AND source = ? AND id = ? AND state = 'running'`,
        parameters: [
          ...[batch, accepted, watermark ?? null, covers?.from ?? null, covers?.to ?? null],
          ...[hall, name, id],
        ],
      },
    ];
  }

  /** The end of a push, for the transaction that stores what it brought: whoever sees the rows sees the answer. */
  ending({ hall, name }: Source, id: string, ended: Ended): Statement {
    const { state, endedAt, report, answer = '', bytes = 0, accepted = 0, repeats = 0, rejected = 0 } = ended;
    return {
      sql: `UPDATE connector_run SET state = ?, ended_at = ?, report = ?, answer = ?, bytes = ?, accepted = ?, repeats = ?, rejected = ?,
        batch = ?, covers_from = ?, covers_to = ? WHERE hall = ? AND source = ? AND id = ? AND state = 'running'`,
      parameters: [
        ...[state, endedAt, clipped(report), answer, bytes, accepted, repeats, rejected],
        ...[ended.batch ?? null, ended.covers?.from ?? null, ended.covers?.to ?? null, hall, name, id],
      ],
    };
  }

  /** Ends the pushes whose process died before anything was stored: the device may send them again under their keys. */
  async buryPushes({ hall, name }: Source, now: string): Promise<void> {
    const where = {
      hall,
      source: name,
      state: 'running',
      bodyDigest: Not(IsNull()),
      startedAt: LessThan(leaseOf(now)),
    };
    await this.database.write((manager) =>
      manager.update(ConnectorRunEntity, where, { state: 'failed', endedAt: now, report: JSON.stringify(PUSH_DIED) }),
    );
  }

  /**
   * Ends the pulls whose process died: with a batch they are done, without one nothing of them was stored. Answers the ids of
   * the latter.
   */
  async bury(source: Source, now: string): Promise<string[]> {
    const { hall, name } = source;
    const where = { hall, source: name, state: 'running', bodyDigest: IsNull(), startedAt: LessThan(leaseOf(now)) };
    const dead = await this.database.read.find(ConnectorRunEntity, { where, select: { id: true, batch: true } });
    for (const { id, batch } of dead) {
      const change = { endedAt: now, report: JSON.stringify(batch === null ? DIED : DIED_AFTER) };
      const state = batch === null ? 'failed' : 'done';
      await this.database.write((manager) =>
        manager.update(ConnectorRunEntity, { hall, source: name, id, state: 'running' }, { ...change, state }),
      );
    }
    return dead.filter(({ batch }) => batch === null).map(({ id }) => id);
  }

  /** The file behind a batch and who delivered it, or undefined. */
  async batch(hall: string, id: string): Promise<{ readonly actor: string; readonly file: string } | undefined> {
    const row = await this.database.read.findOneBy(ImportBatchEntity, { hall, id });
    return row ? { actor: row.actor, file: row.fileName } : undefined;
  }

  async find(source: Source, id: string): Promise<ConnectorRunEntity | null> {
    return this.database.read.findOneBy(ConnectorRunEntity, { hall: source.hall, source: source.name, id });
  }

  /** The newest first. */
  async history(hall: string, source: string, limit = 50): Promise<Run[]> {
    const rows = await this.database.read.find(ConnectorRunEntity, {
      where: { hall, source },
      order: { startedAt: 'DESC', id: 'DESC' },
      take: limit,
    });
    return rows.map(runOf);
  }

  /** Sources, each with its last delivery and the last day it called complete. */
  async withLast(
    sources: readonly Source[],
  ): Promise<(Source & { readonly lastRun: Run | null; readonly completeTo: CivilDate | null })[]> {
    return Promise.all(
      sources.map(async (source) => ({
        ...source,
        lastRun: (await this.history(source.hall, source.name, 1))[0] ?? null,
        completeTo: (await this.coveredTo(source)) ?? null,
      })),
    );
  }

  /** Where the next pull begins: a new declaration begins anew, for rows that are known already add nothing. */
  async watermark({ hall, name, version }: Source): Promise<string | undefined> {
    const where = { hall, source: name, version, state: 'done', watermark: Not(IsNull()) };
    const order = { endedAt: 'DESC' } as const;
    const rows = await this.database.read.find(ConnectorRunEntity, { where, order, take: NEWEST });
    // Two pulls that ran at the same time may have ended in either order.
    return rows.flatMap(({ watermark }) => watermark ?? []).reduce<string | undefined>(laterOf, undefined);
  }

  /** The last day this source called complete, whatever its declaration was then. */
  async coveredTo({ hall, name }: Source): Promise<CivilDate | undefined> {
    const where = { hall, source: name, state: 'done', coversTo: Not(IsNull()) };
    const row = await this.database.read.findOne(ConnectorRunEntity, { where, order: { coversTo: 'DESC' } });
    return row?.coversTo ?? undefined;
  }

  /** States days complete for which there was nothing to take in; `ended` in the same transaction. */
  async state(source: Source, id: string, complete: Complete, at: string, ended?: Statement): Promise<void> {
    const rows = (complete.windows ?? [WHOLE_HALL]).map((scope, index) => ({
      id: `${id.slice(0, 32)}-${String(index + 1)}`,
      ...{ hall: source.hall, source: source.feed, scope: scope.slice(0, 64) },
      ...{ dateFrom: complete.from, dateTo: complete.to, statedBy: `source:${source.name}`, statedAt: at },
    }));
    await this.database.write(async (manager) => {
      await manager.insert(SourceCoverageEntity, rows);
      if (ended) await runAll(manager, [ended]);
    });
  }
}

function leaseOf(now: string): string {
  return hallTime(instantOf(now.slice(0, 19)) - LEASE_MS);
}

function clipped({ zh, en }: Ended['report']): string {
  const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  return JSON.stringify({ zh: clip(zh), en: clip(en) });
}

function laterOf(one: string | undefined, other: string): string {
  return one === undefined || isLater(other, one) ? other : one;
}

function runOf(row: ConnectorRunEntity): Run {
  const { id, version, state, startedAt, endedAt, pages, bytes, accepted, repeats, rejected, batch, watermark } = row;
  const { coversFrom, coversTo } = row;
  return {
    ...{ id, version, state, startedAt, endedAt, pages, bytes, accepted, repeats, rejected, batch, watermark },
    covers: coversFrom === null || coversTo === null ? null : { from: coversFrom, to: coversTo },
    report: { zh: '', en: '', ...(JSON.parse(row.report) as Partial<Run['report']>) },
  };
}
