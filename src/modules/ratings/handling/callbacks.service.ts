import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { parseCivilDate, periodOf, type CivilTime } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { CurrentRatings } from 'src/modules/ratings/current-ratings.service';
import { maskText } from 'src/modules/ratings/personal-data';
import { RatingCallbackEntity } from 'src/modules/ratings/rating.entity';
import {
  callbackDayInvalid,
  callbackIncomplete,
  callbackOutcomeUnknown,
  callbackNobody,
  ratingUnknown,
} from 'src/modules/ratings/refusals';
import { isCallbackOutcome, type CallbackRecord } from './callback';
import { deadlinesOf } from './deadlines';
import { LimitsService } from './limits.service';

export interface Call {
  readonly on: string;
  readonly outcome: string;
  readonly note: string;
  readonly by: Actor;
  readonly at: CivilTime;
}

export interface RecordedCallback extends CallbackRecord {
  readonly hall: string;
  readonly rating: string;
  /** Last day on which the callback was in time. */
  readonly due: string;
}

const LONGEST_NOTE = 300;

/** Writes down calls to raters of bad ratings. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly database: Database,
    private readonly current: CurrentRatings,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly limits: LimitsService,
  ) {}

  /**
   * Records a call about the rating whose key begins so. It is a fact of the month in which the callback falls due: refused
   * while that month is frozen. Throws `ratings.key-invalid`, `.rating-unknown`, `.rating-several`, `.callback-*`
   * and `calendar.period-frozen`.
   */
  async record(hall: string, rating: string, call: Call): Promise<RecordedCallback> {
    const { on, outcome, by, at } = call;
    allow(by, 'rating:write', { hall }, () => ratingUnknown({ rating, hall }));
    if (!isCallbackOutcome(outcome)) throw callbackOutcomeUnknown({ outcome });
    const note = maskText(call.note.trim());
    if (by.name.trim() === '' || note.length > LONGEST_NOTE) throw callbackIncomplete({ limit: LONGEST_NOTE });
    return this.database.write(async (manager) => {
      const { key, state } = await this.current.held(manager, hall, rating, at);
      const limits = await this.limits.inForce(hall, at, manager);
      const callback = deadlinesOf(state, at.slice(0, 10), this.notices.calendar(), limits)?.callback;
      if (!callback) throw callbackNobody({ rating: key });
      if (parseCivilDate(on) === undefined || on < state.ratedOn || on > at.slice(0, 10))
        throw callbackDayInvalid({ day: on, first: state.ratedOn, last: at.slice(0, 10) });
      await this.periods.holdForFacts(manager, hall, [periodOf(callback.due)]);
      const seq = (await manager.countBy(RatingCallbackEntity, { hall, ratingKey: key })) + 1;
      await manager.insert(RatingCallbackEntity, {
        ...{ hall, ratingKey: key, seq, calledOn: on, outcome, note, recordedBy: by.id, recordedAt: at },
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: 'rating.callback', subject: key, reason: note },
        after: { seq, on, outcome, due: callback.due },
      });
      return { hall, rating: key, seq, on, outcome, note, by: by.id, at, due: callback.due };
    });
  }
}
