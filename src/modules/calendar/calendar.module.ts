import { Module } from '@nestjs/common';
import { NoticesService } from './notices.service';
import { PeriodService } from './period.service';

/** Needs `Database` from a global module of the application. */
@Module({
  providers: [PeriodService, NoticesService],
  exports: [PeriodService, NoticesService],
})
export class CalendarModule {}
