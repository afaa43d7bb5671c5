import { randomUUID } from 'node:crypto';
import {
  closeSync,
  createWriteStream,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { allow, allows } from 'src/common/permission';
import { Settings } from 'src/config/settings.dto';
import type { Language } from 'src/common/language';
import type { ImportAnswer } from 'src/modules/intake/answer/answer';
import { writeErrorBookInChild } from 'src/modules/intake/answer/error-book.process';
import { contentOf } from 'src/modules/intake/files/content';
import { fingerprintOf } from 'src/modules/intake/store/fingerprint.process';
import type { Template } from 'src/modules/intake/template/template';
import { templateWorkbook, type KnownWindow } from 'src/modules/intake/template/template.xlsx';
import { uploadMissing, uploadNothingWrong, uploadTooLarge } from 'src/modules/intake/refusals';

/** A file that waits for its preview, its import and its corrections. */
export interface Upload {
  readonly upload: string;
  readonly file: string;
  readonly bytes: number;
  readonly fingerprint: string;
}

/** Largest files by browser; by command line and drop folder text has no cap. */
const LIMITS = { workbook: 50 * 1024 * 1024, text: 200 * 1024 * 1024 } as const;

const KEPT_MS = 7 * 24 * 3600 * 1000;
const SNIFFED = 4096;

interface Arriving {
  readonly stream: Readable;
}
type Done = (error: unknown, kept: { readonly path: string }) => void;

/** Keeps uploaded files in the data folder, a folder each, for a week: a wizard reads them more than once. */
@Injectable()
export class UploadsService {
  constructor(private readonly settings: Settings) {}

  /** For the receiver of multipart bodies: limits, and where a file is put while it arrives. */
  readonly receiver = { storage: this.storage(), limits: { fileSize: LIMITS.text, files: 1, fields: 10 } };

  private storage() {
    return {
      _handleFile: (_request: unknown, file: Arriving, done: Done): void => {
        const folder = join(this.settings.dataDir, 'uploads', 'incoming');
        mkdirSync(folder, { recursive: true });
        const path = join(folder, randomUUID());
        pipeline(file.stream, createWriteStream(path)).then(
          () => done(null, { path }),
          (error: unknown) => done(error, { path }),
        );
      },
      _removeFile: (_request: unknown, file: { readonly path?: string }, done: (error: unknown) => void): void => {
        if (file.path !== undefined) rmSync(file.path, { force: true });
        done(null);
      },
    };
  }

  /** The workbook that people fill in and send back. */
  blank(template: Template, windows: readonly KnownWindow[], language: Language): Promise<Buffer> {
    return templateWorkbook(template, windows, language);
  }

  /** Takes over a file that has arrived. Throws `intake.upload-too-large`. */
  async keep(actor: Actor, hall: string, arrived: { readonly path: string; readonly name: string }): Promise<Upload> {
    if (!allows(actor, 'import:write', { hall })) rmSync(arrived.path, { force: true });
    allow(actor, 'import:write', { hall });
    const bytes = statSync(arrived.path).size;
    const file = plainName(arrived.name);
    const limit = isText(arrived.path) ? LIMITS.text : LIMITS.workbook;
    if (bytes > limit) {
      rmSync(arrived.path, { force: true });
      throw uploadTooLarge({ file, megabytes: Math.ceil(bytes / 1024 / 1024), limit: limit / 1024 / 1024 });
    }
    this.forget();
    const upload = randomUUID();
    const folder = join(this.folderOf(hall), upload);
    mkdirSync(folder, { recursive: true });
    renameSync(arrived.path, join(folder, file));
    const { fingerprint } = await fingerprintOf(join(folder, file));
    return { upload, file, bytes, fingerprint };
  }

  /** Absolute path of an upload. Throws `intake.upload-missing`. */
  path(actor: Actor, hall: string, upload: string): string {
    allow(actor, 'import:read', { hall }, () => uploadMissing({ upload }));
    const folder = join(this.folderOf(hall), upload);
    const name = namesIn(folder).find((entry) => !entry.startsWith('.'));
    if (name === undefined) throw uploadMissing({ upload });
    return join(folder, name);
  }

  /** Keeps the last answer, from which the workbook of errors is written. */
  async remember(actor: Actor, hall: string, upload: string, answer: ImportAnswer): Promise<void> {
    allow(actor, 'import:write', { hall }, () => uploadMissing({ upload }));
    const target = join(this.folderOf(hall), upload, '.answer.json');
    await writeFile(`${target}.new`, JSON.stringify(answer));
    await rename(`${target}.new`, target);
  }

  /** The user's file with what is wrong in front. Throws `intake.upload-missing` and `intake.upload-nothing-wrong`. */
  async errorBook(
    actor: Actor,
    hall: string,
    upload: string,
    language: Language,
  ): Promise<{ name: string; content: Buffer }> {
    const file = this.path(actor, hall, upload);
    const folder = join(this.folderOf(hall), upload);
    const answer = await readFile(join(folder, '.answer.json'), 'utf8').catch(() => undefined);
    const told = answer === undefined ? undefined : (JSON.parse(answer) as ImportAnswer);
    if (!told || told.rejects.length === 0) throw uploadNothingWrong({ upload });
    const target = join(folder, `.${randomUUID()}.xlsx`);
    await writeErrorBookInChild({ file, answer: told, target, language });
    const content = await readFile(target);
    rmSync(target, { force: true });
    const name = file.slice(folder.length + 1).replace(/\.[^.]*$/, '');
    return { name: language === 'zh' ? `${name}（错误）.xlsx` : `${name} (errors).xlsx`, content };
  }

  private folderOf(hall: string): string {
    return join(this.settings.dataDir, 'uploads', encodeURIComponent(hall).replaceAll('.', '%2E'));
  }

  private forget(): void {
    const root = join(this.settings.dataDir, 'uploads');
    const old = Date.now() - KEPT_MS;
    for (const hall of namesIn(root))
      for (const upload of namesIn(join(root, hall))) {
        const folder = join(root, hall, upload);
        if (statSync(folder).mtimeMs < old) rmSync(folder, { recursive: true, force: true });
      }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The name as the user knows it, without anything a file system could take for a place or a hidden file. */
function plainName(name: string): string {
  const plain = name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/^\.+/, '');
  return plain.slice(-120) || 'upload';
}

function isText(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(SNIFFED);
    return contentOf(head.subarray(0, readSync(file, head, 0, SNIFFED, 0))).kind === 'text';
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}
