import { Injectable } from '@nestjs/common';
import { ALWAYS, firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { CoverageService } from 'src/modules/intake';
import type { Coverage, Fact } from 'src/modules/rules/facts';
import { Between, LessThanOrEqual } from 'typeorm';
import { coverageOf, occurrenceOf, type Patrolled } from './patrol-month';
import { PatrolRecordEntity } from './patrol-record.entity';
import type { FindingKind } from './patrol-record';

/** A patrol row with the row of the file it came from. */
export interface PatrolEvidence extends Patrolled {
  readonly batch: string;
  readonly line: number;
  /** Hall-local with milliseconds. */
  readonly recordedAt: string;
}

const SOURCE = 'patrol';

/** Turns patrol rounds into facts. */
@Injectable()
export class SupervisionService {
  constructor(
    private readonly database: Database,
    private readonly completeness: CoverageService,
  ) {}

  /**
   * The findings of the month up to `asOf`, each at the window where it was seen. Covered are the days somebody called
   * complete, and each window on the days it was visited.
   */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[] }> {
    const rounds = await this.rounds(hall, period, asOf, knownAt);
    const facts = rounds.flatMap((round) => occurrenceOf(round) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
    const stated = await this.completeness.stated(hall, period, SOURCE, knownAt);
    const spans = stated.map(({ from, to, scope }) => ({ source: SOURCE, from, to, ...scopeOf(scope) }));
    return { facts, coverage: [...spans, ...coverageOf(rounds)] };
  }

  /** Every round of the month, findings or not, in order of time. */
  async rounds(hall: string, period: Period, asOf: CivilTime, knownAt: CivilTime = ALWAYS): Promise<PatrolEvidence[]> {
    const rows = await this.database.read.find(PatrolRecordEntity, {
      where: {
        hall,
        date: Between(firstDay(period), lastDay(period)),
        recordedAt: LessThanOrEqual(knownAt),
      },
      order: { date: 'ASC', time: 'ASC', id: 'ASC' },
    });
    return rows.map(roundOf).filter(({ record }) => `${record.date} ${record.time}`.trim() <= asOf);
  }
}

function roundOf(row: PatrolRecordEntity): PatrolEvidence {
  const {
    id,
    date,
    half,
    time,
    windowId,
    staff,
    kind,
    code,
    words,
    minutes,
    photo,
    patrolledBy,
    batch,
    line,
    recordedAt,
  } = row;
  const record = {
    date,
    half: half === 'am' ? ('am' as const) : ('pm' as const),
    time,
    window: windowId,
    windowText: windowId ?? '',
    staff,
    kind: kind as FindingKind | null,
    code,
    words,
    minutes,
    photo,
    patrolledBy,
  };
  return { id, record, batch, line, recordedAt };
}

/** A statement about one window covers that window only. */
function scopeOf(scope: string): { windows?: readonly string[] } {
  return scope === 'hall' ? {} : { windows: [scope] };
}
