import { Injectable } from '@nestjs/common';
import {
  ALWAYS,
  daysBetween,
  firstDay,
  lastDay,
  type CivilDate,
  type CivilTime,
  type Period,
} from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { NoticesService } from 'src/modules/calendar';
import { OpenDays } from 'src/modules/calendar/open-days';
import type { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { CoverageService } from 'src/modules/intake';
import { OrganisationService } from 'src/modules/organisation';
import { takenBy } from 'src/modules/intake/store/batch';
import type { Coverage, Fact } from 'src/modules/rules/facts';
import { Between, In, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { LeaveSpellEntity, PunchEntity } from './attendance.entity';
import { judgePerson, type DayVerdict } from './verdicts/judge';
import type { LeaveKind } from './leave-kinds';
import { occurrencesOf, talliesOf, type JudgedMonth } from './month/facts';
import { markSpan, peopleOfMonth, type MonthPerson, type StoredLeave, type StoredPunch } from './month/people';
import { statisticsOf, type AttendanceStatistics } from './month/statistics';
import { openRuleOf } from './schedule';
import { SchedulesService, type DatedSchedule } from './schedules.service';

/** Feeds whose completeness stands behind the sources that books name. */
const FEEDS = { attendance: 'punches', leave: 'leave' } as const;
const KEY_SOURCES = ['staff-number', 'pin', 'userId', 'phone'] as const;

/** Turns punches and leave into verdicts, facts and the numbers of the bulletin. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesService,
    private readonly rosters: OrganisationService,
    private readonly completeness: CoverageService,
    private readonly notices: NoticesService,
  ) {}

  /**
   * Facts of the month as known at `asOf`: late, early, missing punches, absence and leave by name, and three tallies for
   * each window; with them the lines of 考勤统计. Days for which no schedule holds are not judged; without any schedule attendance is a silent source.
   * Throws `organisation.roster-missing`.
   */
  async factsOf(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ facts: readonly Fact[]; coverage: readonly Coverage[]; statistics: AttendanceStatistics[] }> {
    const { months, windows, judged } = await this.month(hall, period, asOf, knownAt);
    const facts = [...occurrencesOf(months), ...talliesOf(months, windows)];
    return { facts, coverage: await this.coverage(hall, period, judged, knownAt), statistics: statisticsOf(months) };
  }

  /** The lines of 考勤统计. Throws `organisation.roster-missing`. */
  async statisticsOf(hall: string, period: Period, asOf?: CivilTime): Promise<AttendanceStatistics[]> {
    return statisticsOf((await this.month(hall, period, asOf ?? endOf(period))).months);
  }

  /** The verdicts of a person's days in the month, the way back from a line. Throws `organisation.roster-missing`. */
  async verdictsOf(hall: string, period: Period, staff: string, asOf?: CivilTime): Promise<readonly DayVerdict[]> {
    const { months } = await this.month(hall, period, asOf ?? endOf(period));
    return months.find(({ person }) => person.id === staff)?.verdicts ?? [];
  }

  /** The hall's open days of the month; undefined while no schedule says when it is open. */
  async openDaysOf(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<CivilDate[] | undefined> {
    const inForce = await this.schedules.inForce(hall, period, knownAt);
    if (inForce.length === 0) return undefined;
    const calendar = this.notices.calendar();
    return segmentsOf(inForce, period).flatMap(({ schedule, days }) => {
      const open = new OpenDays(calendar, openRuleOf(schedule));
      return days.filter((day) => open.isOpen(day));
    });
  }

  private async month(
    hall: string,
    period: Period,
    asOf: CivilTime,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ months: JudgedMonth[]; windows: string[]; judged: CivilDate[] }> {
    const roster = await this.rosters.rosterOf(hall, period, knownAt === ALWAYS ? {} : { knownAt });
    const inForce = await this.schedules.inForce(hall, period, knownAt);
    const [from, to] = [firstDay(period), lastDay(period)];
    const people = peopleOfMonth({
      ...{ roster, from, to, asOf },
      punches: await this.punches(hall, from, to, knownAt),
      leaves: await this.leaves(hall, from, to, knownAt),
      complete: await this.completeness.stated(hall, period, FEEDS.attendance, knownAt),
    });
    const segments = segmentsOf(inForce, period);
    const calendar = this.notices.calendar();
    const months = people.map((person) => ({ person, verdicts: verdictsOf(person, segments, calendar) }));
    const windows = roster.windows.map(({ id }) => id);
    return { months, windows, judged: segments.flatMap(({ days }) => days) };
  }

  private async punches(hall: string, from: CivilDate, to: CivilDate, knownAt: CivilTime): Promise<StoredPunch[]> {
    const { first, last } = markSpan(from, to);
    const rows = await this.database.read.find(PunchEntity, { where: { hall, at: Between(first, last) } });
    return rows
      .filter((row) => takenBy(row.batch, knownAt))
      .filter(isKnownSource)
      .map(({ source, person, at, kind, device, batch, line }) => ({
        ...{ source, person, at, device, evidence: `${batch}#${String(line)}` },
        kind: kind === 'correction' ? ('correction' as const) : ('punch' as const),
      }));
  }

  private async leaves(hall: string, from: CivilDate, to: CivilDate, knownAt: CivilTime): Promise<StoredLeave[]> {
    const rows = await this.database.read.find(LeaveSpellEntity, {
      where: {
        ...{ hall, source: In([...KEY_SOURCES]) },
        firstHalf: LessThanOrEqual(`${to} pm`),
        lastHalf: MoreThanOrEqual(`${from} am`),
      },
    });
    return rows
      .filter((row) => takenBy(row.batch, knownAt))
      .filter(isKnownSource)
      .map(({ source, person, kind, halves, standIn, batch, line }) => ({
        ...{ source, person, standIn, evidence: `${batch}#${String(line)}` },
        kind: kind as LeaveKind,
        halves: halves.split(','),
      }));
  }

  /** What was said about both feeds, clipped to the days that could be judged. */
  private async coverage(
    hall: string,
    period: Period,
    judged: readonly CivilDate[],
    knownAt: CivilTime,
  ): Promise<Coverage[]> {
    const [first, last] = [judged[0], judged.at(-1)];
    const stated = await Promise.all(
      Object.entries(FEEDS).map(async ([source, feed]) =>
        (await this.completeness.stated(hall, period, feed, knownAt)).map((span) => ({ source, span })),
      ),
    );
    return stated.flat().flatMap(({ source, span }) => {
      if (first === undefined || last === undefined) return [];
      const [from, to] = [span.from < first ? first : span.from, span.to > last ? last : span.to];
      return from > to ? [] : [{ source, from, to, ...(span.scope === 'hall' ? {} : { windows: [span.scope] }) }];
    });
  }
}

interface Segment extends DatedSchedule {
  readonly days: readonly CivilDate[];
}

/** The days of the month by the schedule that holds on them; days before the first schedule belong to none. */
function segmentsOf(inForce: readonly DatedSchedule[], period: Period): Segment[] {
  const days = daysBetween(firstDay(period), lastDay(period));
  return inForce.map((dated, index) => {
    const next = inForce[index + 1]?.from;
    return { ...dated, days: days.filter((day) => dated.from <= day && (next === undefined || day < next)) };
  });
}

function verdictsOf(person: MonthPerson, segments: readonly Segment[], calendar: StatutoryCalendar): DayVerdict[] {
  return segments.flatMap(({ schedule, days }) => {
    const own = person.days.filter((day) => days.includes(day));
    return judgePerson(schedule, new OpenDays(calendar, openRuleOf(schedule)), { ...person, days: own });
  });
}

function isKnownSource<T extends { source: string }>(row: T): row is T & { source: (typeof KEY_SOURCES)[number] } {
  return KEY_SOURCES.some((source) => source === row.source);
}

function endOf(period: Period): CivilTime {
  return `${lastDay(period)} 23:59:59`;
}
