import { addDays, type CivilDate } from 'src/common/civil-date';

export interface Days {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The days that "complete until" adds: those after the last day the source called complete, not before it began to deliver.
 * So the days of an undone batch stay open instead of being called complete by the next one. Undefined: nothing new.
 */
export function daysAdded(until: CivilDate, since: CivilDate, coveredTo: CivilDate | undefined): Days | undefined {
  const next = coveredTo === undefined ? since : addDays(coveredTo, 1);
  const from = next < since ? since : next;
  return from > until ? undefined : { from, to: until };
}
