import type { DemoHall } from 'demo/hall/hall';
import type { Schedule } from 'src/modules/attendance/schedule';

/** The hours of the demo hall: in and out once a day; people without a clock are free of punching. */
export function scheduleOf({ name, staff }: DemoHall): Schedule {
  return {
    name: `${name}作息`,
    sample: true,
    open: { base: 'statutory' },
    hours: [
      {
        name: '窗口班',
        days: [1, 2, 3, 4, 5],
        punches: 2,
        morning: { start: '08:30', end: '12:00' },
        afternoon: { start: '14:00', end: '17:30' },
      },
    ],
    exempt: staff.people
      .filter(({ clock }) => clock === 'none')
      .map(({ number, postings }) => ({ person: number, reason: `${postings[0]?.duty ?? ''}不打卡（演示）` })),
  };
}
