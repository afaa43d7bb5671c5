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
import type { Roster } from 'src/modules/organisation/roster';
import type { Coverage, Fact, Occurrence } from 'src/modules/rules/facts';
import { Between } from 'typeorm';
import { PunchEntity } from './attendance.entity';
import { coverageOf, type Incident } from './incidents/incident';
import { IncidentsService } from './incidents/incidents.service';
import { overAllowances } from './leaves/over-allowance';
import { SpellsService } from './leaves/spells.service';
import { judgePerson, type DayVerdict } from './verdicts/judge';
import { occurrencesOf, talliesOf, type JudgedMonth } from './month/facts';
import { noStandInFact, overAllowanceFact } from './month/leave-facts';
import { pairFacts } from './month/pair-facts';
import { judgeWithMeetings } from './month/meeting-excuse';
import { latestSignIns, meetingFacts, meetingHalves, type StoredSignIn } from './month/meeting-facts';
import { markSpan, peopleOfMonth, type MonthPerson, type StoredPunch } from './month/people';
import { isCertified, staffingFacts } from './month/staffing-facts';
import { statisticsOf, type AttendanceStatistics } from './month/statistics';
import { PoliciesService } from './policy/policies.service';
import type { DatedPolicy } from './policy/policy';
import { openRuleOf } from './schedule';
import { SchedulesService, type DatedSchedule } from './schedules.service';
import type { SlipState, StoredSlip } from './slips/slip';
import { SlipsService } from './slips/slips.service';
import { coverOf, type CoverInput, type StandIn } from './stand-ins/cover';

