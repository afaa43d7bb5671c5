export { AuditModule } from './audit.module';
export { AuditService, type Change } from './audit.service';
