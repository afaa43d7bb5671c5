import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import type { EntityManager } from 'typeorm';
import { AwardTitleEntity } from 'src/modules/awards/awards.entity';
import { nothingHere, reasonMissing, titleChanged, titleInvalid, titleUnknown } from 'src/modules/awards/refusals';
import { SHIPPED_TITLES, type Title } from './title';

/** A title with who set it; shipped ones are samples until the hall sets its own. */
export type KnownTitle = Title & { readonly version: number; readonly sample: boolean };

/** The titles of a hall, in versions. */
@Injectable()
export class TitlesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  async list(actor: Actor, hall: string): Promise<KnownTitle[]> {
    allow(actor, 'award:read', { hall, published: true }, () => nothingHere({ hall }));
    return this.ofHall(hall);
  }

  /** For the other services of the room, which have checked who asks. */
  async ofHall(hall: string, manager: EntityManager = this.database.read): Promise<KnownTitle[]> {
    const rows = await manager.find(AwardTitleEntity, { where: { hall }, order: { code: 'ASC', version: 'ASC' } });
    const own = new Map(rows.map((row) => [row.code, row]));
    const shipped = SHIPPED_TITLES.filter(({ code }) => !own.has(code));
    const set = [...own.values()].filter(({ name }) => name !== '');
    return [
      ...shipped.map((title) => ({ ...title, version: 0, sample: true })),
      ...set.map(({ content, version }) => ({ ...(JSON.parse(content) as Title), version, sample: false })),
    ];
  }

  /** By code or name. Throws `awards.title-unknown`. */
  async one(hall: string, wanted: string, manager?: EntityManager): Promise<KnownTitle> {
    const titles = await this.ofHall(hall, manager);
    const found = titles.find(({ code, name }) => code === wanted || name === wanted);
    if (!found) throw titleUnknown({ title: wanted, titles: titles.map(({ name }) => name) });
    return found;
  }

  /** Sets or changes a title. Throws `awards.title-invalid`, `awards.reason-missing`. */
  async set(actor: Actor, hall: string, title: Title, reason: string): Promise<KnownTitle> {
    allow(actor, 'award:write', { hall }, () => nothingHere({ hall }));
    this.assertValid(title);
    await this.insert(actor, hall, title.code, title, reason);
    return this.one(hall, title.code);
  }

  /** Takes a title out of use; what was given stays. Throws `awards.title-unknown`, `awards.reason-missing`. */
  async retire(actor: Actor, hall: string, wanted: string, reason: string): Promise<void> {
    allow(actor, 'award:write', { hall }, () => nothingHere({ hall }));
    const { code } = await this.one(hall, wanted);
    await this.insert(actor, hall, code, null, reason);
  }

  private async insert(actor: Actor, hall: string, code: string, title: Title | null, given: string): Promise<void> {
    const reason = given.trim();
    if (reason === '' || reason.length > 300) throw reasonMissing({});
    await this.database.write(async (manager) => {
      const before = await manager.findOne(AwardTitleEntity, { where: { hall, code }, order: { version: 'DESC' } });
      const row = {
        ...{ hall, code, version: (before?.version ?? 0) + 1, name: title?.name ?? '', reason },
        ...{ content: JSON.stringify(title), enteredBy: actor.id, enteredAt: hallTime(this.clock.now()) },
      };
      await manager.insert(AwardTitleEntity, row).catch((error: unknown) => {
        if (isDuplicate(error)) throw titleChanged({ hall, title: code });
        throw error;
      });
      const was = before ? (JSON.parse(before.content) as Title | null) : null;
      await this.audit.record(manager, actor, {
        ...{ hall, action: 'award.title', subject: `award-title:${code}`, before: was, after: title, reason },
      });
    });
  }

  private assertValid({ code, name, span, source, places, scopes }: Title): void {
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(code)) throw titleInvalid({ why: 'code' });
    if (name.trim() === '' || name.length > 30) throw titleInvalid({ why: 'name' });
    if (source.kind === 'rollup' && span === 'month') throw titleInvalid({ why: 'rollup' });
    if (places !== null && (!Number.isInteger(places) || places < 1 || places > 9999))
      throw titleInvalid({ why: 'places' });
    if (scopes.length === 0) throw titleInvalid({ why: 'scopes' });
  }
}

/** The primary key or a unique index: somebody was faster. */
export function isDuplicate(error: unknown): boolean {
  const { code, message = '' } = error as { code?: unknown; message?: string };
  return code === 'ER_DUP_ENTRY' || message.includes('UNIQUE constraint');
}
