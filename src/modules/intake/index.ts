export { BatchesService, type BatchRecord } from './batches.service';
export { CoverageService } from './coverage/coverage.service';
export { registerImport, type Prepare } from './intake.command';
export { IntakeModule } from './intake.module';
export { IntakeService, type Fence, type TakeRequest } from './intake.service';
export { readInChild } from './reading/reader.process';
