import { Injectable } from '@nestjs/common';
import { addMonths, ALWAYS, firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { EntityManager } from 'typeorm';
import { exclusionOf, type AppealKind, type Exclusion } from './handling/appeal';
import type { Keyed } from './rating-month';
import { BAD_GRADES, type Grade, type RatingState } from './rating-state';

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

interface AppealRow {
  readonly key: string;
  readonly kind: AppealKind;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
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
  constructor(private readonly database: Database) {}

  /**
   * Current states of ratings given in the month, and of bad ones given or verified then or shortly before: a good rating
   * is of its own month only. `asOf` cuts off later ratings and later decisions on appeals.
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
    const excluded = await exclusions(this.database.read, hall, asOf);
    const known = rows.map((row) => currentOf(row, excluded.get(row.key) ?? null));
    return known.filter(({ state }) => (state.ratedAt ?? '') <= asOf);
  }

  /** Ratings whose key begins so, at most two: enough to know whether it is unique. Reads through the caller's manager. */
  async byKey(manager: EntityManager, hall: string, begin: string, asOf: CivilTime): Promise<KnownRating[]> {
    const rows = await manager.query<RatingRow[]>(
      `${SELECT} WHERE r.hall = ? AND r.rating_key LIKE ? AND ${CURRENT} ORDER BY \`key\` LIMIT 2`,
      [hall, `${begin}%`, ALWAYS],
    );
    const excluded = await exclusions(manager, hall, asOf);
    return rows.map((row) => currentOf(row, excluded.get(row.key) ?? null));
  }
}

/** Of each rating the last decision counts; a handful a month, so all of the hall are read. */
async function exclusions(manager: EntityManager, hall: string, asOf: CivilTime): Promise<Map<string, Exclusion>> {
  const rows = await manager.query<AppealRow[]>(
    `SELECT rating_key AS \`key\`, kind AS kind, reason AS reason, decided_by AS \`by\`, decided_at AS at
     FROM rating_appeal WHERE hall = ? AND decided_at <= ? ORDER BY rating_key, seq`,
    [hall, asOf],
  );
  const last = new Map(rows.map((row) => [row.key, row]));
  return new Map(
    [...last].flatMap(([key, appeal]) => {
      const excluded = exclusionOf(appeal);
      return excluded === null ? [] : [[key, excluded]];
    }),
  );
}

/** One literal: a month reads tens of thousands of rows, and copying members by spreading takes most of that time. */
function currentOf(row: RatingRow, excluded: Exclusion | null): KnownRating {
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
  return { key: row.key, state, excluded, batch: row.batch, line: row.line };
}

function flag(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}
