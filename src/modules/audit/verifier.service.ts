import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { Clock } from 'src/common/clock';
import { Database } from 'src/config/database.service';
import { AuditLinkEntity, AuditPendingEntity, AuditPieceEntity, AuditRecordEntity } from './audit.entity';
import { breakageAt, contradiction, type Breakage, type Linked } from './breakage';
import { digestOfLink, type ChainHead, type Link } from './chain';
import { digestOfRow, instantMs, type AuditRow } from './record';

const PAGE = 1000;
/** A record that was linked so much later than it says it was written deserves a look: somebody may have dated it back. */
const LATE_MS = 10 * 60_000;

export interface ChainCheck {
  readonly hall: string;
  /** Every link holds, nothing stands outside, every printed head is there. */
  readonly intact: boolean;
  readonly links: number;
  readonly head: ChainHead | null;
  readonly broken: Breakage | null;
  /** Records that wait for their link, and since when the oldest has. */
  readonly unlinked: Unlinked;
  /** Records linked more than ten minutes after the time they bear: long imports, or dated back. */
  readonly late: { readonly count: number; readonly first: string | null };
  readonly heads: readonly (ChainHead & { readonly holds: boolean })[];
}

export interface Unlinked {
  readonly count: number;
  /** Whole seconds; 0 when nothing waits. */
  readonly oldestSeconds: number;
}

type StoredRow = AuditRow & { readonly digest: string };

