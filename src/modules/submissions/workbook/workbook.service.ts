import { rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { canonicalJson } from 'src/common/canonical';
import type { CivilTime, Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow, type Permission } from 'src/common/permission';
import { readInChild, UploadsService } from 'src/modules/intake';
import { answerOf } from 'src/modules/intake/answer/answer';
import type { Placed } from 'src/modules/intake/feed';
import type { RosterWindow } from 'src/modules/organisation/roster';
import { declaredAreas } from 'src/modules/submissions/draft/areas';
import type { Typed } from 'src/modules/submissions/draft/draft';
import { DraftsService } from 'src/modules/submissions/draft/drafts.service';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import type { Filled } from 'src/modules/submissions/form/draft-check';
import { windowUnknown } from 'src/modules/submissions/refusals';
import { SubmissionsService } from 'src/modules/submissions/submissions.service';
import { monthWorkbook } from './month-workbook';

/** What became of a workbook that came back. */
export interface WorkbookTaken {
  /** Drafts that are new. */
  readonly taken: number;
  /** Rows that are drafts already. */
  readonly repeats: number;
  readonly rejects: readonly {
    readonly sheet: string;
    readonly line: number;
    readonly column: string;
    readonly cause: string;
    readonly remedy: string;
  }[];
}

interface Stamp {
  readonly by: Actor;
  readonly at: CivilTime;
}

/** A window's month as a workbook: given out with item and window filled in, taken back as drafts. */
@Injectable()
export class WorkbookService {
  constructor(
    private readonly basis: BasisOfMonth,
    private readonly drafts: DraftsService,
    private readonly submissions: SubmissionsService,
    private readonly uploads: UploadsService,
  ) {}

  /** Throws `submissions.window-unknown`, `.no-book`. */
  async give(
    actor: Actor,
    hall: string,
    period: Period,
    { window, language }: { readonly window: string; readonly language: Language },
  ): Promise<{ title: string; content: Buffer }> {
    const found = await this.window(actor, 'submission:read', hall, period, window);
    const areas = declaredAreas(await this.basis.book(hall, period), period);
    const template = monthWorkbook(areas, found, period);
    return { title: template.title, content: await this.uploads.blank(template, [found], language) };
  }

  /**
   * Rows that are right become drafts of the window, those that are not are told with their cells; the same row twice is one
   * draft. The file is read in a process of its own. Throws the refusals of files, `submissions.window-unknown`.
   */
  async take(
    hall: string,
    period: Period,
    { path, window, language }: { readonly path: string; readonly window: string; readonly language: Language },
    stamp: Stamp,
  ): Promise<WorkbookTaken> {
    try {
      const { id } = await this.window(stamp.by, 'submission:declare', hall, period, window);
      const { records, rejects } = await this.read(hall, period, path, { at: stamp.at, language });
      const strange = records.filter(({ record }) => record.window !== id);
      const known = await this.drafts.typedOf(hall, period, id);
      let [taken, repeats] = [0, 0];
      for (const { record } of records) {
        if (record.window !== id) continue;
        const { item } = record;
        const typed = typedOf(record);
        const key = keyOf(item, typed);
        if (known.has(key)) {
          repeats++;
          continue;
        }
        known.add(key);
        await this.drafts.begin(hall, period, { window: id, item, typed }, stamp);
        taken++;
      }
      return { taken, repeats, rejects: [...rejects, ...strange.map((one) => foreign(one, id, language))] };
    } finally {
      await rm(path, { force: true });
    }
  }

  private async read(
    hall: string,
    period: Period,
    path: string,
    { at, language }: { at: CivilTime; language: Language },
  ): Promise<{ records: readonly Placed<Filled>[]; rejects: WorkbookTaken['rejects'] }> {
    let records: readonly Placed<Filled>[] = [];
    const module = join(__dirname, '..', `submission.feed${extname(__filename)}`);
    const { forms } = await this.submissions.givenFor(hall);
    const given = { roster: await this.basis.roster(hall, period), forms, known: [] };
    const options = { period, asOf: at.slice(0, 10) };
    const request = { file: path, module, options, given, records: true };
    const summary = await readInChild(request, { records: (all) => void (records = all as Placed<Filled>[]) });
    const { rejects } = answerOf(summary, language);
    return {
      records,
      rejects: rejects.map(({ sheet, line, column, cause, remedy }) => ({ sheet, line, column, cause, remedy })),
    };
  }

  private async window(
    actor: Actor,
    permission: Permission,
    hall: string,
    period: Period,
    wanted: string,
  ): Promise<RosterWindow> {
    const unknown = () => windowUnknown({ window: wanted, month: period });
    const found = await this.basis.window(hall, period, wanted);
    allow(actor, permission, { hall, window: found?.id ?? wanted }, unknown);
    if (!found) throw unknown();
    return found;
  }
}

function typedOf({ type, staff, date, points, labels, amounts, documentDate, evidence, text }: Filled): Typed {
  return {
    ...{ type, staff, date, labels, amounts, evidence, text },
    ...(points === undefined ? {} : { points }),
    ...(documentDate === undefined ? {} : { documentDate }),
  };
}

export function keyOf(item: string, typed: Typed): string {
  return canonicalJson([item, { ...typed }]);
}

function foreign(
  { sheet, line, record }: Placed<Filled>,
  window: string,
  language: Language,
): WorkbookTaken['rejects'][number] {
  const other = record.window ?? '';
  return language === 'zh'
    ? {
        sheet,
        line,
        column: '窗口编号',
        cause: `这一行是窗口“${other}”的，不是“${window}”的`,
        remedy: '请交给那个窗口填报',
      }
    : {
        sheet,
        line,
        column: '窗口编号',
        cause: `the row is of window ${other}, not of ${window}`,
        remedy: 'let that window declare it',
      };
}
