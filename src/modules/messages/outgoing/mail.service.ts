import { connect, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { Injectable } from '@nestjs/common';
import type { Message } from 'src/modules/messages/message';
import { Outgoing } from './outgoing.service';
import { mailOf } from './route';

const TIMEOUT_MS = 15_000;

/** Hands a mail to the relay of the hall (RFC 5321, STARTTLS and AUTH PLAIN where offered). */
@Injectable()
export class MailService {
  constructor(private readonly outgoing: Outgoing) {}

  /** Throws what went wrong, in English, for the history. */
  async send(target: string, message: Message, now: number): Promise<void> {
    const { smtp } = this.outgoing;
    if (!smtp) throw new Error('BAIFEN_SMTP_URL or BAIFEN_MAIL_FROM is not set');
    const { url, from, password } = smtp;
    const host = url.hostname;
    const port = Number(url.port === '' ? (url.protocol === 'smtps:' ? 465 : 25) : url.port);
    const socket = url.protocol === 'smtps:' ? secure({ host, port, servername: host }) : connect({ host, port });
    let talk = new Talk(socket);
    try {
      await talk.answer(220);
      let offered = await talk.say('EHLO baifen', 250);
      if (url.protocol === 'smtp:' && /^250[ -]STARTTLS/im.test(offered)) {
        await talk.say('STARTTLS', 220);
        talk = new Talk(secure({ socket: talk.release(), servername: host }));
        offered = await talk.say('EHLO baifen', 250);
      }
      if (url.username !== '') {
        if (!talk.encrypted) throw new Error('the relay offers no encryption: the password is not sent');
        const plain = Buffer.from(`\0${decodeURIComponent(url.username)}\0${password}`).toString('base64');
        await talk.say(`AUTH PLAIN ${plain}`, 235);
      }
      await talk.say(`MAIL FROM:<${from}>`, 250);
      await talk.say(`RCPT TO:<${target}>`, 250);
      await talk.say('DATA', 354);
      const date = new Date(now).toUTCString().replace('GMT', '+0000');
      await talk.say(`${mailOf(message, from, target, date).replace(/^\./gm, '..')}\r\n.`, 250);
      await talk.say('QUIT', 221).catch(() => undefined);
    } finally {
      talk.end();
    }
  }
}

/** One conversation: lines out, numbered answers in. */
class Talk {
  private heard = '';
  private waiting: { done: (answer: string) => void; fail: (error: Error) => void } | undefined;
  private broken: Error | undefined;

  constructor(private readonly socket: Socket) {
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer within 15 s')));
    socket.on('data', this.hear);
    socket.on('error', this.stop);
    socket.on('close', () => this.stop(new Error('the relay closed the connection')));
  }

  get encrypted(): boolean {
    return 'encrypted' in this.socket;
  }

  async say(line: string, wanted: number): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.answer(wanted);
  }

  async answer(wanted: number): Promise<string> {
    const answer = await new Promise<string>((done, fail) => {
      if (this.broken) {
        fail(this.broken);
        return;
      }
      this.waiting = { done, fail };
      this.look();
    });
    if (!answer.startsWith(String(wanted))) throw new Error(`the relay answered ${answer.trim().slice(0, 200)}`);
    return answer;
  }

  /** For the socket to go on encrypted. */
  release(): Socket {
    this.socket.off('data', this.hear);
    return this.socket;
  }

  end(): void {
    this.socket.destroy();
  }

  private readonly hear = (data: Buffer): void => {
    this.heard += data.toString('utf8');
    this.look();
  };

  private readonly stop = (error: Error): void => {
    this.broken ??= error;
    this.waiting?.fail(error);
    this.waiting = undefined;
  };

  /** The last line of an answer has a blank after its number. */
  private look(): void {
    const whole = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(this.heard);
    if (!whole || !this.waiting) return;
    const { done } = this.waiting;
    this.waiting = undefined;
    this.heard = this.heard.slice(whole[0].length);
    done(whole[0]);
  }
}
