export { registerCases, type CasesHouse } from './cases.command';
export { CasesModule } from './cases.module';
export { CasesService } from './cases.service';
export { CorrectionsService, type SealedAt } from './corrections/corrections.service';
export { ShownCases } from './shown/shown-cases.service';
