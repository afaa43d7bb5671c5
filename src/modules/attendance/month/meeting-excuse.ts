import { halfKey, type Half } from 'src/modules/attendance/leave';
import type { DayVerdict } from 'src/modules/attendance/verdicts/judge';
import type { MonthPerson } from './people';

const IN_ORDER: readonly string[] = ['present', 'excused', 'leave', 'rest', 'exempt'];

/**
 * A meeting excuses the punch of its half day: where something is not in order there, the half day counts as duty elsewhere
 * (公假). Whoever punched as always stays present. `taken` holds `07001 2026-01-06 am`.
 */
export function judgeWithMeetings(
  person: MonthPerson,
  taken: ReadonlySet<string>,
  judge: (person: MonthPerson) => DayVerdict[],
): DayVerdict[] {
  const verdicts = judge(person);
  const excused = verdicts.flatMap((verdict) =>
    (['am', 'pm'] as const)
      .filter((half) => taken.has(`${person.id} ${halfKey(verdict.date, half)}`) && !inOrder(verdict, half))
      .map((half) => halfKey(verdict.date, half)),
  );
  if (excused.length === 0) return verdicts;
  const leave = new Map([...excused.map((half) => [half, 'official' as const] as const), ...person.leave]);
  const days = [...new Set(excused.map((half) => half.slice(0, 10)))];
  const again = new Map(judge({ ...person, leave, days }).map((verdict) => [verdict.date, verdict]));
  return verdicts.map((verdict) => again.get(verdict.date) ?? verdict);
}

function inOrder({ morning, afternoon }: DayVerdict, half: Half): boolean {
  return IN_ORDER.includes(half === 'am' ? morning : afternoon);
}
