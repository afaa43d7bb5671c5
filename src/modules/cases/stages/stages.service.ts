import { Injectable } from '@nestjs/common';
import { ALWAYS, firstDay, lastDay, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { StageRecord } from './stage';

/** Case numbers of one statement. */
const CHUNK = 500;

const COLUMNS = `s.case_no AS no, s.stage_key AS \`key\`, s.hash AS hash, s.stage AS stage, s.window_id AS \`window\`, s.handler AS handler,
  s.begun_at AS begun, s.ended_at AS ended, s.promise_days AS promiseDays`;

/** No other state of the stage has an end where this one has none, or came later. The last two make the choice definite. */
const CURRENT = `NOT EXISTS (SELECT 1 FROM case_stage o WHERE o.hall = s.hall AND o.case_no = s.case_no AND o.stage_key = s.stage_key
  AND o.recorded_at <= ? AND ((o.ended_at IS NOT NULL AND s.ended_at IS NULL) OR ((o.ended_at IS NULL) = (s.ended_at IS NULL)
  AND (o.recorded_at > s.recorded_at OR (o.recorded_at = s.recorded_at AND (o.line > s.line OR (o.line = s.line AND o.hash > s.hash)))))))`;

/** Reads the state of each stage that counts, of those recorded until `knownAt`: ended before open, later before earlier. */
@Injectable()
export class StagesService {
  constructor(private readonly database: Database) {}

  /** Whether the hall has any stage at all. */
  async hasAny(hall: string): Promise<boolean> {
    const rows = await this.database.read.query<unknown[]>('SELECT 1 AS one FROM case_stage WHERE hall = ? LIMIT 1', [
      hall,
    ]);
    return rows.length > 0;
  }

  /** All stages that can be late in the month, in order of case and key. */
  async ofMonth(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<StageRecord[]> {
    return this.database.read.query<StageRecord[]>(
      `SELECT ${COLUMNS} FROM case_stage s WHERE s.hall = ? AND s.last_day >= ? AND s.first_day <= ?
       AND s.recorded_at <= ? AND ${CURRENT} ORDER BY s.case_no, s.stage_key`,
      [hall, firstDay(period), lastDay(period), knownAt, knownAt],
    );
  }

  /** The stages of the named cases. */
  async ofCases(
    hall: string,
    numbers: readonly string[],
    knownAt: CivilTime = ALWAYS,
  ): Promise<ReadonlyMap<string, readonly StageRecord[]>> {
    const found = new Map<string, StageRecord[]>();
    for (let from = 0; from < numbers.length; from += CHUNK) {
      const some = numbers.slice(from, from + CHUNK);
      const rows = await this.database.read.query<StageRecord[]>(
        `SELECT ${COLUMNS} FROM case_stage s WHERE s.hall = ? AND s.case_no IN (${some.map(() => '?').join(', ')})
         AND s.recorded_at <= ? AND ${CURRENT} ORDER BY s.case_no, s.stage_key`,
        [hall, ...some, knownAt, knownAt],
      );
      for (const row of rows) found.set(row.no, [...(found.get(row.no) ?? []), row]);
    }
    return found;
  }
}
