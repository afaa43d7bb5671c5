import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { RatingsService } from './ratings.service';

/** Needs `Database` and `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule],
  providers: [RatingsService],
  exports: [RatingsService],
})
export class RatingsModule {}
