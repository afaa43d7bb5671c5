import { Module } from '@nestjs/common';
import { AttendanceModule } from 'src/modules/attendance';
import { AuditModule } from 'src/modules/audit';
import { CalendarModule } from 'src/modules/calendar';
import { CasesModule } from 'src/modules/cases';
import { IdentityModule } from 'src/modules/identity';
import { IntakeModule } from 'src/modules/intake';
import { MessagesModule } from 'src/modules/messages';
import { OpeningModule } from 'src/modules/opening';
import { OrganisationModule } from 'src/modules/organisation';
import { RatingsModule } from 'src/modules/ratings';
import { RulesModule } from 'src/modules/rules';
import { SubmissionsModule } from 'src/modules/submissions';
import { SupervisionModule } from 'src/modules/supervision';
import { BooksController } from './books/books.controller';
import { PublicationService } from './books/publication.service';
import { TrialService } from './books/trial.service';
import { ChargeController } from './charge/charge.controller';
import { ChargeService } from './charge/charge.service';
import { ImportedService } from './opening/imported.service';
import { CloseService } from './seal/close.service';
import { GatherService } from './gather.service';
import { FindingNotices } from './objections/finding-notices.service';
import { Findings } from './objections/findings.service';
import { ObjectingService } from './objections/objecting.service';
import { ObjectionsController } from './objections/objections.controller';
import { OwnSheetsService } from './objections/sheets.service';
import { RunStore } from './run-store.service';
import { ScoreService } from './score.service';
import { ScoringController } from './scoring.controller';
import { ApprovalsService } from './moves/approvals.service';
import { Conditions } from './moves/conditions.service';
import { MonthDates } from './moves/dates.service';
import { FrozenFacts } from './moves/frozen.service';
import { LocksService } from './moves/locks/locks.service';
import { MonthsService } from './moves/months.service';
import { MonthTold } from './moves/told.service';
import { MovesController } from './moves/moves.controller';
import { MoveWriter } from './moves/move-writer.service';
import { OfficeService } from './moves/office/office.service';
import { StatusService } from './moves/status.service';
import { MonthWork } from './thread/month-work.service';
import { ShownResults } from './shown/shown-results.service';
import { RevisionsService } from './seal/revisions.service';
import { VerifyService } from './seal/verify.service';

@Module({
  imports: [
    AuditModule,
    MessagesModule,
    IdentityModule,
    CalendarModule,
    IntakeModule,
    OrganisationModule,
    RulesModule,
    AttendanceModule,
    CasesModule,
    RatingsModule,
    SupervisionModule,
    SubmissionsModule,
    OpeningModule,
  ],
  controllers: [BooksController, ScoringController, ChargeController, MovesController, ObjectionsController],
  providers: [
    ...[PublicationService, TrialService, ChargeService],
    ...[RunStore, GatherService, ScoreService, CloseService, VerifyService, MonthWork, ImportedService],
    ...[FrozenFacts, OfficeService, MonthDates, Conditions, MoveWriter, MonthTold, ApprovalsService, MonthsService],
    ...[LocksService, StatusService, RevisionsService, ShownResults],
    ...[Findings, FindingNotices, OwnSheetsService, ObjectingService],
  ],
  exports: [
    ...[MonthDates, ImportedService, GatherService, ScoreService, CloseService, VerifyService, MonthWork],
    ...[FindingNotices, ShownResults],
  ],
})
export class ScoringModule {}
