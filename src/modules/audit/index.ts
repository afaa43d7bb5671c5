export { registerAudit } from './audit.command';
export { TrailFilter } from './audit.dto';
export { AuditModule } from './audit.module';
export { AuditService, changeStatements, recordChange } from './audit.service';
export { Sequencer } from './sequencer.service';
export { Trail } from './trail.service';
export { AuditVerifier } from './verifier.service';
export { Winner } from './winner.service';
