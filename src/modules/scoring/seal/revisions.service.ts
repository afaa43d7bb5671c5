import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { MONTH_STATES, type MonthState } from 'src/modules/calendar/months/month-table';
import { MonthMoveEntity } from 'src/modules/scoring/month-move.entity';
import { monthNotScored, revisionMissing } from 'src/modules/scoring/refusals';
import { RunStore, type RunRecord } from 'src/modules/scoring/run-store.service';
import { between, type RevisionDiff, type Side } from './revision-diff';
import type { Seal } from './seal';

/** Compares the revisions of a month. */
@Injectable()
export class RevisionsService {
  constructor(
    private readonly database: Database,
    private readonly store: RunStore,
  ) {}

  /**
   * By default the newest revision that was computed and the one before. Throws `scoring.revision-missing`,
   * `.month-not-scored`.
   */
  async diff(
    hall: string,
    month: Period,
    actor: Actor,
    asked: { readonly from?: number; readonly to?: number } = {},
  ): Promise<RevisionDiff> {
    allow(actor, 'month:read', { hall }, () => monthNotScored({ hall, month }));
    const runs = await this.store.revisions(hall, month);
    const revisions = runs.map(({ revision }) => revision);
    const newest = revisions.at(-1);
    if (newest === undefined) throw monthNotScored({ hall, month });
    const to = asked.to ?? newest;
    const from = asked.from ?? revisions.filter((one) => one < to).at(-1) ?? to - 1;
    const run = (revision: number): RunRecord => {
      const found = runs.find((one) => one.revision === revision);
      if (!found) throw revisionMissing({ month, revision, revisions });
      return found;
    };
    const [before, after] = [await this.side(run(from)), await this.side(run(to))];
    const moves = await this.database.read.find(MonthMoveEntity, { where: { hall, month }, order: { version: 'ASC' } });
    const reopened = moves
      .filter((move) => move.revision > from && move.revision <= to && isBack(move.from, move.to))
      .map(({ at, by, reason }) => ({ at, by, reason }));
    return { hall, month, from, to, reopened, ...between(before, after) };
  }

  private async side(run: RunRecord): Promise<Side> {
    const evaluation = await this.store.evaluation(run.id);
    if (!evaluation) throw monthNotScored({ hall: run.hall, month: run.month });
    const seal = (await this.store.document(run.id, 'seal')) as Seal | undefined;
    return { evaluation, book: run.bookDigest, facts: seal?.facts };
  }
}

function isBack(from: string, to: string): boolean {
  const place = (state: string): number => MONTH_STATES.indexOf(state as MonthState);
  return place(to) < place(from);
}
