import { Module } from '@nestjs/common';
import { AuditService } from './audit.service';
import { Sequencer } from './sequencer.service';
import { AuditVerifier } from './verifier.service';

@Module({
  providers: [AuditService, Sequencer, AuditVerifier],
  exports: [AuditService, Sequencer, AuditVerifier],
})
export class AuditModule {}
