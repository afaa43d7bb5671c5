import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { ALWAYS, firstDay, lastDay, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import { recordChange } from 'src/modules/audit';
import { ConnectorSourceEntity } from 'src/modules/intake/connector.entity';
import { IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import {
  daysOwed,
  daysStated,
  missingDays,
  type DayCoverage,
  type ScopeCoverage,
  type Span,
  type StatedBy,
} from './coverage';
import { SourceCoverageEntity } from 'src/modules/intake/intake.entity';
import { waiverReasonMissing } from 'src/modules/intake/refusals';
import { WHOLE_HALL } from 'src/modules/intake/store/batch';

/** How complete a source is in a month. */
export interface SourceState {
  readonly source: string;
  /** Every day of the month is called complete for the whole hall. */
  readonly complete: boolean;
  /** Days nobody has called complete for the whole hall. */
  readonly missing: readonly CivilDate[];
  /** The same for each device or window that something was said about. */
  readonly scopes: readonly ScopeCoverage[];
  readonly waivers: readonly { readonly scope: string; readonly by: string; readonly reason: string }[];
  /** Every day of the month with those who call it complete for the whole hall. */
  readonly days: readonly DayCoverage[];
  /** Everything that was said about days of the month. */
  readonly stated: readonly (StatedBy & { readonly at: CivilTime; readonly batch: string | null })[];
  /** The declared sources that deliver it and say until when they are complete. */
  readonly declared: readonly DeclaredState[];
}

/** What a declared source owes of a month. */
export interface DeclaredState {
  readonly name: string;
  /** The day from which on it delivers. */
  readonly since: CivilDate;
  /** The last day it called complete before the end of the month; null: none. */
  readonly completeTo: CivilDate | null;
  /** Days of the month from `since` on that it has not called complete itself. */
  readonly missing: readonly CivilDate[];
}

/** Days for which a source is complete, and who says so. */
export interface StatedSpan extends Span {
  readonly source: string;
  readonly statedBy: string;
  readonly batch: string | null;
}

@Injectable()
export class CoverageService {
  constructor(private readonly database: Database) {}

  /** For each source, in the order given, which days of the month are missing. */
  async coverage(hall: string, period: Period, sources: readonly string[]): Promise<SourceState[]> {
    const rows = await this.rows(hall, period);
    const declared = await this.declared(hall);
    return Promise.all(
      sources.map(async (source) => {
        const own = rows.filter((row) => row.source === source);
        const waivers = own.flatMap(waiverOf);
        const stated = own.filter((row) => row.waivedBy === null).map(statementOf);
        const [whole, ...scopes] = missingDays(period, stated, WHOLE_HALL);
        const missing = whole?.missing ?? [];
        const days = daysStated(period, stated, WHOLE_HALL);
        const owing = await Promise.all(
          declared.filter(({ feed }) => feed === source).map((one) => this.owing(hall, period, one)),
        );
        return { source, complete: missing.length === 0, missing, scopes, waivers, days, stated, declared: owing };
      }),
    );
  }

  /** The enabled sources that say until when they are complete, by name. */
  private async declared(hall: string): Promise<{ name: string; feed: string; since: CivilDate }[]> {
    const rows = await this.database.read.find(ConnectorSourceEntity, {
      where: { hall },
      order: { name: 'ASC', version: 'ASC' },
    });
    const newest = [...new Map(rows.map((row) => [row.name, row])).values()].filter(({ enabled }) => enabled === 1);
    return newest.flatMap(({ name, feed, settings }) => {
      const { complete } = JSON.parse(settings) as { readonly complete?: { readonly since: CivilDate } };
      return complete ? [{ name, feed, since: complete.since }] : [];
    });
  }

  private async owing(
    hall: string,
    period: Period,
    { name, feed, since }: { name: string; feed: string; since: CivilDate },
  ): Promise<DeclaredState> {
    const own = { hall, source: feed, statedBy: `source:${name}`, waivedBy: IsNull() };
    const spans = await this.database.read.find(SourceCoverageEntity, {
      where: { ...own, dateFrom: LessThanOrEqual(lastDay(period)) },
      order: { dateTo: 'DESC' },
    });
    const last = spans[0]?.dateTo ?? null;
    const completeTo = last !== null && last > lastDay(period) ? lastDay(period) : last;
    const missing = daysOwed(
      period,
      since,
      spans.map(({ dateFrom, dateTo }) => ({ from: dateFrom, to: dateTo })),
    );
    return { name, since, completeTo, missing };
  }

  /** What was said about a source for days of the month until `knownAt`; scope `hall` is the whole hall. */
  async stated(hall: string, period: Period, source: string, knownAt: CivilTime = ALWAYS): Promise<StatedSpan[]> {
    const rows = await this.rows(hall, period, knownAt);
    return rows.filter((row) => row.source === source && row.waivedBy === null).map(spanOf);
  }

  /** Sources let pass by name in the month; scope `hall` is the whole hall. */
  async waivers(
    hall: string,
    period: Period,
    knownAt: CivilTime = ALWAYS,
  ): Promise<{ source: string; scope: string; by: string; reason: string }[]> {
    const rows = await this.rows(hall, period, knownAt);
    return rows.flatMap((row) => waiverOf(row).map((waiver) => ({ source: row.source, ...waiver })));
  }

  /** A silent source is let pass by name for a month. Throws `intake.waiver-reason`. */
  async waive(
    hall: string,
    source: string,
    period: Period,
    waiver: { by: Actor; reason: string; at: string; scope?: string },
  ): Promise<void> {
    if (waiver.reason.trim() === '' || waiver.by.name.trim() === '') throw waiverReasonMissing({ source });
    const row = {
      id: randomUUID(),
      hall,
      source,
      scope: waiver.scope ?? WHOLE_HALL,
      dateFrom: firstDay(period),
      dateTo: lastDay(period),
      statedBy: waiver.by.id,
      statedAt: waiver.at,
      batch: null,
      waivedBy: waiver.by.name,
      reason: waiver.reason.trim(),
    };
    await this.database.write(async (manager) => {
      await manager.insert(SourceCoverageEntity, row);
      await recordChange(manager, waiver.by, waiver.at, {
        ...{ hall, action: 'coverage.waive', subject: source, reason: row.reason },
        after: { scope: row.scope, month: period },
      });
    });
  }

  /** A person says that a source is complete on these days, for the hall or one window. */
  async state(
    hall: string,
    source: string,
    span: { readonly from: CivilDate; readonly to: CivilDate; readonly scope?: string },
    { by, at }: { readonly by: Actor; readonly at: CivilTime },
  ): Promise<void> {
    const { from, to, scope = WHOLE_HALL } = span;
    const said = { statedBy: by.id, statedAt: at, batch: null, waivedBy: null, reason: null };
    const row = { id: randomUUID(), hall, source, scope, dateFrom: from, dateTo: to, ...said };
    await this.database.write(async (manager) => {
      await manager.insert(SourceCoverageEntity, row);
      await recordChange(manager, by, at, {
        ...{ hall, action: 'coverage.state', subject: source },
        after: { scope, from, to },
      });
    });
  }

  private rows(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<SourceCoverageEntity[]> {
    return this.database.read.find(SourceCoverageEntity, {
      where: {
        hall,
        statedAt: LessThanOrEqual(knownAt),
        dateFrom: LessThanOrEqual(lastDay(period)),
        dateTo: MoreThanOrEqual(firstDay(period)),
      },
      order: { source: 'ASC', dateFrom: 'ASC', id: 'ASC' },
    });
  }
}

function spanOf(row: SourceCoverageEntity): StatedSpan {
  const { source, scope, dateFrom, dateTo, statedBy, batch } = row;
  return { source, scope, from: dateFrom, to: dateTo, statedBy, batch };
}

function statementOf(row: SourceCoverageEntity): SourceState['stated'][number] {
  const { scope, dateFrom, dateTo, statedBy, statedAt, batch } = row;
  return { scope, from: dateFrom, to: dateTo, by: statedBy, at: statedAt, batch };
}

function waiverOf(row: SourceCoverageEntity): SourceState['waivers'][number][] {
  return row.waivedBy === null ? [] : [{ scope: row.scope, by: row.waivedBy, reason: row.reason ?? '' }];
}
