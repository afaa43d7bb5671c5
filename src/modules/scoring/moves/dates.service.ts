import { Injectable } from '@nestjs/common';
import { addMonths, firstDay, type CivilTime, type Period } from 'src/common/civil-date';
import { NoticesService } from 'src/modules/calendar';
import { deadlinesOf, deadlineTime, workingSpanEnd, type MonthDeadlines } from 'src/modules/calendar/deadlines';
import { RulesService } from 'src/modules/rules';
import { OfficeService } from './office/office.service';

/** The times of a month, all absolute. */
export interface MonthTimes {
  readonly deadlines: MonthDeadlines;
  /** Whether a book is in force in the month. */
  readonly ruled: boolean;
  /** Reporting begins: the first day after the month. */
  readonly collectingFrom: CivilTime;
  readonly submissionUntil: CivilTime;
  readonly verificationUntil: CivilTime;
  readonly noticeDays: number;
  readonly findingDays: number;
  /** Time of day at which a day ends, `HH:MM`; absent: the whole day counts. */
  readonly time?: string;
}

/** Deadlines of a hall's month: the book's parameters, the hall's own where the book is silent, the statutory calendar. */
@Injectable()
export class MonthDates {
  constructor(
    private readonly notices: NoticesService,
    private readonly rules: RulesService,
    private readonly offices: OfficeService,
  ) {}

  async of(hall: string, month: Period): Promise<MonthTimes> {
    const book = await this.rules.bookInForce(hall, month);
    const own = book?.parsed.deadlines;
    const office = await this.offices.of(hall);
    const gap = own?.gap === undefined ? {} : { gap: own.gap };
    const deadlines = deadlinesOf(this.notices.calendar(), month, gap);
    const time = own?.time;
    const hours = time === undefined ? undefined : { time, seasons: [] };
    const { date } = deadlines.submission;
    return {
      deadlines,
      ruled: book !== undefined,
      collectingFrom: `${firstDay(addMonths(month, 1))} 00:00:00`,
      submissionUntil: time === undefined ? `${date} 23:59:59` : `${date} ${time}:00`,
      verificationUntil: deadlineTime(deadlines.verification.date, hours),
      noticeDays: own?.objection?.duringNotice ?? office.noticeDays,
      findingDays: own?.objection?.afterFinding ?? office.findingDays,
      ...(time === undefined ? {} : { time }),
    };
  }

  /** The end of the notice period of a month that was put on notice then: the day itself does not count. */
  noticeUntil({ noticeDays, time }: MonthTimes, noticedAt: CivilTime): CivilTime {
    return workingSpanEnd(this.notices.calendar(), noticedAt.slice(0, 10), noticeDays, time);
  }

  /** Until when a finding that was recorded then may be objected to. */
  findingUntil({ findingDays, time }: MonthTimes, recordedAt: CivilTime): CivilTime {
    return workingSpanEnd(this.notices.calendar(), recordedAt.slice(0, 10), findingDays, time);
  }
}
