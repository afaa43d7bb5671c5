import { Injectable } from '@nestjs/common';
import { ALWAYS, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { LeaveSpellEntity } from 'src/modules/attendance/attendance.entity';
import { AttendanceEntryEntity, MeetingSignInEntity, SwapNoticeEntity } from 'src/modules/attendance/entries.entity';
import type { Half } from 'src/modules/attendance/leave';
import { isLeaveKind } from 'src/modules/attendance/leave-kinds';
import type { StoredSignIn } from 'src/modules/attendance/month/meeting-facts';
import type { StoredLeave } from 'src/modules/attendance/month/people';
import type { StoredSwap } from 'src/modules/attendance/month/staffing-facts';
import type { MeetingKind, MeetingStatus } from 'src/modules/attendance/registers/meeting';
import type { SwapContent } from 'src/modules/attendance/registers/swap';
import { takenBy } from 'src/modules/intake/store/batch';
import { Between, In, LessThanOrEqual, MoreThanOrEqual, type EntityManager } from 'typeorm';
import { standing, type LeaveContent } from './entry';

const KEY_SOURCES = ['staff-number', 'pin', 'userId', 'phone'] as const;

/** Leave, meetings and notices as registers and people recorded them, up to a time of recording. */
@Injectable()
export class SpellsService {
  constructor(private readonly database: Database) {}

  /** Every leave that touches the days, from registers and entered by hand. */
  async leaves(
    hall: string,
    from: CivilDate,
    to: CivilDate,
    knownAt: CivilTime = ALWAYS,
    manager: EntityManager = this.database.read,
  ): Promise<StoredLeave[]> {
    const rows = await manager.find(LeaveSpellEntity, {
      where: {
        ...{ hall, source: In([...KEY_SOURCES]) },
        firstHalf: LessThanOrEqual(`${to} pm`),
        lastHalf: MoreThanOrEqual(`${from} am`),
      },
    });
    const registered = rows.flatMap((row): StoredLeave[] => {
      const source = KEY_SOURCES.find((one) => one === row.source);
      if (source === undefined || !isLeaveKind(row.kind) || !takenBy(row.batch, knownAt)) return [];
      const { person, kind, halves, standIn, document, minutes, batch, line } = row;
      const further = { ...(document !== null && { document }), ...(minutes !== null && { minutes }) };
      return [
        { source, person, kind, halves: halves.split(','), standIn, ...further, evidence: `${batch}#${String(line)}` },
      ];
    });
    const entries = await this.entries(manager, hall, 'leave', { from, to }, knownAt);
    return [...registered, ...entries.map(spellOf)];
  }

  /** Meetings of the days, in order of recording. */
  async signIns(hall: string, from: CivilDate, to: CivilDate, knownAt: CivilTime = ALWAYS): Promise<StoredSignIn[]> {
    const rows = await this.database.read.find(MeetingSignInEntity, {
      where: { hall, date: Between(from, to) },
      order: { batch: 'ASC', line: 'ASC', id: 'ASC' },
    });
    return rows
      .filter(({ batch }) => takenBy(batch, knownAt))
      .map(({ id, person, date, event, kind, halves, status, signedAt, minutes, batch, line }) => ({
        ...{ id, person, date, event, signedAt, minutes, evidence: `${batch}#${String(line)}` },
        kind: kind as MeetingKind,
        halves: halves === '' ? [] : (halves.split(',') as Half[]),
        status: status as MeetingStatus,
      }));
  }

  /** All notices of changed staff: a certificate of last year still says something. */
  async swaps(hall: string, knownAt: CivilTime = ALWAYS): Promise<StoredSwap[]> {
    const rows = await this.database.read.find(SwapNoticeEntity, {
      where: { hall },
      order: { effectiveOn: 'ASC', id: 'ASC' },
    });
    const registered = rows
      .filter(({ batch }) => takenBy(batch, knownAt))
      .map(({ staff, content, batch, line }) => ({
        ...(JSON.parse(content) as SwapContent),
        ...{ staff, evidence: `${batch}#${String(line)}` },
      }));
    const always = { from: '0000-01-01', to: '9999-12-31' };
    const entries = await this.entries(this.database.read, hall, 'swap', always, knownAt);
    return [
      ...registered,
      ...entries.map(({ id, staff, content }) => ({
        ...(JSON.parse(content) as SwapContent),
        ...{ staff, evidence: `entry:${id}` },
      })),
    ];
  }

  /** Entries of a kind that touch the days and that nobody took back, in order of recording. */
  async entries(
    manager: EntityManager,
    hall: string,
    kind: 'leave' | 'swap',
    { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
    knownAt: CivilTime = ALWAYS,
  ): Promise<AttendanceEntryEntity[]> {
    const rows = await manager.find(AttendanceEntryEntity, {
      where: {
        ...{ hall, kind, firstDay: LessThanOrEqual(to), lastDay: MoreThanOrEqual(from) },
        recordedAt: LessThanOrEqual(knownAt),
      },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    return standing(rows);
  }
}

function spellOf({ id, staff, content }: AttendanceEntryEntity): StoredLeave {
  const { kind, halves, standIn, document, minutes } = JSON.parse(content) as LeaveContent;
  return {
    ...{ source: 'staff-number', person: staff, kind, halves, standIn, evidence: `entry:${id}` },
    ...(document !== '' && { document }),
    ...(minutes !== null && { minutes }),
  };
}
