export { registerCalendar } from './calendar.command';
export { CalendarModule } from './calendar.module';
export { HallParams, MonthParams } from './month.dto';
export { NoticesService } from './notices.service';
export { PeriodService } from './period.service';
export type { MonthRecord, MoveMade } from './period.service';
