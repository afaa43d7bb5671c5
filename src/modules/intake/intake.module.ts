import { Module } from '@nestjs/common';
import { BatchesService } from './batches.service';
import { CoverageService } from './coverage/coverage.service';
import { IntakeController } from './intake.controller';
import { IntakeService } from './intake.service';

/** Needs `Database` from a global module of the application. */
@Module({
  controllers: [IntakeController],
  providers: [IntakeService, BatchesService, CoverageService],
  exports: [IntakeService, BatchesService, CoverageService],
})
export class IntakeModule {}
