import { Injectable } from '@nestjs/common';
import { addDays, ALWAYS, firstDay, lastDay, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { CaseStanding, CaseState, CaseType } from './case-state';

/** Rows fetched at a time: a month of a city is read without holding it. */
const PAGE = 5000;

const COLUMNS = `s.case_no AS no, s.item_code AS itemCode, s.item_name AS itemName, s.window_id AS windowId, s.handler AS handler,
  s.accepted_at AS accepted, s.finished_at AS finished, s.promise_days AS promiseDays, s.legal_days AS legalDays,
  s.case_type AS caseType, s.standing AS standing, s.stop_from AS stopFrom, s.stop_to AS stopTo,
  s.correction_from AS correctionFrom, s.correction_to AS correctionTo, s.corrections AS corrections, s.weight AS weight,
  s.first_day AS firstDay, s.last_day AS lastDay, s.batch AS batch, s.line AS line, s.recorded_at AS recordedAt, s.hash AS hash`;

/** No other state of the case is heavier, or as heavy and later. The last two only make the choice definite. */
const CURRENT = `NOT EXISTS (SELECT 1 FROM case_state o WHERE o.hall = s.hall AND o.case_no = s.case_no AND
  o.recorded_at <= ? AND (o.weight > s.weight OR (o.weight = s.weight AND (o.recorded_at > s.recorded_at OR (o.recorded_at = s.recorded_at AND
  (o.line > s.line OR (o.line = s.line AND o.hash > s.hash)))))))`;

/** What can matter whatever the calendar says: not over before the month, or with a clock that stood or is not known here. */
const MATTERS = `s.finished_at IS NULL OR s.finished_at >= ? OR s.accepted_at IS NULL OR s.accepted_at >= ? OR
  s.promise_days IS NULL OR s.stop_from IS NOT NULL OR s.correction_from IS NOT NULL`;

interface CaseRow {
  readonly no: string;
  readonly itemCode: string | null;
  readonly itemName: string | null;
  readonly windowId: string | null;
  readonly handler: string | null;
  readonly accepted: string | null;
  readonly finished: string | null;
  readonly promiseDays: number | null;
  readonly legalDays: number | null;
  readonly caseType: string | null;
  readonly standing: string;
  readonly stopFrom: string | null;
  readonly stopTo: string | null;
  readonly correctionFrom: string | null;
  readonly correctionTo: string | null;
  readonly corrections: number | null;
  readonly weight: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly batch: string;
  readonly line: number;
  readonly recordedAt: string;
  readonly hash: string;
}

/** A current state and the row of the file it came from. */
export interface CurrentCase {
  readonly state: CaseState;
  readonly batch: string;
  readonly line: number;
  /** When the batch was taken in, `YYYY-MM-DD HH:MM:SS.mmm`. */
  readonly recordedAt: string;
}

/** Reads the state of each case that counts, of those recorded until `knownAt`: full lists before export lists, finished before open, later before earlier. */
@Injectable()
export class CurrentCasesService {
  constructor(private readonly database: Database) {}

  /**
   * All cases that can matter to the month, in pages. A row that came too late for another month, closed by then, is known
   * here all the same: a case that ended in it is not open any more. `firstDue`: for promises of 0, 1, 2 … days the first day of
   * acceptance with which a case can still fall due in the month; by it most cases that ended before are not even read.
   */
  async *ofMonth(
    hall: string,
    period: Period,
    knownAt: CivilTime = ALWAYS,
    firstDue: readonly CivilDate[] = [],
  ): AsyncGenerator<readonly CurrentCase[]> {
    const late = await this.lateElsewhere(hall, period, knownAt);
    for await (const page of this.stored(hall, period, knownAt, firstDue)) {
      if (late.size === 0) yield page.map(currentOf);
      else
        yield page
          .map((row) => laterOf(row, late))
          .filter((row) => reaches(row, period))
          .map(currentOf);
    }
    const rest = [...late.values()].filter((row) => reaches(row, period));
    if (rest.length === 0) return;
    const known = new Map(
      (
        await this.rowsOf(
          hall,
          rest.map(({ no }) => no),
          knownAt,
        )
      ).map((row) => [row.no, row]),
    );
    yield rest.filter((row) => comesAfter(row, known.get(row.no))).map(currentOf);
  }

  /** Rows of cases that came after the month they belong to was closed, oldest first. */
  async lateFor(hall: string, period: Period): Promise<CurrentCase[]> {
    return (await this.lateRows(hall, 's.month = ?', period, ALWAYS)).map(currentOf);
  }

  /** Numbers of the cases that can matter to the month and of which a row was recorded after the time. */
  async changedSince(hall: string, period: Period, time: CivilTime): Promise<string[]> {
    const rows = await this.database.read.query<{ no: string }[]>(
      `SELECT DISTINCT case_no AS no FROM case_state
       WHERE hall = ? AND last_day >= ? AND first_day <= ? AND recorded_at > ? ORDER BY case_no`,
      [hall, firstDay(period), lastDay(period), time],
    );
    return rows.map(({ no }) => no);
  }

  /** By case, the row that counts of those that came too late for other months. */
  private async lateElsewhere(hall: string, period: Period, knownAt: CivilTime): Promise<Map<string, CaseRow>> {
    const rows = await this.lateRows(hall, 's.month <> ?', period, knownAt);
    return new Map(rows.map((row) => [row.no, row]));
  }

  private lateRows(hall: string, which: string, period: Period, knownAt: CivilTime): Promise<CaseRow[]> {
    return this.database.read.query<CaseRow[]>(
      `SELECT ${COLUMNS} FROM case_proposal s WHERE s.hall = ? AND ${which} AND s.recorded_at <= ?
       ORDER BY s.weight, s.recorded_at, s.line, s.hash`,
      [hall, period, knownAt],
    );
  }

  private async *stored(
    hall: string,
    period: Period,
    knownAt: CivilTime,
    firstDue: readonly CivilDate[],
  ): AsyncGenerator<readonly CaseRow[]> {
    const from = firstDay(period);
    let [day, no]: [CivilDate, string] = [from, ''];
    const due = firstDue.map((_, promise) => `WHEN ${promise} THEN ?`).join(' ');
    const matters = due === '' ? '' : `AND (${MATTERS} OR s.first_day >= CASE s.promise_days ${due} ELSE '' END)`;
    const matter = due === '' ? [] : [from, from, ...firstDue];
    for (;;) {
      const rows = await this.database.read.query<CaseRow[]>(
        `SELECT ${COLUMNS} FROM case_state s
         WHERE s.hall = ? AND s.last_day >= ? AND s.first_day <= ? AND (s.last_day > ? OR s.case_no > ?)
         ${matters} AND s.recorded_at <= ? AND ${CURRENT}
         ORDER BY s.last_day, s.case_no LIMIT ${PAGE}`,
        [hall, day, lastDay(period), day, no, ...matter, knownAt, knownAt],
      );
      yield rows;
      const last = rows.at(-1);
      if (rows.length < PAGE || !last) return;
      [day, no] = [last.lastDay ?? day, last.no];
    }
  }

  /** Cases told to correct in the month although they had been told on an earlier day: case and day of the later notice. */
  async secondNotices(
    hall: string,
    period: Period,
    knownAt: CivilTime = ALWAYS,
  ): Promise<ReadonlyMap<string, CivilDate>> {
    const rows = await this.database.read.query<{ no: string; day: string }[]>(
      `SELECT s.case_no AS no, MAX(SUBSTR(s.correction_from, 1, 10)) AS day FROM case_state s
       WHERE s.hall = ? AND s.last_day >= ? AND s.correction_from >= ? AND s.correction_from < ?
       AND s.recorded_at <= ? AND EXISTS (
         SELECT 1 FROM case_state o WHERE o.hall = s.hall AND o.case_no = s.case_no
         AND o.recorded_at <= ? AND SUBSTR(o.correction_from, 1, 10) < SUBSTR(s.correction_from, 1, 10))
       GROUP BY s.case_no ORDER BY s.case_no`,
      [hall, firstDay(period), firstDay(period), addDays(lastDay(period), 1), knownAt, knownAt],
    );
    return new Map(rows.map(({ no, day }) => [no, day]));
  }

  /** The numbers of all cases of the hall; undefined when there are none, or more than `atMost`. */
  async numbers(hall: string, atMost: number): Promise<string[] | undefined> {
    const rows = await this.database.read.query<{ no: string }[]>(
      'SELECT DISTINCT case_no AS no FROM case_state WHERE hall = ? LIMIT ?',
      [hall, atMost + 1],
    );
    return rows.length === 0 || rows.length > atMost ? undefined : rows.map(({ no }) => no);
  }

  /** The current states of the named cases; numbers nobody sent are left out. */
  async named(hall: string, numbers: readonly string[], knownAt: CivilTime = ALWAYS): Promise<CurrentCase[]> {
    return (await this.rowsOf(hall, numbers, knownAt)).map(currentOf);
  }

  private async rowsOf(hall: string, numbers: readonly string[], knownAt: CivilTime): Promise<CaseRow[]> {
    const found: CaseRow[] = [];
    for (let from = 0; from < numbers.length; from += 500) {
      const some = numbers.slice(from, from + 500);
      const marks = some.map(() => '?').join(', ');
      const rows = await this.database.read.query<CaseRow[]>(
        `SELECT ${COLUMNS} FROM case_state s WHERE s.hall = ? AND s.case_no IN (${marks})
         AND s.recorded_at <= ? AND ${CURRENT} ORDER BY s.case_no`,
        [hall, ...some, knownAt, knownAt],
      );
      found.push(...rows);
    }
    return found;
  }
}

/** The late row in place of the stored one where it counts before it; it is then no rest any more. */
function laterOf(row: CaseRow, late: Map<string, CaseRow>): CaseRow {
  const other = late.get(row.no);
  late.delete(row.no);
  return other && comesAfter(other, row) ? other : row;
}

/** The order in which states of a case count: heavier, then recorded later, then the lower line. */
function comesAfter(row: CaseRow, other: CaseRow | undefined): boolean {
  if (!other) return true;
  if (row.weight !== other.weight) return row.weight > other.weight;
  if (row.recordedAt !== other.recordedAt) return row.recordedAt > other.recordedAt;
  return row.line === other.line ? row.hash > other.hash : row.line > other.line;
}

function reaches({ firstDay: first, lastDay: last }: CaseRow, period: Period): boolean {
  return first !== null && last !== null && last >= firstDay(period) && first <= lastDay(period);
}

/** One literal: a month reads tens of thousands of rows, and copying members by spreading takes most of that time. */
function currentOf(row: CaseRow): CurrentCase {
  const state: CaseState = {
    no: row.no,
    itemCode: row.itemCode,
    itemName: row.itemName,
    window: row.windowId,
    handler: row.handler,
    accepted: row.accepted,
    finished: row.finished,
    promiseDays: row.promiseDays,
    legalDays: row.legalDays,
    type: row.caseType as CaseType | null,
    standing: row.standing as CaseStanding,
    stopFrom: row.stopFrom,
    stopTo: row.stopTo,
    correctionFrom: row.correctionFrom,
    correctionTo: row.correctionTo,
    corrections: row.corrections,
    full: row.weight >= 2,
  };
  return { state, batch: row.batch, line: row.line, recordedAt: row.recordedAt };
}
