import { parseDocument } from 'yaml';
import { problemsOf } from './schedule-check';
import { scheduleInvalid, scheduleUnreadable } from 'src/modules/attendance/refusals';
import type { Schedule } from 'src/modules/attendance/schedule';

/**
 * Reads a schedule from YAML or JSON text. Throws `attendance.schedule-unreadable` (no YAML, with line and column) and
 * `attendance.schedule-invalid` with every fault at once.
 */
export function scheduleFrom(text: string, source: string): Schedule {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw scheduleUnreadable({ source, cause: both(error.message.split('\n')[0] ?? 'YAML') });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (fault) {
    throw scheduleUnreadable({ source, cause: both(fault instanceof Error ? fault.message : String(fault)) });
  }
  const problems = problemsOf(value);
  if (problems.length > 0) throw scheduleInvalid({ source, problems });
  return value as Schedule;
}

/** What the YAML reader says; it speaks English only. */
function both(text: string): { zh: string; en: string } {
  return { zh: text, en: text };
}
