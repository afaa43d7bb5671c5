import { addDays, dayNumber, weekday, type CivilDate } from 'src/common/civil-date';
import {
  groupOf,
  hoursOn,
  type Duty,
  type HoursEntry,
  type PostedAt,
  type Rota,
  type Schedule,
} from 'src/modules/attendance/schedule';
import type { OpenDays } from 'src/modules/calendar/open-days';

/** Whose hours are asked for. `postedAt`: where the person is posted that day; absent where no roster is known. */
export interface Worker {
  readonly id: string;
  postedAt?(date: CivilDate): PostedAt | undefined;
}

/**
 * The hours a person has to work on a day, undefined on days off: those of a duty that names person and day, else those
 * of the person's group, else the hall's. Answers are kept, so one function serves all days of a person.
 */
export function hoursOfDays(
  schedule: Schedule,
  openDays: OpenDays,
  worker: Worker,
): (date: CivilDate) => HoursEntry | undefined {
  const onDuty = dutiesOf(schedule, openDays, worker.id);
  const known = new Map<CivilDate, HoursEntry | undefined>();
  const hours = (date: CivilDate): HoursEntry | undefined => {
    const duty = onDuty(date);
    if (duty !== undefined) return { name: duty.name, ...duty.hours };
    const group = groupOf(schedule, worker.id, worker.postedAt?.(date));
    if (group?.everyDay !== true && !openDays.isOpen(date)) return undefined;
    return hoursOn(schedule, group?.hours ?? schedule.hours, { date, makeUp: openDays.isMakeUpDay(date) });
  };
  return (date) => {
    if (!known.has(date)) known.set(date, hours(date));
    return known.get(date);
  };
}

function dutiesOf(schedule: Schedule, openDays: OpenDays, id: string): (date: CivilDate) => Duty | undefined {
  const own = (schedule.duties ?? []).filter((duty) => people(duty).includes(id));
  if (own.length === 0) return () => undefined;
  const turns = own.map((duty) => ({ duty, team: teamOf(duty, openDays) }));
  return (date) =>
    turns.find(({ duty, team }) => {
      if (duty.on?.some((one) => one.dates.includes(date) && one.people.includes(id)) === true) return true;
      return team(date)?.includes(id) === true;
    })?.duty;
}

function people({ on, rota }: Duty): string[] {
  return [...(on ?? []).flatMap((one) => one.people), ...(rota?.teams ?? []).flat()];
}

/** The team whose turn a day is. */
function teamOf({ rota, everyDay }: Duty, openDays: OpenDays): (date: CivilDate) => readonly string[] | undefined {
  if (rota === undefined) return () => undefined;
  const counts = (date: CivilDate): boolean =>
    (rota.days?.includes(weekday(date)) ?? true) && (everyDay === true || openDays.isOpen(date));
  const turn = rota.turn === 'week' ? weekTurn(rota) : dayTurn(rota, counts);
  return (date) => {
    if (date < rota.from || (rota.to !== undefined && date > rota.to) || !counts(date)) return undefined;
    return rota.teams[turn(date) % rota.teams.length];
  };
}

function weekTurn({ from }: Rota): (date: CivilDate) => number {
  const monday = (date: CivilDate): number => dayNumber(date) - weekday(date);
  return (date) => (monday(date) - monday(from)) / 7;
}

/** How many days of the rota lie before the day; counted once, however many days are asked for. */
function dayTurn({ from }: Rota, counts: (date: CivilDate) => boolean): (date: CivilDate) => number {
  const before = new Map<CivilDate, number>();
  let [next, count] = [from, 0];
  return (date) => {
    for (; next <= date; next = addDays(next, 1)) {
      before.set(next, count);
      if (counts(next)) count++;
    }
    return before.get(date) ?? 0;
  };
}
