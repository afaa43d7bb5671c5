import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { addMonths, type Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { OrganisationService } from 'src/modules/organisation';
import { checkBook, DraftsService, PublishingService, type ClosedMonths } from 'src/modules/rules';
import type { PublishedBook } from 'src/modules/rules/published/in-force';

const SEALED: ReadonlySet<MonthState> = new Set(['closed', 'approved', 'published']);

/** Brings together what publishing a book needs of other rooms: the windows it is sent to and the months that are closed. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly organisation: OrganisationService,
    private readonly periods: PeriodService,
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
  ) {}

  /** Publishes a draft. Throws the refusals of `DraftsService.publish`. */
  async draft(
    actor: Actor,
    hall: string,
    id: string,
    { version, reason }: { readonly version: number; readonly reason: string },
  ): Promise<PublishedBook> {
    const { from } = await this.drafts.one(actor, hall, id);
    const windows = await this.windows(hall, from);
    return this.drafts.publish(actor, hall, id, { version, reason, windows }, this.closed);
  }

  /** Publishes a text from the console. Throws the refusals of `RulesService.publish`. */
  async text(
    actor: Actor,
    hall: string,
    { text, source, reason }: { readonly text: string; readonly source: string; readonly reason: string },
  ): Promise<PublishedBook> {
    const { book } = checkBook(text);
    const windows = book ? await this.windows(hall, book.from) : [];
    const publication = { hall, text, source, actor, at: hallTime(this.clock.now()), reason };
    return this.database.write((manager) => this.publishing.publish(manager, publication, windows, this.closed));
  }

  /** Of the book's first month, or of today where that lies further ahead than any roster; a hall without a roster has none. */
  private async windows(hall: string, from: Period): Promise<string[]> {
    const today = hallTime(this.clock.now()).slice(0, 7);
    const month = from > addMonths(today, 1) ? today : from;
    if (!(await this.organisation.prepareFor(hall)).roster) return [];
    return (await this.organisation.rosterOf(hall, month)).windows.map(({ id }) => id);
  }

  private readonly closed: ClosedMonths = async (hall, from, manager) =>
    (await this.periods.holdFrom(manager, hall, from))
      .filter(({ state }) => SEALED.has(state))
      .map(({ month }) => month);
}
