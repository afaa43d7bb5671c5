import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { daysBetween, firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow } from 'src/common/permission';
import { Refusal } from 'src/common/refusal';
import { NoticesService } from 'src/modules/calendar';
import { OrganisationService } from 'src/modules/organisation';
import type { Roster } from 'src/modules/organisation/roster';
import { RulesService } from 'src/modules/rules';
import type { Occurrence } from 'src/modules/rules/facts';
import { noBookInForce, subjectUnknown } from 'src/modules/scoring/refusals';
import { ScoreService } from 'src/modules/scoring/score.service';
import { subjectsOf } from 'src/modules/scoring/subjects';
import { SubmissionsService } from 'src/modules/submissions';
import { formsOf } from 'src/modules/submissions/form/item-form';
import { factOf, rulingOn, type Draft } from 'src/modules/submissions/submission';
import { chargeOf, type Charge } from './charge';
import { deliveredOf, type Delivered } from './delivered';

/** What an item would do to the sheets before it is entered, and what is known of a window already. */
@Injectable()
export class ChargeService {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly rules: RulesService,
    private readonly notices: NoticesService,
    private readonly submissions: SubmissionsService,
    private readonly scores: ScoreService,
  ) {}

  /**
   * Nothing is recorded. Throws as entering does: `submissions.draft-faulty` with everything that is wrong, and
   * `scoring.no-book`.
   */
  async preview(
    hall: string,
    period: Period,
    draft: Draft,
    { by, at, language }: { readonly by: Actor; readonly at: CivilTime; readonly language: Language },
  ): Promise<Charge> {
    const filled = await this.submissions.checked(hall, period, draft, { by, at, origin: 'office' });
    const { parsed: book } = await this.book(hall, period);
    const item = book.items.find(({ code }) => code === filled.item);
    if (!item) throw subjectUnknown({ month: period, subject: filled.item, near: [] });
    const roster = await this.organisation.rosterOf(hall, period);
    const windows = windowsOf(roster, filled);
    const standing = [];
    for (const window of windows) standing.push(...(await this.submissions.ofWindow(hall, period, window)));
    const same = standing.filter(({ submission: { type } }) => type === filled.type);
    const evidence = item.evidence ?? null;
    const added = factOf({
      submission: { ...filled, id: 'preview', origin: 'office', by: by.id, at, replaces: null },
      state: 'verified',
      files: [],
    });
    if (!added) throw new Error('a verified submission is a fact');
    const calendar = this.notices.calendar();
    const openDays = daysBetween(firstDay(period), lastDay(period)).filter((day) => calendar.isWorkingDay(day));
    return chargeOf({
      ...{ book, item, period, openDays, added, language },
      subjects: subjectsOf(only(roster, windows), period, openDays),
      facts: same.flatMap((one) => factOf(one) ?? []),
      rulings: same.flatMap((one) => rulingOn(one, evidence) ?? []),
    });
  }

  /** Of the last computation of the month, by area; read only. Throws `scoring.subject-unknown`, `scoring.no-book`. */
  async delivered(
    actor: Actor,
    hall: string,
    period: Period,
    { window, language }: { readonly window: string; readonly language: Language },
  ): Promise<Delivered> {
    const places = await this.organisation.placesOf(hall, period);
    const unknown = (): Refusal => subjectUnknown({ month: period, subject: window, near: [] });
    allow(actor, 'sheet:read', places.window(window), unknown);
    const { parsed: book } = await this.book(hall, period);
    const handedIn = new Set(formsOf(book, period).map(({ item }) => item));
    try {
      const { run, sheet } = await this.scores.sheet(hall, period, window);
      return { window, computedAt: run.computedAt, areas: deliveredOf(book, sheet.lines, handedIn, language) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'scoring.month-not-scored') throw error;
      return { window, computedAt: null, areas: deliveredOf(book, [], handedIn, language) };
    }
  }

  private async book(hall: string, period: Period) {
    const book = await this.rules.bookInForce(hall, period);
    if (!book) throw noBookInForce({ hall, month: period });
    return book;
  }
}

/** The window named, else those the persons were at on the day. */
function windowsOf(
  { staff }: Roster,
  { window, staff: numbers, date }: Pick<Occurrence, 'window' | 'date'> & { staff: readonly string[] },
): string[] {
  if (window !== undefined) return [window];
  const at = staff
    .filter(({ id }) => numbers.includes(id))
    .flatMap(({ postings }) => postings)
    .filter(({ from, to }) => (from ?? date) <= date && date <= (to ?? date));
  return [...new Set(at.flatMap((posting) => posting.window ?? []))];
}

function only(roster: Roster, windows: readonly string[]): Roster {
  const kept = roster.windows.filter(({ id }) => windows.includes(id));
  const staff = roster.staff.filter(({ postings }) =>
    postings.some(({ window }) => window !== null && windows.includes(window)),
  );
  return { ...roster, windows: kept, staff };
}
