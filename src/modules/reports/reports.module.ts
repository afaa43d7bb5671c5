import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { RulesModule } from 'src/modules/rules';
import { ScoringModule } from 'src/modules/scoring';
import { SupervisionModule } from 'src/modules/supervision';
import { BulletinService } from './bulletin.service';
import { ComparisonController } from './parallel/comparison.controller';
import { ComparisonService } from './parallel/comparison.service';
import { ReportsController } from './reports.controller';
import { CollectService } from './collect.service';

/** Needs `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule, RulesModule, SupervisionModule, ScoringModule],
  controllers: [ReportsController, ComparisonController],
  providers: [CollectService, BulletinService, ComparisonService],
  exports: [BulletinService, ComparisonService],
})
export class ReportsModule {}
