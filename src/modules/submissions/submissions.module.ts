import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { RulesModule } from 'src/modules/rules';
import { RecordedSubmissions } from './recorded.service';
import { ReportsOfMonth } from './report/reports.service';
import { SubmissionFacts } from './submission-facts.service';
import { SubmissionsController } from './submissions.controller';
import { SubmissionsService } from './submissions.service';

/** Needs `Database` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule, RulesModule],
  controllers: [SubmissionsController],
  providers: [RecordedSubmissions, ReportsOfMonth, SubmissionFacts, SubmissionsService],
  exports: [SubmissionFacts, SubmissionsService],
})
export class SubmissionsModule {}
