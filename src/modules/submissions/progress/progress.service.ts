import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import type { Item } from 'src/modules/rules/book';
import { declaredAreas, type AreaStatement, type AreaWord } from 'src/modules/submissions/draft/areas';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { MONTHLY, standingsOf } from 'src/modules/submissions/report/month-report';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import { SectionReports } from 'src/modules/submissions/verification/section-reports.service';
import { stateAt } from 'src/modules/submissions/verification/section-report';
import { progressOf, type Counted, type Progress } from './progress';

type Row = Readonly<Record<string, string | number | null>>;

/** The state of a submission is its last decision; the primary key of the decisions finds it. */
const SUBMISSIONS = `SELECT s.window_id AS w, s.item AS item, COALESCE(d.kind, 'pending') AS state, COUNT(*) AS n
  FROM submission s LEFT JOIN submission_decision d ON d.hall = s.hall AND d.submission = s.id AND d.seq =
    (SELECT MAX(x.seq) FROM submission_decision x WHERE x.hall = s.hall AND x.submission = s.id)
  WHERE s.hall = ? AND s.period = ? GROUP BY s.window_id, s.item, COALESCE(d.kind, 'pending')`;

const DRAFTS = `SELECT window_id AS w, item, state, COUNT(*) AS n FROM submission_draft
  WHERE hall = ? AND period = ? AND state = 'open' GROUP BY window_id, item, state`;

const STATEMENTS = `SELECT window_id AS w, kind, origin, seq, GROUP_CONCAT(section) AS sections FROM area_statement
  WHERE hall = ? AND period = ? GROUP BY window_id, kind, origin, seq ORDER BY seq`;

/** The office's grid: windows × areas, and the scoring departments. A handful of grouped queries, however large the hall. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly basis: BasisOfMonth,
    private readonly reports: ReportsOfMonth,
    private readonly sections: SectionReports,
  ) {}

  /** What the actor may see of it. Throws `submissions.no-book`. */
  async grid(actor: Actor, hall: string, period: Period, asOf: CivilTime): Promise<Progress> {
    const book = await this.basis.book(hall, period);
    const { windows } = await this.basis.roster(hall, period);
    const seen = windows.filter(
      ({ kind, id }) => kind === 'window' && allows(actor, 'submission:read', { hall, window: id }),
    );
    const submissions = await this.counted(SUBMISSIONS, hall, period);
    const forms = await this.reports.forms(hall, period);
    const monthly = forms.filter(({ form }) => form === MONTHLY);
    const said = await this.reports.said(this.database.read, { hall, period, form: MONTHLY }, ALWAYS);
    const standings = standingsOf(seen, monthly, said, asOf);
    const items = new Map(book.items.map((item) => [item.code, item]));
    return progressOf({
      windows: seen,
      areas: declaredAreas(book, period),
      submissions,
      drafts: await this.counted(DRAFTS, hall, period),
      statements: await this.statements(hall, period),
      reports: new Map(standings.map((one) => [one.window, one])),
      departments: await this.departments(actor, hall, period, { asOf, submissions, items }),
    });
  }

  private async departments(
    actor: Actor,
    hall: string,
    period: Period,
    {
      asOf,
      submissions,
      items,
    }: { asOf: CivilTime; submissions: readonly Counted[]; items: ReadonlyMap<string, Item> },
  ): Promise<Progress['departments']> {
    const { verification: until } = await this.reports.deadlines(hall, period);
    const words = await this.sections.words(this.database.read, hall, period);
    const names = await this.sections.departments(hall, period);
    return names
      .filter((department) => allows(actor, 'submission:read', { hall, scoredBy: department }))
      .map((department) => {
        const own = submissions.filter(({ item }) => items.get(item)?.department === department);
        const count = (state: string): number =>
          own.reduce((sum, one) => (one.state === state ? sum + one.count : sum), 0);
        return {
          department,
          state: stateAt(words.get(department)?.at(-1), { until, asOf }),
          until,
          counts: {
            pending: count('pending'),
            verified: count('verified'),
            changed: count('changed'),
            rejected: count('rejected'),
          },
        };
      });
  }

  private async counted(sql: string, hall: string, period: Period): Promise<Counted[]> {
    const rows = await this.database.read.query<Row[]>(sql, [hall, period]);
    return rows.map(({ w, item, state, n }) => ({
      window: String(w ?? ''),
      item: String(item),
      state: String(state),
      count: Number(n),
    }));
  }

  private async statements(hall: string, period: Period): Promise<Map<string, AreaStatement[]>> {
    const rows = await this.database.read.query<Row[]>(STATEMENTS, [hall, period]);
    const windows = new Map<string, AreaStatement[]>();
    for (const { w, kind, origin, sections } of rows) {
      const word = { kind: kind as AreaWord, origin: origin as AreaStatement['origin'], by: '', at: '' };
      const said = String(sections)
        .split(',')
        .map((section) => ({ section, ...word }));
      const own = windows.get(String(w));
      if (own) own.push(...said);
      else windows.set(String(w), said);
    }
    return windows;
  }
}
