export { PatrolService, type PatrolEvidence } from './patrol.service';
export { SupervisionModule } from './supervision.module';
