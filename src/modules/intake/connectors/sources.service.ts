import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sha256 } from 'src/common/canonical';
import type { Actor } from 'src/common/actor';
import { foldCode } from 'src/common/text';
import { Database } from 'src/config/database.service';
import type { Problem } from 'src/config/validation';
import { recordChange } from 'src/modules/audit';
import { ConnectorSourceEntity } from 'src/modules/intake/connector.entity';
import { HAPPENING_FEEDS, type HappeningFeed } from 'src/modules/intake/feed';
import { isDuplicate } from 'src/config/database-fault';
import { sourceChanged, sourceInvalid, sourceMissing } from './refusals';
import { checkSettings, KINDS, type Kind, type SourceSettings } from './source-settings.dto';

/** A declared source as it stands now. */
export interface Source {
  readonly hall: string;
  readonly name: string;
  readonly version: number;
  readonly feed: HappeningFeed;
  readonly kind: Kind;
  readonly enabled: boolean;
  readonly settings: SourceSettings;
  readonly by: string;
  readonly at: string;
}

export interface Declaration {
  readonly name: string;
  readonly feed: string;
  readonly kind: string;
  readonly settings: unknown;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;
const NOBODY = '0'.repeat(64);

interface Made {
  readonly by: Actor;
  /** Hall-local `YYYY-MM-DD HH:MM:SS.mmm`. */
  readonly at: string;
}

/** The declared sources of a hall; every change is a new version. */
@Injectable()
export class SourcesService {
  constructor(private readonly database: Database) {}

  /**
   * Declares a source, or a known one anew. A pushing source gets a token, which is given once and stored as its digest
   * only; the one before stops working. Throws `connectors.source-invalid` and `connectors.source-changed`.
   */
  async declare(hall: string, asked: Declaration, made: Made): Promise<{ source: Source; token: string | null }> {
    const name = foldCode(asked.name);
    const { kind, feed, settings } = checked(name, asked);
    const token = kind === 'push' ? `bfs_${randomBytes(32).toString('base64url')}` : null;
    const tokenDigest = token === null ? null : digestOf(token);
    const row = { feed, kind, settings: JSON.stringify(settings), enabled: 1, tokenDigest };
    return { source: await this.change(hall, name, () => row, made), token };
  }

  /** Stops taking anything from a source. Throws `connectors.source-missing`. */
  async disable(hall: string, asked: string, made: Made): Promise<Source> {
    const name = foldCode(asked);
    return this.change(
      hall,
      name,
      (last) => {
        if (!last) throw sourceMissing({ source: name });
        const { feed, kind, settings, tokenDigest } = last;
        return { feed, kind, settings, tokenDigest, enabled: 0 };
      },
      made,
    );
  }

  /** The newest version of each source, by name. */
  async list(hall: string): Promise<Source[]> {
    const rows = await this.database.read.find(ConnectorSourceEntity, {
      where: { hall },
      order: { name: 'ASC', version: 'ASC' },
    });
    return [...new Map(rows.map((row) => [row.name, row])).values()].map(sourceOf);
  }

  /** Throws `connectors.source-missing`. */
  async source(hall: string, asked: string): Promise<Source> {
    const name = foldCode(asked);
    const row = await this.newest(hall, name);
    if (!row) throw sourceMissing({ source: name });
    return sourceOf(row);
  }

  /** The pushing source whose token this is, compared in constant time, or undefined. */
  async bearer(hall: string, asked: string, token: string): Promise<Source | undefined> {
    const row = await this.newest(hall, foldCode(asked));
    const known = Buffer.from(row?.tokenDigest ?? NOBODY);
    const same = timingSafeEqual(known, Buffer.from(digestOf(token)));
    return row && same ? sourceOf(row) : undefined;
  }

  private newest(hall: string, name: string): Promise<ConnectorSourceEntity | null> {
    return this.database.read.findOne(ConnectorSourceEntity, { where: { hall, name }, order: { version: 'DESC' } });
  }

  private async change(
    hall: string,
    name: string,
    next: (
      last: ConnectorSourceEntity | null,
    ) => Pick<ConnectorSourceEntity, 'feed' | 'kind' | 'settings' | 'enabled' | 'tokenDigest'>,
    { by, at }: Made,
  ): Promise<Source> {
    try {
      return await this.database.write(async (manager) => {
        const last = await manager.findOne(ConnectorSourceEntity, {
          where: { hall, name },
          order: { version: 'DESC' },
        });
        const version = (last?.version ?? 0) + 1;
        const row = { ...next(last), hall, name, version, statedBy: by.id, statedAt: at };
        await manager.insert(ConnectorSourceEntity, row);
        const shown = (one: typeof row | ConnectorSourceEntity): object => {
          const { version: number, feed, kind, settings, enabled, tokenDigest } = one;
          return { version: number, feed, kind, settings: sha256(settings), enabled, token: sha256(tokenDigest ?? '') };
        };
        await recordChange(manager, by, at, {
          ...{ hall, action: 'source.declare', subject: name },
          before: last && shown(last),
          after: shown(row),
        });
        return sourceOf(row);
      });
    } catch (error) {
      if (isDuplicate(error)) throw sourceChanged({ source: name, hall });
      throw error;
    }
  }
}

function checked(name: string, asked: Declaration): { kind: Kind; feed: Source['feed']; settings: SourceSettings } {
  const problems: Problem[] = [];
  const kind = KINDS.find((one) => one === asked.kind);
  const feed = HAPPENING_FEEDS.find((one) => one === asked.feed);
  if (!NAME.test(name))
    problems.push({
      zh: '名称应由文字、数字、点、横线组成，不超过 64 个字',
      en: 'the name must be letters, digits, dots and hyphens, at most 64',
    });
  if (!feed)
    problems.push({
      zh: `数据种类应为 ${HAPPENING_FEEDS.join('、')}（花名册、事项目录请用文件导入）`,
      en: `feed must be one of ${HAPPENING_FEEDS.join(', ')} (rosters and catalogues are imported as files)`,
    });
  if (!kind) problems.push({ zh: `方式应为 ${KINDS.join('、')}`, en: `kind must be one of ${KINDS.join(', ')}` });
  const found = kind && checkSettings(kind, asked.settings);
  problems.push(...(found?.problems ?? []));
  if (!kind || !feed || !found || problems.length > 0) throw sourceInvalid({ source: name, problems });
  return { kind, feed, settings: found.settings };
}

function sourceOf(row: ConnectorSourceEntity): Source {
  const { hall, name, version, statedBy, statedAt } = row;
  return {
    ...{ hall, name, version, enabled: row.enabled === 1 },
    feed: row.feed as Source['feed'],
    kind: row.kind as Kind,
    settings: JSON.parse(row.settings) as SourceSettings,
    ...{ by: statedBy, at: statedAt },
  };
}

function digestOf(token: string): string {
  return hash('sha256', token);
}
