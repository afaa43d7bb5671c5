import { createHmac } from 'node:crypto';
import type { Grant } from 'src/common/permission';
import type { Message } from 'src/modules/messages/message';

/** Where messages go outside the product: off unless somebody at the server's console declares it. */
export interface Route {
  readonly hall: string;
  readonly name: string;
  readonly channel: 'mail' | 'webhook';
  /** An address of mail, or a URL. */
  readonly target: string;
  /** What may be seen there: a message goes out only where somebody with these grants could read it. */
  readonly grants: readonly Grant[];
  readonly enabled: boolean;
}

/** Minutes to wait after the first, second … failure; after the last the delivery is given up. */
const WAITS = [1, 5, 30, 120, 720] as const;

/** Minutes until the next try after so many failed ones; undefined: no more. */
export function waitAfter(attempts: number): number | undefined {
  return WAITS[attempts - 1];
}

/** What leaves: what the reader of the message sees, and nothing else. */
export function bodyOf(message: Message): string {
  const { id, hall, kind, text, at, due, period, subject, to } = message;
  return JSON.stringify({ id, hall, kind, text, at, due, period, subject, to });
}

/** `sha256=` and HMAC-SHA-256 in hexadecimal over time stamp, full stop, body: the time keeps a copy from being sent again. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** RFC 5322 with a plain text in UTF-8; encoded, so that no line of a text can end the message or add a header. */
export function mailOf(message: Message, from: string, to: string, date: string): string {
  const { text, due, id, hall } = message;
  const lines = [text.zh, ...(due === null ? [] : [`期限：${due.slice(0, 16)}`]), '', text.en, '', `${hall} ${id}`];
  const encoded = Buffer.from(lines.join('\r\n'), 'utf8').toString('base64');
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${wordsOf(text.zh)}`,
    `Date: ${date}`,
    `Message-ID: <${id}.${hashOf(hall)}@baifen>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(encoded.match(/.{1,76}/g) ?? []),
  ].join('\r\n');
}

/** RFC 2047 words of at most 75 characters, never cutting a character in two. */
function wordsOf(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const sign of text.replace(/\s+/g, ' ')) {
    if (Buffer.byteLength(word + sign, 'utf8') > 42) {
      words.push(word);
      word = '';
    }
    word += sign;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one, 'utf8').toString('base64')}?=`).join('\r\n ');
}

function hashOf(text: string): string {
  return createHmac('sha256', 'hall').update(text).digest('hex').slice(0, 12);
}
