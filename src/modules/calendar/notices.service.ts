import { Injectable } from '@nestjs/common';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkNotice, type HolidayNotice } from './notice';
import { noticeUnreadable } from './refusals';
import { mergeNotices, shippedNotices, type SourcedNotice } from './shipped-notices';
import { StatutoryCalendar } from './working-days';

const LARGEST_FILE = 1_000_000;

/** Gives the official calendar: the shipped notices and those the office added in a folder or a file. */
@Injectable()
export class NoticesService {
  /**
   * @param place a folder with notices `*.json`, one notice file, or undefined for the shipped notices alone.
   * Throws `calendar.notice-unreadable`, `calendar.notice-invalid`, `calendar.notice-conflict`, `calendar.notice-gap`.
   */
  calendar(place: string | undefined): StatutoryCalendar {
    return new StatutoryCalendar(mergeNotices(shippedNotices, place === undefined ? [] : this.noticesIn(place)));
  }

  /** Reads one file. */
  read(file: string): HolidayNotice {
    let value: unknown;
    try {
      if (statSync(file).size > LARGEST_FILE) throw new Error('larger than 1 MB');
      const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
      value = JSON.parse(text);
    } catch (error) {
      throw noticeUnreadable({ source: basename(file), cause: error instanceof Error ? error.message : String(error) });
    }
    return checkNotice(value, basename(file));
  }

  private noticesIn(place: string): SourcedNotice[] {
    return this.files(place).map((file) => ({ notice: this.read(file), source: basename(file) }));
  }

  private files(place: string): string[] {
    try {
      if (!statSync(place).isDirectory()) return [place];
      return readdirSync(place)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(place, name));
    } catch (error) {
      throw noticeUnreadable({ source: place, cause: error instanceof Error ? error.message : String(error) });
    }
  }
}
