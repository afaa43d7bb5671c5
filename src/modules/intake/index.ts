export { answerOf, type ImportAnswer } from './answer';
export { CoverageService } from './coverage.service';
export { registerImport, type Prepare } from './intake.command';
export { IntakeModule } from './intake.module';
export { IntakeService, type BatchRecord, type Fence, type TakeRequest } from './intake.service';
export { readInChild } from './reading/reader.process';
