import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { AuditService } from './audit.service';
import { Sequencer } from './sequencer.service';
import { Trail } from './trail.service';
import { AuditVerifier } from './verifier.service';
import { Winner } from './winner.service';

/** Needs `Database` and `Clock` from a global module of the application. */
@Module({
  controllers: [AuditController],
  providers: [AuditService, Sequencer, AuditVerifier, Trail, Winner],
  exports: [AuditService, Sequencer, AuditVerifier, Trail, Winner],
})
export class AuditModule {}
