import { Module } from '@nestjs/common';
import { NoticesService } from './notices.service';
import { PeriodController } from './period.controller';
import { PeriodService } from './period.service';

/** Needs `Database` from a global module of the application. */
@Module({
  controllers: [PeriodController],
  providers: [PeriodService, NoticesService],
  exports: [PeriodService, NoticesService],
})
export class CalendarModule {}
