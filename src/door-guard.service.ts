import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { sha256 } from 'src/common/canonical';
import type { CalledRequest } from 'src/config/http.service';
import { IdentityGuard } from 'src/modules/identity';
import { RequestRates } from 'src/modules/requests';
import { addressCounted, type Counted } from 'src/modules/requests/callers';

/** Who watches over the server asks as often as needed; handed-over commands come from this machine with its own token. */
const UNCOUNTED: ReadonlySet<string> = new Set(['/health', '/metrics', '/internal/commands']);

/** Who calls, and whether too often. Whoever is not let in is counted by address, so that guessing has its limit as well. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly identity: IdentityGuard,
    private readonly rates: RequestRates,
  ) {}

  /** Throws `http.too-many-requests`, and what the identity guard throws. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    if (request.path === '/metrics' && fromHere(request)) return true;
    if (UNCOUNTED.has(request.path)) return this.identity.canActivate(context);
    let admitted = false;
    let refused: Error | undefined;
    try {
      admitted = await this.identity.canActivate(context);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      refused = error;
    }
    const counted = countedOf(request);
    if (counted) await this.rates.take(counted);
    if (refused) throw refused;
    return admitted;
  }
}

/** Undefined: before the first account, when the server is for this machine only. */
function countedOf({ actor, headers, ip }: CalledRequest): Counted | undefined {
  if (actor?.id.startsWith('user:') !== true)
    return actor?.id === 'cli:http' ? undefined : { kind: 'address', name: addressCounted(ip ?? '') };
  const bearer = /^Bearer (\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
  return bearer === undefined
    ? { kind: 'account', name: actor.id.slice('user:'.length) }
    : { kind: 'token', name: sha256(bearer) };
}

/** A program on this machine that names no account, and that no proxy passes on. */
function fromHere({ headers, socket, host }: CalledRequest): boolean {
  if (headers.authorization !== undefined || headers.cookie !== undefined) return false;
  if (headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined || headers.via !== undefined)
    return false;
  const here = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host);
  return here && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}
