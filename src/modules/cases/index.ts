export { registerCases } from './cases.command';
export { CasesModule } from './cases.module';
export { CasesService, type CaseEvidence } from './cases.service';
