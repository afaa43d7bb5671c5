import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Clock } from 'src/common/clock';
import { isDuplicate } from 'src/config/database-fault';
import { Database } from 'src/config/database.service';
import { AuditLinkEntity, AuditPendingEntity } from './audit.entity';
import { nextLink, type ChainHead, type Link } from './chain';
import { hallTimeMs } from './record';

/** Links made in one transaction. */
const BATCH = 500;
/** Links in one insert. */
const CHUNK = 100;
const EVERY_MS = 500;

interface Waiting {
  readonly record: string;
  readonly digest: string;
}

/**
 * Appends committed records to the chain of their hall, in the order in which it finds them. Several processes may do it at
 * once: (hall, sequence) is unique, so of two that append the same number one is undone and looks again.
 */
@Injectable()
export class Sequencer implements OnApplicationShutdown {
  private readonly log = new Logger('audit');
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the server: links what was committed, twice a second. */
  start(): void {
    let busy = false;
    const tick = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      await this.linkAll().catch((error: unknown) => this.log.error(error));
      busy = false;
    };
    this.timer = setInterval(() => void (this.working = tick()), EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** Links everything that is committed, in every hall; the number of links made here. */
  async linkAll(): Promise<number> {
    const rows = await this.database.read.query<{ hall: string }[]>('SELECT DISTINCT `hall` FROM `audit_pending`');
    let made = 0;
    for (const { hall } of rows) made += await this.link(hall);
    return made;
  }

  /** Links everything that is committed in one hall. */
  async link(hall: string): Promise<number> {
    for (let made = 0; ;) {
      const now = await this.linkSome(hall);
      made += now ?? 0;
      if (now !== undefined && now < BATCH) return made;
    }
  }

  /**
   * Links what is committed now; false: something of it cannot be linked, because its record is gone or has a link already.
   * `verify` names it.
   */
  async caughtUp(hall: string): Promise<boolean> {
    const rows = await this.database.read.find(AuditPendingEntity, { where: { hall }, select: { record: true } });
    await this.link(hall);
    const due = rows.map(({ record }) => record);
    return (await this.left(hall, due)) === 0;
  }

  private async left(hall: string, records: readonly string[]): Promise<number> {
    let left = 0;
    for (let from = 0; from < records.length; from += BATCH)
      left += await this.database.read.countBy(AuditPendingEntity, {
        hall,
        record: In(records.slice(from, from + BATCH)),
      });
    return left;
  }

  /** Undefined: another process appended meanwhile. */
  private async linkSome(hall: string): Promise<number | undefined> {
    if (!(await this.database.read.existsBy(AuditPendingEntity, { hall }))) return 0;
    try {
      return await this.database.write((manager) => this.append(manager, hall));
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  }

  private async append(manager: EntityManager, hall: string): Promise<number> {
    const waiting = await this.waiting(manager, hall);
    if (waiting.length === 0) return 0;
    const newest = await manager.findOne(AuditLinkEntity, { where: { hall }, order: { sequence: 'DESC' } });
    let head: ChainHead | undefined = newest ?? undefined;
    const linkedAt = hallTimeMs(this.clock.now());
    const links: Link[] = [];
    for (const { record, digest } of waiting) {
      const link = nextLink(head, { hall, record, recordDigest: digest, linkedAt });
      links.push(link);
      head = link;
    }
    for (let from = 0; from < links.length; from += CHUNK)
      await manager.insert(AuditLinkEntity, links.slice(from, from + CHUNK));
    // Last: the loser of a race holds no lock on rows that writers may stand beside.
    await manager.delete(AuditPendingEntity, { hall, record: In(waiting.map(({ record }) => record)) });
    return waiting.length;
  }

  /** Without those whose record is gone or that have a link already: no work of the program's, and `verify` names them. */
  private async waiting(manager: EntityManager, hall: string): Promise<Waiting[]> {
    return manager.query<Waiting[]>(
      `SELECT p.\`record\` AS \`record\`, p.\`digest\` AS \`digest\` FROM \`audit_pending\` p
       JOIN \`audit_record\` r ON r.\`id\` = p.\`record\` LEFT JOIN \`audit_link\` l ON l.\`record\` = p.\`record\`
       WHERE p.\`hall\` = ? AND l.\`record\` IS NULL ORDER BY p.\`record\` LIMIT ${String(BATCH)}`,
      [hall],
    );
  }
}
