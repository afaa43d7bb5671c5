import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow, allows, type Permission, type Place } from 'src/common/permission';
import { Refusal } from 'src/common/refusal';
import { Database } from 'src/config/database.service';
import { OrganisationService } from 'src/modules/organisation';
import type { Sheet } from 'src/modules/scoring/engine/sheet';
import { MonthMoveEntity } from 'src/modules/scoring/month-move.entity';
import { ImportedService } from 'src/modules/scoring/opening/imported.service';
import { monthNotScored, monthNotSealed, revisionMissing, subjectUnknown } from 'src/modules/scoring/refusals';
import type { RunRecord } from 'src/modules/scoring/run-store.service';
import { ScoreService } from 'src/modules/scoring/score.service';
import { explanation, standingsAnswer, type Explanation } from 'src/modules/scoring/screen.command';
import type { Verification } from 'src/modules/scoring/seal/verify.service';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';

type Lines = Sheet['lines'][number][];
type Placing = (sheet: Pick<Sheet, 'type' | 'subject'>) => Place;

interface AskedSheet {
  readonly hall: string;
  readonly month: Period;
  readonly subject: string;
  readonly revision?: number | undefined;
}

/** Results of a month as far as somebody may see them. What he may not see is answered as if it were not there. */
@Injectable()
export class ShownResults {
  constructor(
    private readonly database: Database,
    private readonly scores: ScoreService,
    private readonly imported: ImportedService,
    private readonly work: MonthWork,
    private readonly organisation: OrganisationService,
  ) {}

  /** Ranking and outcomes. Throws `scoring.month-not-scored`, `.revision-missing`. */
  async standings(actor: Actor, hall: string, month: Period, revision?: number): Promise<object> {
    allow(actor, 'month:read', { hall, published: true }, () => monthNotScored({ hall, month }));
    // The office published what it imported before this system came.
    const brought = revision === undefined ? await this.imported.standings(hall, month) : undefined;
    if (brought) return brought;
    const seen = await this.readable(actor, 'month:read', hall, month, revision);
    const { run, head } = await this.scores.result(hall, month, seen);
    return standingsAnswer(run, head);
  }

  /**
   * One sheet: rank and marks only for those who may see the ranking of that revision. Throws `scoring.month-not-scored`,
   * `.revision-missing`, `.subject-unknown`.
   */
  async sheet(actor: Actor, asked: AskedSheet, language: Language): Promise<Explanation> {
    const { hall, month, subject } = asked;
    const place = await this.placing(actor, hall, month);
    const { run, head, sheet, published } = await this.found(actor, asked, place);
    const unknown = (): Refusal => subjectUnknown({ month, subject, near: [] });
    allow(actor, 'sheet:read', { ...place(sheet), published }, unknown);
    const answer = explanation(run, head, sheet, language, await this.scores.namesOf(hall, month));
    const ranked = allows(actor, 'month:read', { hall, published });
    return ranked ? answer : { ...answer, rank: null, of: 0, marks: [], withheld: true };
  }

  /** Lines that carry points, of the sheets that may be seen. Throws `scoring.month-not-scored`, `.revision-missing`. */
  async lines(actor: Actor, hall: string, month: Period, revision?: number): Promise<Lines> {
    const place = await this.placing(actor, hall, month);
    const published = await this.published(hall, month);
    const seenOf = async (wanted: number | undefined): Promise<Lines | undefined> => {
      const { run, evaluation } = await this.scores.evaluation(hall, month, wanted);
      const out = published.includes(run.revision);
      const seen = evaluation.sheets.filter((one) => allows(actor, 'sheet:read', { ...place(one), published: out }));
      if (seen.length === 0 && evaluation.sheets.length > 0) return undefined;
      return seen.flatMap((sheet) => sheet.lines.filter((line) => line.scale4 !== 0));
    };
    const lines = await seenOf(revision);
    if (lines) return lines;
    const last = published.at(-1);
    const open = revision === undefined && last !== undefined ? await seenOf(last) : undefined;
    if (!open) throw monthNotScored({ hall, month });
    return open;
  }

