import { Injectable } from '@nestjs/common';
import { ALWAYS, firstDay, lastDay, periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { NoticesService } from 'src/modules/calendar';
import { CoverageService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import type { Coverage, Fact, Ruling } from 'src/modules/rules/facts';
import { CurrentRatings, type KnownRating } from './current-ratings.service';
import type { Exclusion } from './handling/appeal';
import { deadlinesOf, type DatedLimits, type Deadlines } from './handling/deadlines';
import { LimitsService } from './handling/limits.service';
import {
  countsIn,
  dayOf,
  isRatingMeasure,
  occurrencesOf,
  rulingsOn,
  talliesOf,
  touches,
  type Keyed,
  type RatingBasis,
} from './rating-month';
import { statisticsOf, type RatingStatistics } from './rating-statistics';
import type { RatingState } from './rating-state';
import { measureUnknown } from './refusals';

/** A rating behind a number, with the row of the file it came from. */
export interface RatingEvidence {
  readonly state: RatingState;
  /** The number is that of the lists: a ruling takes these out of it. */
  readonly excluded: Exclusion | null;
  readonly batch: string;
  readonly line: number;
}

const SOURCE = 'ratings';

/** Turns ratings into facts, and shows the ratings behind a number. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
    private readonly completeness: CoverageService,
    private readonly current: CurrentRatings,
    private readonly limits: LimitsService,
  ) {}

  /**
   * Facts of the month as known at `asOf`: bad ratings with their verification, rectifications overdue, raters not called
   * back, and a tally for every window × measure × basis. An appeal that was upheld leaves them as they are and comes as
   * rulings on them. Throws `organisation.roster-missing`.
   */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{
    facts: readonly Fact[];
    coverage: readonly Coverage[];
    rulings: readonly Ruling[];
    statistics: RatingStatistics;
  }> {
    const calendar = this.notices.calendar();
    const known = await this.current.ofMonth(hall, period, asOf, knownAt);
    const limits = await this.limits.inForce(hall, asOf);
    const happened = known.map((one) => {
      const facts = occurrencesOf(one, asOf, calendar, limits).filter((fact) => touches(fact, period));
      return { facts, rulings: rulingsOn(facts, one) };
    });
    const windows = await this.windows(hall, period, knownAt);
    const tallies = talliesOf(known, windows, period);
    const spans = await this.completeness.stated(hall, period, SOURCE, knownAt);
    const coverage = spans.map(({ from, to, scope }) => ({ source: SOURCE, from, to, ...scopeOf(scope) }));
    const statistics = statisticsOf(known, windows, period, this.stepsAt(asOf, limits));
    const facts = [...happened.flatMap((one) => one.facts).sort(byId), ...tallies.facts];
    const rulings = [...happened.flatMap((one) => one.rulings), ...tallies.rulings].sort(byId);
    return { facts, coverage, rulings, statistics };
  }

  /** The numbers of the bulletin's sheet 好差评, per window and in all, by the day of rating. */
  async ratingStatistics(hall: string, period: Period, asOf: CivilTime): Promise<RatingStatistics> {
    const known = await this.current.ofMonth(hall, period, asOf);
    const limits = await this.limits.inForce(hall, asOf);
    return statisticsOf(known, await this.windows(hall, period), period, this.stepsAt(asOf, limits));
  }

  /** The ratings behind one tally, in order of their day, those an appeal took out of it marked. Throws `ratings.measure-unknown`. */
  async rowsOf(
    hall: string,
    period: Period,
    query: { readonly window: string; readonly measure: string; readonly basis: string; readonly asOf: CivilTime },
  ): Promise<RatingEvidence[]> {
    const { window, measure, basis, asOf } = query;
    if (!isRatingMeasure(measure, basis)) throw measureUnknown({ measure, basis });
    const known: readonly KnownRating[] = await this.current.ofMonth(hall, period, asOf);
    return known.filter(({ state }) => {
      const day = dayOf(state, basis as RatingBasis);
      if (state.window !== window || day === null) return false;
      return periodOf(day) === period && countsIn(state, measure);
    });
  }

  /** Case numbers that ratings of the month name; whoever knows the cases can tell which of them are unknown. */
  async caseNumbers(hall: string, period: Period): Promise<string[]> {
    const rows = await this.database.read.query<{ no: string }[]>(
      'SELECT DISTINCT case_no AS no FROM rating WHERE hall = ? AND rated_on >= ? AND rated_on <= ? AND case_no IS NOT NULL ORDER BY case_no',
      [hall, firstDay(period), lastDay(period)],
    );
    return rows.map(({ no }) => no);
  }

  private stepsAt(asOf: CivilTime, limits: readonly DatedLimits[]): (rating: Keyed) => Deadlines | null {
    const [today, calendar] = [asOf.slice(0, 10), this.notices.calendar()];
    return ({ state }) => deadlinesOf(state, today, calendar, limits);
  }

  private async windows(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<string[]> {
    const options = knownAt === ALWAYS ? {} : { knownAt };
    return (await this.organisation.rosterOf(hall, period, options)).windows.map(({ id }) => id);
  }
}

/** A statement about one window covers that window only. */
function scopeOf(scope: string): { windows?: readonly string[] } {
  return scope === 'hall' ? {} : { windows: [scope] };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
