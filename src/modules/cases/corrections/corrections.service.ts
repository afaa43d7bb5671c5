import { Injectable } from '@nestjs/common';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Judged } from 'src/modules/cases/case-month';
import { weightOf } from 'src/modules/cases/case-state';
import { CurrentCasesService, type CurrentCase } from 'src/modules/cases/current-cases.service';
import { JudgingService, type Bench } from 'src/modules/cases/judging.service';
import { changesOf, chargeEffects, tallyEffects, type Change, type ChargeEffect, type TallyEffect } from './correction';

/** A row that came after its month was closed, with what it would change. The month itself stays as it was sealed. */
export interface ProposedCorrection {
  readonly case: string;
  /** `late`: the month was closed without the case; `corrected`: it was closed with another state of it. */
  readonly kind: 'late' | 'corrected';
  /** The month was opened again since, and the row was taken in. */
  readonly taken: boolean;
  readonly changes: readonly Change[];
  readonly tallies: readonly TallyEffect[];
  readonly charges: readonly ChargeEffect[];
  /** The row: import batch, line of the file, when it was taken in. */
  readonly batch: string;
  readonly line: number;
  readonly recordedAt: CivilTime;
}

/** When a month was sealed: with the data as of then, and with what had been recorded by then. */
export interface SealedAt {
  readonly asOf: CivilTime;
  readonly knownAt: CivilTime;
}

/** Lists what came too late for a closed month. Changes nothing. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly current: CurrentCasesService,
    private readonly judging: JudgingService,
  ) {}

  /**
   * The proposed corrections of a month that was sealed at that time, in order of the case numbers. Both states are judged
   * as of the seal: that a case went on afterwards corrects nothing. Calendar, catalogue and stages are those of the seal.
   */
  async ofMonth(hall: string, period: Period, sealed: SealedAt): Promise<ProposedCorrection[]> {
    const late = byNumber(await this.current.lateFor(hall, period));
    const changed = await this.current.changedSince(hall, period, sealed.knownAt);
    const numbers = [...new Set([...late.keys(), ...changed])].sort();
    if (numbers.length === 0) return [];
    const bench = await this.judging.bench(hall, period, sealed.asOf, sealed.knownAt);
    const known = byNumber(await this.current.named(hall, numbers, sealed.knownAt));
    const now = byNumber(await this.current.named(hall, numbers));
    const before = await this.judged(bench, [...known.values()]);
    const rows = numbers.flatMap((no) => proposed(late.get(no), now.get(no), sealed) ?? []);
    const after = await this.judged(bench, rows);
    return rows.flatMap((row) => {
      const { no } = row.state;
      const [was, is] = [before.get(no), after.get(no)];
      const effects = { tallies: tallyEffects(was, is, period), charges: chargeEffects(was, is, period) };
      const isLate = late.get(no) === row;
      if (!isLate && effects.tallies.length + effects.charges.length === 0) return [];
      const { batch, line, recordedAt } = row;
      const old = known.get(no);
      return [
        {
          case: no,
          kind: old ? 'corrected' : 'late',
          taken: !isLate && late.has(no),
          changes: changesOf(old?.state, row.state),
          ...effects,
          ...{ batch, line, recordedAt },
        } as const,
      ];
    });
  }

  private async judged(bench: Bench, cases: readonly CurrentCase[]): Promise<ReadonlyMap<string, Judged>> {
    return new Map((await this.judging.judge(bench, cases)).map(({ judged }) => [judged.state.no, judged]));
  }
}

/** By case; of several rows the last one, which is the one that counts. */
function byNumber(rows: readonly CurrentCase[]): Map<string, CurrentCase> {
  return new Map(rows.map((row) => [row.state.no, row]));
}

/** The row that would count: the late one unless a row taken in since says as much or more. */
function proposed(
  late: CurrentCase | undefined,
  now: CurrentCase | undefined,
  { knownAt }: SealedAt,
): CurrentCase | undefined {
  const recorded = now !== undefined && now.recordedAt > knownAt ? now : undefined;
  if (!late || !recorded) return late ?? recorded;
  return weightOf(recorded.state) >= weightOf(late.state) && recorded.recordedAt >= late.recordedAt ? recorded : late;
}
