import { open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { sha256 } from 'src/common/canonical';
import type { Period } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import { allow, allows } from 'src/common/permission';
import { makeFolder } from 'src/config/data-folder.service';
import type { MonthState } from 'src/modules/calendar/months/month-table';
import { ShownResults } from 'src/modules/scoring';
import { monthNotScored } from 'src/modules/scoring/refusals';
import { bulletin } from './bulletin';
import { CollectService } from './collect.service';
import { importedBulletin } from './content/imported';
import { cannotWrite, isWritingCause } from './refusals';
import type { Bulletin } from './sheet-model';
import { ExcelWriter } from './workbook/bulletin.xlsx';
import type { WorkbookWriter } from './workbook/workbook-writer';

/** The answer of `bulletin`; docs/schemas/bulletin-answer.schema.json. */
export interface BulletinAnswer {
  readonly hall: string;
  readonly period: Period;
  readonly revision: number;
  /** `imported`: the office brought the month along; nobody computed or verified it here. */
  readonly state: MonthState | 'imported';
  readonly files: readonly WrittenFile[];
}

export interface WrittenFile {
  /** Absolute. */
  readonly path: string;
  readonly sheets: readonly string[];
  readonly sha256: string;
  readonly bytes: number;
}

export interface BulletinFile {
  readonly fileName: string;
  readonly sheets: readonly string[];
  readonly content: Uint8Array;
}

/** Writes the month's bulletin as a workbook. */
@Injectable()
export class BulletinService {
  private readonly writer: WorkbookWriter = new ExcelWriter();

  constructor(
    private readonly collector: CollectService,
    private readonly results: ShownResults,
  ) {}

  /** For a download: the newest result somebody may see. Throws the refusals of `render`. */
  async download(actor: Actor, hall: string, month: Period): Promise<BulletinFile> {
    allow(actor, 'bulletin:read', { hall, published: true }, () => monthNotScored({ hall, month }));
    const whole = allows(actor, 'bulletin:read', { hall });
    // What the office imported, it published before this system came.
    if (whole || (await this.collector.brought(hall, month))) return this.render(hall, month);
    const revision = await this.results.readable(actor, 'bulletin:read', hall, month);
    return this.render(hall, month, revision === undefined ? {} : { revision });
  }

  /**
   * Writes the newest result of the month, or that of a revision, into the folder, which is made when it is not there. A
   * file of the same name is replaced as a whole. Throws `scoring.month-not-scored`, `reports.book-missing` and
   * `reports.cannot-write`.
   */
  async write(
    hall: string,
    month: Period,
    directory: string,
    options: { readonly language?: Language; readonly revision?: number } = {},
  ): Promise<BulletinAnswer> {
    const { state, revision, ...file } = await this.render(hall, month, options);
    return { hall, period: month, revision, state, files: [await this.keep(file, directory)] };
  }

  /** Writes a file as a whole. Throws `reports.cannot-write`. */
  async keep(file: BulletinFile, directory: string): Promise<WrittenFile> {
    const path = join(resolve(directory), file.fileName);
    await writeWhole(resolve(directory), path, file.content);
    return { path, sheets: file.sheets, sha256: sha256(file.content), bytes: file.content.length };
  }

  /** The same file in memory, for a download. Throws `scoring.month-not-scored` and `reports.book-missing`. */
  async render(
    hall: string,
    month: Period,
    options: { readonly language?: Language; readonly revision?: number } = {},
  ): Promise<BulletinFile & Pick<BulletinAnswer, 'state' | 'revision'>> {
    const brought =
      options.revision === undefined ? await this.collector.brought(hall, month, options.language) : undefined;
    if (brought)
      return this.rendered(importedBulletin(brought), { state: 'imported', revision: brought.answer.revision });
    const input = await this.collector.collect(hall, month, options.language ?? 'zh', options.revision);
    return this.rendered(bulletin(input), input);
  }

  private async rendered(
    made: Bulletin,
    { state, revision }: Pick<BulletinAnswer, 'state' | 'revision'>,
  ): Promise<BulletinFile & Pick<BulletinAnswer, 'state' | 'revision'>> {
    const content = await this.writer.write(made);
    return { fileName: made.fileName, sheets: made.sheets.map(({ name }) => name), content, state, revision };
  }
}

/** Under another name first, flushed to the disk, then renamed: a reader sees the old file or the new one, never half. */
async function writeWhole(directory: string, path: string, content: Uint8Array): Promise<void> {
  const temporary = join(directory, `.baifen-${sha256(path).slice(0, 12)}-${process.pid}.part`);
  try {
    makeFolder(directory);
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    throw isWritingCause(code) ? cannotWrite({ path, cause: code }) : error;
  }
}
