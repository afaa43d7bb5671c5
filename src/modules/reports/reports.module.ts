import { Module } from '@nestjs/common';
import { AuditModule } from 'src/modules/audit';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { RulesModule } from 'src/modules/rules';
import { ScoringModule } from 'src/modules/scoring';
import { SubmissionsModule } from 'src/modules/submissions';
import { BulletinService } from './bulletin.service';
import { ComparisonController } from './parallel/comparison.controller';
import { ComparisonService } from './parallel/comparison.service';
import { ReportsController } from './reports.controller';
import { CollectService } from './collect.service';
import { TrailBooks } from './trail/trail-books.service';
import { TrailController } from './trail/trail.controller';

/** Needs `Settings` from a global module of the application. */
@Module({
  imports: [
    AuditModule,
    CalendarModule,
    IntakeModule,
    OrganisationModule,
    RulesModule,
    SubmissionsModule,
    ScoringModule,
  ],
  controllers: [ReportsController, ComparisonController, TrailController],
  providers: [CollectService, BulletinService, ComparisonService, TrailBooks],
  exports: [BulletinService, ComparisonService, TrailBooks],
})
export class ReportsModule {}
