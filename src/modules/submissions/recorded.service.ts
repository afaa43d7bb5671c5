import { Injectable } from '@nestjs/common';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { Database } from 'src/config/database.service';
import type { HandedType } from './form/fact-types';
import { In, LessThanOrEqual, Like, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { submissionSeveral, submissionUnknown } from './refusals';
import { EvidenceLinkEntity } from './declaration.entity';
import { SubmissionDecisionEntity, SubmissionEntity } from './submission.entity';
import {
  isGone,
  stateOf,
  type Change,
  type Decision,
  type DecisionKind,
  type Proof,
  type Recorded,
  type Submission,
} from './submission';

/** Ids asked for in one statement. */
const PIECE = 1000;

/** Reads submissions as they stood at a time of recording. */
@Injectable()
export class RecordedSubmissions {
  constructor(private readonly database: Database) {}

  /** Of the month, in order of entering; `knownAt`: only what had been recorded by then. */
  async ofMonth(hall: string, period: Period, knownAt: CivilTime = ALWAYS): Promise<Recorded[]> {
    return this.find(this.database.read, { hall, period }, knownAt);
  }

  /** Of one window. */
  async ofWindow(
    hall: string,
    period: Period,
    windowId: string,
    manager: EntityManager = this.database.read,
  ): Promise<Recorded[]> {
    return this.find(manager, { hall, period, windowId }, ALWAYS);
  }

  /** By its id or the first digits of it. Throws `submissions.unknown` and `.several`. */
  async one(
    hall: string,
    id: string,
    manager: EntityManager = this.database.read,
    knownAt: CivilTime = ALWAYS,
  ): Promise<Recorded> {
    const begin = id
      .trim()
      .toLowerCase()
      .replace(/^submission:/, '');
    if (!/^[0-9a-f]{4,12}$/.test(begin)) throw submissionUnknown({ id });
    const [found, other] = await this.find(manager, { hall, id: Like(`${begin}%`) }, knownAt);
    if (!found) throw submissionUnknown({ id });
    if (other) throw submissionSeveral({ id });
    return found;
  }

  /** Those of the same event that still stand. */
  async standing(manager: EntityManager, hall: string, period: Period, eventKey: string): Promise<Recorded[]> {
    const same = await this.find(manager, { hall, period, eventKey }, ALWAYS);
    return same.filter(({ state }) => !isGone(state));
  }

  /** Keys of all events that still stand, for lists that come in. */
  async keysStanding(hall: string): Promise<[eventKey: string, id: string][]> {
    const rows = await this.database.read.find(SubmissionEntity, {
      select: { id: true, eventKey: true },
      where: { hall },
    });
    const gone = await this.database.read.find(SubmissionDecisionEntity, {
      select: { submission: true },
      where: { hall, kind: In(['withdrawn', 'replaced']) },
    });
    const without = new Set(gone.map(({ submission }) => submission));
    return rows.filter(({ id }) => !without.has(id)).map(({ eventKey, id }) => [eventKey, id]);
  }

  private async find(
    manager: EntityManager,
    where: FindOptionsWhere<SubmissionEntity>,
    knownAt: CivilTime,
  ): Promise<Recorded[]> {
    const rows = await manager.find(SubmissionEntity, {
      where: { ...where, enteredAt: LessThanOrEqual(knownAt) },
      order: { enteredAt: 'ASC', seq: 'ASC', id: 'ASC' },
    });
    const [first] = rows;
    if (!first) return [];
    const decisions = new Map<string, Decision[]>(rows.map(({ id }) => [id, []]));
    const files = new Map<string, Proof[]>();
    for (let from = 0; from < rows.length; from += PIECE) {
      const ids = rows.slice(from, from + PIECE).map(({ id }) => id);
      const decided = await manager.find(SubmissionDecisionEntity, {
        where: { hall: first.hall, submission: In(ids), decidedAt: LessThanOrEqual(knownAt) },
        order: { seq: 'ASC' },
      });
      for (const one of decided) decisions.get(one.submission)?.push(decisionOf(one));
      const linked = await manager.find(EvidenceLinkEntity, {
        where: { hall: first.hall, holder: In(ids), linkedAt: LessThanOrEqual(knownAt) },
        order: { linkedAt: 'ASC', id: 'ASC' },
      });
      for (const one of linked) files.set(one.holder, [...(files.get(one.holder) ?? []), proofOf(one)]);
    }
    return rows.map((row) => {
      const own = decisions.get(row.id) ?? [];
      return { submission: submissionOf(row), state: stateOf(own), decisions: own, files: files.get(row.id) ?? [] };
    });
  }
}

function decisionOf({ kind, reason, decidedBy, decidedAt, changedTo }: SubmissionDecisionEntity): Decision {
  return {
    kind: kind as DecisionKind,
    reason,
    by: decidedBy,
    at: decidedAt,
    ...(changedTo === null ? {} : { change: JSON.parse(changedTo) as Change }),
  };
}

function proofOf({ id, name, digest, linkedAt }: EvidenceLinkEntity): Proof {
  return { id, name, digest, at: linkedAt };
}

type Content = Pick<Submission, 'staff' | 'points' | 'amounts' | 'labels' | 'documentDate' | 'evidence' | 'text'>;

function submissionOf(row: SubmissionEntity): Submission {
  const { id, period, item, type, windowId, date, content, origin, replaces, enteredBy, enteredAt } = row;
  return {
    id,
    period,
    item,
    type: type as HandedType,
    ...(windowId === null ? {} : { window: windowId }),
    date,
    ...(JSON.parse(content) as Content),
    origin: origin === 'window' ? 'window' : 'office',
    by: enteredBy,
    at: enteredAt,
    replaces,
  };
}
