import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import { readSettings, type Settings } from 'src/config/settings.dto';
import { NoticesService } from 'src/modules/calendar';
import { CoverageService, IntakeService } from 'src/modules/intake';
import type { TakeRequest } from 'src/modules/intake/intake.service';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import type { FeedEntry } from 'src/modules/intake/feed';
import { OrganisationService } from 'src/modules/organisation';
import { fixture } from './feed-driver';

const MODULES: Partial<Record<FeedEntry['name'], string>> = {
  roster: 'organisation/roster.feed',
  cases: 'cases/case.feed',
  items: 'cases/items/item.feed',
  'case-stages': 'cases/stages/stage.feed',
  ratings: 'ratings/rating.feed',
  patrol: 'supervision/patrol.feed',
};

/** The sample hall in a fresh database, its roster taken in through the real intake. */
export class SampleHall {
  readonly hall = 'shifan';
  readonly intake: IntakeService;
  readonly coverage: CoverageService;
  readonly organisation: OrganisationService;
  readonly notices = new NoticesService();
  readonly settings: Settings;
  private second = 0;

  private constructor(readonly database: Database) {
    this.intake = new IntakeService(database);
    this.coverage = new CoverageService(database);
    this.organisation = new OrganisationService(database);
    this.settings = readSettings({});
  }

  static async open(database: Database): Promise<SampleHall> {
    const sample = new SampleHall(database);
    await sample.organisation.ensureHall(sample.hall, '示范大厅');
    await sample.take('roster', fixture('cases/roster.xlsx'));
    return sample;
  }

  /** Takes a file in, each one a second after the one before. */
  async take(feed: FeedEntry['name'], file: string, more: Partial<TakeRequest> = {}): Promise<ImportAnswer> {
    const { roster } = await this.organisation.prepareFor(this.hall);
    const { notices } = this.notices.calendar();
    return this.intake.take({
      hall: this.hall,
      feed: { name: feed, module: join(__dirname, '..', '..', 'src', 'modules', MODULES[feed] ?? '') },
      file,
      options: {},
      given: { roster, notices },
      actor: { id: 'cli:office', name: 'office' },
      at: `2026-02-01 09:00:${String(this.second++).padStart(2, '0')}.000`,
      language: 'zh',
      ...more,
    });
  }
}