/** Feeds whose completeness stands behind the sources that books name. */
const FEEDS = { attendance: 'punches', leave: 'leave' } as const;
/** Sources that need no schedule to be known. */
const REGISTERS = { meetings: 'meetings', roster: 'swaps' } as const;
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
    private readonly records: SpellsService,
    private readonly policies: PoliciesService,
    private readonly incidents: IncidentsService,
    private readonly slips: SlipsService,
  ) {}

  /**
   * Facts of the month as known at `asOf`: late, early, missing punches, absence and leave by name, and three tallies for
   * each window; with them the lines of 考勤统计. Days for which no schedule holds are not judged; without any schedule attendance is a silent source.
   * Throws `organisation.roster-missing`.
   */
  async factsOf(hall: string, period: Period, asOf: CivilTime, knownAt: CivilTime = ALWAYS): Promise<AttendanceFacts> {
    const month = await this.month(hall, period, asOf, knownAt);
    const { months, roster, policies, judged } = month;
    const staffing = await this.staffing(hall, period, policies, knownAt);
    const { standIns, uncovered } = coverOf({ months, roster, policies, certified: staffing.certified });
    const facts = [
      ...occurrencesOf(months),
      ...uncovered.map(noStandInFact),
      ...overAllowances(months, policies, period).map(overAllowanceFact),
      ...meetingFacts(month.meetings, roster, verdictsByDay(months)),
      ...staffing.facts,
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
    const windows = roster.windows.map(({ id }) => id);
    const stated = await this.coverage(hall, period, judged, knownAt);
    const coverage = [...stated, ...staffing.coverage, ...coverageOf(month.incidents, { roster, judged, stated })];
    return { facts: [...facts, ...talliesOf(months, windows)], coverage, statistics: statisticsOf(months), standIns };
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

  /**
   * The make-up slips of the month, each with what became of it; null: nothing was asked of the person that day. Throws
   * `organisation.roster-missing`.
   */
  async slipsOf(hall: string, period: Period, asOf: CivilTime): Promise<(StoredSlip & { state: SlipState | null })[]> {
    const { months } = await this.month(hall, period, asOf);
    const states = new Map(
      months.flatMap(({ person, verdicts }) =>
        verdicts.flatMap(({ date, slips }) =>
          slips.map(
            ({ half, way, evidence, state }) => [[person.id, date, half, way, evidence].join(' '), state] as const,
          ),
        ),
      ),
    );
    const all = await this.slips.list(hall, firstDay(period), lastDay(period));
    return all.map((slip) => {
      const { staff, date, half, way, evidence } = slip;
      return { ...slip, state: states.get([staff, date, half, way, evidence].join(' ')) ?? null };
    });
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

  private async month(hall: string, period: Period, asOf: CivilTime, knownAt: CivilTime = ALWAYS): Promise<Month> {
    const roster = await this.rosters.rosterOf(hall, period, knownAt === ALWAYS ? {} : { knownAt });
    const inForce = await this.schedules.inForce(hall, period, knownAt);
    const [from, to] = [firstDay(period), lastDay(period)];
    const policies = await this.policies.list(hall, knownAt);
    const meetings = latestSignIns(await this.records.signIns(hall, from, to, knownAt));
    // Days of a year are counted from its first day on.
    const since = policies.some(({ policy }) => policy.allowances) ? `${period.slice(0, 4)}-01-01` : from;
    const incidents = (await this.incidents.list(hall, from, to, knownAt)).filter(({ reversed }) => reversed === null);
    const people = peopleOfMonth({
      ...{ roster, from, to, asOf, incidents },
      slips: await this.slips.list(hall, from, to, knownAt),
      punches: await this.punches(hall, from, to, knownAt),
      leaves: await this.records.leaves(hall, since, to, knownAt),
      complete: await this.completeness.stated(hall, period, FEEDS.attendance, knownAt),
    });
    const segments = segmentsOf(inForce, period);
    const calendar = this.notices.calendar();
    const judge = (person: MonthPerson): DayVerdict[] => verdictsOf(person, segments, calendar);
    const taken = meetingHalves(meetings);
    const months = people.map((person) => ({ person, verdicts: judgeWithMeetings(person, taken, judge) }));
    return { months, roster, policies, meetings, incidents, judged: segments.flatMap(({ days }) => days) };
  }

  /** Changes of staff, who is not qualified, windows without B 岗; certificates count where the register of notices is complete. */
  private async staffing(
    hall: string,
    period: Period,
    policies: readonly DatedPolicy[],
    knownAt: CivilTime,
  ): Promise<{ facts: Occurrence[]; coverage: Coverage[]; certified: NonNullable<CoverInput['certified']> }> {
    const asked = policies.map(({ policy: { staffing, standIn } }) => ({
      notices: staffing !== undefined || standIn?.certificate === true,
      pairs: standIn?.pairs === true,
    }));
    const notices = asked.some((one) => one.notices);
    const pairs = asked.some((one) => one.pairs);
    if (!notices && !pairs) return { facts: [], coverage: [], certified: () => undefined };
    const stated = await this.completeness.stated(hall, period, REGISTERS.roster, knownAt);
    const complete = (day: CivilDate): boolean =>
      stated.some(({ scope, from, to }) => scope === 'hall' && from <= day && day <= to);
    const swaps = await this.records.swaps(hall, knownAt);
    const roster = await this.rosters.rosterOf(hall, null, knownAt === ALWAYS ? {} : { knownAt });
    const calendar = this.notices.calendar();
    const isWorkingDay = (day: CivilDate): boolean => calendar.isWorkingDay(day);
    const open = await this.openDaysOf(hall, period, knownAt);
    const isOpen = (day: CivilDate): boolean => open?.includes(day) ?? isWorkingDay(day);
    return {
      facts: [
        ...staffingFacts({ roster, period, swaps, policies, complete, isWorkingDay }),
        ...pairFacts({ roster, period, policies, isOpen }),
      ],
      // Where no notices are asked for, the roster alone tells all that is.
      coverage: notices ? [] : [{ source: 'roster', from: firstDay(period), to: lastDay(period) }],
      certified: (staff, half) =>
        complete(half.slice(0, 10)) ? isCertified(swaps, staff, half.slice(0, 10)) : undefined,
    };
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
    const registers = await Promise.all(
      Object.entries(REGISTERS).map(async ([source, feed]) =>
        (await this.completeness.stated(hall, period, feed, knownAt)).map((span) => spanOf(source, span)),
      ),
    );
    const judgedSpans = stated.flat().flatMap(({ source, span }) => {
      if (first === undefined || last === undefined) return [];
      const [from, to] = [span.from < first ? first : span.from, span.to > last ? last : span.to];
      return from > to ? [] : [spanOf(source, { ...span, from, to })];
    });
    return [...judgedSpans, ...registers.flat()];
  }
}

/** What the door gives: facts, what is known, the lines of 考勤统计, and who held whose post. */
export interface AttendanceFacts {
  readonly facts: readonly Fact[];
  readonly coverage: readonly Coverage[];
  readonly statistics: AttendanceStatistics[];
  readonly standIns: readonly StandIn[];
}

interface Month {
  readonly months: JudgedMonth[];
  readonly roster: Roster;
  readonly policies: readonly DatedPolicy[];
  readonly meetings: readonly StoredSignIn[];
  /** Device failures that hold. */
  readonly incidents: readonly Incident[];
  readonly judged: CivilDate[];
}

function spanOf(
  source: string,
  { from, to, scope }: { readonly from: CivilDate; readonly to: CivilDate; readonly scope: string },
): Coverage {
  return { source, from, to, ...(scope === 'hall' ? {} : { windows: [scope] }) };
}

function verdictsByDay(months: readonly JudgedMonth[]): Map<string, DayVerdict> {
  return new Map(
    months.flatMap(({ verdicts }) =>
      verdicts.map((verdict) => [`${verdict.person} ${verdict.date}`, verdict] as const),
    ),
  );
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
