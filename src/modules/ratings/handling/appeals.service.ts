import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { periodOf, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { CurrentRatings, type KnownRating } from 'src/modules/ratings/current-ratings.service';
import { maskText } from 'src/modules/ratings/personal-data';
import { dayOf, occurrencesOf } from 'src/modules/ratings/rating-month';
import { RatingAppealEntity, RatingEntity } from 'src/modules/ratings/rating.entity';
import {
  appealKindUnknown,
  appealNotBad,
  appealReasonMissing,
  appealReasonTooLong,
  appealRepeated,
  ratingKeyInvalid,
  ratingSeveral,
  ratingUnknown,
  restoreNothing,
} from 'src/modules/ratings/refusals';
import type { EntityManager } from 'typeorm';
import { isAppealKind, objectionTo, type AppealKind } from './appeal';
import { LimitsService } from './limits.service';

export interface Decision {
  readonly kind: string;
  readonly reason: string;
  readonly by: Actor;
  readonly at: CivilTime;
}

/** A decision as it was recorded. */
export interface RecordedAppeal {
  readonly hall: string;
  readonly rating: string;
  readonly seq: number;
  readonly kind: AppealKind;
  readonly reason: string;
  readonly by: string;
  readonly at: CivilTime;
  /** Months whose numbers change with it. */
  readonly months: readonly Period[];
}

const LONGEST_REASON = 300;

/** Records what was decided on appeals. Nothing is edited: a later record takes the place of the one before. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly database: Database,
    private readonly current: CurrentRatings,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly limits: LimitsService,
  ) {}

  /**
   * Records a decision on the rating whose key begins so (8 to 32 hexadecimal digits; the id of a fact such as
   * `rating:…:bad` does as well). Refused as soon as one of the months in which the rating counts is frozen. Throws
   * `ratings.key-invalid`, `.rating-unknown`, `.rating-several`, `.appeal-*` and `calendar.period-frozen`.
   */
  async decide(hall: string, rating: string, decision: Decision): Promise<RecordedAppeal> {
    const { kind, by, at } = decision;
    if (!isAppealKind(kind)) throw appealKindUnknown({ kind });
    const reason = maskText(decision.reason.trim());
    if (reason === '' || by.name.trim() === '') throw appealReasonMissing({ rating });
    if (reason.length > LONGEST_REASON) throw appealReasonTooLong({ limit: LONGEST_REASON });
    const { key } = await this.ratingOf(this.database.read, hall, rating, at);
    return this.database.write(async (manager) => {
      // Before anything is read: what the transaction reads afterwards includes the decision it may have waited for.
      await this.hold(manager, hall, key);
      const known = await this.ratingOf(manager, hall, key, at);
      const { excluded, state } = known;
      const months = await this.monthsOf(manager, hall, known, at);
      await this.periods.holdForFacts(manager, hall, months);
      const objection = objectionTo(kind, state, excluded);
      if (objection === 'not-excluded') throw restoreNothing({ rating: key });
      if (objection === 'same-again') throw appealRepeated({ rating: key, kind, by: excluded?.by ?? '' });
      if (objection === 'not-bad') throw appealNotBad({ rating: key, grade: state.grade });
      const seq = (await manager.countBy(RatingAppealEntity, { hall, ratingKey: key })) + 1;
      const row = { hall, ratingKey: key, seq, kind, reason, decidedBy: by.id, decidedAt: at };
      await manager.insert(RatingAppealEntity, row);
      return { hall, rating: key, seq, kind, reason, by: by.id, at, months };
    });
  }

  private async ratingOf(manager: EntityManager, hall: string, text: string, at: CivilTime): Promise<KnownRating> {
    const begin = text
      .trim()
      .toLowerCase()
      .replace(/^rating:/, '')
      .replace(/:.*$/, '');
    if (!/^[0-9a-f]{8,32}$/.test(begin)) throw ratingKeyInvalid({ rating: text });
    const [known, other] = await this.current.byKey(manager, hall, begin, at);
    if (!known) throw ratingUnknown({ rating: text, hall });
    if (other) throw ratingSeveral({ rating: text });
    return known;
  }

  /** Months in which the rating counts by either basis, or in which a step of its handling fell due. */
  private async monthsOf(manager: EntityManager, hall: string, known: KnownRating, at: CivilTime): Promise<Period[]> {
    const { key, state } = known;
    const limits = await this.limits.inForce(hall, at, manager);
    const days = [dayOf(state, 'rated'), dayOf(state, 'verified')].filter((day) => day !== null);
    const facts = occurrencesOf({ key, state, excluded: null }, at, this.notices.calendar(), limits);
    const dates = facts.flatMap(({ date, dates: further = {} }) => [date, ...Object.values(further)]);
    return [...new Set([...days, ...dates].map(periodOf))].sort();
  }

  /** Two deciders of one rating wait for each other; the embedded engine has one writer at a time. */
  private async hold(manager: EntityManager, hall: string, ratingKey: string): Promise<void> {
    if (this.database.engine === 'embedded') return;
    await manager
      .createQueryBuilder(RatingEntity, 'rating')
      .setLock('pessimistic_write')
      .where('rating.hall = :hall AND rating.ratingKey = :ratingKey', { hall, ratingKey })
      .getMany();
  }
}
