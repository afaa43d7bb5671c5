import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import { Clock, hallTime } from 'src/common/clock';
import type { Language } from 'src/common/language';
import { Trail } from 'src/modules/audit';
import { exportTooLong } from 'src/modules/audit/refusals';
import { OrganisationService } from 'src/modules/organisation';
import { ExcelWriter } from 'src/modules/reports/workbook/bulletin.xlsx';
import type { WorkbookWriter } from 'src/modules/reports/workbook/workbook-writer';
import { trailBook, type TrailRow } from './trail-book';

/** A longer list is for a program to read, not for a person. */
const MOST_ROWS = 50_000;

/** Writes records of the audit trail into a workbook. */
@Injectable()
export class TrailBooks {
  private readonly writer: WorkbookWriter = new ExcelWriter();

  constructor(
    private readonly trail: Trail,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
  ) {}

  /** The export is recorded. `hall` empty: what belongs to no hall. Throws `audit.export-too-long`. */
  async render(
    hall: string,
    filters: Readonly<Record<string, string>>,
    actor: Actor,
    language: Language = 'zh',
  ): Promise<{ readonly fileName: string; readonly content: Uint8Array }> {
    const count = await this.trail.count(hall, filters, actor);
    if (count > MOST_ROWS) throw exportTooLong({ rows: count, most: MOST_ROWS });
    const rows: TrailRow[] = [];
    for await (const piece of await this.trail.export(hall, filters, actor, 'xlsx')) rows.push(...piece);
    const name = hall === '' ? '百分' : (await this.organisation.hall(hall)).name;
    const book = trailBook(rows, { hall: name, at: hallTime(this.clock.now()), language });
    return { fileName: book.fileName, content: await this.writer.write(book) };
  }
}
