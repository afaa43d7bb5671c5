import { Module } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { AuditModule } from 'src/modules/audit';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule, UploadsService } from 'src/modules/intake';
import { MessagesModule } from 'src/modules/messages';
import { OrganisationModule } from 'src/modules/organisation';
import { RulesModule } from 'src/modules/rules';
import { AreasService } from './draft/areas.service';
import { DraftsController } from './draft/drafts.controller';
import { DraftsService } from './draft/drafts.service';
import { HandIn } from './draft/hand-in.service';
import { EvidenceController } from './evidence/evidence.controller';
import { EvidenceService } from './evidence/evidence.service';
import { EvidenceStore } from './evidence/evidence-store.service';
import { BasisOfMonth } from './form/basis.service';
import { ProgressService } from './progress/progress.service';
import { ObjectionsService } from './objections/objections.service';
import { RecordedSubmissions } from './recorded.service';
import { Completeness } from './report/completeness.service';
import { ReportsOfMonth } from './report/reports.service';
import { Reminders } from './reminders/reminders.service';
import { Told } from './reminders/told.service';
import { SubmissionFacts } from './submission-facts.service';
import { SubmissionsController } from './submissions.controller';
import { SubmissionsService } from './submissions.service';
import { SamplesService } from './verification/samples.service';
import { SectionReports } from './verification/section-reports.service';
import { VerificationController } from './verification/verification.controller';
import { VerificationService } from './verification/verification.service';
import { WorkbookController } from './workbook/workbook.controller';
import { WorkbookService } from './workbook/workbook.service';

/** Needs `Database` from a global module of the application. */
@Module({
  imports: [
    AuditModule,
    CalendarModule,
    IntakeModule,
    MessagesModule,
    OrganisationModule,
    RulesModule,
    MulterModule.registerAsync({
      imports: [IntakeModule],
      inject: [UploadsService],
      useFactory: (uploads: UploadsService) => uploads.receiver,
    }),
  ],
  controllers: [
    SubmissionsController,
    DraftsController,
    WorkbookController,
    EvidenceController,
    VerificationController,
  ],
  providers: [
    AreasService,
    BasisOfMonth,
    Completeness,
    DraftsService,
    EvidenceService,
    EvidenceStore,
    HandIn,
    ObjectionsService,
    ProgressService,
    RecordedSubmissions,
    Reminders,
    ReportsOfMonth,
    SamplesService,
    SectionReports,
    SubmissionFacts,
    SubmissionsService,
    Told,
    VerificationService,
    WorkbookService,
  ],
  exports: [
    ...[BasisOfMonth, ObjectionsService, RecordedSubmissions, Reminders, SectionReports, SubmissionFacts],
    SubmissionsService,
  ],
})
export class SubmissionsModule {}