/** Proves the chain of a hall from its first link on, or names the first place where it does not hold. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `heads`: those copied from bulletins. */
  async check(
    hall: string,
    heads: readonly ChainHead[] = [],
    manager: EntityManager = this.database.read,
  ): Promise<ChainCheck> {
    const chain = await this.walk(manager, hall);
    const asked = await this.compared(manager, hall, heads);
    const broken =
      chain.broken ?? (await this.outside(manager, hall)) ?? asked.find(({ found }) => found)?.found ?? null;
    return {
      hall,
      intact: broken === null,
      links: chain.links,
      head: chain.head ?? null,
      broken,
      unlinked: await this.unlinked(hall, manager),
      late: chain.late,
      heads: asked.map(({ head, found }) => ({ ...head, holds: !found })),
    };
  }

  async unlinked(hall: string, manager: EntityManager = this.database.read): Promise<Unlinked> {
    const [row] = await manager.query<{ n: string | number; oldest: string | null }[]>(
      'SELECT COUNT(*) AS n, MIN(r.`at`) AS oldest FROM `audit_pending` p JOIN `audit_record` r ON r.`id` = p.`record` WHERE p.`hall` = ?',
      [hall],
    );
    const oldest = row?.oldest;
    const age = oldest ? this.clock.now() - instantMs(oldest) : 0;
    return { count: Number(row?.n ?? 0), oldestSeconds: Math.max(0, Math.floor(age / 1000)) };
  }

  private async walk(
    manager: EntityManager,
    hall: string,
  ): Promise<{ links: number; head: ChainHead | undefined; broken: Breakage | undefined; late: ChainCheck['late'] }> {
    let head: ChainHead | undefined;
    let links = 0;
    const last = (await manager.maximum(AuditLinkEntity, 'sequence', { hall })) ?? 0;
    const late: { count: number; first: string | null } = { count: 0, first: null };
    for (let after: number | undefined; ;) {
      const page = await this.page(manager, hall, after);
      for (const one of page) {
        const broken = breakageAt(one, head, (link) => holdsElsewhere(link, last));
        if (broken) return { links, head, broken, late };
        const { sequence, digest } = one.link;
        head = { sequence, digest };
        links++;
        if (one.row && instantMs(one.link.linkedAt) - instantMs(one.row.at) > LATE_MS) {
          late.count++;
          late.first ??= one.row.id;
        }
      }
      after = page.at(-1)?.link.sequence;
      if (page.length < PAGE) return { links, head, broken: undefined, late };
    }
  }

  private async page(manager: EntityManager, hall: string, after: number | undefined): Promise<Linked[]> {
    const where = after === undefined ? { hall } : { hall, sequence: MoreThan(after) };
    const links = await manager.find(AuditLinkEntity, { where, order: { sequence: 'ASC' }, take: PAGE });
    const rows = await rowsOf(
      manager,
      hall,
      links.map(({ record }) => record),
    );
    return links.map((link) => ({ link, row: rows.get(link.record) }));
  }

  /** What stands beside the chain although nothing may. */
  private async outside(manager: EntityManager, hall: string): Promise<Breakage | undefined> {
    const found = (kind: Breakage['kind'], record: string): Breakage => ({ kind, hall, sequence: null, record });
    const first = async (from: string): Promise<string | undefined> =>
      (await manager.query<{ id: string }[]>(`SELECT ${from} LIMIT 1`, [hall]))[0]?.id;
    const inserted =
      (await first(
        'r.`id` AS id FROM `audit_record` r LEFT JOIN `audit_link` l ON l.`hall` = r.`hall` AND l.`record` = r.`id` LEFT JOIN `audit_pending` p ON p.`hall` = r.`hall` AND p.`record` = r.`id` WHERE r.`hall` = ? AND l.`record` IS NULL AND p.`record` IS NULL ORDER BY r.`id`',
      )) ??
      (await first(
        'p.`record` AS id FROM `audit_pending` p JOIN `audit_link` l ON l.`record` = p.`record` WHERE p.`hall` = ? ORDER BY p.`record`',
      )) ??
      (await first(
        'p.`record` AS id FROM `audit_piece` p LEFT JOIN `audit_record` r ON r.`id` = p.`record` AND r.`hall` = p.`hall` WHERE p.`hall` = ? AND r.`id` IS NULL ORDER BY p.`record`',
      ));
    if (inserted !== undefined) return found('inserted', inserted);
    return this.waitingWrong(manager, hall, found);
  }

  /** A record that waits for its link must be there and be what it was when it was written. */
  private async waitingWrong(
    manager: EntityManager,
    hall: string,
    found: (kind: Breakage['kind'], record: string) => Breakage,
  ): Promise<Breakage | undefined> {
    const waiting = await manager.find(AuditPendingEntity, { where: { hall }, order: { record: 'ASC' }, take: PAGE });
    const rows = await rowsOf(
      manager,
      hall,
      waiting.map(({ record }) => record),
    );
    for (const { record, digest } of waiting) {
      const row = rows.get(record);
      if (!row) return found('missing', record);
      if (digestOfRow(row) !== digest || row.digest !== digest || row.hall !== hall) return found('altered', record);
    }
    return undefined;
  }

  private async compared(
    manager: EntityManager,
    hall: string,
    heads: readonly ChainHead[],
  ): Promise<{ head: ChainHead; found: Breakage | undefined }[]> {
    const answers = [];
    for (const head of [...heads].sort((a, b) => a.sequence - b.sequence)) {
      const link = await manager.findOneBy(AuditLinkEntity, { hall, sequence: head.sequence });
      answers.push({ head, found: contradiction(hall, head, link ?? undefined) });
    }
    return answers;
  }
}

/** Records with their contents in one piece, by id. */
export async function rowsOf(
  manager: EntityManager,
  hall: string,
  ids: readonly string[],
): Promise<Map<string, StoredRow>> {
  if (ids.length === 0) return new Map();
  const records = await manager.findBy(AuditRecordEntity, { id: In([...ids]) });
  const where = { hall, record: In([...ids]) };
  const pieces = await manager.find(AuditPieceEntity, { where, order: { record: 'ASC', part: 'ASC' } });
  const further = new Map<string, string[]>();
  for (const { record, body } of pieces) further.set(record, [...(further.get(record) ?? []), body]);
  return new Map(
    records.map(({ id, at, actor, origin, action, subject, content, digest, hall: of }) => {
      const whole = [content, ...(further.get(id) ?? [])].join('');
      return [id, { id, hall: of, at, actor, origin, action, subject, content: whole, digest }];
    }),
  );
}

function holdsElsewhere(link: Link, last: number): boolean {
  for (let sequence = 1; sequence <= last; sequence++)
    if (digestOfLink({ ...link, sequence }) === link.digest) return true;
  return false;
}
