export { IdentityModule } from './identity.module';
export { AccountsService, type Account } from './accounts/accounts.service';
export { RightsService } from './rights/rights.service';
export { TokensService } from './entry/tokens.service';
export { IdentityGuard } from './entry/guard.service';
export { registerIdentity } from './identity.command';
