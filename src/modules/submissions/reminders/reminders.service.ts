import { Injectable } from '@nestjs/common';
import type { CivilTime, Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { MessagesService } from 'src/modules/messages';
import { MONTHLY } from 'src/modules/submissions/report/month-report';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import { SectionReports } from 'src/modules/submissions/verification/section-reports.service';
import { jobActor } from 'src/common/actor';
import { remindersOf } from './reminders';

/** Posts what windows and departments still have to do for a month. */
@Injectable()
export class Reminders {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly notices: NoticesService,
    private readonly reports: ReportsOfMonth,
    private readonly sections: SectionReports,
    private readonly messages: MessagesService,
  ) {}

  /** Answers how many matters are open; the same day again adds nothing. Throws `submissions.no-book`. */
  async post(hall: string, period: Period, now: CivilTime): Promise<number> {
    const record = await this.periods.find(hall, period);
    if (record && !acceptsFacts(record.state)) return 0;
    const calendar = this.notices.calendar();
    const { submission } = await this.reports.deadlines(hall, period);
    const reports = await this.reports.standings(hall, period, now);
    const posts = remindersOf({
      ...{ hall, period, submission, today: now.slice(0, 10) },
      isWorkingDay: (day) => calendar.isWorkingDay(day),
      reports: reports.filter(({ form }) => form === MONTHLY),
      sections: await this.sections.standings(jobActor('submission-reminders'), hall, period, now),
    });
    if (posts.length > 0) await this.database.write((manager) => this.messages.postAll(manager, posts));
    return posts.length;
  }
}
