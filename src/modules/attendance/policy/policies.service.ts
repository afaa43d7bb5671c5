import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { sha256 } from 'src/common/canonical';
import type { Actor } from 'src/common/actor';
import { ALWAYS, periodOf, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { AttendancePolicyEntity } from 'src/modules/attendance/entries.entity';
import { policyTaken, policyUnreadable } from 'src/modules/attendance/leaves/refusals';
import { PeriodService } from 'src/modules/calendar';
import { acceptsFacts } from 'src/modules/calendar/months/month-states';
import { periodFrozen } from 'src/modules/calendar/refusals';
import { LessThanOrEqual } from 'typeorm';
import type { AttendancePolicy, DatedPolicy } from './policy';
import { policyFrom } from './policy-text';

const LARGEST = 60_000;

/** Reads a policy file, or a shipped one by its name (`lianshui`). Throws the refusals of `policyFrom`. */
export function readPolicy(path: string): { text: string; policy: AttendancePolicy } {
  const shipped = join(__dirname, `${basename(path)}.yaml`);
  const file = !existsSync(path) && existsSync(shipped) ? shipped : path;
  let text: string;
  try {
    if (statSync(file).size > LARGEST) throw new Error('larger than 60 KB');
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw policyUnreadable({ source: basename(path), cause: error instanceof Error ? error.message : String(error) });
  }
  return { text, policy: policyFrom(text, basename(path)) };
}

/** Names of the shipped policies. */
export function shippedPolicies(): string[] {
  return readdirSync(__dirname)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();
}

/** Keeps what a hall decided on leave, stand-ins and staffing. A correction is a new revision of the same beginning. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
  ) {}

  /**
   * Adds a policy from a day on. Throws the refusals of `policyFrom`, `attendance.policy-taken` and, when the month of the
   * day or a later one takes no facts any more, `calendar.period-frozen`.
   */
  async add(hall: string, from: CivilDate, text: string, by: Actor, at: CivilTime): Promise<DatedPolicy> {
    const policy = policyFrom(text, from);
    return this.database.write(async (manager) => {
      const months = await this.periods.holdFrom(manager, hall, periodOf(from));
      const frozen = months.find(({ state }) => !acceptsFacts(state));
      if (frozen) throw periodFrozen({ hall, month: frozen.month, state: frozen.state });
      const [last] = await manager.find(AttendancePolicyEntity, {
        where: { hall, fromDate: from },
        order: { revision: 'DESC' },
        take: 1,
      });
      if (last?.content === text) throw policyTaken({ from });
      const revision = (last?.revision ?? 0) + 1;
      await manager.insert(AttendancePolicyEntity, {
        ...{ hall, fromDate: from, revision, content: text, addedAt: at, addedBy: by.id },
        name: policy.name.slice(0, 120),
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: 'attendance.policy-add', subject: `${from}/${String(revision)}` },
        before: last ? { revision: last.revision, digest: sha256(last.content) } : null,
        after: { revision, digest: sha256(text), name: policy.name },
      });
      return { from, revision, policy };
    });
  }

  /** All beginnings with their latest revision, in order of time, as known at a time. */
  async list(hall: string, knownAt: CivilTime = ALWAYS): Promise<DatedPolicy[]> {
    const rows = await this.database.read.find(AttendancePolicyEntity, {
      where: { hall, addedAt: LessThanOrEqual(knownAt) },
      order: { fromDate: 'ASC', revision: 'ASC' },
    });
    const latest = new Map(rows.map((row) => [row.fromDate, row]));
    return [...latest.values()].map((row) => ({
      from: row.fromDate,
      revision: row.revision,
      policy: policyFrom(row.content, `${row.name}（${row.fromDate}）`),
    }));
  }
}
