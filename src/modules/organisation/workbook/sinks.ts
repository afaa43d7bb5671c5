import type { Sink, SqlValue } from 'src/modules/intake/feed';
import { keysOf, type KeyLine, type KeySource, type Line } from 'src/modules/organisation/statement';

type LineOf<K extends Line['kind']> = Extract<Line, { kind: K }>;
type Columns<L> = Readonly<Record<string, (line: L) => SqlValue>>;

const SPAN: Columns<Line> = { from_date: ({ from }) => from ?? '', to_date: ({ to }) => to };

/** One table for each kind of line; a posting also gives the person's name and keys. */
export const sinks: readonly Sink<Line>[] = [
  sink('org_department', 'department', ['code', 'from_date'], {
    code: ({ code }) => code,
    name: ({ name }) => name,
    leader: ({ leader }) => leader,
    ...SPAN,
  }),
  sink('org_window', 'window', ['code', 'from_date'], {
    code: ({ code }) => code,
    name: ({ name }) => name,
    department: ({ department }) => department,
    department_name: ({ departmentName }) => departmentName,
    kind: ({ windowKind }) => windowKind,
    ranking_group: ({ group }) => group,
    tags: ({ tags }) => JSON.stringify(tags),
    seats: ({ seats }) => seats,
    coefficient: ({ coefficient }) => coefficient,
    former_names: ({ formerNames }) => JSON.stringify(formerNames),
    merged_into: ({ mergedInto }) => mergedInto,
    ...SPAN,
  }),
  postingSink(),
  sink('org_person', 'posting', ['staff'], { staff: ({ staff }) => staff, name: ({ name }) => name }),
  ...(['pin', 'userId', 'phone'] as const).map(keySink),
  sink('org_ab_pair', 'pair', ['window_code', 'a_staff', 'b_staff', 'from_date'], {
    window_code: ({ window }) => window,
    a_staff: ({ a }) => a,
    b_staff: ({ b }) => b,
    third_staff: ({ third }) => third,
    ...SPAN,
  }),
];

function postingSink(): Sink<Line> {
  return sink('org_posting', 'posting', ['staff', 'from_date'], {
    staff: ({ staff }) => staff,
    unit: ({ unit }) => unit,
    window_code: ({ window }) => window,
    post: ({ post }) => post,
    side: ({ side }) => side,
    duty: ({ duty }) => duty,
    chief: ({ chief }) => Number(chief),
    branch_leader: ({ branchLeader }) => Number(branchLeader),
    staff_type: ({ staffType }) => staffType,
    ...SPAN,
  });
}

function keySink(source: KeySource): Sink<Line> {
  const key = (line: Line): KeyLine | undefined =>
    line.kind === 'posting' ? keysOf(line).find((one) => one.source === source) : undefined;
  const written = sink('org_person_key', 'posting', ['source', 'key_text', 'device', 'staff', 'from_date'], {
    source: () => source,
    key_text: (line) => key(line)?.key ?? '',
    device: (line) => key(line)?.device ?? '',
    staff: ({ staff }) => staff,
    ...SPAN,
  });
  return { ...written, accepts: (line) => key(line) !== undefined };
}

/**
 * Every table begins with hall, batch, line and recorded_at. The batch is part of the key: a file is a whole statement
 * about what it names, and a later one never touches what an earlier one said.
 */
function sink<K extends Line['kind']>(
  table: string,
  kind: K,
  unique: readonly string[],
  columns: Columns<LineOf<K>>,
): Sink<Line> {
  const mine = (line: Line): line is LineOf<K> => line.kind === kind;
  const values = Object.values(columns);
  return {
    table,
    columns: ['hall', 'batch', 'line', 'recorded_at', ...Object.keys(columns)],
    unique: ['hall', 'batch', ...unique],
    accepts: mine,
    row: (line, at) => [
      at.hall,
      at.batch,
      at.line,
      at.recordedAt,
      ...(mine(line) ? values.map((value) => value(line)) : []),
    ],
  };
}
