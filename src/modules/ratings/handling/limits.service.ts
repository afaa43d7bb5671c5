import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilDate, CivilTime, Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { periodFrozen } from 'src/modules/calendar/refusals';
import { RatingLimitsEntity } from 'src/modules/ratings/rating.entity';
import { limitInvalid, limitsMeanwhile, limitsReasonMissing } from 'src/modules/ratings/refusals';
import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { LARGEST_LIMIT, limitsOn, type DatedLimits, type RatingLimits } from './deadlines';

/** Limits as a person set them. */
export interface RecordedLimits extends DatedLimits {
  readonly from: Period;
  readonly revision: number;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
}

/** What holds on a day and what was set, in order of the months. `sample`: nobody has set anything yet. */
export interface LimitsList {
  readonly hall: string;
  readonly current: RatingLimits & { readonly from: Period | null; readonly sample: boolean };
  readonly set: readonly RecordedLimits[];
}

const LONGEST_REASON = 300;

/** Keeps the days a hall gives for verification, rectification and callback. A correction is a new revision. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
  ) {}

  /** What was set up to a time, in order of the months; of one month the latest revision. Empty: the sample holds. */
  async inForce(hall: string, asOf: CivilTime, manager: EntityManager = this.database.read): Promise<RecordedLimits[]> {
    const rows = await manager.find(RatingLimitsEntity, {
      where: { hall, setAt: LessThanOrEqual(asOf) },
      order: { fromMonth: 'ASC', revision: 'ASC' },
    });
    const latest = new Map(rows.map((row) => [row.fromMonth, row]));
    return [...latest.values()].map(recordOf);
  }

  /** For anybody who works in the hall: they are rules. */
  async list(actor: Actor, hall: string, asOf: CivilTime, today: CivilDate): Promise<LimitsList> {
    allow(actor, 'book:read', { hall });
    const set = await this.inForce(hall, asOf);
    const { verifyDays, rectifyDays, callbackDays, from } = limitsOn(set, today);
    return { hall, current: { verifyDays, rectifyDays, callbackDays, from, sample: from === null }, set };
  }

  /**
   * Sets the limits for what begins in the month or later. Throws `ratings.limit-invalid`, `.limits-reason`,
   * `.limits-meanwhile` and, when a month from then on is frozen, `calendar.period-frozen`.
   */
  async set(
    hall: string,
    from: Period,
    limits: RatingLimits,
    stamp: { readonly reason: string; readonly by: Actor; readonly at: CivilTime },
  ): Promise<RecordedLimits> {
    allow(stamp.by, 'rating:write', { hall });
    const { verifyDays, rectifyDays, callbackDays } = limits;
    for (const [option, value] of Object.entries({ verify: verifyDays, rectify: rectifyDays, callback: callbackDays }))
      if (!Number.isInteger(value) || value < 1 || value > LARGEST_LIMIT)
        throw limitInvalid({ option: `--${option}`, value: String(value), largest: LARGEST_LIMIT });
    const reason = stamp.reason.trim();
    if (reason === '' || reason.length > LONGEST_REASON || stamp.by.name.trim() === '') throw limitsReasonMissing({});
    return this.database.write(async (manager) => {
      const months = await this.periods.holdFrom(manager, hall, from);
      const frozen = months.find(({ state }) => !acceptsFacts(state));
      if (frozen) throw periodFrozen({ hall, month: frozen.month, state: frozen.state });
      const revision = (await manager.countBy(RatingLimitsEntity, { hall, fromMonth: from })) + 1;
      const row = { hall, fromMonth: from, revision, verifyDays, rectifyDays, callbackDays };
      const entity = { ...row, reason, setBy: stamp.by.id, setAt: stamp.at };
      await manager.insert(RatingLimitsEntity, entity).catch((error: unknown) => {
        throw (error as { errno?: number }).errno === DUPLICATE ? limitsMeanwhile({ from }) : error;
      });
      await recordChange(manager, stamp.by, stamp.at, {
        ...{ hall, action: 'rating.set-limits', subject: from, reason },
        after: { revision, verifyDays, rectifyDays, callbackDays },
      });
      return recordOf(entity);
    });
  }
}

/** MySQL's number; the embedded engine has one writer at a time. */
const DUPLICATE = 1062;

function recordOf(row: RatingLimitsEntity): RecordedLimits {
  const { fromMonth, revision, verifyDays, rectifyDays, callbackDays, reason, setBy, setAt } = row;
  return { from: fromMonth, revision, verifyDays, rectifyDays, callbackDays, reason, by: setBy, at: setAt };
}
