export { AuditModule } from './audit.module';
export { AuditService } from './audit.service';
export type { Change } from './record';
export { Sequencer } from './sequencer.service';
export { AuditVerifier } from './verifier.service';
