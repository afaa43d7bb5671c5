import { ALWAYS, type CivilTime } from 'src/common/civil-date';
import type { DataSource, EntityManager } from 'typeorm';
import type { DepartmentLine, KeyLine, KeySource, PairLine, PostingLine, Statement, WindowLine } from './statement';

/** A key a person assigned by hand, with its running number. */
export interface ConfirmedKey extends KeyLine {
  readonly version: number;
}

interface Recorded {
  /** What the imports say; `keys` without the confirmed ones. */
  readonly statement: Statement;
  /** The newest confirmation of each key. */
  readonly confirmed: readonly ConfirmedKey[];
}

type Values = Readonly<Record<string, string | number | null>>;

/** The last statement read of each hall, and the batches it came from. */
interface Remembered {
  readonly batches: string;
  readonly statement: Statement;
}

const remembered = new WeakMap<DataSource, Map<string, Remembered>>();

/**
 * The newest statement about each department, window and person of the hall, as known at a time of recording. Reads with
 * the manager it is given, so that it also sees what its own transaction wrote.
 */
export async function recordedStatement(manager: EntityManager, hall: string, knownAt?: CivilTime): Promise<Recorded> {
  const confirmed = await manager.query<Values[]>(
    `SELECT * FROM (SELECT c.*, ROW_NUMBER() OVER (PARTITION BY source, key_text, device ORDER BY version DESC) AS nth
     FROM org_confirmed_key c WHERE hall = ? AND confirmed_at <= ?) ranked WHERE nth = 1`,
    [hall, knownAt ?? ALWAYS],
  );
  const statement =
    knownAt === undefined ? await newestStatement(manager, hall) : await statementAt(manager, hall, knownAt);
  return {
    statement,
    confirmed: confirmed.map((row) => ({ ...keyOf(row), from: null, to: null, version: Number(row.version) })),
  };
}

/** Every file that is taken in and every month that is scored asks for it; it is read again when its batches changed. */
async function newestStatement(manager: EntityManager, hall: string): Promise<Statement> {
  const halls = remembered.get(manager.dataSource) ?? new Map<string, Remembered>();
  remembered.set(manager.dataSource, halls);
  const { at, batches } = await recordings(manager, hall);
  const known = halls.get(hall);
  if (known?.batches === batches) return known.statement;
  const statement = await statementAt(manager, hall, at);
  halls.set(hall, { batches, statement });
  return statement;
}

/** All reads stop at the same moment, so that an import finishing meanwhile shows whole or not at all. */
async function statementAt(manager: EntityManager, hall: string, at: CivilTime): Promise<Statement> {
  const newest = (table: string, subject: string): Promise<Values[]> =>
    manager.query<Values[]>(`SELECT * FROM (${ranked(table, subject)}) ranked WHERE nth = 1`, [hall, at]);
  const [departments, windows, postings, pairs, names] = [
    await newest('org_department', 'code'),
    await newest('org_window', 'code'),
    await newest('org_posting', 'staff'),
    await newest('org_ab_pair', 'window_code'),
    await newest('org_person', 'staff'),
  ];
  // A key belongs to the statement about its person: what a newer file leaves out no longer holds.
  const keys = await manager.query<Values[]>(
    `SELECT DISTINCT k.* FROM org_person_key k JOIN (${ranked('org_posting', 'staff')}) p
     ON p.nth = 1 AND k.staff = p.staff AND k.batch = p.batch WHERE k.hall = ?`,
    [hall, at, hall],
  );
  return {
    departments: departments.map(departmentOf),
    windows: windows.map(windowOf),
    postings: postings.map(postingOf),
    pairs: pairs.map(pairOf),
    keys: keys.map(keyOf),
    names: names.map((row) => ({ staff: text(row, 'staff'), name: text(row, 'name') })),
  };
}

/** The newest time of recording, and the batches with their rows: rows of a batch come and go together. */
async function recordings(manager: EntityManager, hall: string): Promise<{ at: CivilTime; batches: string }> {
  const tables = ['org_department', 'org_window', 'org_posting', 'org_ab_pair', 'org_person', 'org_person_key'];
  const each = tables.map(
    (table) =>
      `SELECT '${table}' AS source, batch, COUNT(*) AS n, MAX(recorded_at) AS at FROM ${table} WHERE hall = ? GROUP BY batch`,
  );
  const rows = await manager.query<Values[]>(
    each.join(' UNION ALL '),
    tables.map(() => hall),
  );
  const times = rows.map((row) => text(row, 'at'));
  const batches = rows.map((row) => [row.source, row.batch, Number(row.n), row.at].join(' ')).sort();
  return { at: times.reduce((last, at) => (at > last ? at : last), ''), batches: batches.join('\n') };
}

/** All rows of the newest batch that names a subject are ranked 1. */
function ranked(table: string, subject: string): string {
  return `SELECT t.*, RANK() OVER (PARTITION BY ${subject} ORDER BY recorded_at DESC, batch DESC) AS nth
    FROM ${table} t WHERE hall = ? AND recorded_at <= ?`;
}

function departmentOf(row: Values): DepartmentLine {
  return {
    kind: 'department',
    code: text(row, 'code'),
    name: text(row, 'name'),
    leader: optional(row, 'leader'),
    ...spanOf(row),
  };
}

function windowOf(row: Values): WindowLine {
  return {
    kind: 'window',
    code: text(row, 'code'),
    name: text(row, 'name'),
    department: optional(row, 'department'),
    departmentName: text(row, 'department_name'),
    windowKind: row.kind === 'sub-centre' ? 'sub-centre' : 'window',
    group: text(row, 'ranking_group'),
    tags: JSON.parse(text(row, 'tags')) as string[],
    seats: row.seats === null || row.seats === undefined ? null : Number(row.seats),
    coefficient: optional(row, 'coefficient'),
    formerNames: JSON.parse(text(row, 'former_names')) as string[],
    mergedInto: optional(row, 'merged_into'),
    ...spanOf(row),
  };
}

/** Name and keys have tables of their own; a posting read back holds none. */
function postingOf(row: Values): PostingLine {
  return {
    kind: 'posting',
    staff: text(row, 'staff'),
    name: '',
    unit: text(row, 'unit'),
    window: optional(row, 'window_code'),
    windowName: '',
    post: text(row, 'post'),
    side: row.side === 'A' || row.side === 'B' ? row.side : null,
    duty: text(row, 'duty'),
    chief: Number(row.chief) === 1,
    branchLeader: Number(row.branch_leader) === 1,
    staffType: text(row, 'staff_type'),
    pin: '',
    device: '',
    userId: '',
    phone: '',
    ...spanOf(row),
  };
}

function pairOf(row: Values): PairLine {
  return {
    kind: 'pair',
    window: text(row, 'window_code'),
    a: text(row, 'a_staff'),
    b: text(row, 'b_staff'),
    third: optional(row, 'third_staff'),
    ...spanOf(row),
  };
}

function keyOf(row: Values): KeyLine {
  return {
    source: text(row, 'source') as KeySource,
    key: text(row, 'key_text'),
    device: text(row, 'device'),
    staff: text(row, 'staff'),
    ...spanOf(row),
  };
}

function spanOf(row: Values): { from: string | null; to: string | null } {
  return { from: optional(row, 'from_date'), to: optional(row, 'to_date') };
}

function text(row: Values, column: string): string {
  return String(row[column] ?? '');
}

function optional(row: Values, column: string): string | null {
  return text(row, column) || null;
}
