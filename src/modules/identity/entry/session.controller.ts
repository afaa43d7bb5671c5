import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Response } from 'express';
import type { Actor } from 'src/common/actor';
import { Permit } from 'src/common/permission';
import { Caller, type CalledRequest, cookieOf } from 'src/config/http.service';
import { AccountsService } from 'src/modules/identity/accounts/accounts.service';
import { DEVICE_COOKIE, SESSION_COOKIE } from './guard.service';
import { MeService, type Me } from './me.service';
import { OwnPasswordDto, SignInDto, TokenDto, TokenParams } from './session.dto';
import { ABSOLUTE_MINUTES, SessionsService } from './sessions.service';
import { SignInService } from './sign-in.service';
import { TokensService, type ApiToken } from './tokens.service';

const OBJECT = { schema: { type: 'object' } } as const;
const DEVICE_DAYS = 90;

/** Signing in and out, and what belongs to one's own account. */
@ApiTags('session')
@Controller('api')
export class SessionController {
  constructor(
    private readonly entry: SignInService,
    private readonly sessions: SessionsService,
    private readonly me: MeService,
    private readonly accounts: AccountsService,
    private readonly tokens: TokensService,
  ) {}

  @Post('session')
  @Permit('anybody')
  @ApiOperation({ summary: 'Signs in; a new session each time. Changing requests then carry the header x-baifen' })
  @ApiCreatedResponse(OBJECT)
  async signIn(
    @Body() { login, password }: SignInDto,
    @Req() request: CalledRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const device = cookieOf(request, DEVICE_COOKIE);
    const session = cookieOf(request, SESSION_COOKIE);
    const made = await this.entry.signIn({
      ...{ login, password, origin: request.ip ?? '' },
      ...(device === undefined ? {} : { device }),
      ...(session === undefined ? {} : { session }),
    });
    const safe = cookie(request);
    response.cookie(SESSION_COOKIE, made.session, { ...safe, maxAge: ABSOLUTE_MINUTES * 60_000 });
    response.cookie(DEVICE_COOKIE, made.device, { ...safe, path: '/api/session', maxAge: DEVICE_DAYS * 86_400_000 });
    return this.me.of(`user:${made.account.login}`);
  }

  @Delete('session')
  @HttpCode(200)
  @Permit('signed-in')
  @ApiOperation({ summary: 'Signs out: the session ends at once' })
  @ApiOkResponse(OBJECT)
  async signOut(@Req() request: CalledRequest, @Res({ passthrough: true }) response: Response): Promise<object> {
    const session = cookieOf(request, SESSION_COOKIE);
    if (session !== undefined) await this.sessions.end(session);
    response.clearCookie(SESSION_COOKIE, cookie(request));
    return {};
  }

  @Get('me')
  @Permit('signed-in')
  @ApiOperation({ summary: 'Who is signed in, with roles and rights' })
  @ApiOkResponse(OBJECT)
  async who(@Caller() actor: Actor): Promise<Me> {
    return this.me.of(actor.id, actor.grants);
  }

  @Put('me/password')
  @Permit('signed-in')
  @ApiOperation({ summary: 'A new password of one’s own; every session ends, sign in again' })
  @ApiOkResponse(OBJECT)
  async password(@Caller() actor: Actor, @Body() { old, password }: OwnPasswordDto): Promise<object> {
    await this.accounts.changeOwn(actor, loginOf(actor), old, password);
    return {};
  }

  @Get('me/tokens')
  @Permit('signed-in')
  @ApiOperation({ summary: 'One’s own API tokens that are not revoked' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'object' } } })
  async mine(@Caller() actor: Actor): Promise<ApiToken[]> {
    return this.tokens.list(actor, loginOf(actor));
  }

  @Post('me/tokens')
  @Permit('signed-in')
  @ApiOperation({ summary: 'A new API token for a program; it is shown this once' })
  @ApiCreatedResponse(OBJECT)
  async make(@Caller() actor: Actor, @Body() body: TokenDto): Promise<ApiToken & { readonly token: string }> {
    return this.tokens.make(actor, loginOf(actor), body);
  }

  @Delete('me/tokens/:token')
  @HttpCode(200)
  @Permit('signed-in')
  @ApiOperation({ summary: 'Revokes an API token at once' })
  @ApiOkResponse(OBJECT)
  async revoke(@Caller() actor: Actor, @Param() { token }: TokenParams): Promise<object> {
    await this.tokens.revoke(actor, token);
    return {};
  }
}

function loginOf(actor: Actor): string {
  return actor.id.replace(/^user:/, '');
}

/** Over TLS (seen through the trusted proxy) the cookie never travels without. */
function cookie(request: CalledRequest): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/' };
}
