import type { CivilDate, CivilTime } from './civil-date';

/** The one source of "now". Tests replace it; nothing else reads the time. */
export abstract class Clock {
  /** Milliseconds since 1970 UTC. */
  abstract now(): number;
}

const HALL_OFFSET_MS = 8 * 3_600_000;

/** Hall-local time of an instant. The process runs with TZ=Asia/Shanghai, which has been UTC+8 all year since 1991. */
export function hallTime(ms: number): CivilTime {
  return new Date(ms + HALL_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same with milliseconds: `2026-10-09 17:30:00.001`. */
export function hallMoment(ms: number): string {
  return `${hallTime(ms)}.${String(ms % 1000).padStart(3, '0')}`;
}

export function hallDate(ms: number): CivilDate {
  return hallTime(ms).slice(0, 10);
}

/** The instant of a hall-local time `YYYY-MM-DD HH:MM:SS`; NaN when it is none. */
export function instantOf(time: CivilTime): number {
  return Date.parse(`${time.replace(' ', 'T')}Z`) - HALL_OFFSET_MS;
}
