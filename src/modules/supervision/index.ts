export { SupervisionService, type PatrolEvidence } from './supervision.service';
export { SupervisionModule } from './supervision.module';
