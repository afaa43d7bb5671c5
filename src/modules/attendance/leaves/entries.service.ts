import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { daysBetween, periodOf, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { AttendanceEntryEntity } from 'src/modules/attendance/entries.entity';
import { NOBODY_NAMED } from 'src/modules/attendance/leave';
import { minutesADay, type LeaveKind } from 'src/modules/attendance/leave-kinds';
import { isCertified, type StoredSwap } from 'src/modules/attendance/month/staffing-facts';
import type { StoredLeave } from 'src/modules/attendance/month/people';
import { PoliciesService } from 'src/modules/attendance/policy/policies.service';
import type { SwapContent } from 'src/modules/attendance/registers/swap';
import { NoticesService, PeriodService } from 'src/modules/calendar';
import { OrganisationService } from 'src/modules/organisation';
import { PeopleIndex } from 'src/modules/organisation/people';
import type { Roster } from 'src/modules/organisation/roster';
import type { EntityManager } from 'typeorm';
import type { Entry, LeaveContent } from './entry';
import { entryInvalid, entryMissing, entryReason, entryReversed, requestRefused } from './refusals';
import { decide, type LeaveRequest, type RequestWorld } from './request';
import { SpellsService } from './spells.service';

export interface Stamp {
  readonly reason: string;
  readonly by: Actor;
  readonly at: CivilTime;
}

const LONGEST_REASON = 300;

/** Leave and notices of changed staff that a person enters. Nothing is edited; what was wrong is taken back by an entry. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly organisation: OrganisationService,
    private readonly notices: NoticesService,
    private readonly policies: PoliciesService,
    private readonly spells: SpellsService,
  ) {}

  /**
   * Enters a leave. What the policy in force does not allow is refused (`attendance.leave-refused`), unless it was taken
   * `anyway`: then it is entered as it was, and the book may charge it. Throws `attendance.entry-invalid`,
   * `attendance.entry-reason` and, when a month it touches takes no facts any more, `calendar.period-frozen`.
   */
  async leave(
    hall: string,
    request: LeaveRequest,
    { anyway, minutes, ...stamp }: Stamp & { readonly anyway: boolean; readonly minutes?: number },
  ): Promise<Entry> {
    allow(stamp.by, 'import:write', { hall });
    checkStamp(stamp);
    return this.database.write(async (manager) => {
      await this.hold(manager, hall, request.from, request.to);
      const decided = decide(request, await this.world(manager, hall, request));
      if (decided.impossible.length > 0) throw entryInvalid({ problems: decided.impossible });
      if (decided.against.length > 0 && !anyway)
        throw requestRefused({ staff: request.staff, problems: decided.against });
      const { kind, standIn, document, approvedBy } = request;
      const usual = minutesADay(kind);
      const content: LeaveContent = {
        ...{ kind, halves: decided.halves, days: decided.days, standIn: standIn === '' ? NOBODY_NAMED : standIn },
        ...{ document, approvedBy, minutes: usual === undefined ? null : (minutes ?? usual) },
        anyway: decided.against.map(({ zh }) => zh).join('；'),
      };
      return this.insert(manager, hall, { ...request, kind: 'leave', content }, stamp);
    });
  }

  /** Enters a notice of changed staff. Throws `attendance.entry-invalid`, `attendance.entry-reason`, `calendar.period-frozen`. */
  async swap(hall: string, staff: string, content: SwapContent, stamp: Stamp): Promise<Entry> {
    allow(stamp.by, 'import:write', { hall });
    checkStamp(stamp);
    return this.database.write(async (manager) => {
      await this.hold(manager, hall, content.effectiveOn, content.effectiveOn);
      const roster = await this.organisation.rosterOf(hall, null);
      const unknown = [staff, content.replaced].filter((id) => id !== '' && !roster.staff.some((one) => one.id === id));
      const problems = unknown.map((id) => ({ zh: `花名册中没有工号 ${id}`, en: `the roster has no ${id}` }));
      if (content.window !== null && !roster.windows.some(({ id }) => id === content.window))
        problems.push({ zh: `花名册中没有窗口 ${content.window}`, en: `the roster has no window ${content.window}` });
      if (problems.length > 0) throw entryInvalid({ problems });
      const days = { from: content.effectiveOn, to: content.effectiveOn };
      return this.insert(manager, hall, { kind: 'swap', staff, ...days, content }, stamp);
    });
  }

  /** What was entered for days of a span, taken back or not, in order of recording. */
  async list(
    actor: Actor,
    hall: string,
    kind: Entry['kind'],
    { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
  ): Promise<Entry[]> {
    allow(actor, 'import:read', { hall });
    const rows = await this.database.read.find(AttendanceEntryEntity, {
      where: { hall, kind },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    const reversals = new Map(rows.flatMap((row) => (row.reverses === null ? [] : [[row.reverses, row] as const])));
    return rows
      .filter((row) => row.reverses === null && row.firstDay <= to && row.lastDay >= from)
      .map((row) => entryOf(row, reversals.get(row.id)));
  }

  /** Takes an entry back. Throws `attendance.entry-missing`, `.entry-reversed`, `.entry-reason`, `calendar.period-frozen`. */
  async reverse(hall: string, kind: Entry['kind'], id: string, stamp: Stamp): Promise<Entry> {
    allow(stamp.by, 'import:write', { hall }, () => entryMissing({ id }));
    checkStamp(stamp);
    return this.database.write(async (manager) => {
      // First of all: what is read afterwards includes the reversal that was waited for.
      const found = await this.locked(manager, hall, id);
      if (found?.kind !== kind || found.reverses !== null) throw entryMissing({ id });
      await this.hold(manager, hall, found.firstDay, found.lastDay);
      const before = await manager.findOneBy(AttendanceEntryEntity, { hall, reverses: id });
      if (before !== null) throw entryReversed({ id, by: before.recordedBy });
      const row = {
        ...{ hall, id: randomUUID(), kind: found.kind, staff: found.staff, content: '{}', reverses: id },
        ...{ firstDay: found.firstDay, lastDay: found.lastDay, ...recorded(stamp) },
      };
      await manager.insert(AttendanceEntryEntity, row);
      await recordChange(manager, stamp.by, stamp.at, {
        ...{ hall, action: `${kind}.reverse`, subject: id, reason: stamp.reason },
        before: { staff: found.staff, from: found.firstDay, to: found.lastDay, content: found.content },
      });
      return entryOf(found, row);
    });
  }

  private async insert(
    manager: EntityManager,
    hall: string,
    one: { kind: Entry['kind']; staff: string; from: CivilDate; to: CivilDate; content: LeaveContent | SwapContent },
    stamp: Stamp,
  ): Promise<Entry> {
    const row = {
      ...{ hall, id: randomUUID(), kind: one.kind, staff: one.staff, firstDay: one.from, lastDay: one.to },
      ...{ content: JSON.stringify(one.content), reverses: null, ...recorded(stamp) },
    };
    await manager.insert(AttendanceEntryEntity, row);
    await recordChange(manager, stamp.by, stamp.at, {
      ...{ hall, action: `${one.kind}.enter`, subject: row.id, reason: stamp.reason },
      after: { staff: one.staff, from: one.from, to: one.to, content: one.content },
    });
    return entryOf(row, undefined);
  }

  /** The embedded engine has one writer at a time and no row locks. */
  private async locked(manager: EntityManager, hall: string, id: string): Promise<AttendanceEntryEntity | null> {
    if (this.database.engine === 'embedded') return manager.findOneBy(AttendanceEntryEntity, { hall, id });
    return manager
      .createQueryBuilder(AttendanceEntryEntity, 'entry')
      .setLock('pessimistic_write')
      .where('entry.hall = :hall AND entry.id = :id', { hall, id })
      .getOne();
  }

  private async hold(manager: EntityManager, hall: string, from: CivilDate, to: CivilDate): Promise<void> {
    const days = to < from ? [from] : daysBetween(from, to);
    await this.periods.holdForFacts(manager, hall, [...new Set(days.map(periodOf))]);
  }

  private async world(manager: EntityManager, hall: string, { from, to }: LeaveRequest): Promise<RequestWorld> {
    const roster = await this.organisation.rosterOf(hall, null);
    const year = { from: `${from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` };
    const leaves = await this.spells.leaves(hall, year.from, year.to, undefined, manager);
    return worldOf(roster, leaves, {
      policies: await this.policies.list(hall),
      swaps: await this.spells.swaps(hall),
      isWorkingDay: (date) => this.notices.calendar().isWorkingDay(date),
    });
  }
}

function worldOf(
  roster: Roster,
  leaves: readonly StoredLeave[],
  known: Pick<RequestWorld, 'policies' | 'isWorkingDay'> & { readonly swaps: readonly StoredSwap[] },
): RequestWorld {
  const index = new PeopleIndex(roster);
  const away = new Map<string, LeaveKind>();
  const engaged = new Map<string, number>();
  for (const { source, person, kind, halves, standIn } of leaves) {
    const found = index.byKey(source === 'name' ? 'staff-number' : source, person, {
      date: halves[0]?.slice(0, 10) ?? '',
    });
    if (found.kind !== 'unique' || minutesADay(kind) !== undefined) continue;
    for (const half of halves) {
      away.set(`${found.value.id} ${half}`, kind);
      engaged.set(`${standIn} ${half}`, (engaged.get(`${standIn} ${half}`) ?? 0) + 1);
    }
  }
  const { policies, swaps, isWorkingDay } = known;
  return {
    ...{ roster, policies, isWorkingDay },
    onLeave: (staff, half) => away.has(`${staff} ${half}`),
    engaged: (staff, half) => engaged.get(`${staff} ${half}`) ?? 0,
    certified: (staff, half) => isCertified(swaps, staff, half.slice(0, 10)),
    used: (staff, kinds, year) =>
      [...away].filter(([key, kind]) => key.startsWith(`${staff} ${year}-`) && kinds.includes(kind)).length,
  };
}

function checkStamp({ reason, by }: Stamp): void {
  if (reason.trim() === '' || reason.length > LONGEST_REASON || by.name.trim() === '') throw entryReason({});
}

function recorded({ reason, by, at }: Stamp): { reason: string; recordedBy: string; recordedAt: string } {
  return { reason: reason.trim(), recordedBy: by.id, recordedAt: at };
}

function entryOf(
  row: Pick<AttendanceEntryEntity, 'id' | 'kind' | 'staff' | 'firstDay' | 'lastDay' | 'content'> &
    Pick<AttendanceEntryEntity, 'reason' | 'recordedBy' | 'recordedAt'>,
  reversal: Pick<AttendanceEntryEntity, 'reason' | 'recordedBy' | 'recordedAt'> | undefined,
): Entry {
  const head = {
    ...{ id: row.id, staff: row.staff, from: row.firstDay, to: row.lastDay },
    ...{ reason: row.reason, by: row.recordedBy, at: row.recordedAt },
    reversed: reversal ? { by: reversal.recordedBy, at: reversal.recordedAt, reason: reversal.reason } : null,
  };
  const content: unknown = JSON.parse(row.content);
  return row.kind === 'swap'
    ? { ...head, kind: 'swap', content: content as SwapContent }
    : { ...head, kind: 'leave', content: content as LeaveContent };
}
