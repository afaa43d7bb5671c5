import { objectionTo, type JudgedSlip, type Slip } from 'src/modules/attendance/slips/slip';
import type { SlipRules } from 'src/modules/attendance/schedule';
import { minuteOn, type DayPlan } from './day-plan';

/**
 * The marks that the slips of a day put in place, and what became of each slip. Of two slips that say the same, one with
 * a proof is enough. A slip without a time stands for its check, at the time of the hours.
 */
export function slipMarks(
  slips: readonly Slip[],
  plan: DayPlan,
  rules: SlipRules | undefined,
): { marks: readonly number[]; judged: readonly JudgedSlip[] } {
  const sorted = [...slips].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const told = sorted.map((slip) => {
    const minute = minuteOf(slip, plan);
    const state = objectionTo(slip, rules) ?? (minute === undefined ? 'no-check' : 'counted');
    return { minute, judged: { half: slip.half, way: slip.way, evidence: slip.evidence, state } };
  });
  const counted = told.filter(({ judged }) => judged.state === 'counted');
  return {
    marks: [...new Set(counted.flatMap(({ minute }) => minute ?? []))],
    judged: told.map(({ judged }) => judged),
  };
}

function minuteOf({ date, half, way, at }: Slip, { checks }: DayPlan): number | undefined {
  if (checks.length === 0) return undefined;
  if (at !== '') return minuteOn(date, at);
  const meant = checks.filter((check) => (half === '' || check.half === half) && (way === '' || check.way === way));
  return (way === 'out' ? meant.at(-1) : meant[0])?.at;
}

function keyOf({ evidence, half, way }: Slip): string {
  return `${evidence} ${half} ${way}`;
}