  /** Revisions and moves; before publication only for those who see the whole hall. */
  async revisions(actor: Actor, hall: string, month: Period): Promise<{ runs: RunRecord[]; moves: MonthMoveEntity[] }> {
    allow(actor, 'month:read', { hall, published: true }, () => monthNotScored({ hall, month }));
    const runs = await this.scores.revisions(hall, month);
    const moves = await this.database.read.find(MonthMoveEntity, { where: { hall, month }, order: { version: 'ASC' } });
    if (allows(actor, 'month:read', { hall })) return { runs, moves };
    const published = publishedIn(moves);
    return {
      runs: runs.filter(({ revision }) => published.includes(revision)),
      moves: moves.filter(({ to }) => to === 'published'),
    };
  }

  /** Computes a sealed month again, which takes seconds: for those who see the whole hall. Throws `scoring.month-not-sealed`. */
  async verification(actor: Actor, hall: string, month: Period, revision?: number): Promise<Verification> {
    allow(actor, 'month:read', { hall }, () => monthNotSealed({ hall, month }));
    return this.work.verify(hall, month, { fromRows: false, ...(revision === undefined ? {} : { revision }) });
  }

  /**
   * The revision that somebody may see as a whole: the one asked for, else the newest (undefined), else the newest that was
   * published. Throws `scoring.month-not-scored`, `.revision-missing`.
   */
  async readable(
    actor: Actor,
    permission: Permission,
    hall: string,
    month: Period,
    revision?: number,
  ): Promise<number | undefined> {
    if (allows(actor, permission, { hall })) return revision;
    const missing = (): Refusal => monthNotScored({ hall, month });
    allow(actor, permission, { hall, published: true }, missing);
    const revisions = await this.published(hall, month);
    const last = revisions.at(-1);
    if (last === undefined) throw missing();
    if (revision !== undefined && !revisions.includes(revision)) throw revisionMissing({ month, revision, revisions });
    return revision ?? last;
  }

  /** The newest sheet, or the newest published one for those who may see only that. */
  private async found(actor: Actor, asked: AskedSheet, place: Placing) {
    const published = await this.published(asked.hall, asked.month);
    const newest = await this.sheetOf(actor, asked);
    const found = { ...newest, published: published.includes(newest.run.revision) };
    const last = published.at(-1);
    const seen = allows(actor, 'sheet:read', { ...place(found.sheet), published: found.published });
    if (seen || asked.revision !== undefined || last === undefined) return found;
    return { ...(await this.sheetOf(actor, { ...asked, revision: last })), published: true };
  }

  /** Names like the one asked for are told to those who see them all. */
  private async sheetOf(actor: Actor, { hall, month, subject, revision }: AskedSheet) {
    try {
      return await this.scores.sheet(hall, month, subject, revision);
    } catch (error) {
      const hidden = error instanceof Refusal && error.code === 'scoring.subject-unknown';
      throw hidden && !allows(actor, 'sheet:read', { hall }) ? subjectUnknown({ month, subject, near: [] }) : error;
    }
  }

  private async placing(actor: Actor, hall: string, month: Period): Promise<Placing> {
    if (allows(actor, 'sheet:read', { hall })) return () => ({ hall });
    const places = await this.organisation.placesOf(hall, month);
    return ({ type, subject }) =>
      type === 'staff' || type === 'chief' ? places.staff(subject) : places.window(subject);
  }

  /** Revisions that were published, earliest first; one that was published stays so when the month is opened again. */
  private async published(hall: string, month: Period): Promise<number[]> {
    const where = { hall, month, to: 'published' };
    return publishedIn(await this.database.read.find(MonthMoveEntity, { where, order: { version: 'ASC' } }));
  }
}

function publishedIn(moves: readonly Pick<MonthMoveEntity, 'to' | 'revision'>[]): number[] {
  return [...new Set(moves.filter(({ to }) => to === 'published').map(({ revision }) => revision))];
}
