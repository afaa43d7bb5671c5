import { addDays, type CivilDate, type CivilTime } from 'src/common/civil-date';
import type { HoursEntry } from 'src/modules/attendance/schedule';
import { distance, minuteOn, planOf, type DayPlan } from './day-plan';

export interface Mark {
  readonly at: CivilTime;
  readonly kind: 'punch' | 'correction';
  /** The way back, `batch#line`. */
  readonly evidence?: string;
}

/**
 * Marks by attendance day. Until the cut a mark belongs to the day before; where that day has a shift over midnight, the
 * nearest check of both days decides, ties to the earlier.
 */
export function marksByDay(
  marks: readonly Mark[],
  { entryOn, cut }: { entryOn: (date: CivilDate) => HoursEntry | undefined; cut: number },
): Map<CivilDate, Mark[]> {
  const plans = new Map<CivilDate, DayPlan | undefined>();
  const planOn = (date: CivilDate): DayPlan | undefined => {
    if (!plans.has(date)) {
      const entry = entryOn(date);
      plans.set(date, entry && planOf(entry));
    }
    return plans.get(date);
  };
  const days = new Map<CivilDate, Mark[]>();
  // Last of the sorted first: of an exact repeat the same row is kept, whatever the order of the file.
  const inOrder = [...marks].sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1));
  const distinct = new Map(inOrder.map((mark) => [`${mark.at} ${mark.kind}`, mark]));
  for (const mark of distinct.values()) {
    const date = dayOfMark(mark.at, cut, planOn);
    days.set(date, [...(days.get(date) ?? []), mark]);
  }
  return days;
}

function dayOfMark(at: CivilTime, cut: number, planOn: (date: CivilDate) => DayPlan | undefined): CivilDate {
  const civil = at.slice(0, 10);
  const before = addDays(civil, -1);
  const overnight = planOn(before);
  if (overnight?.checks.some((check) => check.at >= 1440)) {
    const toBefore = gap(overnight, minuteOn(before, at));
    const today = planOn(civil);
    const toToday = today === undefined ? Infinity : gap(today, minuteOn(civil, at));
    // After a night without a next shift only the hours around its end are that night's.
    return toBefore <= toToday && (today !== undefined || minuteOn(civil, at) < 720) ? before : civil;
  }
  return minuteOn(civil, at) < cut ? before : civil;
}

function gap(plan: DayPlan, minute: number): number {
  return Math.min(...plan.checks.map((check) => distance(minute, check)));
}

function sortKey({ at, kind, evidence }: Mark): string {
  return `${at} ${kind} ${evidence ?? ''}`;
}
