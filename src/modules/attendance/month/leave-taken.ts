import { minutesADay } from 'src/modules/attendance/leave-kinds';
import type { DayVerdict } from 'src/modules/attendance/verdicts/judge';
import { inOrder, type MonthPerson, type StoredLeave } from './people';

/** The half days of a spell on which the person had to work; where two registers name the same one the first keeps it. */
export interface TakenLeave {
  readonly spell: StoredLeave;
  readonly halves: readonly string[];
}

/** Leave as it was taken in the judged days, in order of time. */
export function takenHalves({ spells }: MonthPerson, verdicts: readonly DayVerdict[]): TakenLeave[] {
  const free = new Set(
    verdicts.flatMap(({ date, morning, afternoon }) => [
      ...(morning === 'leave' ? [`${date} am`] : []),
      ...(afternoon === 'leave' ? [`${date} pm`] : []),
    ]),
  );
  return inOrder(spells.filter(({ kind }) => minutesADay(kind) === undefined)).flatMap((spell) => {
    const halves = spell.halves.filter((half) => free.delete(half));
    return halves.length === 0 ? [] : [{ spell, halves }];
  });
}
