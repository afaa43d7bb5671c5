import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { CurrentRatings } from 'src/modules/ratings/current-ratings.service';
import { maskText } from 'src/modules/ratings/personal-data';
import { RatingJudgementEntity } from 'src/modules/ratings/rating.entity';
import { judgementMeanwhile, judgementReason, judgementUnknown, signalUnknown } from 'src/modules/ratings/refusals';
import { LessThanOrEqual } from 'typeorm';
import { isJudgement, judged, type JudgedSignal, type Judgement } from './judgement';
import { signalsOf, type Signals } from './signals';

const LONGEST_REASON = 300;
/** MySQL's number; the embedded engine has one writer at a time. */
const DUPLICATE = 1062;

/** Keeps what people made of findings about ratings. Nothing is edited, and nothing is scored. */
@Injectable()
export class JudgementsService {
  constructor(
    private readonly database: Database,
    private readonly current: CurrentRatings,
  ) {}

  /** What stands out among the ratings of the month, and what was made of it up to the time. */
  async signals(
    actor: Actor,
    hall: string,
    period: Period,
    asOf: CivilTime,
  ): Promise<
    Pick<Signals, 'looked'> & { readonly signals: readonly JudgedSignal[]; readonly gone: readonly Judgement[] }
  > {
    allow(actor, 'rating:read', { hall });
    const { signals, looked } = signalsOf(await this.current.ofMonth(hall, period, asOf), period);
    return { looked, ...judged(signals, await this.judgements(hall, period, asOf)) };
  }

  /** Records that somebody saw a finding and what they made of it. Throws `ratings.judgement-*` and `ratings.signal-unknown`. */
  async judge(
    hall: string,
    period: Period,
    signal: string,
    said: { readonly decision: string; readonly reason: string; readonly by: Actor; readonly at: CivilTime },
  ): Promise<Judgement & { readonly hall: string; readonly period: Period }> {
    const { decision, by, at } = said;
    allow(by, 'rating:write', { hall }, () => signalUnknown({ signal, month: period }));
    if (!isJudgement(decision)) throw judgementUnknown({ decision });
    const reason = maskText(said.reason.trim());
    if (reason === '' || reason.length > LONGEST_REASON || by.name.trim() === '')
      throw judgementReason({ limit: LONGEST_REASON });
    const { signals } = signalsOf(await this.current.ofMonth(hall, period, at), period);
    const found = signals.find(({ id }) => id === signal);
    if (!found) throw signalUnknown({ signal, month: period });
    const { evidence } = found;
    return this.database.write(async (manager) => {
      const seq = (await manager.countBy(RatingJudgementEntity, { hall, month: period, finding: signal })) + 1;
      const row = { hall, month: period, finding: signal, seq, decision, reason, evidence, seenBy: by.id, seenAt: at };
      await manager.insert(RatingJudgementEntity, row).catch((error: unknown) => {
        throw (error as { errno?: number }).errno === DUPLICATE ? judgementMeanwhile({ signal }) : error;
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: 'rating.judge', subject: signal, reason },
        after: { month: period, seq, decision },
      });
      return { hall, period, signal, seq, decision, reason, evidence, by: by.id, at };
    });
  }

  private async judgements(hall: string, month: Period, asOf: CivilTime): Promise<Judgement[]> {
    const rows = await this.database.read.find(RatingJudgementEntity, {
      where: { hall, month, seenAt: LessThanOrEqual(asOf) },
      order: { finding: 'ASC', seq: 'ASC' },
    });
    return rows.map(({ finding: signal, seq, decision, reason, evidence, seenBy: by, seenAt: at }) => {
      if (!isJudgement(decision)) throw new Error(`judgement ${hall} ${month} ${signal} ${String(seq)}: ${decision}`);
      return { signal, seq, decision, reason, evidence, by, at };
    });
  }
}
