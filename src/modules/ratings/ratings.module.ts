import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { CurrentRatings } from './current-ratings.service';
import { AppealsService } from './handling/appeals.service';
import { CallbacksService } from './handling/callbacks.service';
import { LimitsService } from './handling/limits.service';
import { HandlingRecords } from './handling/records.service';
import { RatingsController } from './ratings.controller';
import { RatingsService } from './ratings.service';
import { JudgementsService } from './shown/judgements.service';
import { RatingLists } from './shown/lists.service';

/** Needs `Database`, `Clock` and `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule],
  controllers: [RatingsController],
  providers: [
    ...[RatingsService, CurrentRatings, HandlingRecords, LimitsService],
    ...[AppealsService, CallbacksService, RatingLists, JudgementsService],
  ],
  exports: [AppealsService, RatingsService],
})
export class RatingsModule {}
