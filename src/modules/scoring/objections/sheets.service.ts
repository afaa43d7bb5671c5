import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow, allows } from 'src/common/permission';
import { PeriodService } from 'src/modules/calendar';
import { acceptsRulings } from 'src/modules/calendar/months/month-states';
import { STATE_NAMES, type MonthState } from 'src/modules/calendar/months/month-table';
import type { Standing } from 'src/modules/scoring/engine/evaluation';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import { MonthDates, type MonthTimes } from 'src/modules/scoring/moves/dates.service';
import { OrganisationService } from 'src/modules/organisation';
import { monthNotScored, subjectUnknown } from 'src/modules/scoring/refusals';
import { RunStore, type RunRecord } from 'src/modules/scoring/run-store.service';
import { ScoreService } from 'src/modules/scoring/score.service';
import { ObjectionsService } from 'src/modules/submissions';
import { Findings, type Finding } from './findings.service';
import { namedLine, objectionable, openLine, sumsOf, type Provisional } from './objection-lines';
import { objectionsOver } from './refusals';

/** A window's sheets in the running result, with what decides on until when a line may be objected to. */
export interface OwnSheets {
  readonly revision: number;
  readonly state: MonthState;
  readonly name: string;
  /** undefined: nothing was computed yet. */
  readonly known: Known | undefined;
  readonly lines: readonly Line[];
  readonly until: (line: Line) => CivilTime | null;
  readonly times: MonthTimes;
  readonly noticeUntil: CivilTime | null;
}

interface Known {
  readonly run: RunRecord;
  readonly standing: Standing;
  readonly sheets: readonly Sheet[];
}

/** What a window sees of its own sheets before the month is closed. */
@Injectable()
export class OwnSheetsService {
  constructor(
    private readonly periods: PeriodService,
    private readonly dates: MonthDates,
    private readonly store: RunStore,
    private readonly scores: ScoreService,
    private readonly findings: Findings,
    private readonly objections: ObjectionsService,
    private readonly organisation: OrganisationService,
  ) {}

  /** Own lines only. Throws `scoring.subject-unknown`, `.month-not-scored`, `.objections-over`. */
  async provisional(
    actor: Actor,
    hall: string,
    period: Period,
    { window, language }: { readonly window: string; readonly language: Language },
  ): Promise<Provisional> {
    const places = await this.organisation.placesOf(hall, period);
    allow(actor, 'sheet:read', places.window(window), () => unknown(period, window));
    const { revision, state, name, known, lines, until, noticeUntil } = await this.of(hall, period, window);
    const objections = await this.objections.ofMonth(hall, period);
    const nameOf = await this.scores.namesOf(hall, period);
    const shown = { until, objections, revision, language, nameOf };
    return {
      ...{ hall, period, revision, state, window, name },
      result: known
        ? { computedAt: known.run.computedAt, ...sumsOf(known.standing, allows(actor, 'month:read', { hall })) }
        : null,
      noticeUntil,
      lines: lines.map((line) => openLine(line, shown)),
    };
  }

  /** The window's own sheet and that of its chief. Throws `scoring.subject-unknown`, `.month-not-scored`, `.objections-over`. */
  async of(hall: string, period: Period, window: string): Promise<OwnSheets> {
    const record = await this.periods.find(hall, period);
    if (record && !acceptsRulings(record.state))
      throw objectionsOver({ month: period, state: STATE_NAMES[record.state].zh });
    const times = await this.dates.of(hall, period);
    const running = record?.state !== 'notice';
    const found = running ? await this.findings.result(hall, period) : undefined;
    const known = await this.running(hall, period, window, record?.revision ?? 1);
    const standing = known?.standing ?? found?.evaluation.standings.find(({ subject }) => subject === window);
    if (!standing) throw running && found ? unknown(period, window) : monthNotScored({ hall, month: period });
    const lines = new Map(objectionable(known?.sheets ?? []).map((line) => [namedLine(line).line, line]));
    const mine = found?.evaluation.sheets.filter((one) => isOf(one, window)) ?? [];
    for (const line of objectionable(mine)) if (!lines.has(namedLine(line).line)) lines.set(namedLine(line).line, line);
    const noticeUntil = running ? null : this.dates.noticeUntil(times, record.movedAt);
    const until = (line: Line): CivilTime | null =>
      noticeUntil ?? this.findingUntil(times, line, found?.findings ?? new Map<string, Finding>());
    const revision = record?.revision ?? 1;
    const state = record?.state ?? 'open';
    const { name } = standing;
    return { ...{ revision, state, name, known, lines: [...lines.values()], until, times, noticeUntil } };
  }

  /** Of the running result of the revision, if there is one. */
  private async running(hall: string, period: Period, window: string, revision: number): Promise<Known | undefined> {
    const run = await this.store.find(hall, period, revision);
    const head = run && (await this.store.head(run.id));
    const standing = head?.standings.find((one) => one.subject === window);
    if (!head || !standing) return undefined;
    const sheets: Sheet[] = [];
    for (const one of head.standings.filter((other) => isOf(other, window))) {
      const sheet = await this.store.sheet(run.id, one.type, one.subject);
      if (sheet) sheets.push(sheet);
    }
    return { run, standing, sheets };
  }

  /** The latest of the findings it rests on; null: it rests on none that a person entered or patrolled. */
  private findingUntil(times: MonthTimes, { facts }: Line, found: ReadonlyMap<string, Finding>): CivilTime | null {
    const ends = facts
      .map((fact) => found.get(fact)?.recordedAt ?? null)
      .filter((at) => at !== null)
      .map((at) => this.dates.findingUntil(times, at));
    return ends.sort().at(-1) ?? null;
  }
}

function isOf({ type, subject, window: at }: Pick<Sheet, 'type' | 'subject' | 'window'>, window: string): boolean {
  return type === 'window' || type === 'sub-centre' ? subject === window : type === 'chief' && at === window;
}

function unknown(month: Period, subject: string) {
  return subjectUnknown({ month, subject, near: [] });
}
