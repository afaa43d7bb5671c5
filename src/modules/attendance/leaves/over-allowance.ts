import { firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import { LEAVE_KINDS } from 'src/modules/attendance/leave-kinds';
import type { JudgedMonth } from 'src/modules/attendance/month/facts';
import { takenHalves } from 'src/modules/attendance/month/leave-taken';
import type { StoredLeave } from 'src/modules/attendance/month/people';
import { policyOn, type Allowance, type DatedPolicy } from 'src/modules/attendance/policy/policy';
import type { RosterStaff } from 'src/modules/organisation/roster';

/** Leave of a month beyond what the policy allows in the year. */
export interface OverAllowance {
  readonly staff: RosterStaff;
  readonly allowance: Allowance;
  /** Of this month, in order of time; the first is where the year's days were used up. */
  readonly halves: readonly string[];
  /** The leave to which the first of them belongs. */
  readonly spell: StoredLeave;
  /** Half days of the year up to the end of the month. */
  readonly used: number;
}

/**
 * Compares the leave of the calendar year with its allowances. Earlier months count as registered, this one as it was taken;
 * a half day that two registers name counts once.
 */
export function overAllowances(
  months: readonly JudgedMonth[],
  policies: readonly DatedPolicy[],
  period: Period,
): OverAllowance[] {
  const allowances = policyOn(policies, lastDay(period))?.allowances ?? [];
  if (allowances.length === 0) return [];
  return months.flatMap((month) => allowances.flatMap((allowance) => overOf(month, allowance, firstDay(period)) ?? []));
}

function overOf({ person, verdicts }: JudgedMonth, allowance: Allowance, first: CivilDate): OverAllowance | undefined {
  const { staff, spells } = person;
  const counts = ({ kind }: StoredLeave): boolean => allowance.kinds.includes(kind);
  const year = first.slice(0, 4);
  const before = new Set(
    spells.filter(counts).flatMap(({ halves }) => halves.filter((half) => half.startsWith(year) && half < first)),
  );
  const now = takenHalves(person, verdicts)
    .filter(({ spell }) => counts(spell))
    .flatMap(({ spell, halves }) => halves.map((half) => ({ spell, half })))
    .sort((a, b) => (a.half < b.half ? -1 : 1));
  const free = Math.max(0, allowance.days * 2 - before.size);
  const over = now.slice(free);
  const [start] = over;
  if (start === undefined) return undefined;
  const used = before.size + now.length;
  return { staff, allowance, halves: over.map(({ half }) => half), spell: start.spell, used };
}

/** `事假、病假全年30天，至本月已休31.5天`. */
export function overText({ allowance, used }: Pick<OverAllowance, 'allowance' | 'used'>): string {
  const kinds = allowance.kinds.map((kind) => LEAVE_KINDS[kind].zh).join('、');
  return `${kinds}全年${String(allowance.days)}天，至本月已休${Fraction.of(used, 2).toText()}天`;
}
