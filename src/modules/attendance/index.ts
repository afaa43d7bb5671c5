export { registerAttendance } from './attendance.command';
export { AttendanceModule } from './attendance.module';
export { AttendanceService } from './attendance.service';
export type { AttendanceStatistics } from './month/statistics';
export { SchedulesService } from './schedules.service';
export { PoliciesService } from './policy/policies.service';
