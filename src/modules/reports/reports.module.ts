import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { OrganisationModule } from 'src/modules/organisation';
import { RulesModule } from 'src/modules/rules';
import { ScoringModule } from 'src/modules/scoring';
import { SupervisionModule } from 'src/modules/supervision';
import { BulletinService } from './bulletin.service';
import { ReportsController } from './reports.controller';
import { CollectService } from './collect.service';

/** Needs `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, OrganisationModule, RulesModule, SupervisionModule, ScoringModule],
  controllers: [ReportsController],
  providers: [CollectService, BulletinService],
  exports: [BulletinService],
})
export class ReportsModule {}
