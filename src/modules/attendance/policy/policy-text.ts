import { parseDocument } from 'yaml';
import { policyInvalid, policyUnreadable } from 'src/modules/attendance/leaves/refusals';
import type { AttendancePolicy } from './policy';
import { policyProblems } from './policy-check';

/**
 * Reads a policy from YAML or JSON text. Throws `attendance.policy-unreadable` and `attendance.policy-invalid` with every
 * fault at once.
 */
export function policyFrom(text: string, source: string): AttendancePolicy {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw policyUnreadable({ source, cause: error.message.split('\n')[0] ?? 'YAML' });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (fault) {
    throw policyUnreadable({ source, cause: fault instanceof Error ? fault.message : String(fault) });
  }
  const problems = policyProblems(value);
  if (problems.length > 0) throw policyInvalid({ source, problems });
  return value as AttendancePolicy;
}
