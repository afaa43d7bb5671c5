import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { allow } from 'src/common/permission';
import { Database } from 'src/config/database.service';
import type { EntityManager } from 'typeorm';
import { recordChange } from 'src/modules/audit';
import { ImportColumnEntity } from 'src/modules/intake/column.entity';
import type { SavedColumn } from 'src/modules/intake/table/naming';
import { columnMissing } from './refusals';

/** What was said about a title, as people see it. */
export interface ColumnRecord {
  readonly id: string;
  readonly feed: string;
  /** Fingerprint of the header, and its titles. */
  readonly source: string;
  readonly header: string;
  /** The title, and the column it is read as; '' where it is not needed. */
  readonly title: string;
  readonly to: string;
  /** The file with which it was said, by whom and when (hall-local). */
  readonly file: string;
  readonly by: string;
  readonly at: string;
}

/** Keeps what people said about titles nobody knew: listed, and taken back. It is said with an import. */
@Injectable()
export class ColumnsService {
  constructor(private readonly database: Database) {}

  /** Of one feed or of all, by feed, source and title. */
  async columns(hall: string, feed?: string): Promise<ColumnRecord[]> {
    const rows = await this.database.read.find(ImportColumnEntity, {
      where: { hall, ...(feed !== undefined && { feed }) },
      order: { feed: 'ASC', source: 'ASC', title: 'ASC' },
    });
    return rows.map(recordOf);
  }

  /** Later files are asked about again. What was imported stays as it is. Throws `intake.column-missing`. */
  async forget(
    hall: string,
    id: string,
    { by, at }: { readonly by: Actor; readonly at: CivilTime },
  ): Promise<ColumnRecord> {
    allow(by, 'import:write', { hall }, () => columnMissing({ column: id }));
    return this.database.write(async (manager) => {
      const row = await manager.findOneBy(ImportColumnEntity, { hall, id });
      const { affected } = await manager.delete(ImportColumnEntity, { hall, id });
      if (!row || affected !== 1) throw columnMissing({ column: id });
      const { feed, source, title, knownAs } = row;
      await recordChange(manager, by, at, {
        ...{ hall, action: 'import.forget-column', subject: id },
        before: { feed, source, title, knownAs },
      });
      return recordOf(row);
    });
  }
}

/** What was said about the titles of a feed, for the one who reads its files. */
export async function savedColumns(read: EntityManager, hall: string, feed: string): Promise<SavedColumn[]> {
  const rows = await read.find(ImportColumnEntity, { where: { hall, feed }, order: { saidAt: 'ASC', id: 'ASC' } });
  return rows.map(({ source, title, knownAs, saidBy, saidAt }) => ({
    ...{ source, title, to: knownAs, by: saidBy, at: saidAt },
  }));
}

function recordOf(row: ImportColumnEntity): ColumnRecord {
  const { id, feed, source, header, title, knownAs, fileName, saidBy, saidAt } = row;
  return { id, feed, source, header, title, to: knownAs, file: fileName, by: saidBy, at: saidAt };
}
