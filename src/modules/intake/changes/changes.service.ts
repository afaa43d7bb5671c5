import { Injectable } from '@nestjs/common';
import { Database } from 'src/config/database.service';
import { ImportBatchEntity } from 'src/modules/intake/intake.entity';
import { batchMissing } from 'src/modules/intake/refusals';
import type { UndoPlan } from 'src/modules/intake/store/statements';
import type { EntityMetadata } from 'typeorm';
import { columnsChanged, type ColumnChange } from './changes';

/** A record that a batch showed in another state than an earlier batch. */
export interface RecordChange {
  readonly table: string;
  /** What tells the record from others, without the hall. */
  readonly key: Readonly<Record<string, string>>;
  readonly line: number;
  /** The batch that showed it before. */
  readonly since: string;
  readonly changes: readonly ColumnChange[];
}

type Row = Record<string, string | number | null>;

/** What a batch corrected: nothing is edited, so both states are there to be compared. */
@Injectable()
export class ChangesService {
  constructor(private readonly database: Database) {}

  /**
   * The records of a batch that an earlier batch showed with other content, in the order of the file, `limit` of each table.
   * Throws `intake.batch-missing`.
   */
  async changes(hall: string, id: string, limit = 200): Promise<RecordChange[]> {
    const batch = await this.database.read.findOneBy(ImportBatchEntity, { hall, id });
    if (!batch) throw batchMissing({ batch: id });
    const { tables } = JSON.parse(batch.undoPlan) as UndoPlan;
    const found: RecordChange[] = [];
    for (const metadata of this.database.read.dataSource.entityMetadatas)
      if (tables.includes(metadata.tableName) && isVersioned(metadata))
        found.push(...(await this.ofTable(metadata, { hall, id, limit })));
    return found;
  }

  private async ofTable(
    metadata: EntityMetadata,
    { hall, id, limit }: { hall: string; id: string; limit: number },
  ): Promise<RecordChange[]> {
    const { tableName } = metadata;
    const told = keyOf(metadata);
    const same = told.map((column) => `o.${column} = n.${column}`).join(' AND ');
    const rows = await this.database.read.query<Row[]>(
      `SELECT n.* FROM ${tableName} n WHERE n.hall = ? AND n.batch = ? AND EXISTS (SELECT 1 FROM ${tableName} o WHERE ${same} AND o.batch < n.batch) ORDER BY n.line LIMIT ${String(limit)}`,
      [hall, id],
    );
    const columns = metadata.columns.map(({ databaseName }) => databaseName);
    const changes: RecordChange[] = [];
    for (const row of rows) {
      const where = told.map((column) => `${column} = ?`).join(' AND ');
      const values = told.map((column) => row[column]);
      // Ids of batches begin with their time.
      const sql = `SELECT * FROM ${tableName} WHERE ${where} AND batch < ? ORDER BY batch DESC, line DESC LIMIT 1`;
      const [before] = await this.database.read.query<Row[]>(sql, [...values, id]);
      if (!before) continue;
      const named = told.filter((column) => column !== 'hall').map((column) => [column, String(row[column])]);
      const key = Object.fromEntries(named) as Record<string, string>;
      const of = { table: tableName, key, line: Number(row.line), since: String(before.batch) };
      changes.push({ ...of, changes: columnsChanged(columns, before, row) });
    }
    return changes;
  }
}

/** Tables that keep every state of a record have the content's hash in their key. */
function isVersioned({ primaryColumns }: EntityMetadata): boolean {
  return primaryColumns.some(({ databaseName }) => databaseName === 'hash');
}

function keyOf({ primaryColumns }: EntityMetadata): string[] {
  return primaryColumns.map(({ databaseName }) => databaseName).filter((column) => column !== 'hash');
}
