import type { CivilTime } from 'src/common/civil-date';
import { areasOf, type AreaState, type AreaStatement, type DeclaredArea } from 'src/modules/submissions/draft/areas';
import type { ReportStanding, Standing } from 'src/modules/submissions/report/month-report';
import type { SectionCounts, SectionState } from 'src/modules/submissions/verification/section-report';

/** Submissions of one window, item and state, counted by the database. */
export interface Counted {
  readonly window: string;
  readonly item: string;
  readonly state: string;
  readonly count: number;
}

/** Where a window stands with an area. Counts that are 0 are left out. */
export interface Cell {
  readonly state: AreaState;
  readonly pending?: number;
  readonly accepted?: number;
  readonly rejected?: number;
  readonly drafts?: number;
}

export interface ProgressRow {
  readonly window: string;
  readonly name: string;
  readonly report: Standing;
  readonly until: CivilTime;
  readonly receipt: string | null;
  readonly reportedAt: CivilTime | null;
  /** In the order of `sections`. */
  readonly cells: readonly Cell[];
}

export interface Progress {
  readonly sections: readonly { readonly code: string; readonly name: string }[];
  readonly rows: readonly ProgressRow[];
  readonly departments: readonly {
    readonly department: string;
    readonly state: SectionState;
    readonly until: CivilTime;
    readonly counts: SectionCounts;
  }[];
  /** 报送漏斗: how many windows have begun, reported, and have everything decided. */
  readonly funnel: {
    readonly windows: number;
    readonly begun: number;
    readonly reported: number;
    readonly late: number;
    readonly missing: number;
    readonly decided: number;
  };
}

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly tags: readonly string[];
}

export interface ProgressParts {
  readonly windows: readonly Subject[];
  readonly areas: readonly DeclaredArea[];
  readonly submissions: readonly Counted[];
  readonly drafts: readonly Counted[];
  readonly statements: ReadonlyMap<string, readonly AreaStatement[]>;
  /** Of the monthly report, by window. */
  readonly reports: ReadonlyMap<string, ReportStanding>;
  readonly departments: Progress['departments'];
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Windows × areas, those that are late or missing first. */
export function progressOf(parts: ProgressParts): Progress {
  const { areas, windows, departments, statements, reports } = parts;
  const submissions = byWindow(parts.submissions);
  const drafts = byWindow(parts.drafts);
  const rows = windows.flatMap((window): ProgressRow[] => {
    const report = reports.get(window.id);
    if (!report) return [];
    const own = submissions.get(window.id) ?? [];
    const begun = drafts.get(window.id) ?? [];
    const stated = areasOf(areas, window, {
      submissions:
        own.length === 0 ? NONE : sums(own.filter(({ state }) => state !== 'withdrawn' && state !== 'replaced')),
      drafts: begun.length === 0 ? NONE : sums(begun),
      statements: statements.get(window.id) ?? [],
    });
    const cells = areas.map((area, at): Cell => {
      const state = stated[at]?.state ?? 'open';
      return own.length + begun.length === 0 ? { state } : { state, ...countsIn(area, own, begun) };
    });
    return [
      {
        window: window.id,
        name: window.name,
        report: report.standing,
        until: report.until,
        receipt: report.report?.receipt ?? null,
        reportedAt: report.report?.at ?? null,
        cells,
      },
    ];
  });
  const urgent: Readonly<Record<Standing, number>> = { missing: 0, open: 1, late: 2, 'in-time': 3 };
  rows.sort((a, b) => urgent[a.report] - urgent[b.report]);
  return {
    sections: areas.map(({ section, name }) => ({ code: section, name })),
    rows,
    departments,
    funnel: funnelOf(rows),
  };
}

function countsIn({ forms }: DeclaredArea, own: readonly Counted[], begun: readonly Counted[]): Omit<Cell, 'state'> {
  const items = new Set(forms.map(({ item }) => item));
  const count = (all: readonly Counted[], ...states: string[]): number =>
    all.reduce((sum, one) => (items.has(one.item) && states.includes(one.state) ? sum + one.count : sum), 0);
  const [pending, accepted, rejected, drafts] = [
    count(own, 'pending'),
    count(own, 'verified', 'changed'),
    count(own, 'rejected'),
    count(begun, 'open'),
  ];
  return {
    ...(pending === 0 ? {} : { pending }),
    ...(accepted === 0 ? {} : { accepted }),
    ...(rejected === 0 ? {} : { rejected }),
    ...(drafts === 0 ? {} : { drafts }),
  };
}

function funnelOf(rows: readonly ProgressRow[]): Progress['funnel'] {
  const count = (fits: (row: ProgressRow) => boolean): number => rows.filter(fits).length;
  const reported = ({ report }: ProgressRow): boolean => report === 'in-time' || report === 'late';
  const touched = ({ state }: Cell): boolean => state === 'filled' || state === 'none';
  return {
    windows: rows.length,
    begun: count((row) => reported(row) || row.cells.some(touched)),
    reported: count(reported),
    late: count(({ report }) => report === 'late'),
    missing: count(({ report }) => report === 'missing'),
    decided: count((row) => reported(row) && row.cells.every(({ pending = 0 }) => pending === 0)),
  };
}

function byWindow(all: readonly Counted[]): Map<string, Counted[]> {
  const windows = new Map<string, Counted[]>();
  for (const one of all) {
    const own = windows.get(one.window);
    if (own) own.push(one);
    else windows.set(one.window, [one]);
  }
  return windows;
}

function sums(all: readonly Counted[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { item, count } of all) counts.set(item, (counts.get(item) ?? 0) + count);
  return counts;
}
