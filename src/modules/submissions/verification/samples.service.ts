import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { isDuplicate } from 'src/config/database-fault';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import { decidedMeanwhile } from 'src/modules/submissions/refusals';
import { isTrue } from 'src/modules/submissions/submission';
import { givenReason, SubmissionsService } from 'src/modules/submissions/submissions.service';
import { SampleDrawEntity, SampleResultEntity } from 'src/modules/submissions/verification.entity';
import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { isOwnWindow } from './own-window';
import { notDrawn, ownWindow, sampleEmpty, sampleUnknown, seedInvalid, sizeInvalid } from './refusals';
import {
  drawSample,
  falseRates,
  populationDigest,
  type Drawable,
  type FalseRate,
  type SampleOutcome,
  type SampleResult,
  type SampleSize,
} from './sample';
import { SectionReports } from './section-reports.service';

export interface SampleDraw {
  readonly id: string;
  readonly period: Period;
  /** 抽查 or 回访. */
  readonly kind: 'spot-check' | 'callback';
  readonly department: string;
  readonly seed: string;
  /** Digest of `from`. */
  readonly population: string;
  readonly size: SampleSize;
  readonly from: readonly Drawable[];
  readonly drawn: readonly Drawable[];
  readonly by: string;
  readonly at: CivilTime;
  readonly results: readonly SampleResult[];
}

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

interface Content {
  readonly size: SampleSize;
  readonly from: readonly Drawable[];
  readonly drawn: readonly string[];
}

