/** A calendar day without time or zone, `YYYY-MM-DD`. Plain text, so it sorts, compares and travels as it is. */
export type CivilDate = string;
/** A calendar month, `YYYY-MM`. */
export type Period = string;
/** A hall-local instant, `YYYY-MM-DD HH:MM:SS`. */
export type CivilTime = string;

const DAY_MS = 86_400_000;

/** The day as text, or undefined when there is no such day (31 February). Month and day count from 1. */
export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  if (!Number.isInteger(year) || year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > daysInMonth(year, month)) return undefined;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** Reads strict `YYYY-MM-DD`; undefined for anything else, also for days that do not exist. */
export function parseCivilDate(text: string): CivilDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? civilDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

export function isPeriod(text: string): boolean {
  return /^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/.test(text);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whole days since 1970-01-01. */
export function dayNumber(date: CivilDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

export function fromDayNumber(day: number): CivilDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** 1 Monday … 7 Sunday. */
export function weekday(date: CivilDate): number {
  return ((dayNumber(date) + 3) % 7) + 1;
}

export function periodOf(date: CivilDate): Period {
  return date.slice(0, 7);
}

export function firstDay(period: Period): CivilDate {
  return `${period}-01`;
}

export function lastDay(period: Period): CivilDate {
  return `${period}-${pad(daysInMonth(Number(period.slice(0, 4)), Number(period.slice(5, 7))))}`;
}

export function addMonths(period: Period, months: number): Period {
  const index = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1 + months;
  return `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1)}`;
}

/** Every day from `from` to `to`, both included. */
export function daysBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) days.push(fromDayNumber(day));
  return days;
}

/** `2026-Q1` of `2026-02`. */
export function quarterOf(period: Period): string {
  return `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5, 7)) / 3)}`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** As a time of recording: everything recorded so far. */
export const ALWAYS: CivilTime = '9999-12-31 23:59:59.999';
