import { Module } from '@nestjs/common';
import { CoverageService } from './coverage.service';
import { IntakeService } from './intake.service';

/** Needs `Database` from a global module of the application. */
@Module({
  providers: [IntakeService, CoverageService],
  exports: [IntakeService, CoverageService],
})
export class IntakeModule {}
