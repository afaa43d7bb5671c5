import { Module } from '@nestjs/common';
import { CalendarModule } from 'src/modules/calendar';
import { IntakeModule } from 'src/modules/intake';
import { OrganisationModule } from 'src/modules/organisation';
import { AttendanceService } from './attendance.service';
import { IncidentsController } from './incidents/incidents.controller';
import { IncidentsService } from './incidents/incidents.service';
import { EntriesController } from './leaves/entries.controller';
import { EntriesService } from './leaves/entries.service';
import { SpellsService } from './leaves/spells.service';
import { PoliciesController } from './policy/policies.controller';
import { PoliciesService } from './policy/policies.service';
import { SchedulesService } from './schedules.service';
import { SlipsService } from './slips/slips.service';

/** Needs `Database` and `Settings` from a global module of the application. */
@Module({
  imports: [CalendarModule, IntakeModule, OrganisationModule],
  controllers: [EntriesController, IncidentsController, PoliciesController],
  providers: [
    AttendanceService,
    SchedulesService,
    SpellsService,
    PoliciesService,
    EntriesService,
    IncidentsService,
    SlipsService,
  ],
  exports: [AttendanceService, SchedulesService, PoliciesService],
})
export class AttendanceModule {}
