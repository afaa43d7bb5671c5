import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller } from 'src/config/http.service';
import { TokensService, type ApiToken } from 'src/modules/identity/entry/tokens.service';
import type { RoleHeld } from 'src/modules/identity/rights/rights.service';
import {
  AccountParams,
  AccountStateDto,
  AccountTokenParams,
  GrantDto,
  GrantParams,
  NewAccountDto,
  WhyDto,
} from './accounts.dto';
import { AccountsService, type Account } from './accounts.service';
import { PeopleService, type AccountWithPassword, type AccountWithRoles } from './people.service';

const ANSWER = { schema: { type: 'object' } } as const;
const LIST = { schema: { type: 'array', items: { type: 'object' } } } as const;

/** The system administrator makes accounts, the security administrator gives roles, the audit administrator looks on. */
@ApiTags('accounts')
@Controller('api/accounts')
export class AccountsController {
  constructor(
    private readonly people: PeopleService,
    private readonly accounts: AccountsService,
    private readonly tokens: TokensService,
  ) {}

  @Get()
  @Permit('account:read')
  @ApiOperation({ summary: 'Accounts with their roles, of the halls the caller looks after' })
  @ApiOkResponse(LIST)
  list(@Caller() actor: Actor): Promise<AccountWithRoles[]> {
    return this.people.list(actor);
  }

  @Post()
  @Permit('account:write')
  @ApiOperation({ summary: 'Makes an account; its first password is answered this once' })
  @ApiCreatedResponse(ANSWER)
  add(@Body() { login, name, hall }: NewAccountDto, @Caller() actor: Actor): Promise<AccountWithPassword> {
    return this.people.add(actor, { login, name, hall });
  }

  @Get(':login')
  @Permit('account:read')
  @ApiOperation({ summary: 'One account with its roles' })
  @ApiOkResponse(ANSWER)
  one(@Param() { login }: AccountParams, @Caller() actor: Actor): Promise<AccountWithRoles> {
    return this.people.one(actor, login);
  }

  @Post(':login/password')
  @HttpCode(200)
  @Permit('account:write')
  @ApiOperation({ summary: 'A new first password, answered this once; every session of the account ends' })
  @ApiOkResponse(ANSWER)
  reset(@Param() { login }: AccountParams, @Caller() actor: Actor): Promise<AccountWithPassword> {
    return this.people.reset(actor, login);
  }

  @Put(':login/state')
  @Permit('account:write')
  @ApiOperation({ summary: 'Disables an account or enables it again; every session of it ends' })
  @ApiOkResponse(ANSWER)
  state(
    @Param() { login }: AccountParams,
    @Body() { state, reason }: AccountStateDto,
    @Caller() actor: Actor,
  ): Promise<Account> {
    return this.accounts.setState(actor, login, state, reason);
  }

  @Post(':login/unlocking')
  @HttpCode(200)
  @Permit('account:write')
  @ApiOperation({ summary: 'Ends the wait after failed sign-ins' })
  @ApiOkResponse(ANSWER)
  unlock(@Param() { login }: AccountParams, @Caller() actor: Actor): Promise<Account> {
    return this.people.unlock(actor, login);
  }

  @Post(':login/roles')
  @Permit('role:grant')
  @ApiOperation({ summary: 'Gives a role, never to oneself; every session of the account ends' })
  @ApiCreatedResponse(ANSWER)
  grant(
    @Param() { login }: AccountParams,
    @Body() { role, hall, units = [], reason }: GrantDto,
    @Caller() actor: Actor,
  ): Promise<RoleHeld> {
    return this.people.grant(actor, { login, role, hall, units, reason });
  }

  @Post(':login/roles/:grant/revocation')
  @HttpCode(200)
  @Permit('role:grant')
  @ApiOperation({ summary: 'Takes a role back; every session of the account ends' })
  @ApiOkResponse(ANSWER)
  revoke(
    @Param() { login, grant }: GrantParams,
    @Body() { reason }: WhyDto,
    @Caller() actor: Actor,
  ): Promise<AccountWithRoles> {
    return this.people.revoke(actor, login, grant, reason);
  }

  @Get(':login/tokens')
  @Permit('account:read')
  @ApiOperation({ summary: 'API tokens of an account that are not revoked; only the account itself makes them' })
  @ApiOkResponse(LIST)
  held(@Param() { login }: AccountParams, @Caller() actor: Actor): Promise<ApiToken[]> {
    return this.tokens.list(actor, login);
  }

  @Delete(':login/tokens/:token')
  @HttpCode(200)
  @Permit('account:write')
  @ApiOperation({ summary: 'Revokes an API token of an account at once' })
  @ApiOkResponse(ANSWER)
  async end(@Param() { login, token }: AccountTokenParams, @Caller() actor: Actor): Promise<object> {
    await this.tokens.revokeOf(actor, login, token);
    return {};
  }
}
