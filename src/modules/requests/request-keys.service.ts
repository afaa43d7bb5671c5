import { gunzipSync, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { sha256 } from 'src/common/canonical';
import { Clock, hallTime } from 'src/common/clock';
import { isDuplicate } from 'src/config/database-fault';
import { Database } from 'src/config/database.service';
import { answerTooLong, keyOfOther, keyRunning } from './refusals';
import { RequestKeyEntity } from './request-key.entity';

const LONGEST = 60_000;
const KEPT_MS = 48 * 3_600_000;

export interface KeyedRequest {
  readonly actor: string;
  readonly key: string;
  /** Method, address and body in one text. */
  readonly request: string;
}

/** Remembers what was sent under a key, so that it is done once. */
@Injectable()
export class RequestKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Undefined: it is the first, to be done now. Otherwise the answer the first one got. Throws
   * `http.idempotency-other-request`, `.idempotency-running` and `.idempotency-done`.
   */
  async begin(asked: KeyedRequest): Promise<{ readonly answer: unknown } | undefined> {
    const row = { ...idOf(asked), requestDigest: sha256(asked.request), state: 'running', at: this.now(), answer: '' };
    try {
      await this.database.write((manager) => manager.insert(RequestKeyEntity, row));
      return undefined;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const first = await this.database.read.findOneBy(RequestKeyEntity, idOf(asked));
    if (first && first.requestDigest !== row.requestDigest) throw keyOfOther({});
    if (first?.state === 'done') return { answer: opened(first.answer) };
    if (first?.state === 'long') throw answerTooLong({ since: first.at });
    throw keyRunning({ since: first?.at ?? row.at, retryAfter: 2 });
  }

  async done(asked: KeyedRequest, answer: unknown): Promise<void> {
    const text = gzipSync(JSON.stringify(answer ?? null)).toString('base64');
    const kept = text.length <= LONGEST ? { state: 'done', answer: text } : { state: 'long', answer: '' };
    await this.database.write((manager) =>
      manager.update(RequestKeyEntity, { ...idOf(asked), state: 'running' }, kept),
    );
  }

  /** It came to nothing: the same key may be tried again. */
  async failed(asked: KeyedRequest): Promise<void> {
    await this.database.write((manager) => manager.delete(RequestKeyEntity, { ...idOf(asked), state: 'running' }));
  }

  /** Keys older than two days; how many went. */
  async prune(): Promise<number> {
    const at = LessThan(hallTime(this.clock.now() - KEPT_MS));
    const { affected } = await this.database.write((manager) => manager.delete(RequestKeyEntity, { at }));
    return affected ?? 0;
  }

  private now(): string {
    return hallTime(this.clock.now());
  }
}

function idOf({ actor, key }: KeyedRequest): { readonly actor: string; readonly keyDigest: string } {
  return { actor: actor.slice(0, 80), keyDigest: sha256(key) };
}

function opened(text: string): unknown {
  return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8'));
}
