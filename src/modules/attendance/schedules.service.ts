import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { sha256 } from 'src/common/canonical';
import type { Actor } from 'src/common/actor';
import {
  addMonths,
  ALWAYS,
  firstDay,
  lastDay,
  periodOf,
  type CivilDate,
  type CivilTime,
  type Period,
} from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { AttendanceScheduleEntity } from './attendance.entity';
import { scheduleFromTaken, scheduleMonthClosed, scheduleUnreadable } from './refusals';
import type { Schedule } from './schedule';
import { scheduleFrom } from './schedules/schedule-text';

/** A schedule and the first day on which it holds. */
export interface DatedSchedule {
  readonly from: CivilDate;
  readonly revision: number;
  readonly schedule: Schedule;
}

const LARGEST = 60_000;
const SHIPPED = join(__dirname, 'schedules');

/** Reads a schedule file, or a shipped one by its name (`lianshui`). Throws the refusals of `scheduleFrom`. */
export function readSchedule(path: string): { text: string; schedule: Schedule } {
  const shipped = join(SHIPPED, `${basename(path)}.yaml`);
  const file = !existsSync(path) && existsSync(shipped) ? shipped : path;
  let text: string;
  try {
    if (statSync(file).size > LARGEST) throw new Error('larger than 60 KB');
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw scheduleUnreadable({ source: basename(path), cause: causeOf(error) });
  }
  return { text, schedule: scheduleFrom(text, basename(path)) };
}

function causeOf(error: unknown): { zh: string; en: string } {
  const message = error instanceof Error ? error.message : String(error);
  const missing = (error as { code?: string }).code === 'ENOENT';
  return missing ? { zh: '没有这个文件', en: 'there is no such file' } : { zh: message, en: message };
}

/** Names of the shipped schedules. */
export function shippedSchedules(): string[] {
  return readdirSync(SHIPPED)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();
}

/** Keeps the schedules of a hall. What was added is never changed: a correction is a new revision of the same beginning. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
  ) {}

  /**
   * Adds a schedule from a day on. Days of months that take no facts any more keep the hours by which they were judged.
   * Throws the refusals of `scheduleFrom`, `attendance.schedule-from-taken` and `attendance.schedule-month-closed`.
   */
  async add(hall: string, from: CivilDate, text: string, by: Actor, at: CivilTime): Promise<DatedSchedule> {
    const schedule = scheduleFrom(text, from);
    return this.database.write(async (manager) => {
      await this.assertOpen(manager, hall, from);
      const [last] = await manager.find(AttendanceScheduleEntity, {
        where: { hall, fromDate: from },
        order: { revision: 'DESC' },
        take: 1,
      });
      if (last?.content === text) throw scheduleFromTaken({ from });
      const revision = (last?.revision ?? 0) + 1;
      await manager.insert(AttendanceScheduleEntity, {
        ...{ hall, fromDate: from, revision, content: text, addedAt: at, addedBy: by.id },
        name: schedule.name.slice(0, 120),
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: 'attendance.schedule-add', subject: `${from}/${String(revision)}` },
        before: last ? { revision: last.revision, digest: sha256(last.content) } : null,
        after: { revision, digest: sha256(text), name: schedule.name },
      });
      return { from, revision, schedule };
    });
  }

  /** None of the months in which the schedule would hold is closed, or closes meanwhile. */
  private async assertOpen(manager: EntityManager, hall: string, from: CivilDate): Promise<void> {
    const [following] = await manager.find(AttendanceScheduleEntity, {
      where: { hall, fromDate: MoreThan(from) },
      order: { fromDate: 'ASC' },
      take: 1,
    });
    const closed = (await this.periods.holdFrom(manager, hall, periodOf(from))).filter(
      ({ month, state }) => !acceptsFacts(state) && (following === undefined || firstDay(month) < following.fromDate),
    );
    const last = closed.at(-1);
    if (last === undefined) return;
    const months = closed.map(({ month }) => month).join('、');
    throw scheduleMonthClosed({ from, months, next: firstDay(addMonths(last.month, 1)) });
  }

  /** All beginnings with their latest revision, in order of time. */
  async list(hall: string, knownAt: CivilTime = ALWAYS): Promise<DatedSchedule[]> {
    const rows = await this.database.read.find(AttendanceScheduleEntity, {
      where: { hall, addedAt: LessThanOrEqual(knownAt) },
      order: { fromDate: 'ASC', revision: 'ASC' },
    });
    const latest = new Map(rows.map((row) => [row.fromDate, row]));
    return [...latest.values()].map((row) => ({
      from: row.fromDate,
      revision: row.revision,
      schedule: scheduleFrom(row.content, `${row.name}（${row.fromDate}）`),
    }));
  }

  /** The schedules that hold in the month, in order of time; the first may have begun before it. */
  async inForce(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<DatedSchedule[]> {
    const begun = (await this.list(hall, knownAt)).filter(({ from }) => from <= lastDay(period));
    const start = begun.findLastIndex(({ from }) => from <= `${period}-01`);
    return begun.slice(Math.max(start, 0));
  }
}
