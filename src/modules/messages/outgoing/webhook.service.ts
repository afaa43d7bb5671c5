import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { Injectable } from '@nestjs/common';
import type { Message } from 'src/modules/messages/message';
import { Outgoing } from './outgoing.service';
import { bodyOf, signatureOf } from './route';

const TIMEOUT_MS = 10_000;

/** Posts a message with a signed body. No redirection is followed: it would leave the hosts that are allowed. */
@Injectable()
export class WebhookService {
  constructor(private readonly outgoing: Outgoing) {}

  /** Throws what went wrong, in English, for the history. */
  async send(target: string, message: Message, now: number): Promise<void> {
    const { secret } = this.outgoing;
    if (secret === undefined) throw new Error('BAIFEN_WEBHOOK_SECRET is not set (16 characters at least)');
    const url = new URL(target);
    const { address, family } = await this.outgoing.addressOf(url);
    const [body, timestamp] = [bodyOf(message), String(Math.floor(now / 1000))];
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-baifen-id': message.id,
      'x-baifen-timestamp': timestamp,
      'x-baifen-signature': signatureOf(secret, timestamp, body),
    };
    const make = url.protocol === 'https:' ? secureRequest : plainRequest;
    const status = await new Promise<number>((done, fail) => {
      const asked = make(
        url,
        {
          ...{ method: 'POST', headers, timeout: TIMEOUT_MS, agent: false },
          // The address that was checked, and no other.
          lookup: (_host, options, give) =>
            options.all === true ? give(null, [{ address, family }]) : give(null, address, family),
        },
        (answer) => {
          answer.resume();
          done(answer.statusCode ?? 0);
        },
      );
      asked.on('timeout', () => asked.destroy(new Error('no answer within 10 s')));
      asked.on('error', fail);
      asked.end(body);
    });
    if (status < 200 || status > 299) throw new Error(`answered ${String(status)}`);
  }
}
