import { Injectable } from '@nestjs/common';
import { hallTime, instantOf } from 'src/common/clock';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { ConnectorRunEntity } from 'src/modules/intake/connector.entity';
import { NEWEST, RunsService } from 'src/modules/intake/connectors/runs.service';
import { SourcesService, type Source } from 'src/modules/intake/connectors/sources.service';
import { TakingService } from 'src/modules/intake/connectors/taking.service';
import { JobHistory } from 'src/modules/jobs';
import { dropStage } from 'src/modules/intake/store/statements';
import { In, IsNull, Not, type FindOptionsWhere } from 'typeorm';

const CHUNK = 500;
const DAY_MS = 24 * 3_600_000;

/** The history of the sources, which is not kept for ever; what the next delivery rests on is. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly sources: SourcesService,
    private readonly taking: TakingService,
  ) {}

  /** Of every source of every hall, of the jobs, and what killed servers left behind: how many of each went. */
  async pruneAll(now: string): Promise<{ deliveries: number; runs: number; stages: number }> {
    let deliveries = 0;
    for (const { id } of await this.taking.halls())
      for (const source of await this.sources.list(id)) {
        // A device that never sent again leaves nobody else to end what its server died over.
        await new RunsService(this.database).buryPushes(source, now);
        deliveries += await this.prune(source, now);
      }
    const runs = await new JobHistory(this.database).prune(this.before(now));
    return { deliveries, runs, stages: await this.sweep(now) };
  }

  /**
   * Removes the deliveries of a source that are older than it keeps, or more than it keeps. What runs stays, the last success,
   * the deliveries its watermark comes from, and the one that reached the last complete day. Answers how many went.
   */
  async prune({ hall, name, version, settings }: Source, now: string): Promise<number> {
    const own = { hall, source: name };
    const kept = new Set([
      ...(await this.newest({ ...own, state: 'done' }, 'endedAt', 1)),
      ...(await this.newest({ ...own, version, state: 'done', watermark: Not(IsNull()) }, 'endedAt', NEWEST)),
      ...(await this.newest({ ...own, state: 'done', coversTo: Not(IsNull()) }, 'coversTo', 1)),
    ]);
    const runs = await this.database.read.find(ConnectorRunEntity, {
      where: { ...own, state: Not('running') },
      order: { startedAt: 'DESC', id: 'DESC' },
      select: { id: true, startedAt: true },
    });
    const before = this.before(now, settings.keep?.days);
    const most = settings.keep?.runs ?? Infinity;
    const gone = runs.filter(({ id, startedAt }, index) => !kept.has(id) && (startedAt < before || index >= most));
    for (let at = 0; at < gone.length; at += CHUNK)
      await this.database.write((manager) =>
        manager.delete(ConnectorRunEntity, { ...own, id: In(gone.slice(at, at + CHUNK).map(({ id }) => id)) }),
      );
    return gone.length;
  }

  /** Drops the staging tables that a killed server left behind; a table in use is younger. Answers how many. */
  async sweep(now: string): Promise<number> {
    if (this.database.engine === 'embedded') return 0;
    const tables = await this.database.read.query<{ name: string }[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'stage\\_%'",
    );
    const before = this.before(now, 1).replace(/\D/g, '');
    const left = tables.filter(({ name }) => {
      const [, day, time] = /^stage_(\d{8})_(\d{6})_[0-9a-f]+_\d+$/.exec(name) ?? [];
      return day !== undefined && `${day}${time ?? ''}` < before;
    });
    for (const { name } of left) await this.database.read.query(dropStage(name));
    return left.length;
  }

  private before(now: string, days = this.settings.historyDays): string {
    return hallTime(instantOf(now.slice(0, 19)) - days * DAY_MS);
  }

  private async newest(
    where: FindOptionsWhere<ConnectorRunEntity>,
    by: 'endedAt' | 'coversTo',
    take: number,
  ): Promise<string[]> {
    const order = { [by]: 'DESC' };
    const rows = await this.database.read.find(ConnectorRunEntity, { where, order, take, select: { id: true } });
    return rows.map(({ id }) => id);
  }
}
