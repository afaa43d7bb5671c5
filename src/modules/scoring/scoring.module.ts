import { Module } from '@nestjs/common';
import { AttendanceModule } from 'src/modules/attendance';
import { AuditModule } from 'src/modules/audit';
import { CalendarModule } from 'src/modules/calendar';
import { CasesModule } from 'src/modules/cases';
import { IntakeModule } from 'src/modules/intake';
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
import { RunStore } from './run-store.service';
import { ScoreService } from './score.service';
import { ScoringController } from './scoring.controller';
import { MonthWork } from './thread/month-work.service';
import { VerifyService } from './seal/verify.service';

@Module({
  imports: [
    AuditModule,
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
  controllers: [BooksController, ScoringController, ChargeController],
  providers: [
    PublicationService,
    TrialService,
    ChargeService,
    RunStore,
    GatherService,
    ScoreService,
    CloseService,
    VerifyService,
    MonthWork,
    ImportedService,
  ],
  exports: [ImportedService, GatherService, ScoreService, CloseService, VerifyService, MonthWork],
})
export class ScoringModule {}
