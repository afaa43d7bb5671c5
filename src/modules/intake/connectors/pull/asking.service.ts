import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Outside } from 'src/modules/intake/connectors/outside.service';
import { PullFault, PullFull, waitBefore } from './pull-fault';
import { barred, reachable } from './reach';
import type { PullSettings } from 'src/modules/intake/connectors/source-settings.dto';

/** What one pull may cost. */
export const PULL_LIMITS = {
  tries: 3,
  redirects: 3,
  requestMs: 30_000,
  pullMs: 180_000,
  pageBytes: 8 * 1024 * 1024,
  bytes: 50 * 1024 * 1024,
};

/** Asks the pages of one pull: only the hosts of the declaration, each resolved once and reached at that address. */
export class Asking {
  /** Bytes of all pages so far. */
  bytes = 0;
  private readonly addresses = new Map<string, string>();
  private readonly end: AbortSignal;

  constructor(
    private readonly settings: PullSettings,
    private readonly outside: Outside,
    /** Name and content of the header with the secret, or nothing. */
    private readonly secret: Readonly<Record<string, string>>,
    private readonly limits: typeof PULL_LIMITS = PULL_LIMITS,
  ) {
    this.end = AbortSignal.timeout(limits.pullMs);
  }

  /** The text of a page. Tries again what may pass. Throws `PullFault` and `PullFull`. */
  async page(url: URL): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.follow(url);
      } catch (error) {
        if (!(error instanceof PullFault) || !error.passing || attempt >= this.limits.tries || this.end.aborted)
          throw error;
        await this.outside.pause(waitBefore(attempt + 1, this.outside.random(), error));
      }
    }
  }

  private async follow(url: URL): Promise<string> {
    let at = url;
    for (let hop = 0; hop <= this.limits.redirects; hop++) {
      const response = await this.ask(at);
      const target = response.headers.location;
      if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) return this.read(response);
      response.destroy();
      const next = target !== undefined && URL.canParse(target, at.href) ? new URL(target, at.href) : undefined;
      if (next?.host !== at.host) throw new PullFault(REDIRECTED);
      at = next;
    }
    throw new PullFault(REDIRECTED);
  }

  private async ask(url: URL): Promise<IncomingMessage> {
    const why = barred(url, this.settings);
    if (why)
      throw new PullFault({ zh: `不允许访问 ${url.host}（${why}）`, en: `${url.host} may not be asked (${why})` });
    const address = await this.addressOf(url);
    const host = hostOf(url);
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const signal = AbortSignal.any([this.end, AbortSignal.timeout(this.limits.requestMs)]);
    const headers = { host: url.host, accept: 'application/json', 'accept-encoding': 'identity', ...this.secret };
    return new Promise((resolve, reject) => {
      send({
        ...{ host: address, port: url.port, path: `${url.pathname}${url.search}`, headers, signal, agent: false },
        servername: isIP(host) === 0 ? host : '',
      })
        .on('response', resolve)
        .on('error', (error) => reject(troubleOf(error)))
        .end();
    });
  }

  private async addressOf(url: URL): Promise<string> {
    const known = this.addresses.get(url.host);
    if (known !== undefined) return known;
    const found = await this.outside.resolve(hostOf(url)).catch((error: unknown) => {
      throw troubleOf(error as Error);
    });
    const outside = found.find(({ address }) => !reachable(url.host, address, this.settings));
    const [first] = found;
    if (!first || outside)
      throw new PullFault({
        zh: `主机 ${url.host} 的地址（${outside?.address ?? '无'}）不在允许的范围；内部系统请在登记的 internal 里写明`,
        en: `${url.host} lies at an address that is not allowed (${outside?.address ?? 'none'}); name inner systems under internal`,
      });
    this.addresses.set(url.host, first.address);
    return first.address;
  }

  private async read(response: IncomingMessage): Promise<string> {
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      response.destroy();
      throw statusFault(status, response.headers['retry-after']);
    }
    const pieces: Buffer[] = [];
    let size = 0;
    try {
      for await (const piece of response as AsyncIterable<Buffer>) {
        size += piece.length;
        if (this.bytes + size > this.limits.bytes) throw new PullFull();
        if (size > this.limits.pageBytes) throw new PullFault(PAGE_LARGE);
        pieces.push(piece);
      }
    } catch (error) {
      throw error instanceof PullFull || error instanceof PullFault ? error : troubleOf(error as Error);
    }
    this.bytes += size;
    return decoded(Buffer.concat(pieces), response);
  }
}

const REDIRECTED = {
  zh: '对方把请求转到了别的主机，或者转来转去',
  en: 'the other side redirects to another host, or in circles',
};
const PAGE_LARGE = {
  zh: '一页超过 8 MB，请减少每页的行数',
  en: 'a page has more than 8 MB; ask for fewer rows a page',
};
const NOT_TEXT = { zh: '内容的编码不对或被压缩', en: 'the content is compressed or in an unknown encoding' };

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function decoded(content: Buffer, { headers }: IncomingMessage): string {
  const charset = /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new TypeError('compressed');
    return new TextDecoder(charset, { fatal: true }).decode(content);
  } catch {
    throw new PullFault(NOT_TEXT);
  }
}

function statusFault(status: number, retryAfter: string | undefined): PullFault {
  const secret = status === 401 || status === 403;
  const cause = {
    zh: `对方答复 HTTP ${String(status)}${secret ? '，请检查密钥所在的环境变量' : ''}`,
    en: `the other side answers HTTP ${String(status)}${secret ? '; check the environment variable with the secret' : ''}`,
  };
  const wait = /^\d{1,4}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
  return new PullFault(cause, status === 429 || status >= 500, wait);
}

/** A connection that fails, breaks off or takes too long may work the next time. */
function troubleOf(error: NodeJS.ErrnoException): PullFault {
  const late = error.name === 'AbortError' || error.name === 'TimeoutError';
  const code = error.code ?? error.message;
  return new PullFault(
    late
      ? { zh: '对方没有在规定时间内答复', en: 'the other side did not answer in time' }
      : { zh: `连接失败（${code}）`, en: `the connection failed (${code})` },
    true,
  );
}
