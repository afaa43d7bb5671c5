import { Injectable, Optional } from '@nestjs/common';
import type { Refusal } from 'src/common/refusal';
import { Settings } from 'src/config/settings.dto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkNotice, type HolidayNotice } from './notice';
import { noticeUnreadable, type NoticeProblem } from './refusals';
import { mergeNotices, shippedNotices } from './shipped-notices';
import { StatutoryCalendar } from './working-days';

const LARGEST_FILE = 1_000_000;
/** Below the data folder: the notices of `calendar add`. */
const FOLDER = 'calendar';

/** Gives the official calendar: the shipped notices and those the office added in folders or files. */
@Injectable()
export class NoticesService {
  /** Without settings only the shipped notices and the places named are known. */
  constructor(@Optional() private readonly settings?: Settings) {}

  /**
   * The shipped notices, those of `calendar add`, those of `BAIFEN_CALENDAR_DIR`; read anew each time, so that a notice
   * counts at once.
   * @param places further folders with notices `*.json` or single notice files.
   * Throws `calendar.notice-unreadable`, `calendar.notice-invalid`, `calendar.notice-conflict`, `calendar.notice-gap`.
   */
  calendar(...places: readonly string[]): StatutoryCalendar {
    const added = [...this.own(), ...places]
      .flatMap((place) => filesIn(place))
      .map((file) => ({ notice: this.read(file), source: basename(file) }));
    return new StatutoryCalendar(mergeNotices(shippedNotices, added));
  }

  /** Reads one file. Throws `calendar.notice-unreadable` or `calendar.notice-invalid`. */
  read(file: string): HolidayNotice {
    const source = basename(file);
    const bytes = bytesOf(file);
    const text = attempt(
      () => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      () => noticeUnreadable({ source, cause: { zh: '不是 UTF-8 编码', en: 'it is not UTF-8' } }),
    );
    const value: unknown = attempt(
      () => JSON.parse(text) as unknown,
      (cause) => noticeUnreadable({ source, cause: { zh: `不是 JSON（${cause}）`, en: `it is not JSON (${cause})` } }),
    );
    return checkNotice(value, source);
  }

  /** Reads one file and holds it against the notices already known. Throws the refusals of `read` and `calendar`. */
  check(file: string): HolidayNotice {
    const notice = this.read(file);
    this.calendar(file);
    return notice;
  }

  /**
   * Keeps a notice in the data folder, where every calendar finds it. The same notice again is no fault. Throws the
   * refusals of `check`, so a notice that does not fit is never kept.
   */
  add(file: string, dataDir: string): HolidayNotice {
    const notice = this.check(file);
    const folder = join(dataDir, FOLDER);
    mkdirSync(folder, { recursive: true });
    const target = join(folder, `${String(notice.year)}-${String(notice.sequence)}.json`);
    writeFileSync(`${target}.new`, `${JSON.stringify(notice, null, 2)}\n`);
    renameSync(`${target}.new`, target);
    return notice;
  }

  private own(): string[] {
    if (!this.settings) return [];
    const { dataDir, calendarDir } = this.settings;
    const kept = join(dataDir, FOLDER);
    return [...(existsSync(kept) ? [kept] : []), ...(calendarDir === undefined ? [] : [calendarDir])];
  }
}

function bytesOf(file: string): Uint8Array {
  const source = basename(file);
  const size = attempt(
    () => statSync(file).size,
    (cause) => noticeUnreadable({ source, cause: missing(cause) }),
  );
  const tooLarge: NoticeProblem = { zh: '文件超过 1 MB', en: 'it is larger than 1 MB' };
  if (size > LARGEST_FILE) throw noticeUnreadable({ source, cause: tooLarge });
  return attempt(
    () => readFileSync(file),
    (cause) => noticeUnreadable({ source, cause: missing(cause) }),
  );
}

function filesIn(place: string): string[] {
  return attempt(
    () => {
      if (!statSync(place).isDirectory()) return [place];
      const names = readdirSync(place).filter((name) => name.endsWith('.json'));
      return names.sort().map((name) => join(place, name));
    },
    (cause) => noticeUnreadable({ source: place, cause: missing(cause) }),
  );
}

/** A system error begins with its code: `ENOENT: no such file or directory, …`. */
function missing(cause: string): NoticeProblem {
  const code = cause.split(':')[0] ?? cause;
  return code === 'ENOENT'
    ? { zh: '没有这个文件或目录', en: 'there is no such file or folder' }
    : { zh: `打不开（${code}）`, en: `it cannot be opened (${code})` };
}

function attempt<T>(work: () => T, refuse: (cause: string) => Refusal): T {
  try {
    return work();
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}
