import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { CivilDate } from 'src/common/civil-date';
import { instantOf } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Refusal } from 'src/common/refusal';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import type { TakeRequest } from 'src/modules/intake/intake.service';
import type { ConnectorRunEntity } from 'src/modules/intake/connector.entity';
import { contentOf } from 'src/modules/intake/files/content';
import { daysAdded, type Days } from './complete-until';
import { Outside } from './outside.service';
import * as refusals from './refusals';
import { LEASE_MS, RunsService, type Ended } from './runs.service';
import { shortAnswer } from './short-answer';
import { SourcesService, type Source } from './sources.service';
import { completeOf, TakingService } from './taking.service';

export interface Pushed {
  readonly hall: string;
  readonly source: string;
  readonly token: string;
  readonly key: string | undefined;
  readonly type: string;
  readonly encoding: string | undefined;
  readonly body: Readable;
  readonly completeFrom?: CivilDate;
  readonly completeUntil?: CivilDate;
  readonly language: Language;
}

interface Rows {
  readonly file: string;
  readonly language: Language;
  readonly bytes: number;
  readonly days: Days | undefined;
}

/** What is kept of an answer: the import's, or the refusal in both languages. */
type Kept = { readonly answer: PushAnswer } | { readonly refused: Pick<Refusal, 'code' | 'sentences' | 'status'> };

/** `import` null: there were no rows, only a statement. */
export interface PushAnswer {
  readonly source: string;
  readonly covers: Days | null;
  readonly import: ImportAnswer | null;
}

const MEGABYTES = 5;
const TYPES = new Set(['application/x-ndjson', 'application/jsonl', 'text/csv', 'text/plain']);
/** A wrong token costs its sender this long; nobody is locked out, so nobody can lock a device out. */
const SLOWED_MS = 1_000;

/** Takes what devices send. */
@Injectable()
export class PushService {
  constructor(
    private readonly sources: SourcesService,
    private readonly runs: RunsService,
    private readonly taking: TakingService,
    private readonly outside: Outside,
  ) {}

  /**
   * Takes a push once: the same key again gets the first answer, and `replayed`. Throws `connectors.push-…`,
   * `connectors.source-disabled` and the refusals of the intake, which are kept as answers as well.
   */
  async push(pushed: Pushed): Promise<{ answer: PushAnswer; replayed: boolean }> {
    const source = await this.sender(pushed);
    if (!/^[\x21-\x7e]{1,255}$/.test(pushed.key ?? '')) throw refusals.pushKeyInvalid({});
    const type = pushed.type.split(';')[0]?.trim().toLowerCase() ?? '';
    if (type !== '' && !TYPES.has(type)) throw refusals.pushType({ type });
    if (pushed.encoding !== undefined && pushed.encoding !== 'identity')
      throw refusals.pushType({ type: pushed.encoding });
    const file = this.taking.fileFor(source, type === 'text/csv' ? 'csv' : 'jsonl').path;
    let kept = false;
    try {
      const { bytes, digest } = await received(pushed.body, file, pushed.completeUntil !== undefined);
      if (bytes > 0 && (!TYPES.has(type) || !isText(file))) throw refusals.pushType({ type });
      const id = hash('sha256', pushed.key ?? '');
      const bodyDigest = hash('sha256', JSON.stringify([digest, pushed.completeFrom, pushed.completeUntil]));
      const before = await this.begun(source, id, bodyDigest);
      if (before) return { answer: answerOf(before), replayed: true };
      const answer = await this.once(source, id, { ...pushed, file, bytes });
      kept = typeof answer.import?.batch === 'string';
      return { answer, replayed: false };
    } finally {
      if (!kept) rmSync(file, { force: true });
    }
  }

  private async sender({ hall, source: name, token }: Pushed): Promise<Source> {
    const source = await this.sources.bearer(hall, name, token);
    if (!source) {
      await this.outside.pause(SLOWED_MS);
      throw refusals.pushUnknown({});
    }
    if (!source.enabled) throw refusals.sourceDisabled({ source: source.name });
    return source;
  }

  /** Begins the push, or finds the one with the same key: undefined means it is ours to take. */
  private async begun(source: Source, id: string, bodyDigest: string): Promise<ConnectorRunEntity | undefined> {
    const at = this.taking.now();
    await this.runs.buryPushes(source, at);
    if (await this.runs.begin(source, id, at, bodyDigest)) return undefined;
    const run = await this.runs.find(source, id);
    if (!run) throw new Error(`push ${id} is neither new nor known`);
    if (run.bodyDigest !== bodyDigest) throw refusals.pushKeyReused({ source: source.name });
    if (run.state === 'done' || run.state === 'refused') return run;
    const alive =
      run.state === 'running' && instantOf(run.startedAt.slice(0, 19)) > instantOf(at.slice(0, 19)) - LEASE_MS;
    if (alive || !(await this.runs.takeOver(source, run, at))) throw refusals.pushRunning({ source: source.name });
    return undefined;
  }

  private async once(
    source: Source,
    id: string,
    pushed: Pushed & { file: string; bytes: number },
  ): Promise<PushAnswer> {
    const { bytes } = pushed;
    try {
      const days = await this.daysOf(source, pushed);
      return bytes === 0
        ? await this.statement(source, id, days)
        : await this.rows(source, id, { file: pushed.file, bytes, days, language: pushed.language });
    } catch (error) {
      if (error instanceof Refusal) {
        const { code, sentences, status } = error;
        await this.end(
          source,
          id,
          { bytes, state: 'refused', report: sentences },
          { refused: { code, sentences, status } },
        );
      } else {
        const text = error instanceof Error ? error.message : String(error);
        await this.end(source, id, { bytes, state: 'failed', report: { zh: text, en: text } });
      }
      throw error;
    }
  }

