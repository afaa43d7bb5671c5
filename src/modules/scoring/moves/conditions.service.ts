import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, hallMoment, hallTime } from 'src/common/clock';
import type { CivilTime } from 'src/common/civil-date';
import type { MonthRecord } from 'src/modules/calendar';
import { isPast } from 'src/modules/calendar/deadlines';
import type { Condition } from 'src/modules/calendar/months/month-table';
import { AppealsService } from 'src/modules/ratings';
import { ObjectionsService } from 'src/modules/submissions';
import { MonthDates, type MonthTimes } from './dates.service';

/** How a month stands against what its moves need. */
export interface Standing {
  readonly times: MonthTimes;
  /** Of a month on notice: the last moment to object. */
  readonly noticeUntil?: CivilTime;
  readonly openObjections: number;
  /** Ratings of the month with an appeal nobody decided, by their short number. */
  readonly openAppeals: readonly string[];
  /** What clock, objections and appeals vouch for; coverage, the audit chain, decisions and papers are said by who moves. */
  readonly met: readonly Condition[];
}

/** What the moves of a month need and have. */
@Injectable()
export class Conditions {
  constructor(
    private readonly clock: Clock,
    private readonly dates: MonthDates,
    private readonly objections: ObjectionsService,
    private readonly appeals: AppealsService,
  ) {}

  /** `manager`: inside the transaction that moves the month, after it holds the row. */
  async of(record: MonthRecord, manager?: EntityManager): Promise<Standing> {
    const { hall, month, state, movedAt } = record;
    const times = await this.dates.of(hall, month);
    const ms = this.clock.now();
    const now = hallTime(ms);
    const open = await this.objections.open(hall, month, manager);
    const openAppeals = await this.appeals.open(hall, month, now);
    const noticeUntil = state === 'notice' ? this.dates.noticeUntil(times, movedAt) : undefined;
    const met: Condition[] = [];
    if (now >= times.collectingFrom) met.push('collecting-day-reached');
    if (isPast(hallMoment(ms), times.submissionUntil)) met.push('submission-deadline-passed');
    if (isPast(hallMoment(ms), times.verificationUntil)) met.push('verification-deadline-passed');
    if (noticeUntil !== undefined && isPast(hallMoment(ms), noticeUntil)) met.push('notice-period-over');
    if (open.length === 0) met.push('no-open-objection');
    if (openAppeals.length === 0) met.push('no-open-appeal');
    const ends = noticeUntil === undefined ? {} : { noticeUntil };
    return { times, openObjections: open.length, openAppeals, met, ...ends };
  }
}
