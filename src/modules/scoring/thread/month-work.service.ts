import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { Override } from 'src/modules/calendar/months/month-states';
import { headOf, type Head, type RunRecord } from 'src/modules/scoring/run-store.service';
import { ScoreService } from 'src/modules/scoring/score.service';
import { CloseService } from 'src/modules/scoring/seal/close.service';
import { VerifyService, type Verification } from 'src/modules/scoring/seal/verify.service';

interface Place {
  readonly hall: string;
  readonly month: Period;
}

/** Work on a whole month that takes seconds; plain JSON, so that it can go to another thread. */
export type MonthTask =
  | (Place & { readonly kind: 'score'; readonly actor: Actor })
  | (Place & { readonly kind: 'close'; readonly actor: Actor; readonly overrides: readonly Override[] })
  | (Place & { readonly kind: 'verify'; readonly fromRows: boolean; readonly revision?: number });

/** The month's new result without its sheets. */
export interface Computed {
  readonly run: RunRecord;
  readonly head: Head;
}

/** Runs a task in a thread with a connection of its own and gives back its answer as JSON gives it. Throws its refusals. */
export type RunInThread = (task: MonthTask) => Promise<unknown>;

/**
 * Scores, closes and verifies months: in a server beside its main thread, so that it goes on answering (design §8), in any
 * other process right here.
 */
@Injectable()
export class MonthWork {
  private thread: RunInThread | undefined;

  constructor(
    private readonly database: Database,
    private readonly scores: ScoreService,
    private readonly closing: CloseService,
    private readonly verifier: VerifyService,
  ) {}

  /** From now on the work is done in threads. */
  useThread(thread: RunInThread): void {
    this.thread = thread;
  }

  /** Throws the refusals of `ScoreService.score`. */
  async score(hall: string, month: Period, actor: Actor): Promise<Computed> {
    return (await this.run({ kind: 'score', hall, month, actor })) as Computed;
  }

  /** Throws the refusals of `CloseService.close`. */
  async close(hall: string, month: Period, actor: Actor, overrides: readonly Override[]): Promise<Computed> {
    return (await this.run({ kind: 'close', hall, month, actor, overrides })) as Computed;
  }

  /** Throws the refusals of `VerifyService.verify`. */
  async verify(
    hall: string,
    month: Period,
    options: { readonly fromRows: boolean; readonly revision?: number },
  ): Promise<Verification> {
    return (await this.run({ kind: 'verify', hall, month, ...options })) as Verification;
  }

  /** The answer of the task. */
  async run(task: MonthTask): Promise<unknown> {
    const { thread, database } = this;
    if (!thread) return this.runHere(task);
    // The thread writes through a connection of its own, and the embedded engine has one writer at a time.
    const writes = task.kind !== 'verify' && database.engine === 'embedded';
    return writes ? database.exclusive(() => thread(task)) : thread(task);
  }

  private async runHere(task: MonthTask): Promise<Computed | Verification> {
    const { hall, month } = task;
    if (task.kind === 'verify') return this.verifier.verify(hall, month, task);
    const { run, evaluation } =
      task.kind === 'score'
        ? await this.scores.score(hall, month, task.actor)
        : await this.closing.close(hall, month, task.actor, task.overrides);
    return { run, head: headOf(evaluation) };
  }
}
