import { Module } from '@nestjs/common';
import { AuditModule } from 'src/modules/audit';
import { AccountsController } from './accounts/accounts.controller';
import { AccountsService } from './accounts/accounts.service';
import { Passwords } from './accounts/passwords.service';
import { PeopleService } from './accounts/people.service';
import { IdentityGuard } from './entry/guard.service';
import { MeService } from './entry/me.service';
import { SessionController } from './entry/session.controller';
import { SessionsService } from './entry/sessions.service';
import { SignInService } from './entry/sign-in.service';
import { TokensService } from './entry/tokens.service';
import { RightsService } from './rights/rights.service';

/** Needs `Database`, `Clock` and `Settings` from a global module of the application. */
@Module({
  imports: [AuditModule],
  controllers: [SessionController, AccountsController],
  providers: [
    ...[AccountsService, Passwords, PeopleService, RightsService],
    ...[IdentityGuard, MeService, SessionsService, SignInService, TokensService],
  ],
  exports: [AccountsService, IdentityGuard, RightsService, SignInService, TokensService],
})
export class IdentityModule {}
