import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { sha256 } from 'src/common/canonical';
import type { CivilTime } from 'src/common/civil-date';
import { allow, allows } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import {
  EvidenceFileEntity,
  EvidenceLinkEntity,
  SubmissionDraftEntity,
} from 'src/modules/submissions/declaration.entity';
import { DraftsService } from 'src/modules/submissions/draft/drafts.service';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import { decisionImpossible } from 'src/modules/submissions/refusals';
import { isGone, type Proof } from 'src/modules/submissions/submission';
import { DECISION_WORDS } from 'src/modules/submissions/objections/objection';
import { ObjectionsService } from 'src/modules/submissions/objections/objections.service';
import { objectionSettled, objectionUnknown } from 'src/modules/submissions/objections/refusals';
import { SubmissionEntity } from 'src/modules/submissions/submission.entity';
import { permissionOf, SubmissionsService } from 'src/modules/submissions/submissions.service';
import { newId } from './evidence-store.service';
import { EVIDENCE_TYPES, fileTypeOf, safeName, type EvidenceType } from './file-type';
import { fileLost, filesTooMany, fileTooLarge, fileUnfit, fileUnknown } from './refusals';

const LIMIT = 20 * 1024 * 1024;
const MOST = 20;

/** A file as it arrived: somewhere on this machine, under the name its owner gave it. */
export interface Arrived {
  readonly path: string;
  readonly name: string;
}

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

interface Holder {
  readonly id: string;
  readonly period: string;
  readonly window: string | null;
  /** Also while only rulings change the month. */
  readonly frozen?: boolean;
}