/** Samples for spot checks and callbacks: drawn by the system, with everything needed to draw them again. */
@Injectable()
export class SamplesService {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodService,
    private readonly basis: BasisOfMonth,
    private readonly recorded: RecordedSubmissions,
    private readonly submissions: SubmissionsService,
    private readonly sections: SectionReports,
    private readonly audit: AuditService,
  ) {}

  /** Throws `submissions.sample-size`, `.sample-seed`, `.sample-empty` and `calendar.period-frozen`. */
  async draw(
    hall: string,
    period: Period,
    asked: {
      readonly kind: SampleDraw['kind'];
      readonly department: string;
      readonly size: SampleSize;
      readonly seed?: string;
    },
    { by, at }: Stamp,
  ): Promise<SampleDraw> {
    const { kind, department, size } = asked;
    allow(by, 'submission:verify', { hall, scoredBy: department });
    const { percent, atLeast } = size;
    const whole = Number.isInteger(percent) && Number.isInteger(atLeast);
    if (!whole || percent < 1 || percent > 100 || atLeast < 0 || atLeast > 100) throw sizeInvalid({});
    const seed = asked.seed ?? randomBytes(16).toString('hex');
    if (!/^[0-9A-Za-z]{8,64}$/.test(seed)) throw seedInvalid({ seed });
    const from = await this.population(hall, period, department);
    if (from.length === 0) throw sampleEmpty({ department, month: period, kind });
    const drawn = drawSample(from, size, seed).map((one) => one.id);
    const content: Content = { size, from, drawn };
    const id = randomBytes(6).toString('hex');
    const population = populationDigest(from);
    const row = { hall, id, period, kind, department, seed, population, content: JSON.stringify(content) };
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      await manager.insert(SampleDrawEntity, { ...row, drawnBy: by.id, drawnAt: at });
      const after = { kind, department, seed, population, size, drawn };
      await this.audit.record(manager, by, { hall, action: 'sample.draw', subject: id, after });
    });
    return this.one(by, hall, id);
  }

  /** Samples of the month, with their results; those of the actor's departments. */
  async list(actor: Actor, hall: string, period: Period): Promise<SampleDraw[]> {
    const all = await this.ofMonth(hall, period);
    return all.filter(({ department }) => allows(actor, 'submission:read', { hall, scoredBy: department }));
  }

  /** Draws it again from what was recorded. Throws `submissions.sample-unknown`. */
  async repeated(
    actor: Actor,
    hall: string,
    id: string,
  ): Promise<{ same: boolean; population: string; drawn: string[] }> {
    const { from, size, seed, population, drawn } = await this.one(actor, hall, id);
    const again = drawSample(from, size, seed).map((one) => one.id);
    const digest = populationDigest(from);
    const same = digest === population && JSON.stringify(again) === JSON.stringify(drawn.map((one) => one.id));
    return { same, population: digest, drawn: again };
  }

  /**
   * Records what the check or the call found. Found untrue: the submission is rejected with it, and the finding is a fact
   * that the book may charge. Throws `submissions.sample-unknown`, `.not-drawn`, `.own-window`, `.reason-missing` (untrue
   * needs a reason) and as a decision does.
   */
  async record(
    hall: string,
    id: string,
    found: { readonly submission: string; readonly outcome: SampleOutcome; readonly remark: string },
    { by, at }: Stamp,
  ): Promise<SampleDraw> {
    const draw = await this.one(by, hall, id, 'submission:verify');
    const { submission, outcome } = found;
    const one = draw.drawn.find((drawn) => drawn.id === submission);
    if (!one) throw notDrawn({ draw: id, submission });
    if (isOwnWindow(by, hall, one)) throw ownWindow({ id: submission, window: one.window });
    const remark = outcome === 'true' ? found.remark.trim().slice(0, 300) : givenReason(found.remark);
    const { period } = draw;
    const items = await this.basis.items(hall, period);
    await this.database.write(async (manager) => {
      await this.periods.holdForFacts(manager, hall, [period]);
      await this.sections.holdOpen(manager, hall, period, draw.department);
      const seq = (await manager.countBy(SampleResultEntity, { hall, draw: id, submission })) + 1;
      const row = { hall, draw: id, submission, seq, period, outcome, remark, recordedBy: by.id, recordedAt: at };
      try {
        await manager.insert(SampleResultEntity, row);
      } catch (error) {
        if (isDuplicate(error)) throw decidedMeanwhile({ id: submission, hall, subject: `${id}:${submission}` });
        throw error;
      }
      const { state, submission: known } = await this.recorded.one(hall, submission, manager);
      const name = items.get(known.item)?.name ?? known.item;
      if (outcome === 'false' && (state === 'pending' || isTrue(state)))
        await this.submissions.decideIn(manager, hall, submission, { kind: 'rejected', reason: remark, by, at, name });
      const subject = `${id}:${submission}`;
      await this.audit.record(manager, by, {
        hall,
        action: 'sample.result',
        subject,
        after: { outcome },
        reason: remark,
      });
    });
    return this.one(by, hall, id);
  }

  /** Found-false rate per window over all samples of the month that the actor may see. */
  async rates(actor: Actor, hall: string, period: Period): Promise<FalseRate[]> {
    const draws = await this.list(actor, hall, period);
    return falseRates(
      draws.flatMap(({ drawn }) => drawn),
      draws.flatMap(({ results }) => results),
    );
  }

  /** All samples of a month as known at a time of recording; for facts. */
  async ofMonth(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<SampleDraw[]> {
    const rows = await this.database.read.find(SampleDrawEntity, {
      where: { hall, period, drawnAt: LessThanOrEqual(knownAt) },
      order: { drawnAt: 'ASC', id: 'ASC' },
    });
    return this.filled(rows, knownAt);
  }

  private async one(
    actor: Actor,
    hall: string,
    id: string,
    permission: 'submission:read' | 'submission:verify' = 'submission:read',
  ): Promise<SampleDraw> {
    const unknown = () => sampleUnknown({ draw: id });
    const row = await this.database.read.findOneBy(SampleDrawEntity, { hall, id });
    if (!row) throw unknown();
    allow(actor, permission, { hall, scoredBy: row.department }, unknown);
    const [draw] = await this.filled([row], ALWAYS);
    if (!draw) throw unknown();
    return draw;
  }

  private async filled(rows: readonly SampleDrawEntity[], knownAt: CivilTime): Promise<SampleDraw[]> {
    const [first] = rows;
    if (!first) return [];
    const { hall, period } = first;
    const results = await this.results(this.database.read, { hall, period }, knownAt);
    return rows.map((row) => {
      const { id, kind, department, seed, population, content, drawnBy, drawnAt } = row;
      const { size, from, drawn } = JSON.parse(content) as Content;
      const windows = new Map(from.map((one) => [one.id, one]));
      const own = results
        .filter((one) => one.draw === id)
        .map((one) => ({ ...one, window: windows.get(one.submission)?.window ?? '' }));
      return {
        id,
        period: row.period,
        kind: kind === 'callback' ? 'callback' : 'spot-check',
        department,
        seed,
        population,
        size,
        from,
        drawn: drawn.flatMap((one) => windows.get(one) ?? []),
        by: drawnBy,
        at: drawnAt,
        results: own,
      };
    });
  }

  /** The last result of each drawn submission. */
  private async results(
    manager: EntityManager,
    of: { hall: string; period: Period },
    knownAt: CivilTime,
  ): Promise<Omit<SampleResult, 'window'>[]> {
    const rows = await manager.find(SampleResultEntity, {
      where: { ...of, recordedAt: LessThanOrEqual(knownAt) },
      order: { recordedAt: 'ASC', draw: 'ASC', submission: 'ASC', seq: 'ASC' },
    });
    const last = new Map<string, Omit<SampleResult, 'window'>>();
    for (const { draw, submission, outcome, remark, recordedBy, recordedAt } of rows) {
      const key = `${draw} ${submission}`;
      last.set(key, { draw, submission, outcome: outcome as SampleOutcome, remark, by: recordedBy, at: recordedAt });
    }
    return [...last.values()];
  }

  private async population(hall: string, period: Period, department: string): Promise<Drawable[]> {
    const items = await this.basis.items(hall, period);
    const all = await this.recorded.ofMonth(hall, period);
    return all
      .filter(({ state }) => state === 'pending' || isTrue(state))
      .filter(({ submission: { item } }) => (items.get(item)?.department ?? '') === department)
      .map(({ submission: { id, window = '' } }) => ({ id, window }));
  }
}
