import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { permissionOf } from 'src/common/permission';
import type { CalledRequest } from 'src/config/http.service';
import { keyInvalid } from './refusals';
import { RequestKeys, type KeyedRequest } from './request-keys.service';

/** A POST with the header `Idempotency-Key` is done once; sent again it gets the same answer. */
@Injectable()
export class Once implements NestInterceptor {
  constructor(private readonly keys: RequestKeys) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // A declared source pushes under keys of its own, which its room remembers with the delivery.
    if (permissionOf(context.getHandler()) === 'source:push') return next.handle();
    const http = context.switchToHttp();
    const asked = askedOf(http.getRequest<CalledRequest>());
    return asked ? from(this.once(asked, next, http.getResponse<Response>())) : next.handle();
  }

  private async once(asked: KeyedRequest, next: CallHandler, response: Response): Promise<unknown> {
    const before = await this.keys.begin(asked);
    if (before) {
      response.setHeader('idempotency-replayed', 'true');
      return before.answer;
    }
    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      await this.keys.failed(asked);
      throw error;
    }
    // A file is not kept; what is asked for again is made again.
    if (answer instanceof StreamableFile) await this.keys.failed(asked);
    else await this.keys.done(asked, answer);
    return answer;
  }
}

/** Undefined: no key, or a file, which is known by its content. Throws `http.idempotency-key`. */
function askedOf(request: CalledRequest): KeyedRequest | undefined {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined || request.is('multipart/form-data')) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,120}$/.test(key)) throw keyInvalid({});
  const body: unknown = request.body;
  return {
    actor: request.actor?.id ?? '',
    key,
    request: `${request.method} ${request.originalUrl}\n${JSON.stringify(body ?? null)}`,
  };
}
