import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { MonthRecord } from 'src/modules/calendar';
import type { Override } from 'src/modules/calendar/months/month-states';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import type { LockRequest } from 'src/modules/scoring/moves/locks/lock';
import { LocksService, type LockAsk } from 'src/modules/scoring/moves/locks/locks.service';
import { MonthsService, type MoveAsk } from 'src/modules/scoring/moves/months.service';
import type { Effect } from 'src/modules/scoring/objections/effect';
import { ObjectingService, type DecisionAsk } from 'src/modules/scoring/objections/objecting.service';
import { headOf, type Head, type RunRecord } from 'src/modules/scoring/run-store.service';
import { ScoreService } from 'src/modules/scoring/score.service';
import { CloseService } from 'src/modules/scoring/seal/close.service';
import type { RecordedObjection } from 'src/modules/submissions/objections/objection';
import { VerifyService, type Verification } from 'src/modules/scoring/seal/verify.service';

interface Place {
  readonly hall: string;
  readonly month: Period;
}

interface Objected {
  readonly hall: string;
  readonly objection: string;
  readonly actor: Actor;
}

/** Work on a whole month that takes seconds; plain JSON, so that it can go to another thread. */
export type MonthTask =
  | (Place & { readonly kind: 'score'; readonly actor: Actor })
  | (Place & { readonly kind: 'close'; readonly actor: Actor; readonly overrides: readonly Override[] })
  | (Place & { readonly kind: 'move'; readonly actor: Actor; readonly ask: MoveAsk })
  | (Place & { readonly kind: 'ask-lock'; readonly actor: Actor; readonly ask: LockAsk })
  | (Place & { readonly kind: 'confirm-lock'; readonly actor: Actor; readonly request: string; readonly shown: string })
  | (Objected & { readonly kind: 'objection-effect'; readonly ask: Pick<DecisionAsk, 'kind' | 'rulings'> })
  | (Objected & { readonly kind: 'objection-decide'; readonly ask: DecisionAsk })
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
    private readonly months: MonthsService,
    private readonly locks: LocksService,
    private readonly objecting: ObjectingService,
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

  /** Throws the refusals of `MonthsService.move`. Moves that compute nothing are made here. */
  async move(hall: string, month: Period, actor: Actor, ask: MoveAsk): Promise<MonthRecord> {
    const light = ask.to === 'open' || ask.to === 'collecting' || ask.to === 'verifying';
    if (light) return this.months.move(hall, month, actor, ask);
    return (await this.run({ kind: 'move', hall, month, actor, ask })) as MonthRecord;
  }

  /** Throws the refusals of `LocksService.ask`. */
  async askLock(hall: string, month: Period, actor: Actor, ask: LockAsk): Promise<LockRequest> {
    return (await this.run({ kind: 'ask-lock', hall, month, actor, ask })) as LockRequest;
  }

  /** Throws the refusals of `LocksService.confirm`. */
  async confirmLock(place: Place, actor: Actor, request: string, shown: string): Promise<Computed> {
    return (await this.run({ kind: 'confirm-lock', ...place, actor, request, shown })) as Computed;
  }

  /** Throws the refusals of `ObjectingService.effect`. */
  async objectionEffect(
    hall: string,
    objection: string,
    actor: Actor,
    ask: Pick<DecisionAsk, 'kind' | 'rulings'>,
  ): Promise<Effect> {
    return (await this.run({ kind: 'objection-effect', hall, objection, actor, ask })) as Effect;
  }

  /** Throws the refusals of `ObjectingService.decide`. */
  async objectionDecide(hall: string, objection: string, actor: Actor, ask: DecisionAsk): Promise<RecordedObjection> {
    return (await this.run({ kind: 'objection-decide', hall, objection, actor, ask })) as RecordedObjection;
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
    const reads = task.kind === 'verify' || task.kind === 'objection-effect';
    const writes = !reads && database.engine === 'embedded';
    return writes ? database.exclusive(() => thread(task)) : thread(task);
  }

  private async runHere(task: MonthTask): Promise<unknown> {
    const { hall } = task;
    switch (task.kind) {
      case 'verify':
        return this.verifier.verify(hall, task.month, task);
      case 'move':
        return this.months.move(hall, task.month, task.actor, task.ask);
      case 'ask-lock':
        return this.locks.ask(hall, task.month, task.actor, task.ask);
      case 'objection-effect':
        return this.objecting.effect(hall, task.objection, task.actor, task.ask);
      case 'objection-decide':
        return this.objecting.decide(hall, task.objection, task.actor, task.ask);
      case 'score':
        return computed(await this.scores.score(hall, task.month, task.actor));
      case 'close':
        return computed(await this.closing.close(hall, task.month, task.actor, task.overrides));
      case 'confirm-lock':
        return computed(await this.locks.confirm(hall, task.month, task.request, task.actor, task.shown));
    }
  }
}

function computed({ run, evaluation }: { readonly run: RunRecord; readonly evaluation: Evaluation }): Computed {
  return { run, head: headOf(evaluation) };
}
