import { Injectable } from '@nestjs/common';
import { addMonths, firstDay, lastDay, periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { NoticesService } from 'src/modules/calendar';
import { CoverageService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import type { Coverage, Fact } from 'src/modules/rules/facts';
import {
  countsIn,
  dayOf,
  isRatingMeasure,
  occurrencesOf,
  RATING_SETTINGS,
  talliesOf,
  touches,
  type Keyed,
  type RatingBasis,
} from './rating-month';
import { statisticsOf, type RatingStatistics } from './rating-statistics';
import { BAD_GRADES, type Grade, type RatingState } from './rating-state';
import { measureUnknown } from './refusals';

/** A rating behind a number, with the row of the file it came from. */
export interface RatingEvidence {
  readonly state: RatingState;
  readonly batch: string;
  readonly line: number;
}

interface RatingRow {
  readonly key: string;
  readonly caseNo: string | null;
  readonly windowId: string | null;
  readonly staff: string;
  readonly grade: string;
  readonly ratedAt: string | null;
  readonly ratedOn: string;
  readonly channel: string;
  readonly isDefault: number;
  readonly realName: number;
  readonly contact: string;
  readonly comment: string;
  readonly tag: string;
  readonly replied: number | null;
  readonly calledBack: number | null;
  readonly reply: string;
  readonly rectification: string;
  readonly rectifiedAt: string | null;
  readonly foundTrue: number | null;
  readonly verifiedOn: string | null;
  readonly batch: string;
  readonly line: number;
}

const SOURCE = 'ratings';
/** What was rated or verified in so many earlier months can still fall due in a month: the limits are a few weeks. */
const LOOK_BACK = 2;

/** The state of each rating furthest on in its handling, then the latest. */
const CURRENT = `NOT EXISTS (SELECT 1 FROM rating o WHERE o.hall = r.hall AND o.rating_key = r.rating_key AND
  (o.weight > r.weight OR (o.weight = r.weight AND (o.recorded_at > r.recorded_at OR (o.recorded_at = r.recorded_at AND
  (o.line > r.line OR (o.line = r.line AND o.hash > r.hash)))))))`;

const SELECT = `SELECT r.rating_key AS \`key\`, r.case_no AS caseNo, r.window_id AS windowId, r.staff AS staff, r.grade AS grade,
  r.rated_at AS ratedAt, r.rated_on AS ratedOn, r.channel AS channel, r.is_default AS isDefault, r.real_name AS realName,
  r.contact AS contact, r.comment_text AS comment, r.tag AS tag, r.replied AS replied, r.called_back AS calledBack,
  r.reply AS reply, r.rectification AS rectification, r.rectified_at AS rectifiedAt, r.found_true AS foundTrue,
  r.verified_on AS verifiedOn, r.batch AS batch, r.line AS line FROM rating r`;

/** Turns ratings into facts, and shows the ratings behind a number. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticesService,
    private readonly organisation: OrganisationService,
    private readonly completeness: CoverageService,
  ) {}

  /**
   * Facts of the month as known at `asOf`: bad ratings with their verification, rectifications overdue, raters not called
   * back, and a tally for every window × measure × basis. Throws `organisation.roster-missing`.
   */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[]; statistics: RatingStatistics }> {
    const calendar = this.notices.calendar();
    const known = await this.known(hall, period, asOf);
    const facts = known
      .flatMap((one) => occurrencesOf(one, asOf, calendar, RATING_SETTINGS))
      .filter((fact) => touches(fact, period))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const windows = await this.windows(hall, period);
    const spans = await this.completeness.stated(hall, period, SOURCE);
    const coverage = spans.map(({ from, to, scope }) => ({ source: SOURCE, from, to, ...scopeOf(scope) }));
    const statistics = statisticsOf(known, windows, period);
    return { facts: [...facts, ...talliesOf(known, windows, period)], coverage, statistics };
  }

  /** The numbers of the bulletin's sheet 好差评, per window and in all, by the day of rating. */
  async ratingStatistics(hall: string, period: Period, asOf: CivilTime): Promise<RatingStatistics> {
    return statisticsOf(await this.known(hall, period, asOf), await this.windows(hall, period), period);
  }

  /** The ratings behind one tally, in order of their day. Throws `ratings.measure-unknown`. */
  async rowsOf(
    hall: string,
    period: Period,
    query: { readonly window: string; readonly measure: string; readonly basis: string; readonly asOf: CivilTime },
  ): Promise<RatingEvidence[]> {
    const { window, measure, basis, asOf } = query;
    if (!isRatingMeasure(measure, basis)) throw measureUnknown({ measure, basis });
    return (await this.known(hall, period, asOf)).filter(({ state }) => {
      const day = dayOf(state, basis as RatingBasis);
      return state.window === window && day !== null && periodOf(day) === period && countsIn(state, measure);
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

  /**
   * Current states of ratings given in the month, and of bad ones given or verified then or shortly before: a good rating
   * is of its own month only. `asOf` cuts off later ratings.
   */
  private async known(hall: string, period: Period, asOf: CivilTime): Promise<(Keyed & RatingEvidence)[]> {
    const [from, to] = [firstDay(addMonths(period, -LOOK_BACK)), lastDay(period)];
    const rows = await this.database.read.query<RatingRow[]>(
      `${SELECT} WHERE r.hall = ? AND r.rated_on >= ? AND r.rated_on <= ? AND (r.rated_on >= ? OR r.grade IN (?, ?)) AND ${CURRENT}
       UNION ALL
       ${SELECT} WHERE r.hall = ? AND r.verified_on >= ? AND r.verified_on <= ? AND r.rated_on < ? AND ${CURRENT}
       ORDER BY ratedOn, ratedAt, \`key\``,
      [hall, from, to, firstDay(period), ...BAD_GRADES, hall, from, to, from],
    );
    return rows.map(currentOf).filter(({ state }) => (state.ratedAt ?? '') <= asOf);
  }

  private async windows(hall: string, period: Period): Promise<string[]> {
    return (await this.organisation.rosterOf(hall, period)).windows.map(({ id }) => id);
  }
}

/** One literal: a month reads tens of thousands of rows, and copying members by spreading takes most of that time. */
function currentOf(row: RatingRow): Keyed & RatingEvidence {
  const state: RatingState = {
    caseNo: row.caseNo,
    window: row.windowId,
    staff: row.staff === '' ? [] : row.staff.split(';'),
    grade: row.grade as Grade,
    ratedAt: row.ratedAt,
    ratedOn: row.ratedOn,
    channel: row.channel,
    isDefault: row.isDefault === 1,
    realName: row.realName === 1,
    contact: row.contact,
    comment: row.comment,
    tag: row.tag,
    replied: flag(row.replied),
    calledBack: flag(row.calledBack),
    reply: row.reply,
    rectification: row.rectification,
    rectifiedAt: row.rectifiedAt,
    foundTrue: flag(row.foundTrue),
    verifiedOn: row.verifiedOn,
  };
  return { key: row.key, state, batch: row.batch, line: row.line };
}

function flag(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}

/** A statement about one window covers that window only. */
function scopeOf(scope: string): { windows?: readonly string[] } {
  return scope === 'hall' ? {} : { windows: [scope] };
}
