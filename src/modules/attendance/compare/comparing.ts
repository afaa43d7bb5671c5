import type { CivilDate } from 'src/common/civil-date';
import { monthDifferences, withoutMonth } from './comparing-months';
import { countsApart, type Difference, type Reason } from './difference';
import { judgedDay, stateOfLabel, type JudgedDay, type JudgedSlot } from './labels';
import { isVoid, type DayRow, type MonthRow, type RawRow, type ReportRow } from './report';

export interface Comparison {
  readonly people: number;
  /** Rows of 每日统计 that were compared. */
  readonly days: number;
  readonly differences: readonly Difference[];
}

/** A report by its sheets, rows of a person together. */
export interface Report {
  readonly days: readonly DayRow[];
  readonly months: readonly MonthRow[];
  /** Raw rows by person and day. */
  readonly raw: ReadonlyMap<string, readonly RawRow[]>;
  /** Last day that was over when the report was made; undefined: it does not say. */
  readonly until?: CivilDate;
}

export function reportOf(rows: readonly ReportRow[], until?: CivilDate): Report {
  const raw = new Map<string, RawRow[]>();
  for (const row of rows) {
    if (row.kind !== 'raw') continue;
    const known = raw.get(placeOf(row));
    if (known) known.push(row);
    else raw.set(placeOf(row), [row]);
  }
  const days = rows.filter((row): row is DayRow => row.kind === 'day');
  return { days, months: rows.filter((row): row is MonthRow => row.kind === 'month'), raw, ...(until && { until }) };
}

export function placeOf({ key, date }: { key: string; date: CivilDate }): string {
  return `${key} ${date}`;
}

/**
 * Compares what follows from 原始记录, by the shifts that 每日统计 names, with the labels of 每日统计 and 月度汇总. In order
 * of person and date, the month after its days.
 */
export function compareReport(report: Report): Comparison {
  const judged = report.days.map((day) => ({ day, own: judgedDay(day, report.raw.get(placeOf(day)) ?? []) }));
  const compared = judged.filter(({ day, own }) => !isOpen(day, own, report.until));
  const differences = [
    ...compared.flatMap(({ day, own }) => dayDifferences(day, own)),
    ...withoutDay(report),
    ...report.months.flatMap((month) =>
      monthDifferences(
        month,
        compared.filter(({ day }) => day.key === month.key),
      ),
    ),
    ...withoutMonth(report),
  ];
  return {
    people: new Set(report.days.map(({ key }) => key)).size,
    days: compared.length,
    differences: inOrder(differences),
  };
}

/** Nothing to label: in no group, or not over when the report was made. */
function isOpen({ date, shift, slots, counts }: DayRow, own: JudgedDay, until: CivilDate | undefined): boolean {
  const silent = slots.every(({ result, time }) => result === '' && time === '') && Object.keys(counts).length === 0;
  const over = shift !== '' && until !== undefined && date <= until;
  return silent && !over && own.slots.every(({ mark }) => mark === null);
}

function dayDifferences(day: DayRow, own: JudgedDay): Difference[] {
  const base = { person: day.person, date: day.date, sheet: '每日统计' as const };
  const slots = own.slots.flatMap((slot, index) => {
    const label = day.slots[index] ?? { time: '', result: '' };
    const reason = reasonOf(label, slot);
    if (reason === undefined) return [];
    const name = `${slot.way === 'in' ? '上班' : '下班'}${String(Math.floor(index / 2) + 1)}打卡`;
    const told = { label: `${label.time} ${label.result}`.trim(), own: ownText(slot) };
    return [{ ...base, field: `${name}结果`, ...told, reason, detail: day.approvals }];
  });
  const counts = countsApart(day.counts, own.counts).map((field) => ({
    ...{ ...base, field, label: String(day.counts[field] ?? ''), own: String(own.counts[field]) },
    ...{ reason: slots.length > 0 ? ('from-slots' as const) : ('count-edited' as const), detail: day.shift },
  }));
  return [...slots, ...counts];
}

function reasonOf(label: { time: string; result: string }, { state, mark }: JudgedSlot): Reason | undefined {
  const said = stateOfLabel(label.result);
  const shown = clockIn(label.time);
  const samePunch = (shown === null) === (mark === null) && (shown === null || mark === null || shown === mark % 1440);
  if (said === state && samePunch) return undefined;
  if (shown !== null && mark === null) return 'punch-not-in-raw';
  if (shown === null && mark !== null) return 'raw-not-shown';
  if (!samePunch) return 'other-punch';
  if (state === 'excused') return 'approval-not-applied';
  if (said === 'corrected') return 'correction-not-in-raw';
  if (said === 'ok') return 'flexible';
  return state === 'ok' ? 'edited' : 'other-label';
}

function clockIn(text: string): number | null {
  const [, hour, minute] = /(\d{1,2}):(\d{2})/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

const WORDS = {
  ok: '正常',
  late: '迟到',
  early: '早退',
  missing: '缺卡',
  excused: '请假或外出',
  free: '未打卡',
  corrected: '已更正',
};

function ownText({ mark, state, minutes }: JudgedSlot): string {
  const clock = mark === null ? '' : `${two(Math.floor(mark / 60) % 24)}:${two(mark % 60)} `;
  return `${clock}${WORDS[state]}${minutes > 0 ? `${String(minutes)}分钟` : ''}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function withoutDay({ days, raw }: Report): Difference[] {
  const known = new Set(days.map(placeOf));
  return [...raw].flatMap(([place, rows]) => {
    const row = rows.find((one) => !isVoid(one));
    if (row === undefined || known.has(place)) return [];
    const own = rows.map(({ at }) => at.slice(11, 16)).join(' ');
    const where = { person: row.person, date: row.date, sheet: '每日统计' as const, field: '日期' };
    return [{ ...where, label: '', own, reason: 'no-day-row' as const, detail: '' }];
  });
}

export function inOrder(differences: readonly Difference[]): Difference[] {
  const key = ({ person, date, sheet }: Difference): string =>
    `${person} ${date ?? '9999'} ${sheet === '每日统计' ? '0' : '1'}`;
  return [...differences].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