/** Files of evidence: kept once by digest in the folder of evidence, which several servers may share. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly periods: PeriodService,
    private readonly basis: BasisOfMonth,
    private readonly recorded: RecordedSubmissions,
    private readonly submissions: SubmissionsService,
    private readonly drafts: DraftsService,
    private readonly audit: AuditService,
    private readonly objections: ObjectionsService,
  ) {}

  /**
   * Adds a file to a submission, also long after it was handed in (补证据). Throws `submissions.unknown`,
   * `.decision-impossible` (withdrawn or replaced), `.evidence-unfit`, `.evidence-too-large`, `.evidence-too-many` and
   * `calendar.period-frozen`.
   */
  async addToSubmission(
    hall: string,
    id: string,
    file: Arrived,
    origin: 'window' | 'office',
    stamp: Stamp,
  ): Promise<Proof> {
    try {
      const { submission, state } = await this.recorded.one(hall, id);
      await this.submissions.mayTouch(stamp.by, permissionOf(origin), hall, submission);
      if (isGone(state)) throw decisionImpossible({ id: submission.id, why: 'gone' });
      const { period, window = null } = submission;
      return await this.add(hall, { id: submission.id, period, window }, file, stamp);
    } finally {
      await rm(file.path, { force: true });
    }
  }

  /** Adds a file to a draft. Throws `submissions.draft-unknown` and as `addToSubmission`. */
  async addToDraft(hall: string, id: string, file: Arrived, stamp: Stamp): Promise<Proof> {
    try {
      const { period, window } = await this.drafts.own(stamp.by, hall, id);
      return await this.add(hall, { id, period, window }, file, stamp);
    } finally {
      await rm(file.path, { force: true });
    }
  }

  /** Adds a file to an objection that is open. Throws `submissions.objection-unknown`, `.objection-settled` and as `addToSubmission`. */
  async addToObjection(hall: string, id: string, file: Arrived, stamp: Stamp): Promise<Proof> {
    try {
      const { objection, state } = await this.objections.one(hall, id);
      const { period, window } = objection;
      allow(stamp.by, 'objection:file', { hall, window }, () => objectionUnknown({ id }));
      if (state !== 'open') throw objectionSettled({ id, state: DECISION_WORDS[state].zh });
      return await this.add(hall, { id, period, window, frozen: true }, file, stamp);
    } finally {
      await rm(file.path, { force: true });
    }
  }

  /** The content of a file, checked against its digest. Throws `submissions.evidence-unknown`, `.evidence-lost`. */
  async read(actor: Actor, hall: string, id: string): Promise<{ name: string; mime: string; content: Buffer }> {
    const link = await this.database.read.findOneBy(EvidenceLinkEntity, { hall, id });
    if (!link || !(await this.maySee(actor, hall, link))) throw fileUnknown({ file: id });
    const { digest, name } = link;
    const file = await this.database.read.findOneBy(EvidenceFileEntity, { hall, digest });
    const content = await readFile(this.pathOf(hall, digest)).catch(() => undefined);
    if (!file || !content || sha256(content) !== digest) throw fileLost({ file: name, digest });
    return { name, mime: EVIDENCE_TYPES[file.type as EvidenceType].mime, content };
  }

  private async add(hall: string, holder: Holder, file: Arrived, { by, at }: Stamp): Promise<Proof> {
    const bytes = (await stat(file.path)).size;
    const megabytes = Math.ceil(bytes / 1024 / 1024);
    if (bytes > LIMIT) throw fileTooLarge({ file: file.name, megabytes, limit: LIMIT / 1024 / 1024 });
    const content = await readFile(file.path);
    const kind = fileTypeOf(content);
    if ('unfit' in kind) throw fileUnfit({ file: file.name, why: kind.unfit });
    const digest = sha256(content);
    await this.keep(hall, digest, content);
    const name = safeName(file.name, kind.type);
    const link = { hall, id: newId(), digest, name, windowId: holder.window, holder: holder.id };
    await this.database.write(async (manager) => {
      if (holder.frozen) await this.periods.holdForRulings(manager, hall, [holder.period]);
      else await this.periods.holdForFacts(manager, hall, [holder.period]);
      const before = await manager.findBy(EvidenceLinkEntity, { hall, holder: holder.id });
      if (before.length >= MOST) throw filesTooMany({ holder: holder.id, most: MOST });
      const same = before.find((one) => one.digest === digest);
      if (same) {
        link.id = same.id;
        return;
      }
      const row = { hall, digest, type: kind.type, bytes, keptBy: by.id, keptAt: at };
      await manager
        .createQueryBuilder()
        .insert()
        .into(EvidenceFileEntity)
        .values(row)
        .orIgnore()
        .updateEntity(false)
        .execute();
      await manager.insert(EvidenceLinkEntity, { ...link, linkedBy: by.id, linkedAt: at });
      const after = { file: link.id, digest, bytes, type: kind.type };
      await this.audit.record(manager, by, { hall, action: 'evidence.add', subject: holder.id, after });
    });
    return { id: link.id, name, digest, at };
  }

  /** Written beside its place and then moved: whoever finds the digest finds the whole file. */
  private async keep(hall: string, digest: string, content: Buffer): Promise<void> {
    const path = this.pathOf(hall, digest);
    if ((await stat(path).catch(() => undefined))?.size === content.length) return;
    await mkdir(dirname(path), { recursive: true });
    const arriving = `${path}.${randomUUID()}`;
    try {
      await writeFile(arriving, content, { flag: 'wx' });
      await rename(arriving, path);
    } finally {
      await rm(arriving, { force: true });
    }
  }

  private pathOf(hall: string, digest: string): string {
    return join(this.settings.evidenceDir, hall, digest.slice(0, 2), digest);
  }

  private async maySee(actor: Actor, hall: string, { holder, windowId }: EvidenceLinkEntity): Promise<boolean> {
    if (!actor.grants) return true;
    const row = await this.database.read.findOneBy(SubmissionEntity, { hall, id: holder });
    if (row) {
      const scoredBy = (await this.basis.items(hall, row.period)).get(row.item)?.department ?? null;
      return allows(actor, 'submission:read', { hall, window: windowId, scoredBy });
    }
    const draft = await this.database.read.findOneBy(SubmissionDraftEntity, { hall, id: holder });
    if (draft) return allows(actor, 'submission:read', { hall, window: windowId });
    return allows(actor, 'objection:read', { hall, window: windowId });
  }
}
