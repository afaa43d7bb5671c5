import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { CurrentRatings } from './current-ratings.service';
import { AppealsService } from './handling/appeals.service';
import { LimitsService } from './handling/limits.service';
import { RatingLists } from './shown/lists.service';
import { RatingsService } from './ratings.service';

/** Needs `Database` and `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule],
  providers: [RatingsService, CurrentRatings, AppealsService, LimitsService, RatingLists],
  exports: [RatingsService],
})
export class RatingsModule {}
