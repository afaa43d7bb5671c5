import { Injectable } from '@nestjs/common';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { fold, foldCode } from 'src/common/text';
import { NoticesService } from 'src/modules/calendar';
import { OrganisationService } from 'src/modules/organisation';
import { CurrentRatings } from 'src/modules/ratings/current-ratings.service';
import { deadlinesOf, type DatedLimits, type Deadlines } from 'src/modules/ratings/handling/deadlines';
import { LimitsService } from 'src/modules/ratings/handling/limits.service';
import type { Keyed } from 'src/modules/ratings/rating-month';
import { statisticsOf, type RatingStatistics } from 'src/modules/ratings/rating-statistics';
import { windowUnknown } from 'src/modules/ratings/refusals';
import { signalsOf, type Signals } from './signals';
import { listOf, type ListedRating } from './window-list';

interface NamedWindow {
  readonly id: string;
  readonly name: string;
}

/** Shows the ratings of a month to those who answer for them. Writes nothing. */
@Injectable()
export class RatingLists {
  constructor(
    private readonly current: CurrentRatings,
    private readonly limits: LimitsService,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
  ) {}

  /** The counts of every window, with its name, and of the hall. */
  async counts(
    hall: string,
    period: Period,
    asOf: CivilTime,
  ): Promise<{ readonly names: ReadonlyMap<string, string>; readonly statistics: RatingStatistics }> {
    const { windows } = await this.organisation.rosterOf(hall, period);
    const names = new Map(windows.map(({ id, name }) => [id, name]));
    const known = await this.current.ofMonth(hall, period, asOf);
    const steps = this.stepsAt(asOf, await this.limits.inForce(hall, asOf));
    return { names, statistics: statisticsOf(known, [...names.keys()], period, steps) };
  }

  /** The ratings of one window, named by code or full name. Throws `ratings.window-unknown`. */
  async ofWindow(
    hall: string,
    period: Period,
    window: string,
    how: { readonly asOf: CivilTime; readonly language: Language },
  ): Promise<{ readonly window: NamedWindow; readonly ratings: readonly ListedRating[] }> {
    const { asOf, language } = how;
    const { windows } = await this.organisation.rosterOf(hall, period);
    const [code, title] = [foldCode(window), fold(window)];
    const found = windows.find(({ id }) => id === code) ?? windows.find(({ name }) => fold(name) === title);
    if (!found) throw windowUnknown({ window, month: period });
    const known = await this.current.ofMonth(hall, period, asOf);
    const steps = this.stepsAt(asOf, await this.limits.inForce(hall, asOf));
    const { id, name } = found;
    return { window: { id, name }, ratings: listOf(known, { window: id, period, language }, steps) };
  }

  /** What stands out among the ratings of the month, for a person to judge. */
  async signals(hall: string, period: Period, asOf: CivilTime): Promise<Signals> {
    return signalsOf(await this.current.ofMonth(hall, period, asOf), period);
  }

  private stepsAt(asOf: CivilTime, limits: readonly DatedLimits[]): (rating: Keyed) => Deadlines | null {
    const [today, calendar] = [asOf.slice(0, 10), this.notices.calendar()];
    return ({ state }) => deadlinesOf(state, today, calendar, limits);
  }
}
