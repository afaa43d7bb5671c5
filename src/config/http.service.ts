import { randomUUID } from 'node:crypto';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  type INestApplication,
  Logger,
  ValidationPipe,
} from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { isLanguage, type Language } from 'src/common/language';
import { Refusal, refusal } from 'src/common/refusal';
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

/** Request ids, strict validation without conversion, one error shape. Shared by the server and the tests. */
export function prepareHttp(app: INestApplication, language: Language): void {
  app.use((request: Request & { id?: string }, response: Response, next: NextFunction) => {
    request.id = randomUUID();
    response.setHeader('x-request-id', request.id);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    next();
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
    const { status, body } = this.answer(error, isLanguage(wanted) ? wanted : this.fallback, request.id ?? '');
    response.status(status).json(body);
  }

  private answer(error: unknown, language: Language, requestId: string): { status: number; body: ErrorBody } {
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
