import { Injectable } from '@nestjs/common';
import { addMonths, ALWAYS, firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { EntityManager } from 'typeorm';
import { NO_APPEAL, standingOf, type AppealStanding } from './handling/appeal';
import { calledBackOn } from './handling/callback';
import { HandlingRecords } from './handling/records.service';
import type { Keyed } from './rating-month';
import { BAD_GRADES, type Grade, type RatingState } from './rating-state';
import { RatingEntity } from './rating.entity';
import { ratingKeyInvalid, ratingSeveral, ratingUnknown } from './refusals';

/** A rating as it stands, with the row of the file it came from. */
export interface KnownRating extends Keyed {
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

/** What was rated or verified in so many earlier months can still fall due in a month: the limits are a few weeks. */
const LOOK_BACK = 2;

/** The state of each rating furthest on in its handling, then the latest. */
const CURRENT = `NOT EXISTS (SELECT 1 FROM rating o WHERE o.hall = r.hall AND o.rating_key = r.rating_key AND
  o.recorded_at <= ? AND (o.weight > r.weight OR (o.weight = r.weight AND (o.recorded_at > r.recorded_at OR (o.recorded_at = r.recorded_at AND
  (o.line > r.line OR (o.line = r.line AND o.hash > r.hash)))))))`;

const SELECT = `SELECT r.rating_key AS \`key\`, r.case_no AS caseNo, r.window_id AS windowId, r.staff AS staff, r.grade AS grade,
  r.rated_at AS ratedAt, r.rated_on AS ratedOn, r.channel AS channel, r.is_default AS isDefault, r.real_name AS realName,
  r.contact AS contact, r.comment_text AS comment, r.tag AS tag, r.replied AS replied, r.called_back AS calledBack,
  r.reply AS reply, r.rectification AS rectification, r.rectified_at AS rectifiedAt, r.found_true AS foundTrue,
  r.verified_on AS verifiedOn, r.batch AS batch, r.line AS line FROM rating r`;

/** Of the states in which lists showed a rating, the one that counts; and whether an appeal excluded it. */
@Injectable()
export class CurrentRatings {
  constructor(
    private readonly database: Database,
    private readonly records: HandlingRecords,
  ) {}

  /**
   * Current states of ratings given in the month, and of bad ones given or verified then or shortly before: a good rating
   * is of its own month only. `asOf` cuts off later ratings, and later records of appeals and callbacks.
   */
  async ofMonth(hall: string, period: Period, asOf: CivilTime, knownAt: CivilTime = ALWAYS): Promise<KnownRating[]> {
    const [from, to] = [firstDay(addMonths(period, -LOOK_BACK)), lastDay(period)];
    const rows = await this.database.read.query<RatingRow[]>(
      `${SELECT} WHERE r.hall = ? AND r.rated_on >= ? AND r.rated_on <= ? AND (r.rated_on >= ? OR r.grade IN (?, ?))
       AND r.recorded_at <= ? AND ${CURRENT}
       UNION ALL
       ${SELECT} WHERE r.hall = ? AND r.verified_on >= ? AND r.verified_on <= ? AND r.rated_on < ?
       AND r.recorded_at <= ? AND ${CURRENT}
       ORDER BY ratedOn, ratedAt, \`key\``,
      [
        ...[hall, from, to, firstDay(period), ...BAD_GRADES, knownAt, knownAt],
        ...[hall, from, to, from, knownAt, knownAt],
      ],
    );
    const known = await this.handled(this.database.read, hall, asOf, rows);
    return known.filter(({ state }) => (state.ratedAt ?? '') <= asOf);
  }

  /** Bad ratings somebody gave in these months, whatever became of them. */
  async bad(hall: string, from: Period, to: Period, asOf: CivilTime): Promise<KnownRating[]> {
    const rows = await this.database.read.query<RatingRow[]>(
      `${SELECT} WHERE r.hall = ? AND r.rated_on >= ? AND r.rated_on <= ? AND r.grade IN (?, ?) AND r.is_default = 0
       AND ${CURRENT} ORDER BY ratedOn, ratedAt, \`key\``,
      [hall, firstDay(from), lastDay(to), ...BAD_GRADES, ALWAYS],
    );
    const known = await this.handled(this.database.read, hall, asOf, rows);
    return known.filter(({ state }) => (state.ratedAt ?? '') <= asOf);
  }

  /**
   * The rating whose key begins so (8 to 32 hexadecimal digits; the id of a fact such as `rating:…:bad` does as well), for
   * a transaction that records something about it: two of one rating wait for each other. Throws `ratings.key-invalid`,
   * `.rating-unknown` and `.rating-several`.
   */
  async held(manager: EntityManager, hall: string, text: string, asOf: CivilTime): Promise<KnownRating> {
    const key = await this.keyOf(hall, text);
    // Before the transaction reads anything: what it reads afterwards includes the record it may have waited for.
    if (this.database.engine !== 'embedded')
      await manager
        .createQueryBuilder(RatingEntity, 'rating')
        .setLock('pessimistic_write')
        .where('rating.hall = :hall AND rating.ratingKey = :key', { hall, key })
        .getMany();
    const rows = await manager.query<RatingRow[]>(`${SELECT} WHERE r.hall = ? AND r.rating_key = ? AND ${CURRENT}`, [
      hall,
      key,
      ALWAYS,
    ]);
    const [known] = await this.handled(manager, hall, asOf, rows);
    if (!known) throw ratingUnknown({ rating: text, hall });
    return known;
  }

  private async keyOf(hall: string, text: string): Promise<string> {
    const begin = text
      .trim()
      .toLowerCase()
      .replace(/^rating:/, '')
      .replace(/:.*$/, '');
    if (!/^[0-9a-f]{8,32}$/.test(begin)) throw ratingKeyInvalid({ rating: text });
    const found = await this.database.read.query<{ key: string }[]>(
      'SELECT DISTINCT rating_key AS `key` FROM rating WHERE hall = ? AND rating_key LIKE ? ORDER BY `key` LIMIT 2',
      [hall, `${begin}%`],
    );
    const [first, other] = found;
    if (!first) throw ratingUnknown({ rating: text, hall });
    if (other) throw ratingSeveral({ rating: text });
    return first.key;
  }

  /** With what people recorded about them up to the time. */
  private async handled(
    manager: EntityManager,
    hall: string,
    asOf: CivilTime,
    rows: readonly RatingRow[],
  ): Promise<KnownRating[]> {
    const appeals = await this.records.appeals(manager, hall, asOf);
    const callbacks = await this.records.callbacks(manager, hall, asOf);
    return rows.map((row) => {
      const appeal = appeals.get(row.key);
      const called = callbacks.get(row.key);
      const known = currentOf(row, appeal === undefined ? NO_APPEAL : standingOf(appeal));
      if (called === undefined) return known;
      const on = calledBackOn(called);
      const callback = on === null ? { calledBack: false } : { calledBack: true, calledBackOn: on };
      return { ...known, state: { ...known.state, ...callback } };
    });
  }
}

/** One literal: a month reads tens of thousands of rows, and copying members by spreading takes most of that time. */
function currentOf(row: RatingRow, { excluded, open }: AppealStanding): KnownRating {
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
  return { key: row.key, state, excluded, open, batch: row.batch, line: row.line };
}

function flag(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}
