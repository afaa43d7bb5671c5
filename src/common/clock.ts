import type { CivilDate, CivilTime } from './civil-date';

/** The one source of "now". Tests replace it; nothing else reads the time. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/** Hall-local time of an instant. The process runs with TZ=Asia/Shanghai; the offset is fixed since 1991 (UTC+8). */
export function hallTime(ms: number): CivilTime {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

export function hallDate(ms: number): CivilDate {
  return hallTime(ms).slice(0, 10);
}
