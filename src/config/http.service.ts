import { randomUUID } from 'node:crypto';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  type INestApplication,
  Logger,
  ValidationPipe,
  createParamDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Actor } from 'src/common/actor';
import { isLanguage, type Language } from 'src/common/language';
import { Refusal, refusal } from 'src/common/refusal';
import { isDatabaseGone } from './database-fault';
import { databaseGone } from './refusals';
import { type Access, Settings } from './settings.dto';
import { problemsOf, type Problem } from './validation';

/** The one shape of every error that leaves through HTTP. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
  readonly requestId: string;
}

const badRequest = refusal<{ problems: readonly Problem[] }>('http.bad-request', {
  zh: ({ problems }) => `请求内容有误：${problems.map(({ zh }) => zh).join('；')}。请改正后重新提交。`,
  en: ({ problems }) =>
    `The request is not right: ${problems.map(({ en }) => en).join('; ')}. Correct it and send it again.`,
});

/** The language an answer is wanted in: that of `accept-language`, else Chinese. */
export function languageOf(header: string | undefined): Language {
  const tag = header?.slice(0, 2);
  return isLanguage(tag) ? tag : 'zh';
}

/** RFC 6266: a plain name for old browsers, the Chinese one percent-encoded. */
export function attachment(fileName: string, plain: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A request behind the guard: who calls is known. */
export interface CalledRequest extends Request {
  id?: string;
  actor?: Actor;
}

/** The actor of the request, as a parameter of a route: `@Caller() actor: Actor`. Never taken from the body. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<CalledRequest>();
  if (!actor) throw new Error('the route was reached without an actor');
  return actor;
});

const foreignPage = refusal<object>(
  'http.foreign-page',
  {
    zh: () => '请求来自别的网站的页面，已拒绝。请在百分自己的页面上操作。',
    en: () => 'The request came from a page of another site and was refused. Use the pages of Baifen.',
  },
  403,
);

/**
 * A page of any site that the user has open reaches the server too, with his cookie: a browser says so in these headers
 * (`host` against a foreign name that was pointed at this machine). Host names are those of this machine and of the settings.
 */
function fromElsewhere(request: Request, { hosts }: Access): boolean {
  const { headers, method } = request;
  const here = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;
  // Express reads `x-forwarded-host` of a trusted proxy here, and nobody else's.
  const host = request.host as string | undefined;
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (headers.host !== undefined && !here.test(host ?? '') && !hosts.includes(name)) return true;
  if (method === 'GET' || method === 'HEAD') return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && headers.origin !== `${request.protocol}://${host ?? ''}`;
}

/** A cookie of the request, or undefined; when it is sent twice, the first. */
export function cookieOf({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  const pair = (headers.cookie ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/** Request ids, strict validation without conversion, one error shape. Shared by the server and the tests. */
export function prepareHttp(app: INestApplication, language: Language): void {
  const { access } = app.get(Settings, { strict: false });
  if (access.proxies.length > 0) (app as NestExpressApplication).set('trust proxy', access.proxies);
  app.use((request: CalledRequest, response: Response, next: NextFunction) => {
    request.id = randomUUID();
    response.setHeader('x-request-id', request.id);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    next(fromElsewhere(request, access) ? foreignPage({}) : undefined);
  });
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      // Implicit conversion turns '' into 0 and 'false' into true: a blank score would become a number.
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      exceptionFactory: (errors) => badRequest({ problems: problemsOf(errors) }),
    }),
  );
  app.useGlobalFilters(new ErrorFilter(language));
}

@Catch()
class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly fallback: Language) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    const wanted = request.headers['accept-language']?.slice(0, 2);
    if (error instanceof Refusal && typeof error.details.seconds === 'number' && error.status === 429)
      response.setHeader('retry-after', String(error.details.seconds));
    const { status, body } = this.answer(error, isLanguage(wanted) ? wanted : this.fallback, request.id ?? '');
    const { retryAfter } = (body.details ?? {}) as { retryAfter?: unknown };
    if (typeof retryAfter === 'number') response.setHeader('retry-after', String(retryAfter));
    response.status(status).json(body);
  }

  private answer(fault: unknown, language: Language, requestId: string): { status: number; body: ErrorBody } {
    const error = isDatabaseGone(fault) ? databaseGone({ retryAfter: 5 }) : fault;
    if (error instanceof Refusal)
      return {
        status: error.status,
        body: { code: error.code, message: error.in(language), details: error.details, requestId },
      };
    if (error instanceof HttpException) {
      const status = error.getStatus();
      const message = language === 'zh' ? (WORDS[status] ?? error.message) : error.message;
      return { status, body: { code: `http.${String(status)}`, message, details: {}, requestId } };
    }
    this.log.error(`request ${requestId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message =
      language === 'zh'
        ? `服务器出现故障（编号 ${requestId}）。请把编号告诉维护人员。`
        : `The server broke (id ${requestId}). Give this id to your maintainer.`;
    return { status: 500, body: { code: 'fault', message, details: {}, requestId } };
  }
}

const WORDS: Readonly<Record<number, string>> = {
  400: '请求格式不正确，请检查后重新提交。',
  401: '没有通过身份验证。',
  403: '没有权限。',
  404: '没有找到这个地址，请检查后重试。',
  405: '这个地址不支持该操作。',
  413: '内容太大，请分批提交。',
};
