import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { canonicalJson, sha256 } from 'src/common/canonical';
import { addDays, ALWAYS, type CivilDate, type CivilTime } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { foldCode } from 'src/common/text';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { AttendanceIncidentEntity, PunchEntity } from 'src/modules/attendance/attendance.entity';
import { PeriodService } from 'src/modules/calendar';
import { OrganisationService } from 'src/modules/organisation';
import { Between, In, LessThanOrEqual, MoreThanOrEqual, type EntityManager } from 'typeorm';
import {
  daysOf,
  firstDayOf,
  monthsOf,
  peopleOf,
  spanOf,
  type Incident,
  type IncidentScope,
  type PunchOnDevice,
  type SpanAsked,
} from './incident';
import {
  incidentFuture,
  incidentMissing,
  incidentNobodyFound,
  incidentNobodyNamed,
  incidentReason,
  incidentRepeated,
  incidentReversed,
  incidentSpan,
  incidentUnknown,
} from './refusals';

export interface IncidentRequest extends SpanAsked, IncidentScope {
  readonly reason: string;
  readonly evidence?: string;
}

/** Who enters something, and when. */
export interface Entered {
  readonly by: Actor;
  readonly at: CivilTime;
}

const LONGEST_TEXT = 300;
const LOOK_BACK_DAYS = 31;
const SOURCES = ['staff-number', 'pin', 'userId', 'phone'] as const;

/** Keeps the device failures of a hall. Nothing is edited or deleted: an entry that should not hold is reversed. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly rosters: OrganisationService,
  ) {}

  /**
   * Records a failure. The people are looked up now and kept by name: who is found later is not excused by it. Throws
   * the refusals of this folder and `calendar.period-frozen` when one of its months takes no facts any more.
   */
  async record(hall: string, request: IncidentRequest, { by, at }: Entered): Promise<Incident> {
    allow(by, 'import:write', { hall });
    const span = spanOf(request);
    if (span === undefined) throw incidentSpan({});
    if (span.to.slice(0, 10) > at.slice(0, 10)) throw incidentFuture({ to: span.to, now: at });
    const [reason, evidence] = [request.reason.trim(), request.evidence?.trim() ?? ''];
    this.assertReason(reason, by, evidence);
    const scope = scopeOf(request);
    if (Object.keys(scope).length === 0) throw incidentNobodyNamed({});
    const people = await this.people(hall, scope, daysOf(span));
    const stamp = { recordedBy: by.name, recordedAt: at, reversed: null };
    return this.database.write(async (manager) => {
      const incident = {
        ...span,
        firstDay: await this.hold(manager, hall, span),
        scope,
        people,
        reason,
        evidence,
        ...stamp,
      };
      const id = await this.newId(manager, hall, incident);
      await manager.insert(AttendanceIncidentEntity, {
        ...{ hall, id, entry: 'recorded', firstDay: incident.firstDay, fromAt: span.from, toAt: span.to },
        ...{
          scope: JSON.stringify(scope),
          people: people.join(','),
          reason,
          evidence,
          enteredAt: at,
          enteredBy: by.id,
        },
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: 'incident.record', subject: id, reason },
        after: { ...span, scope, people, evidence },
      });
      return { id, ...incident };
    });
  }

  /** Takes a failure back. Throws `attendance.incident-missing`, `.incident-reversed` and `calendar.period-frozen`. */
  async reverse(hall: string, id: string, reason: string, { by, at }: Entered): Promise<Incident> {
    allow(by, 'import:write', { hall }, () => incidentMissing({ id }));
    this.assertReason(reason.trim(), by);
    return this.database.write(async (manager) => {
      const [incident] = incidentsOf(await this.entriesOf(manager, hall, id.trim()));
      if (incident === undefined) throw incidentMissing({ id });
      if (incident.reversed)
        throw incidentReversed({ id: incident.id, by: incident.reversed.by, at: incident.reversed.at });
      await this.periods.holdForFacts(manager, hall, monthsOf(incident));
      await manager.insert(AttendanceIncidentEntity, {
        ...{ hall, id: incident.id, entry: 'reversed', firstDay: incident.firstDay, fromAt: incident.from },
        ...{ toAt: incident.to, scope: '{}', people: '', reason: reason.trim(), evidence: '' },
        ...{ enteredAt: at, enteredBy: by.id },
      });
      await recordChange(manager, by, at, {
        ...{ hall, action: 'incident.reverse', subject: incident.id, reason: reason.trim() },
        before: { from: incident.from, to: incident.to, scope: incident.scope },
      });
      return { ...incident, reversed: { reason: reason.trim(), by: by.name, at } };
    });
  }

  /** The failures that touch the days, for those who may look at imports. */
  async shown(actor: Actor, hall: string, from: CivilDate, to: CivilDate): Promise<Incident[]> {
    allow(actor, 'import:read', { hall });
    return this.list(hall, from, to);
  }

  /** The failures that touch the days, reversed ones too, in order of time. `knownAt`: as recorded by then. */
  async list(hall: string, from: CivilDate, to: CivilDate, knownAt: CivilTime = ALWAYS): Promise<Incident[]> {
    const rows = await this.database.read.find(AttendanceIncidentEntity, {
      where: {
        ...{ hall, enteredAt: LessThanOrEqual(knownAt) },
        ...{ firstDay: LessThanOrEqual(to), toAt: MoreThanOrEqual(from) },
      },
    });
    return incidentsOf(rows);
  }

  /**
   * The first attendance day it may change, its months held open. The day before, where a night shift may end in the
   * time, is left out when its month takes no facts any more.
   */
  private async hold(manager: EntityManager, hall: string, span: Pick<Incident, 'from' | 'to'>): Promise<CivilDate> {
    const date = span.from.slice(0, 10);
    await this.periods.holdForFacts(manager, hall, monthsOf({ firstDay: date, to: span.to }));
    const before = firstDayOf(span.from);
    const frozen = await this.periods.frozen(hall);
    if (before === date || frozen.includes(before.slice(0, 7))) return date;
    await this.periods.holdForFacts(manager, hall, [before.slice(0, 7)]);
    return before;
  }

  /** Two who undo the same wait for each other; the embedded engine has one writer at a time. */
  private entriesOf(manager: EntityManager, hall: string, id: string): Promise<AttendanceIncidentEntity[]> {
    const lock = this.database.engine === 'embedded' ? {} : { lock: { mode: 'pessimistic_write' as const } };
    return manager.find(AttendanceIncidentEntity, { where: { hall, id }, ...lock });
  }

  private async people(hall: string, scope: IncidentScope, days: readonly CivilDate[]): Promise<string[]> {
    const { roster } = await this.rosters.prepareFor(hall);
    if (roster === null) throw incidentNobodyFound({ devices: '' });
    const punches = await this.punchesOn(hall, scope.devices ?? [], days);
    const { people, unknown } = peopleOf(scope, { roster, days, punches });
    if (unknown.length > 0) throw incidentUnknown({ unknown: unknown.join('、') });
    if (people.length === 0) throw incidentNobodyFound({ devices: (scope.devices ?? []).join('、') });
    return people;
  }

  private async punchesOn(
    hall: string,
    devices: readonly string[],
    days: readonly CivilDate[],
  ): Promise<PunchOnDevice[]> {
    const [first, last] = [days[0], days.at(-1)];
    if (devices.length === 0 || first === undefined || last === undefined) return [];
    const rows = await this.database.read.find(PunchEntity, {
      where: {
        ...{ hall, source: In([...SOURCES]), device: In([...devices]) },
        at: Between(`${addDays(first, -LOOK_BACK_DAYS)} 00:00:00`, `${last} 23:59:59`),
      },
    });
    return rows.flatMap(({ source, person, at, device }) => {
      const known = SOURCES.find((one) => one === source);
      return known === undefined ? [] : [{ source: known, person, date: at.slice(0, 10), device }];
    });
  }

  private assertReason(reason: string, by: Actor, evidence = ''): void {
    const long = reason.length > LONGEST_TEXT || evidence.length > LONGEST_TEXT;
    if (reason === '' || by.name.trim() === '' || long) throw incidentReason({});
  }

  /** Of what is recorded; the same again is refused while it holds. */
  private async newId(manager: EntityManager, hall: string, incident: Omit<Incident, 'id'>): Promise<string> {
    const { from, to, people, reason } = incident;
    for (let again = 0; ; again++) {
      const id = sha256(canonicalJson({ hall, from, to, people, reason, again })).slice(0, 8);
      const [known] = incidentsOf(await this.entriesOf(manager, hall, id));
      if (known === undefined) return id;
      if (known.reversed === null) throw incidentRepeated({ id });
    }
  }
}

