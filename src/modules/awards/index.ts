export { AskingService } from './proposals/asking.service';
export { registerAwards } from './awards.command';
export { AwardsModule } from './awards.module';
export { DecisionsService } from './honours/decisions.service';
export { EligibilityService } from './ledger/eligibility.service';
export { ProposalsService } from './proposals/proposals.service';
