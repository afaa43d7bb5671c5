export { BulletinService, type BulletinAnswer, type BulletinFile } from './bulletin.service';
export { registerComparison } from './parallel/comparison.command';
export { registerReports } from './reports.command';
export { ReportsModule } from './reports.module';
export { TrailBooks } from './trail/trail-books.service';
