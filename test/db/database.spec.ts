import { Table } from 'typeorm';
import type { Database } from 'src/config/database.service';
import { testEngines } from 'test/support/engines';

describe.each(testEngines())('unit of work on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    await database.write(async (manager) => {
      await manager.queryRunner?.createTable(
        new Table({ name: 'probe', columns: [{ name: 'id', type: 'int', isPrimary: true }] }),
      );
    });
  });
  afterAll(() => drop());

  const count = async (): Promise<number> =>
    Number((await database.read.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM probe'))[0]?.n);

  it('keeps parallel transactions apart: half roll back, the other half is there', async () => {
    const before = await count();
    const runs = Array.from({ length: 20 }, (_, index) =>
      database.write(async (manager) => {
        await manager.query(`INSERT INTO probe (id) VALUES (${String(index + 1)})`);
        if (index % 2 === 1) throw new Error('roll back');
      }),
    );
    const results = await Promise.allSettled(runs);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(10);
    expect((await count()) - before).toBe(10);
  });

  it('lets a nested write join the running transaction', async () => {
    const before = await count();
    await expect(
      database.write(async () => {
        await database.write((inner) => inner.query('INSERT INTO probe (id) VALUES (500)'));
        throw new Error('outer fails');
      }),
    ).rejects.toThrow('outer fails');
    expect(await count()).toBe(before);
  });

  it('has nothing left to do for the schema builder after the migrations', async () => {
    await database.write(async (manager) => {
      const sql = await manager.dataSource.driver.createSchemaBuilder().log();
      expect(sql.upQueries.map((query) => query.query).filter((query) => !query.includes('probe'))).toEqual([]);
    });
  });
});

describe('reading connection of the embedded engine', () => {
  it('refuses to write', async () => {
    const [embedded] = testEngines();
    const { database, drop } = await (embedded as ReturnType<typeof testEngines>[number]).open();
    await expect(database.read.query('CREATE TABLE stray (id int)')).rejects.toThrow(/readonly/);
    await drop();
  });
});
