import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { Database, openDatabase } from 'src/config/database.service';

export interface TestEngine {
  readonly name: string;
  /** A fresh, migrated, empty database; `drop` removes it. */
  open(): Promise<{
    database: Database;
    settings: { databaseUrl: string | undefined; dataDir: string };
    drop(): Promise<void>;
  }>;
}

const embedded: TestEngine = {
  name: 'embedded',
  async open() {
    const dataDir = mkdtempSync(join(tmpdir(), 'baifen-test-'));
    const settings = { databaseUrl: undefined, dataDir };
    const database = await openDatabase(settings);
    return {
      database,
      settings,
      async drop() {
        await database.close();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
};

function mariadb(server: string): TestEngine {
  return {
    name: 'mariadb',
    async open() {
      const dataDir = mkdtempSync(join(tmpdir(), 'baifen-test-'));
      const name = `t_${randomUUID().replace(/-/g, '')}`;
      const admin = await createConnection(server.replace(/^mariadb:/, 'mysql:'));
      await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
      const settings = { databaseUrl: `${server.replace(/\/$/, '')}/${name}`, dataDir };
      const database = await openDatabase(settings);
      return {
        database,
        settings,
        async drop() {
          await database.close();
          await admin.query(`DROP DATABASE ${name}`);
          await admin.end();
          rmSync(dataDir, { recursive: true, force: true });
        },
      };
    },
  };
}

/**
 * The engines this machine can run. `npm test` starts a throw-away MariaDB and passes its address in
 * BAIFEN_TEST_MARIADB (`mariadb://root@127.0.0.1:PORT`). With CI=true a missing server fails instead of being skipped.
 */
export function testEngines(): TestEngine[] {
  const server = process.env.BAIFEN_TEST_MARIADB;
  if (server !== undefined && server !== '') return [embedded, mariadb(server)];
  if (process.env.CI === 'true') throw new Error('CI needs a MariaDB server: BAIFEN_TEST_MARIADB is not set');
  return [embedded];
}
