import type { SecretDto } from 'src/modules/intake/connectors/common-settings.dto';
import type { Outside } from 'src/modules/intake/connectors/outside.service';
import { PullFault, troubleOf, waitBefore } from './pull-fault';
import { reachable, type Allowed } from 'src/config/reach';

/**
 * The address of a host of the declaration, which is connected to and to no other: resolved here, every address it has
 * checked. `host` is as declared (with its port), `name` what is resolved. Throws `PullFault`.
 */
export async function addressOf(
  { host, name }: { readonly host: string; readonly name: string },
  allowed: Pick<Allowed, 'internal'>,
  outside: Outside,
): Promise<string> {
  const found = await outside.resolve(name).catch((error: unknown) => {
    throw troubleOf(error as Error);
  });
  const barred = found.find(({ address }) => !reachable(host, address, allowed));
  const [first] = found;
  if (!first || barred)
    throw new PullFault({
      zh: `主机 ${host} 的地址（${barred?.address ?? '无'}）不在允许的范围；内部系统请在登记的 internal 里写明`,
      en: `${host} lies at an address that is not allowed (${barred?.address ?? 'none'}); name inner systems under internal`,
    });
  return first.address;
}

/** Does the work, and again what may pass, up to `tries` times and not after the end of the pull. */
export async function withTries<T>(
  { tries, end, outside }: { readonly tries: number; readonly end: AbortSignal; readonly outside: Outside },
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PullFault) || !error.passing || attempt >= tries || end.aborted) throw error;
      await outside.pause(waitBefore(attempt + 1, outside.random(), error));
    }
  }
}

/** The secret of a source, from the environment of this process. Throws `PullFault`. */
export function secretIn({ env }: SecretDto): string {
  const secret = process.env[env];
  if (secret === undefined || secret === '')
    throw new PullFault({
      zh: `服务器上没有设置环境变量 ${env}`,
      en: `the environment variable ${env} is not set on the server`,
    });
  return secret;
}
