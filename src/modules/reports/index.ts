export { BulletinService, type BulletinAnswer, type BulletinFile } from './bulletin.service';
export { registerReports } from './reports.command';
export { ReportsModule } from './reports.module';
