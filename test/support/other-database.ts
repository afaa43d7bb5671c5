import { randomUUID } from 'node:crypto';
import { createConnection, type Connection } from 'mysql2/promise';

/** A database of another system, on the MariaDB server of the tests, with an account of its own. */
export interface OtherDatabase {
  readonly name: string;
  readonly host: string;
  readonly user: string;
  readonly password: string;
  query(sql: string, values?: unknown[]): Promise<unknown>;
  drop(): Promise<void>;
}

export async function openOther(server: string, tables: readonly string[]): Promise<OtherDatabase> {
  const { host } = new URL(server.replace(/^mariadb:/, 'http:'));
  const admin: Connection = await createConnection({ uri: server.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4' });
  const name = `o_${randomUUID().replace(/-/g, '')}`;
  const [user, password] = [`r_${name.slice(2, 12)}`, randomUUID()];
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await admin.query(`USE ${name}`);
  for (const table of tables) await admin.query(table);
  await admin.query(`CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`);
  await admin.query(`GRANT ALL PRIVILEGES ON ${name}.* TO '${user}'@'%'`);
  return {
    ...{ name, host, user, password },
    query: async (sql, values) => (await admin.query(sql, values))[0],
    async drop() {
      await admin.query(`DROP DATABASE ${name}`);
      await admin.query(`DROP USER '${user}'@'%'`);
      await admin.end();
    },
  };
}
