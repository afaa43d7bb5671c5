import { Injectable } from '@nestjs/common';
import { Brackets, In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { allow } from 'src/common/permission';
import type { Actor } from 'src/common/actor';
import { cursorAfter, type Asked, type Page } from 'src/config/paging';
import { Database } from 'src/config/database.service';
import { AuditLinkEntity, AuditRecordEntity } from './audit.entity';
import { AuditService } from './audit.service';
import { parseHead, printedHead, type ChainHead } from './chain';
import type { AuditRow } from './record';
import { headUnreadable } from './refusals';
import { rowsOf, AuditVerifier, type ChainCheck, type Unlinked } from './verifier.service';

const PIECE = 500;

/** A record as it is shown. */
export interface TrailEntry {
  readonly id: string;
  /** `YYYY-MM-DD HH:MM:SS.mmm`, hall-local. */
  readonly at: string;
  readonly actor: string;
  readonly origin: string;
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
  /** Its number in the chain; null: not linked yet. */
  readonly sequence: number | null;
}

/** A record with everything its digests are made of, so that the chain can be checked outside this system. */
export interface ExportedEntry extends AuditRow {
  readonly digest: string;
  readonly link: {
    readonly sequence: number;
    readonly previous: string;
    readonly linkedAt: string;
    readonly digest: string;
  } | null;
}

export interface HeadAnswer {
  readonly hall: string;
  readonly sequence: number;
  readonly digest: string;
  /** As the bulletin prints it; empty while there is no link. */
  readonly printed: string;
  readonly linkedAt: string | null;
  readonly unlinked: Unlinked;
}

/** What was recorded: searched, exported, verified. Reading needs `audit:read` in the hall (`''`: the installation). */
@Injectable()
export class Trail {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly verifier: AuditVerifier,
  ) {}

  /** A page of the records of a hall; filters `from`, `to` (days or times, both included), `actor`, `action`, `subject`. */
  async list(hall: string, asked: Asked, actor: Actor): Promise<Page<TrailEntry>> {
    allow(actor, 'audit:read', { hall });
    const rows = await this.page(hall, asked);
    const shown = rows.slice(0, asked.limit);
    const last = shown.at(-1);
    const links = await this.links(shown);
    const items = shown.map((row) => entryOf(row, links.get(row.id)?.sequence ?? null));
    return { items, next: rows.length > shown.length && last ? cursorAfter(asked, last.at, last.id) : null };
  }

  /**
   * The records in order of time, oldest first, piece by piece. The export itself is recorded before the first of them is
   * given. `format` is what is written: `jsonl` or `xlsx`.
   */
  async export(
    hall: string,
    filters: Asked['filters'],
    actor: Actor,
    format: string,
  ): Promise<AsyncGenerator<ExportedEntry[]>> {
    allow(actor, 'audit:read', { hall });
    await this.database.write((manager) =>
      this.audit.record(manager, actor, { hall, action: 'audit.export', subject: format, after: { filters } }),
    );
    return this.pieces(hall, filters);
  }

  private async *pieces(hall: string, filters: Asked['filters']): AsyncGenerator<ExportedEntry[]> {
    let after: Asked['after'];
    for (;;) {
      const rows = await this.page(hall, { ...EXPORT, filters, after });
      const piece = rows.slice(0, PIECE);
      const last = piece.at(-1);
      if (!last) return;
      const links = await this.links(piece);
      yield piece.map((row) => exported(row, links.get(row.id)));
      if (rows.length <= PIECE) return;
      after = [last.at, last.id];
    }
  }

  /** How many records an export would hold. */
  async count(hall: string, filters: Asked['filters'], actor: Actor): Promise<number> {
    allow(actor, 'audit:read', { hall });
    return this.where(hall, filters).getCount();
  }

  async head(hall: string, actor: Actor): Promise<HeadAnswer> {
    allow(actor, 'audit:read', { hall });
    const newest = await this.newest(hall);
    return {
      hall,
      sequence: newest?.sequence ?? 0,
      digest: newest?.digest ?? '',
      printed: newest ? printedHead(newest) : '',
      linkedAt: newest?.linkedAt ?? null,
      unlinked: await this.verifier.unlinked(hall),
    };
  }

  /** The newest link, or the newest that was made before a hall-local time; undefined: there is none. */
  async newest(
    hall: string,
    before?: string,
    manager: EntityManager = this.database.read,
  ): Promise<(ChainHead & { readonly linkedAt: string }) | undefined> {
    const query = manager
      .createQueryBuilder(AuditLinkEntity, 'link')
      .where('link.hall = :hall', { hall })
      .orderBy('link.sequence', 'DESC')
      .limit(1);
    if (before !== undefined) query.andWhere('link.linkedAt < :before', { before });
    return (await query.getOne()) ?? undefined;
  }

  /** Proves the chain, also against heads copied from bulletins (`SEQ:HASH`). Throws `audit.head-unreadable`. */
  async verify(hall: string, heads: readonly string[], actor: Actor): Promise<ChainCheck> {
    allow(actor, 'audit:read', { hall });
    const parsed = heads.map((text) => {
      const head = parseHead(text);
      if (!head) throw headUnreadable({ text });
      return head;
    });
    return this.verifier.check(hall, parsed);
  }

  /** One more than asked for, so that it is known whether there is a next page. */
  private async page(hall: string, { filters, after, descending, limit }: Asked): Promise<(AuditRow & Digested)[]> {
    const query = this.where(hall, filters)
      .orderBy('record.at', descending ? 'DESC' : 'ASC')
      .addOrderBy('record.id', descending ? 'DESC' : 'ASC')
      .limit(limit + 1);
    if (after) {
      const sign = descending ? '<' : '>';
      const [time, id] = after;
      query.andWhere(
        new Brackets((or) =>
          or
            .where(`record.at ${sign} :time`, { time })
            .orWhere(`(record.at = :time AND record.id ${sign} :id)`, { time, id }),
        ),
      );
    }
    const found = await query.getMany();
    const whole = await rowsOf(
      this.database.read,
      hall,
      found.map(({ id }) => id),
    );
    return found.flatMap(({ id }) => whole.get(id) ?? []);
  }

  private where(hall: string, filters: Asked['filters']): SelectQueryBuilder<AuditRecordEntity> {
    const { from, to, actor, action, subject } = filters;
    const query = this.database.read
      .createQueryBuilder(AuditRecordEntity, 'record')
      .where('record.hall = :hall', { hall });
    if (from !== undefined) query.andWhere('record.at >= :from', { from });
    // `2026-03-01` ends with its last millisecond; `~` is behind every digit and sign of a time.
    if (to !== undefined) query.andWhere('record.at <= :to', { to: `${to}~` });
    if (actor !== undefined) query.andWhere('record.actor = :actor', { actor });
    if (subject !== undefined) query.andWhere('record.subject = :subject', { subject });
    if (action !== undefined)
      query.andWhere(new Brackets((or) => or.where('record.action = :action').orWhere('record.action LIKE :room')), {
        action,
        room: `${action.replace(/[%_]/g, '')}.%`,
      });
    return query;
  }

  private async links(rows: readonly AuditRow[]): Promise<Map<string, AuditLinkEntity>> {
    if (rows.length === 0) return new Map();
    const links = await this.database.read.findBy(AuditLinkEntity, { record: In(rows.map(({ id }) => id)) });
    return new Map(links.map((link) => [link.record, link]));
  }
}

type Digested = { readonly digest: string };

const EXPORT = { limit: PIECE, sort: 'at', descending: false, question: '' } as const;

function entryOf({ id, at, actor, origin, action, subject, content }: AuditRow, sequence: number | null): TrailEntry {
  return { id, at, actor, origin, action, subject, ...contentOf(content), sequence };
}

/** An altered content may be anything; it is shown as it is. */
function contentOf(text: string): Pick<TrailEntry, 'before' | 'after' | 'reason'> {
  try {
    const { before = null, after = null, reason = '' } = JSON.parse(text) as Partial<TrailEntry>;
    return { before, after, reason };
  } catch {
    return { before: null, after: text, reason: '' };
  }
}

function exported(row: AuditRow & Digested, link: AuditLinkEntity | undefined): ExportedEntry {
  const { id, hall, at, actor, origin, action, subject, content, digest } = row;
  const { sequence = 0, previous = '', linkedAt = '' } = link ?? {};
  return {
    ...{ id, hall, at, actor, origin, action, subject, content, digest },
    link: link ? { sequence, previous, linkedAt, digest: link.digest } : null,
  };
}
