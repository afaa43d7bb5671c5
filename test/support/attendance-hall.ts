import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'src/config/database.service';
import { AttendanceService, SchedulesService } from 'src/modules/attendance';
import { IncidentsService } from 'src/modules/attendance/incidents/incidents.service';
import { EntriesService } from 'src/modules/attendance/leaves/entries.service';
import { SpellsService } from 'src/modules/attendance/leaves/spells.service';
import { PoliciesService } from 'src/modules/attendance/policy/policies.service';
import { SlipsService } from 'src/modules/attendance/slips/slips.service';
import { PeriodService } from 'src/modules/calendar';
import type { Condition } from 'src/modules/calendar/months/month-table';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import type { TakeRequest } from 'src/modules/intake/intake.service';
import type { SampleHall } from './sample-hall';

/** Conditions of the moves of a month. */
const EVERYTHING: readonly Condition[] = [
  'verification-deadline-passed',
  'coverage-complete',
  'no-open-objection',
  'no-open-appeal',
  'audit-chain-linked',
  'reason-given',
];
const MODULES = {
  ...{ meetings: 'registers/meeting.feed', swaps: 'registers/swap.feed' },
  ...{ punches: 'punch.feed', leave: 'leave.feed', slips: 'slips/slip.feed' },
} as const;

/** The rooms of attendance over the sample hall, wired as the module does it. */
export class AttendanceHall {
  readonly periods: PeriodService;
  readonly schedules: SchedulesService;
  readonly incidents: IncidentsService;
  readonly attendance: AttendanceService;
  readonly policies: PoliciesService;
  readonly entries: EntriesService;

  constructor(
    readonly database: Database,
    readonly sample: SampleHall,
    /** Where files to be taken in are written. */
    private readonly folder: string,
  ) {
    const { notices, organisation, coverage } = sample;
    this.periods = new PeriodService(database);
    this.schedules = new SchedulesService(database, this.periods);
    this.incidents = new IncidentsService(database, this.periods, organisation);
    this.policies = new PoliciesService(database, this.periods);
    const spells = new SpellsService(database);
    this.entries = new EntriesService(database, this.periods, organisation, notices, this.policies, spells);
    this.attendance = new AttendanceService(
      ...([database, this.schedules, organisation, coverage, notices] as const),
      ...([spells, this.policies, this.incidents] as const),
      new SlipsService(database),
    );
  }

  /** Takes lines in as a file of the feed. */
  async take(
    name: keyof typeof MODULES,
    lines: readonly string[],
    more: Partial<TakeRequest> = {},
  ): Promise<ImportAnswer> {
    const file = join(this.folder, `${name}.csv`);
    writeFileSync(file, lines.join('\n'));
    const module = join(__dirname, '..', '..', 'src', 'modules', 'attendance', MODULES[name]);
    return this.sample.take('punches', file, { ...more, feed: { name: name as 'punches', module } });
  }

  async close(month: string, at: string): Promise<void> {
    const { version } = await this.periods.ensure(this.sample.hall, month, at);
    const way = { roles: ['operator' as const], met: EVERYTHING, overrides: [] };
    const request = { ...way, hall: this.sample.hall, month, to: 'closed' as const, expected: version, at };
    await this.database.write((manager) => this.periods.move(manager, request));
  }
}
