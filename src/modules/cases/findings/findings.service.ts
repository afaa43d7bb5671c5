import { Injectable } from '@nestjs/common';
import type { CivilDate, CivilTime, Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { BatchesService } from 'src/modules/intake';
import { JudgingService, type JudgedCase } from 'src/modules/cases/judging.service';
import type { Finding, FindingSettings } from './finding';
import { findingsOf } from './findings';

const CHUNK = 500;
const WRONG_ORDER = 'ends-before-begin';

/** How far the lists of each window had got, list by list. */
type Reached = ReadonlyMap<string, readonly { readonly recordedAt: CivilTime; readonly day: CivilDate }[]>;

/** Lists what a person should look into before the month is closed. Nothing follows from it by itself. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly database: Database,
    private readonly judging: JudgingService,
    private readonly batches: BatchesService,
  ) {}

  /** The findings of the cases accepted or finished in the month, by window, case and kind; then the rejected rows. */
  async ofMonth(hall: string, period: Period, asOf: CivilTime, settings: FindingSettings): Promise<Finding[]> {
    const bench = await this.judging.bench(hall, period, asOf);
    const rules = { settings, days: bench.days, hasCatalogue: !bench.catalogue.isEmpty };
    const start = await this.firstEver(hall);
    const reached = await this.reached(hall);
    const findings: Finding[] = [];
    let page: JudgedCase[] = [];
    const examine = async (): Promise<void> => {
      const seen = await this.firstSeen(
        hall,
        page.map(({ state }) => state.no),
      );
      for (const { judged, listed, item, batch, line } of page) {
        const first = seen.get(listed.no);
        const firstSeen = first === undefined || first === start ? undefined : first;
        const known = { firstSeen, reached: reachedBefore(reached, listed.window, firstSeen) };
        findings.push(...findingsOf({ ...judged, state: listed, item, batch, line, ...known }, period, rules));
      }
      page = [];
    };
    for await (const one of this.judging.ofMonth(bench, period)) if (page.push(one) >= CHUNK) await examine();
    await examine();
    return [...findings.sort(byPlace), ...(await this.rejected(hall, period))];
  }

  /** Rows whose end lay before their begin were rejected; those of the month by the end they named. */
  private async rejected(hall: string, period: Period): Promise<Finding[]> {
    const batches = (await this.batches.batchesOf(hall, period)).filter(({ feed }) => feed === 'cases');
    const findings: Finding[] = [];
    for (const { id } of batches)
      for (const { code, value, line, cause } of await this.batches.rejectsOf(hall, id))
        if (code === WRONG_ORDER && monthIn(value) === period)
          findings.push({
            ...{ kind: WRONG_ORDER, case: null, window: null, batch: id, line },
            text: {
              zh: `${cause}；该行已退回，没有导入`,
              en: `the end ${value} is before the begin; the row was rejected`,
            },
          });
    return findings;
  }

  private async firstEver(hall: string): Promise<CivilTime | undefined> {
    const sql = 'SELECT MIN(recorded_at) AS first FROM case_state WHERE hall = ?';
    const [row] = await this.database.read.query<{ first: string | null }[]>(sql, [hall]);
    return row?.first ?? undefined;
  }

  private async reached(hall: string): Promise<Reached> {
    const rows = await this.database.read.query<{ window: string; recordedAt: string; day: string }[]>(
      `SELECT window_id AS \`window\`, recorded_at AS recordedAt, MAX(SUBSTR(accepted_at, 1, 10)) AS day FROM case_state
       WHERE hall = ? AND window_id IS NOT NULL AND accepted_at IS NOT NULL GROUP BY window_id, recorded_at`,
      [hall],
    );
    const reached = new Map<string, { recordedAt: string; day: string }[]>();
    for (const { window, ...list } of rows) reached.set(window, [...(reached.get(window) ?? []), list]);
    return reached;
  }

  private async firstSeen(hall: string, numbers: readonly string[]): Promise<ReadonlyMap<string, CivilTime>> {
    if (numbers.length === 0) return new Map();
    const rows = await this.database.read.query<{ no: string; first: string }[]>(
      `SELECT case_no AS no, MIN(recorded_at) AS first FROM case_state
       WHERE hall = ? AND case_no IN (${numbers.map(() => '?').join(', ')}) GROUP BY case_no`,
      [hall, ...numbers],
    );
    return new Map(rows.map(({ no, first }) => [no, first]));
  }
}

function reachedBefore(reached: Reached, window: string | null, seen: CivilTime | undefined): CivilDate | undefined {
  if (window === null || seen === undefined) return undefined;
  const earlier = (reached.get(window) ?? []).filter(({ recordedAt }) => recordedAt < seen);
  return earlier
    .map(({ day }) => day)
    .sort()
    .at(-1);
}

/** The month of a time as a file writes it: 2026-01-05, 2026/1/5, 2026年1月5日. */
function monthIn(text: string): Period | undefined {
  const match = /(\d{4})\D{1,2}(\d{1,2})(?!\d)/.exec(text);
  return match ? `${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}` : undefined;
}

function byPlace(a: Finding, b: Finding): number {
  const [one, other] = [a, b].map(({ window, case: no, kind }) => [window ?? '~', no ?? '', kind].join(' '));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
