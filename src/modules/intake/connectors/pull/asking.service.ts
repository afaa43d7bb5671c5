import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { checkServerIdentity, type ConnectionOptions as TlsOptions } from 'node:tls';
import type { Outside } from 'src/modules/intake/connectors/outside.service';
import { PullFault, PullFull, retryAfter, troubleOf } from './pull-fault';
import type { PullSettings } from './pull-settings.dto';
import { barred } from 'src/config/reach';
import { addressOf, withTries } from './reaching.service';

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
    const { end, outside } = this;
    return withTries({ tries: this.limits.tries, end, outside }, () => this.follow(url));
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
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const signal = AbortSignal.any([this.end, AbortSignal.timeout(this.limits.requestMs)]);
    const headers = { host: url.host, accept: 'application/json', 'accept-encoding': 'identity', ...this.secret };
    return new Promise((resolve, reject) => {
      send({
        ...{ host: address, port: url.port, path: `${url.pathname}${url.search}`, headers, signal, agent: false },
        ...certificateOf(this.settings, url),
      })
        .on('response', resolve)
        .on('error', (error) => reject(troubleOf(error)))
        .end();
    });
  }

  private async addressOf(url: URL): Promise<string> {
    const known = this.addresses.get(url.host);
    if (known !== undefined) return known;
    const address = await addressOf({ host: url.host, name: hostOf(url) }, this.settings, this.outside);
    this.addresses.set(url.host, address);
    return address;
  }

  private async read(response: IncomingMessage): Promise<string> {
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      response.destroy();
      throw statusFault(status, retryAfter(response.headers['retry-after'], Date.now()));
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

/** The name the certificate must be for, and who may have issued it. */
function certificateOf({ tls, url: declared }: PullSettings, url: URL): TlsOptions {
  const name = url.host === new URL(declared).host ? (tls?.name ?? hostOf(url)) : hostOf(url);
  return {
    servername: isIP(name) === 0 ? name : '',
    // The connection goes to an address, and Node would compare that.
    checkServerIdentity: (_address, certificate) => checkServerIdentity(name, certificate),
    ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
  };
}

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

function statusFault(status: number, waitMs: number): PullFault {
  const secret = status === 401 || status === 403;
  const cause = {
    zh: `对方答复 HTTP ${String(status)}${secret ? '，请检查密钥所在的环境变量' : ''}`,
    en: `the other side answers HTTP ${String(status)}${secret ? '; check the environment variable with the secret' : ''}`,
  };
  return new PullFault(cause, status === 429 || status >= 500, waitMs);
}
