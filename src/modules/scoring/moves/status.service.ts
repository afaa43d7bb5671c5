import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { allow } from 'src/common/permission';
import { PeriodService, type MonthRecord } from 'src/modules/calendar';
import { acceptsRulings } from 'src/modules/calendar/months/month-states';
import { STATE_NAMES, type Condition } from 'src/modules/calendar/months/month-table';
import { periodMissing } from 'src/modules/calendar/refusals';
import { RulesService } from 'src/modules/rules';
import { RunStore } from 'src/modules/scoring/run-store.service';
import { undecided } from 'src/modules/scoring/seal/approval';
import { gapTexts } from 'src/modules/scoring/seal/seal';
import { SectionReports } from 'src/modules/submissions';
import { ApprovalsService } from './approvals.service';
import { Conditions } from './conditions.service';
import { LocksService } from './locks/locks.service';
import { nextMoves, reasonsOf, type MonthStatus } from './month-status';
import { OfficeService } from './office/office.service';
import { rolesOf } from './who';

/** Where a month stands and what each next move still needs. */
@Injectable()
export class StatusService {
  constructor(
    private readonly periods: PeriodService,
    private readonly conditions: Conditions,
    private readonly locks: LocksService,
    private readonly approvals: ApprovalsService,
    private readonly offices: OfficeService,
    private readonly store: RunStore,
    private readonly sections: SectionReports,
    private readonly rules: RulesService,
    private readonly clock: Clock,
  ) {}

  /** Throws `calendar.period-missing`. */
  async of(hall: string, month: Period, actor: Actor): Promise<MonthStatus> {
    allow(actor, 'month:read', { hall }, () => periodMissing({ hall, month }));
    const record = await this.periods.find(hall, month);
    if (!record) throw periodMissing({ hall, month });
    const { state, revision, version, movedAt } = record;
    const { times, noticeUntil, openObjections, openAppeals, met } = await this.conditions.of(record);
    const office = await this.offices.of(hall);
    const result = await this.result(record);
    const lock = (await this.locks.list(record)).find((one) => one.state === 'waiting');
    // Closing links the chain itself.
    const more: Condition[] = ['audit-chain-linked'];
    if (result.scored && result.gaps.length === 0) more.push('coverage-complete');
    if (result.open.length === 0) more.push('edge-ties-decided');
    const names = result.open.map(({ name, names: who }) => `${name}（${who.join('、')}）`);
    const known = { times, noticeUntil, openObjections, openAppeals, gaps: result.gaps, undecided: names };
    return {
      ...{ hall, month, state, name: STATE_NAMES[state], revision, version, movedAt },
      deadlines: {
        submission: times.submissionUntil,
        verification: times.verificationUntil,
        reasons: reasonsOf(times.deadlines),
        calendarKnown: times.deadlines.calendarKnown,
      },
      ...(noticeUntil === undefined ? {} : { noticeUntil }),
      ...{ noticeDays: times.noticeDays, openObjections, office },
      ...(lock === undefined ? {} : { lock }),
      lateDepartments: await this.late(record),
      undecided: result.open,
      next: nextMoves(
        state,
        [...met, ...more],
        known,
        (to) => rolesOf(actor, { hall, from: state, to }, office.profile),
        office,
      ),
    };
  }

  private async late({ hall, month, state }: MonthRecord): Promise<string[]> {
    if (!acceptsRulings(state) || !(await this.rules.bookInForce(hall, month))) return [];
    const missing = await this.sections.missing(hall, month, hallTime(this.clock.now()));
    return missing.map(({ department }) => department);
  }

  /** What the newest run of the revision says. */
  private async result({ hall, month, revision }: MonthRecord) {
    const run = await this.store.find(hall, month, revision);
    const head = run && (await this.store.head(run.id));
    if (!head) return { scored: false, gaps: [], open: [] };
    const decisions = await this.approvals.decisions(hall, month, revision);
    const open = undecided(head.outcomes, decisions).map(({ outcome, names }) => ({
      ...{ outcome: outcome.code, name: outcome.name, names },
    }));
    return { scored: true, gaps: gapTexts(head.blocked), open };
  }
}
