export { BatchesService, type BatchRecord } from './batches.service';
export { CoverageService } from './coverage/coverage.service';
export { registerImport, type Prepare } from './intake.command';
export { IntakeModule } from './intake.module';
export { IntakeService, type Fence } from './intake.service';
export { UploadsService } from './uploads/uploads.service';
export { readInChild } from './reading/reader.process';
