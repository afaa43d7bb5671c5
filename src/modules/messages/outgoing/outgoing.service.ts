import { lookup } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { reachable } from 'src/config/reach';

/** What the operator of the server allows to leave it; everything is off without it. */
@Injectable()
export class Outgoing {
  /** Replaced in tests. */
  environment: Readonly<Record<string, string | undefined>> = process.env;

  /** `smtp://relay:25` (STARTTLS where offered) or `smtps://relay:465`; undefined: no mail. */
  get smtp(): { readonly url: URL; readonly from: string; readonly password: string } | undefined {
    const { BAIFEN_SMTP_URL: url, BAIFEN_MAIL_FROM: from, BAIFEN_SMTP_PASSWORD: password = '' } = this.environment;
    return url === undefined || from === undefined ? undefined : { url: new URL(url), from, password };
  }

  /** Undefined: no webhooks. */
  get secret(): string | undefined {
    const { BAIFEN_WEBHOOK_SECRET: secret = '' } = this.environment;
    return secret.length >= 16 ? secret : undefined;
  }

  /**
   * The address of a host, checked as the pulling connector does: the host has to be named in `BAIFEN_OUTGOING_HOSTS` (with its
   * port where it is not the usual one), and in `BAIFEN_OUTGOING_INTERNAL` where it lies on this machine or a private network.
   */
  async addressOf(url: URL): Promise<{ readonly address: string; readonly family: number }> {
    if (!listOf(this.environment.BAIFEN_OUTGOING_HOSTS).includes(url.host))
      throw new Error(`host ${url.host} is not in BAIFEN_OUTGOING_HOSTS`);
    const internal = listOf(this.environment.BAIFEN_OUTGOING_INTERNAL);
    const found = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true });
    const barred = found.find(({ address }) => !reachable(url.host, address, { internal }));
    const [first] = found;
    if (!first || barred) throw new Error(`host ${url.host} lies at ${barred?.address ?? 'no address'}, not allowed`);
    return first;
  }
}

function listOf(text = ''): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
