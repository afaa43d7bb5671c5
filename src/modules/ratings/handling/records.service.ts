import { Injectable } from '@nestjs/common';
import type { CivilTime } from 'src/common/civil-date';
import { RatingAppealEntity, RatingCallbackEntity } from 'src/modules/ratings/rating.entity';
import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { isAppealKind, type AppealRecord } from './appeal';
import { isCallbackOutcome, type CallbackRecord } from './callback';

/** What people recorded about ratings, by the key of the rating and in the order in which it was recorded. */
@Injectable()
export class HandlingRecords {
  /** Every record about appeals up to a time: a handful a month, so all of the hall are read. */
  async appeals(manager: EntityManager, hall: string, asOf: CivilTime): Promise<Map<string, AppealRecord[]>> {
    const rows = await manager.find(RatingAppealEntity, {
      where: { hall, recordedAt: LessThanOrEqual(asOf) },
      order: { ratingKey: 'ASC', seq: 'ASC' },
    });
    return grouped(
      rows.map(({ ratingKey, seq, kind, reason, recordedBy: by, recordedAt: at }) => {
        if (!isAppealKind(kind)) throw new Error(`appeal ${hall} ${ratingKey} ${String(seq)} has the kind ${kind}`);
        return [ratingKey, { seq, kind, reason, by, at }];
      }),
    );
  }

  async callbacks(manager: EntityManager, hall: string, asOf: CivilTime): Promise<Map<string, CallbackRecord[]>> {
    const rows = await manager.find(RatingCallbackEntity, {
      where: { hall, recordedAt: LessThanOrEqual(asOf) },
      order: { ratingKey: 'ASC', seq: 'ASC' },
    });
    return grouped(
      rows.map(({ ratingKey, seq, calledOn: on, outcome, note, recordedBy: by, recordedAt: at }) => {
        if (!isCallbackOutcome(outcome)) throw new Error(`callback ${hall} ${ratingKey} ${String(seq)}: ${outcome}`);
        return [ratingKey, { seq, on, outcome, note, by, at }];
      }),
    );
  }
}

function grouped<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, one] of entries) {
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