function scopeOf({ everybody, people, windows, devices }: IncidentScope): IncidentScope {
  const named = (list: readonly string[] | undefined): string[] =>
    [...new Set((list ?? []).map(foldCode).filter((one) => one !== ''))].sort();
  const scope = { people: named(people), windows: named(windows), devices: named(devices) };
  const lists = Object.entries(scope).filter(([, list]) => list.length > 0);
  return { ...(everybody === true ? { everybody } : {}), ...Object.fromEntries(lists) };
}

function incidentsOf(rows: readonly AttendanceIncidentEntity[]): Incident[] {
  const reversals = new Map(rows.filter(({ entry }) => entry === 'reversed').map((row) => [row.id, row]));
  return rows
    .filter(({ entry }) => entry === 'recorded')
    .map(({ id, fromAt, toAt, firstDay, scope, people, reason, evidence, enteredBy, enteredAt }) => {
      const undone = reversals.get(id);
      const reversed = undone && { reason: undone.reason, by: nameOf(undone.enteredBy), at: undone.enteredAt };
      return {
        ...{ id, from: fromAt, to: toAt, firstDay, scope: JSON.parse(scope) as IncidentScope },
        ...{ people: people.split(','), reason, evidence, recordedBy: nameOf(enteredBy), recordedAt: enteredAt },
        reversed: reversed ?? null,
      };
    })
    .sort((a, b) => (`${a.from} ${a.id}` < `${b.from} ${b.id}` ? -1 : 1));
}

/** What stands behind the kind of actor: `cli:王某` → 王某. */
function nameOf(actor: string): string {
  return actor.replace(/^[a-z]+:/, '');
}