  /** Rows, answer and history become valid in one transaction: a kill leaves all of them or none. */
  private async rows(source: Source, id: string, { file, bytes, days, language }: Rows): Promise<PushAnswer> {
    const done = { written: false };
    const also: TakeRequest['also'] = ({ answer }) => {
      done.written = true;
      return [this.runs.ending(source, id, this.ended(toldOf(source, days, answer), bytes))];
    };
    const told = toldOf(source, days, await this.taking.take(source, file, { days, language, also }));
    // Every row was known and nothing was said: there was no transaction to end it in.
    if (!done.written) await this.runs.end(source, id, this.ended(told, bytes));
    return told;
  }

  private async statement(source: Source, id: string, days: Days | undefined): Promise<PushAnswer> {
    const told = toldOf(source, days, null);
    const ended = this.ended(told, 0);
    const complete = completeOf(source, days);
    if (complete) await this.runs.state(source, id, complete, this.taking.now(), this.runs.ending(source, id, ended));
    else await this.runs.end(source, id, ended);
    return told;
  }

  private ended(told: PushAnswer, bytes: number): Ended {
    const kept: Kept = { answer: told };
    return {
      ...{ state: 'done', endedAt: this.taking.now(), report: reportOf(told), answer: JSON.stringify(kept) },
      ...{ ...counts(told.import), bytes, covers: told.covers ?? undefined },
    };
  }

  private async end(source: Source, id: string, ended: Omit<Ended, 'endedAt' | 'answer'>, kept?: Kept): Promise<void> {
    const answer = kept ? JSON.stringify(kept) : '';
    await this.runs.end(source, id, { ...ended, endedAt: this.taking.now(), answer });
  }

  /** Throws `connectors.push-complete`. */
  private async daysOf(source: Source, { completeFrom, completeUntil }: Pushed): Promise<Days | undefined> {
    const until = completeUntil;
    if (until === undefined) return undefined;
    const since = source.settings.complete?.since ?? null;
    const today = this.taking.now().slice(0, 10);
    const wrong = since === null || until < since || until > today || (completeFrom ?? since) > until;
    if (wrong || (completeFrom ?? since) < since) throw refusals.pushComplete({ until, since, today });
    if (completeFrom !== undefined) return { from: completeFrom, to: until };
    return daysAdded(until, since, await this.runs.coveredTo(source)) ?? { from: until, to: until };
  }
}

/**
 * Writes the body to the file, no more of it than is allowed; the connection stays open for the answer. Throws
 * `push-too-large`, `push-broken` and `push-empty`.
 */
async function received(body: Readable, file: string, mayBeEmpty: boolean): Promise<{ bytes: number; digest: string }> {
  const digest = createHash('sha256');
  const target = await open(file, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MEGABYTES * 1024 * 1024) throw refusals.pushTooLarge({ limit: MEGABYTES });
      digest.update(piece);
      await target.write(piece);
    }
  } catch (error) {
    if (body.errored) throw refusals.pushBroken({});
    throw error;
  } finally {
    await target.close();
  }
  if (bytes === 0 && !mayBeEmpty) throw refusals.pushEmpty({});
  return { bytes, digest: digest.digest('hex') };
}

function isText(file: string): boolean {
  const opened = openSync(file, 'r');
  try {
    const head = Buffer.alloc(4096);
    return contentOf(head.subarray(0, readSync(opened, head, 0, head.length, 0))).kind === 'text';
  } catch {
    return false;
  } finally {
    closeSync(opened);
  }
}

function answerOf({ answer }: ConnectorRunEntity): PushAnswer {
  const kept = JSON.parse(answer) as Kept;
  if ('answer' in kept) return kept.answer;
  const { code, sentences, status } = kept.refused;
  throw new Refusal(code, sentences, {}, status);
}

function toldOf(source: Source, days: Days | undefined, answer: ImportAnswer | null): PushAnswer {
  return { source: source.name, covers: days ?? null, import: answer && shortAnswer(answer) };
}

function counts(answer: ImportAnswer | null): Pick<Ended, 'accepted' | 'repeats' | 'rejected' | 'batch'> {
  if (answer === null) return {};
  const { accepted, repeats, rejected, batch } = answer;
  return { accepted, repeats, rejected, batch };
}

function reportOf({ import: answer, covers }: PushAnswer): Ended['report'] {
  const { accepted = 0, repeats = 0, rejected = 0, rejects = [] } = answer ?? {};
  const first = rejects[0];
  const bad = first ? `（第 ${String(first.line)} 行“${first.column}”：${first.cause}）` : '';
  const days = covers
    ? [`，${covers.from} 至 ${covers.to} 数据完整`, `, complete ${covers.from} to ${covers.to}`]
    : ['', ''];
  return {
    zh: `新增 ${String(accepted)}，重复 ${String(repeats)}，退回 ${String(rejected)}${bad}${days[0] ?? ''}`,
    en: `${String(accepted)} new, ${String(repeats)} known, ${String(rejected)} rejected${days[1] ?? ''}`,
  };
}
