import { Module } from '@nestjs/common';
import { AttendanceModule } from 'src/modules/attendance';
import { CalendarModule } from 'src/modules/calendar';
import { CasesModule } from 'src/modules/cases';
import { OpeningModule } from 'src/modules/opening';
import { OrganisationModule } from 'src/modules/organisation';
import { SubmissionsModule } from 'src/modules/submissions';
import { GivenService } from './given.service';

@Module({
  imports: [OrganisationModule, CalendarModule, CasesModule, AttendanceModule, OpeningModule, SubmissionsModule],
  providers: [GivenService],
  exports: [GivenService],
})
export class GivenModule {}
