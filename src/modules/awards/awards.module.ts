import { Module } from '@nestjs/common';
import { AttendanceModule } from 'src/modules/attendance';
import { AuditModule } from 'src/modules/audit';
import { CalendarModule } from 'src/modules/calendar';
import { MessagesModule } from 'src/modules/messages';
import { OrganisationModule } from 'src/modules/organisation';
import { ScoringModule } from 'src/modules/scoring';
import { AskingService } from './proposals/asking.service';
import { AwardsController } from './awards.controller';
import { DecisionsService } from './honours/decisions.service';
import { EligibilityService } from './ledger/eligibility.service';
import { ProposalsService } from './proposals/proposals.service';
import { SealedMonths } from './proposals/sealed.service';
import { TitlesService } from './titles/titles.service';

@Module({
  imports: [AttendanceModule, AuditModule, CalendarModule, MessagesModule, OrganisationModule, ScoringModule],
  controllers: [AwardsController],
  providers: [AskingService, DecisionsService, EligibilityService, ProposalsService, SealedMonths, TitlesService],
  exports: [AskingService, DecisionsService, EligibilityService, ProposalsService, TitlesService],
})
export class AwardsModule {}
