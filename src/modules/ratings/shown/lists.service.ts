import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { addMonths, periodOf, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow, allows } from 'src/common/permission';
import type { Refusal } from 'src/common/refusal';
import { fold, foldCode } from 'src/common/text';
import { NoticesService } from 'src/modules/calendar';
import { OrganisationService } from 'src/modules/organisation';
import { placesOf } from 'src/modules/organisation/rights/places';
import { CurrentRatings } from 'src/modules/ratings/current-ratings.service';
import { deadlinesOf, type DatedLimits, type Deadlines } from 'src/modules/ratings/handling/deadlines';
import { LimitsService } from 'src/modules/ratings/handling/limits.service';
import type { Keyed } from 'src/modules/ratings/rating-month';
import { statisticsOf, type RatingStatistics } from 'src/modules/ratings/rating-statistics';
import { windowUnknown } from 'src/modules/ratings/refusals';
import { dueOf, type DueDay } from './due';
import { listOf, type ListedRating } from './window-list';

interface NamedWindow {
  readonly id: string;
  readonly name: string;
}

/** Whose ratings, and as they were known when. */
interface Shown {
  readonly hall: string;
  readonly asOf: CivilTime;
}

export interface Counts extends Shown {
  readonly period: Period;
  readonly windows: readonly NamedWindow[];
  readonly statistics: RatingStatistics;
}

export interface WindowList extends Shown {
  readonly period: Period;
  readonly window: NamedWindow;
  readonly ratings: readonly ListedRating[];
}

export interface DueList extends Shown {
  readonly until: CivilDate;
  /** Steps overdue, of those listed. */
  readonly overdue: number;
  readonly days: readonly DueDay[];
}

/** Tickets older than this are no matter of days any more. */
const DUE_LOOK_BACK = 12;

/** Shows the ratings of a month to those who answer for them. Writes nothing. */
@Injectable()
export class RatingLists {
  constructor(
    private readonly current: CurrentRatings,
    private readonly limits: LimitsService,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
  ) {}

  /** The counts of every window, and of the hall. */
  async counts(actor: Actor, hall: string, period: Period, asOf: CivilTime): Promise<Counts> {
    const own = await this.own(actor, hall, period);
    const { windows: roster } = await this.organisation.rosterOf(hall, period);
    const windows = roster.flatMap(({ id, name }) => (own(id) ? [{ id, name }] : []));
    const known = (await this.current.ofMonth(hall, period, asOf)).filter(({ state }) => own(state.window));
    const steps = this.stepsAt(asOf, await this.limits.inForce(hall, asOf));
    const ids = windows.map(({ id }) => id);
    return { hall, period, asOf, windows, statistics: statisticsOf(known, ids, period, steps) };
  }

  /** The ratings of one window, named by code or full name. Throws `ratings.window-unknown`. */
  async ofWindow(
    actor: Actor,
    hall: string,
    period: Period,
    named: string,
    how: { readonly asOf: CivilTime; readonly language: Language },
  ): Promise<WindowList> {
    const { asOf, language } = how;
    const window = await this.windowOf(actor, hall, period, named);
    const known = await this.current.ofMonth(hall, period, asOf);
    const steps = this.stepsAt(asOf, await this.limits.inForce(hall, asOf));
    return { hall, period, asOf, window, ratings: listOf(known, { window: window.id, period, language }, steps) };
  }

  /**
   * Steps of bad ratings of the last twelve months that are still to be taken, up to a day. Throws
   * `ratings.window-unknown`.
   */
  async due(
    actor: Actor,
    hall: string,
    where: { asOf: CivilTime; until: CivilDate; window?: string | undefined },
  ): Promise<DueList> {
    const { asOf, until } = where;
    const [today, month] = [asOf.slice(0, 10), periodOf(asOf)];
    const only =
      where.window === undefined ? {} : { window: (await this.windowOf(actor, hall, month, where.window)).id };
    const own = await this.own(actor, hall, month);
    const bad = await this.current.bad(hall, addMonths(month, -DUE_LOOK_BACK), month, asOf);
    const known = bad.filter(({ state }) => own(state.window));
    const steps = this.stepsAt(asOf, await this.limits.inForce(hall, asOf));
    const days = dueOf(known, steps, { today, until, ...only });
    const overdue = days.flatMap((day) => day.steps).filter((step) => step.overdue).length;
    return { hall, asOf, until, overdue, days };
  }

  private async windowOf(actor: Actor, hall: string, period: Period, window: string): Promise<NamedWindow> {
    const { windows } = await this.organisation.rosterOf(hall, period);
    const [code, title] = [foldCode(window), fold(window)];
    const found = windows.find(({ id }) => id === code) ?? windows.find(({ name }) => fold(name) === title);
    const unknown = (): Refusal => windowUnknown({ window, month: period });
    if (!found) throw unknown();
    allow(actor, 'rating:read', placesOf(hall, { windows, staff: [] }).window(found.id), unknown);
    return { id: found.id, name: found.name };
  }

  /** Whether ratings of a window may be seen; those without a window only by whoever sees all. */
  private async own(actor: Actor, hall: string, period: Period): Promise<(window: string | null) => boolean> {
    if (allows(actor, 'rating:read', { hall })) return () => true;
    const places = await this.organisation.placesOf(hall, period);
    return (window) => allows(actor, 'rating:read', places.window(window));
  }

  private stepsAt(asOf: CivilTime, limits: readonly DatedLimits[]): (rating: Keyed) => Deadlines | null {
    const [today, calendar] = [asOf.slice(0, 10), this.notices.calendar()];
    return ({ state }) => deadlinesOf(state, today, calendar, limits);
  }
}
