import type { Problem } from 'src/config/validation';

/** Why a delivery could not be had. `passing`: it may be gone at the next try. */
export class PullFault extends Error {
  override readonly name = 'PullFault';

  constructor(
    readonly why: Problem,
    readonly passing = false,
    /** How long the other side asks to wait. */
    readonly waitMs = 0,
  ) {
    super(why.en);
  }
}

/** The next page would go beyond what one pull may hold. */
export class PullFull extends Error {
  override readonly name = 'PullFull';
}

const LONGEST_WAIT_MS = 60_000;

/** Before the second and third try: about one and four seconds, spread so that halls do not come back all at once. */
export function waitBefore(attempt: number, random: number, { waitMs }: Pick<PullFault, 'waitMs'>): number {
  const own = Math.round(1000 * 4 ** (attempt - 2) * (0.5 + random));
  return Math.min(Math.max(own, waitMs), LONGEST_WAIT_MS);
}

/** What `Retry-After` asks, in milliseconds: seconds, or a date (RFC 9110 §10.2.3). `now`: milliseconds since 1970. */
export function retryAfter(header: string | undefined, now: number): number {
  const text = header?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? 0 : Math.max(at - now, 0);
}

/** A connection that fails, breaks off or takes too long may work the next time; a wrong certificate stays wrong. */
export function troubleOf(error: Error & { readonly code?: string }): PullFault {
  const late = error.name === 'AbortError' || error.name === 'TimeoutError';
  if (late) return new PullFault({ zh: '对方没有在规定时间内答复', en: 'the other side did not answer in time' }, true);
  const code = error.code ?? error.message;
  const certificate = certificateFault(code, error.message);
  if (certificate) return certificate;
  return new PullFault({ zh: `连接失败（${code}）`, en: `the connection failed (${code})` }, true);
}

const UNKNOWN_ISSUER: Problem = {
  zh: '对方的证书不是由受信任的机构颁发的；单位自建的机构请把它的证书写在登记的 tls.ca 里',
  en: 'its certificate is not issued by an authority known here; give the certificate of your own authority as tls.ca',
};
const EXPIRED: Problem = {
  zh: '对方的证书已过期或还没有生效，请对方更换证书（也请核对服务器的时间）',
  en: 'its certificate has expired or is not valid yet; have it renewed (and check the clock of this server)',
};
const OTHER_NAME: Problem = {
  zh: '对方的证书是发给别的名称的，可能连到了别的机器；请核对地址，证书里的名称不同的写在登记的 tls.name 里',
  en: 'its certificate is for another name, so this may be another machine; check the address, or give the name in the certificate as tls.name',
};

/** The sentence for a certificate that is refused, by the code or the words of OpenSSL and Node. */
function certificateFault(code: string, message: string): PullFault | undefined {
  const has = (pattern: RegExp): boolean => pattern.test(code) || pattern.test(message);
  const why = has(/ALTNAME|HOSTNAME_MISMATCH|does not match certificate/)
    ? OTHER_NAME
    : has(/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate has expired|not yet valid/)
      ? EXPIRED
      : has(/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_|INVALID_CA|certificate/)
        ? UNKNOWN_ISSUER
        : undefined;
  return why && new PullFault(why);
}
