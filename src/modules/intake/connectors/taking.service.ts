import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, hallTime } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Settings } from 'src/config/settings.dto';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import type { FeedEntry } from 'src/modules/intake/feed';
import { IntakeService, type Fence, type TakeRequest } from 'src/modules/intake/intake.service';
import type { Complete } from 'src/modules/intake/store/batch';
import type { Days } from './complete-until';
import type { Source } from './sources.service';

/** What only the house knows: its feeds, halls and months. */
export interface House {
  readonly feeds: readonly FeedEntry[];
  halls(): Promise<readonly { id: string }[]>;
  given(hall: string, feed: FeedEntry['name']): Promise<unknown>;
  fence(hall: string): Fence;
  frozen(hall: string): Promise<readonly string[]>;
}

export const HOUSE = Symbol('house of the connectors');

/** Deliveries lie as files in the data folder and are taken in like any file. */
@Injectable()
export class TakingService {
  constructor(
    private readonly intake: IntakeService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    @Inject(HOUSE) private readonly house: House,
  ) {}

  /** Hall-local `YYYY-MM-DD HH:MM:SS.mmm`. */
  now(): string {
    const now = this.clock.now();
    return `${hallTime(now)}.${String(now % 1000).padStart(3, '0')}`;
  }

  halls(): Promise<readonly { id: string }[]> {
    return this.house.halls();
  }

  /** A new file of a source: `<data>/delivered/<hall>/<source>/<source>-<time>-<chance>.<ending>`. */
  fileFor(source: Source, ending: string): { path: string; id: string } {
    const digits = this.now().replace(/\D/g, '');
    const id = `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(4).toString('hex')}`;
    const path = this.fileOf(source, id, ending);
    mkdirSync(dirname(path), { recursive: true });
    return { path, id };
  }

  /** Where a delivery lies. */
  fileOf({ hall, name }: Pick<Source, 'hall' | 'name'>, id: string, ending: string): string {
    return this.pathOf({ hall, name }, `${name}-${id}.${ending}`);
  }

  /** Where a kept delivery of this file name lies. */
  pathOf({ hall, name }: Pick<Source, 'hall' | 'name'>, file: string): string {
    const safe = (part: string): string => encodeURIComponent(part).replaceAll('.', '%2E');
    return join(this.settings.dataDir, 'delivered', safe(hall), safe(name), basename(file));
  }

  /** `also`: statements of the transaction that stores the batch. Throws the refusals of the intake. */
  async take(
    source: Source,
    file: string,
    { days, language, also }: { days: Days | undefined; language: Language; also?: TakeRequest['also'] },
  ): Promise<ImportAnswer> {
    const { hall, name, settings } = source;
    const feed = this.house.feeds.find((one) => one.name === source.feed);
    if (!feed) throw new Error(`no feed ${source.feed}`);
    return this.intake.take({
      ...{ hall, feed, file, language, also },
      options: settings.options ?? {},
      given: await this.house.given(hall, feed.name),
      fence: this.house.fence(hall),
      frozen: await this.house.frozen(hall),
      actor: { id: `source:${name}`, name },
      at: this.now(),
      complete: completeOf(source, days),
    });
  }
}

/** The statement of a source about the windows or devices it is declared for. */
export function completeOf({ settings }: Source, days: Days | undefined): Complete | undefined {
  return days && { ...days, ...(settings.windows === undefined ? {} : { windows: settings.windows }) };
}
