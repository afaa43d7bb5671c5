import { Module } from '@nestjs/common';
import { BatchesService } from './batches.service';
import { ChangesService } from './changes/changes.service';
import { ColumnsService } from './columns/columns.service';
import { CoverageService } from './coverage/coverage.service';
import { IntakeController } from './intake.controller';
import { UploadsService } from './uploads/uploads.service';
import { IntakeService } from './intake.service';
import { ShownImports } from './shown.service';

/** Needs `Database` from a global module of the application. */
@Module({
  controllers: [IntakeController],
  providers: [
    ...[IntakeService, BatchesService, ChangesService, ColumnsService, CoverageService, UploadsService],
    ShownImports,
  ],
  exports: [IntakeService, BatchesService, ChangesService, ColumnsService, CoverageService, UploadsService],
})
export class IntakeModule {}
