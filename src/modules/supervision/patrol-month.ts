import type { CivilDate } from 'src/common/civil-date';
import type { Coverage, Occurrence } from 'src/modules/rules/facts';
import type { PatrolRecord } from './patrol-record';

/** A finding with the id it is stored under. */
export interface Patrolled {
  readonly id: string;
  readonly record: PatrolRecord;
}

/** The finding as a fact at the window where it was seen; a round without finding is none. */
export function occurrenceOf({ id, record }: Patrolled): Occurrence | undefined {
  const { kind, code, window, staff, minutes, half, photo, date, time, words } = record;
  if (kind === null || (window === null && staff === null)) return undefined;
  return {
    kind: 'occurrence',
    id: `patrol:${id.slice(0, 16)}`,
    type: `patrol.${kind}`,
    date,
    ...(window === null ? {} : { window }),
    ...(staff === null ? {} : { staff: [staff] }),
    ...(minutes === null ? {} : { amounts: { minutes } }),
    labels: { half, ...(code === null ? {} : { code }) },
    ...(photo === '' ? {} : { evidence: [photo] }),
    text: time === '' ? words : `${time} ${words}`,
  };
}

/** A round covers the windows it saw, on its day; days and windows nobody went to stay unknown. */
export function coverageOf(rounds: readonly Patrolled[]): Coverage[] {
  const days = new Map<CivilDate, Set<string>>();
  for (const { record } of rounds) {
    if (record.window === null) continue;
    const seen = days.get(record.date) ?? new Set<string>();
    days.set(record.date, seen.add(record.window));
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, windows]) => ({ source: 'patrol', from: day, to: day, windows: [...windows].sort() }));
}
