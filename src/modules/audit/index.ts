export { registerAudit } from './audit.command';
export { TrailFilter } from './audit.dto';
export { AuditModule } from './audit.module';
export { AuditService, changeStatements, recordChange } from './audit.service';
export type { Change } from './record';
export { Sequencer } from './sequencer.service';
export { Trail } from './trail.service';
export { AuditVerifier } from './verifier.service';
