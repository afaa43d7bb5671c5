import type { EntityManager } from 'typeorm';
import { cliActor } from 'src/common/actor';
import type { Clock } from 'src/common/clock';
import { FixedClock } from 'src/config/clock.service';
import { openDatabase, type Database } from 'src/config/database.service';
import { AuditService, AuditVerifier, Sequencer } from 'src/modules/audit';
import type { ChainHead, Link } from 'src/modules/audit/chain';
import { nextLink } from 'src/modules/audit/chain';
import { digestOfRow, piecesOf, rowOf, statementsOf, type AuditRow } from 'src/modules/audit/record';
import { testEngines } from 'test/support/engines';

const HALL = 'lianshui';
const NOW = '2026-03-02 09:00:00';
const LONG = '考核😀'.repeat(12_000);

/** A seeded stream of numbers (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Chain {
  readonly links: readonly Link[];
  readonly rows: readonly AuditRow[];
}

interface Expected {
  readonly kind: string;
  readonly sequence?: number | null;
  readonly record?: string | null;
}

type Tampering = (manager: EntityManager, chain: Chain, draw: (below: number) => number) => Promise<Expected>;

const COLUMNS = ['at', 'actor', 'origin', 'action', 'subject', 'content', 'digest', 'hall'] as const;
const LINK_COLUMNS = ['record', 'record_digest', 'previous', 'linked_at', 'digest'] as const;

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`nothing at ${String(index)}`);
  return found;
}

const one = (chain: Chain, draw: (below: number) => number): { k: number; link: Link; row: AuditRow } => {
  const k = draw(chain.links.length);
  return { k: k + 1, link: at(chain.links, k), row: at(chain.rows, k) };
};

const forged = (subject: string, when = NOW): AuditRow =>
  rowOf(cliActor('root'), { hall: HALL, action: 'rating.appeal', subject }, new FixedClock(when).now(), 'f'.repeat(22));

/** Writes a row and its links as the program would, from `k` (from 1 on), with the digests computed again. */
async function relink(manager: EntityManager, chain: Chain, k: number, row: AuditRow): Promise<void> {
  await manager.query('UPDATE audit_record SET subject = ?, digest = ? WHERE id = ?', [
    row.subject,
    digestOfRow(row),
    row.id,
  ]);
  let head: ChainHead | undefined = chain.links[k - 2];
  for (const link of chain.links.slice(k - 1)) {
    const recordDigest = link.record === row.id ? digestOfRow(row) : link.recordDigest;
    const { hall, record, linkedAt } = link;
    const next: Link = nextLink(head, { hall, record, recordDigest, linkedAt });
    await manager.query(
      'UPDATE audit_link SET record_digest = ?, previous = ?, digest = ? WHERE hall = ? AND sequence = ?',
      [next.recordDigest, next.previous, next.digest, HALL, next.sequence],
    );
    head = next;
  }
}

/** What somebody with the password of the database can do without the printed head. */
const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  async 'alters a column of a record'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    const column = at(COLUMNS, draw(COLUMNS.length));
    await manager.query(`UPDATE audit_record SET \`${column}\` = ? WHERE id = ?`, [`x${String(draw(1e6))}`, row.id]);
    return { kind: 'altered', sequence: k, record: row.id };
  },
  async 'alters a record and its own digest'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    const digest = digestOfRow({ ...row, actor: 'user:else' });
    await manager.query('UPDATE audit_record SET actor = ?, digest = ? WHERE id = ?', ['user:else', digest, row.id]);
    return { kind: 'altered', sequence: k, record: row.id };
  },
  async 'renames a record'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    await manager.query('UPDATE audit_record SET id = ? WHERE id = ?', [`x${row.id.slice(1)}`, row.id]);
    return { kind: 'missing', sequence: k, record: row.id };
  },
  async 'alters a further piece of a long record'(manager, chain, draw) {
    const k = chain.rows.findIndex(({ content }) => content.length > 20_000);
    const { id } = at(chain.rows, k);
    const sql = [
      "UPDATE audit_piece SET body = CONCAT('y', body) WHERE record = ? AND part = 1",
      'DELETE FROM audit_piece WHERE record = ? AND part = 2',
      `INSERT INTO audit_piece (hall, record, part, body) VALUES ('${HALL}', ?, 99, 'z')`,
    ];
    await manager.query(concat(manager, at(sql, draw(3))), [id]);
    return { kind: 'altered', sequence: k + 1, record: id };
  },
  async 'alters a column of a link'(manager, chain, draw) {
    const { k } = one(chain, draw);
    const column = at(LINK_COLUMNS, draw(LINK_COLUMNS.length));
    const sql = `UPDATE audit_link SET \`${column}\` = ? WHERE hall = ? AND sequence = ?`;
    await manager.query(sql, [`x${String(draw(1e6))}`, HALL, k]);
    return { kind: 'link-altered', sequence: k };
  },
  async 'gives a link another number'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    const to = at([0, -7, 900], draw(3));
    await manager.query('UPDATE audit_link SET sequence = ? WHERE hall = ? AND sequence = ?', [to, HALL, k]);
    if (to < 1) return { kind: 'inserted', sequence: to, record: row.id };
    return k === chain.links.length ? { kind: 'reordered', sequence: 900 } : { kind: 'missing', sequence: k };
  },
  async 'moves a link to another hall'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    await manager.query("UPDATE audit_link SET hall = 'else' WHERE hall = ? AND sequence = ?", [HALL, k]);
    return k === chain.links.length ? { kind: 'inserted', record: row.id } : { kind: 'missing', sequence: k };
  },
  async 'deletes a record'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    await manager.query('DELETE FROM audit_record WHERE id = ?', [row.id]);
    return { kind: 'missing', sequence: k, record: row.id };
  },
  async 'deletes a link'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    await manager.query('DELETE FROM audit_link WHERE hall = ? AND sequence = ?', [HALL, k]);
    return k === chain.links.length ? { kind: 'inserted', record: row.id } : { kind: 'missing', sequence: k };
  },
  async 'deletes a record with its link'(manager, chain, draw) {
    const k = 1 + draw(chain.links.length - 1);
    await manager.query('DELETE FROM audit_record WHERE id = ?', [at(chain.rows, k - 1).id]);
    await manager.query('DELETE FROM audit_link WHERE hall = ? AND sequence = ?', [HALL, k]);
    return { kind: 'missing', sequence: k };
  },
  async 'inserts a record'(manager, _chain, draw) {
    const row = forged(`s${String(draw(1e6))}`);
    await run(manager, statementsOf(row).slice(0, 1));
    return { kind: 'inserted', sequence: null, record: row.id };
  },
  async 'inserts a link'(manager, chain, draw) {
    const record = `x${String(draw(1e6))}`;
    const link = nextLink(chain.links.at(-1), { hall: HALL, record, recordDigest: 'x', linkedAt: NOW });
    await insertLink(manager, link);
    return { kind: 'missing', sequence: link.sequence, record };
  },
  async 'queues a record under a false digest'(manager, _chain, draw) {
    const row = forged(`s${String(draw(1e6))}`);
    await run(manager, statementsOf(row));
    await manager.query("UPDATE audit_record SET subject = 'else' WHERE id = ?", [row.id]);
    return { kind: 'altered', sequence: null, record: row.id };
  },
  async 'deletes a record that waits'(manager, _chain, draw) {
    const row = forged(`s${String(draw(1e6))}`);
    await run(manager, statementsOf(row).slice(-1));
    return { kind: 'missing', sequence: null, record: row.id };
  },
  async 'queues a linked record again'(manager, chain, draw) {
    const { row } = one(chain, draw);
    await run(manager, statementsOf(row).slice(-1));
    return { kind: 'inserted', sequence: null, record: row.id };
  },
  async 'leaves a piece of nothing'(manager, _chain, draw) {
    const record = `x${String(draw(1e6))}`;
    await manager.query('INSERT INTO audit_piece (hall, record, part, body) VALUES (?, ?, 1, ?)', [HALL, record, 'z']);
    return { kind: 'inserted', sequence: null, record };
  },
  async 'swaps two records'(manager, chain, draw) {
    const [a, b] = pair(chain, draw);
    for (const [to, from] of [
      [a, b],
      [b, a],
    ] as const) {
      const { at: time, actor, action, subject, content } = at(chain.rows, from - 1);
      await manager.query(
        'UPDATE audit_record SET `at` = ?, actor = ?, action = ?, subject = ?, content = ? WHERE id = ?',
        [time, actor, action, subject, piecesOf(content)[0] ?? '', at(chain.rows, to - 1).id],
      );
    }
    return { kind: 'altered', sequence: a, record: at(chain.rows, a - 1).id };
  },
  async 'swaps two links'(manager, chain, draw) {
    const [a, b] = pair(chain, draw);
    for (const [from, to] of [
      [a, 5000],
      [b, a],
      [5000, b],
    ] as const)
      await manager.query('UPDATE audit_link SET sequence = ? WHERE hall = ? AND sequence = ?', [to, HALL, from]);
    return { kind: 'reordered', sequence: a };
  },
};

/** What only a printed head gives away. */
const AGAINST_PAPER: Readonly<Record<string, Tampering>> = {
  async 'cuts off the end'(manager, chain, draw) {
    const k = 1 + draw(chain.links.length);
    for (const { id } of chain.rows.slice(k - 1)) {
      await manager.query('DELETE FROM audit_record WHERE id = ?', [id]);
      await manager.query('DELETE FROM audit_piece WHERE record = ?', [id]);
    }
    await manager.query('DELETE FROM audit_link WHERE hall = ? AND sequence >= ?', [HALL, k]);
    return { kind: 'truncated', sequence: chain.links.length };
  },
  async 'rewrites a record and computes every hash again'(manager, chain, draw) {
    const { k, row } = one(chain, draw);
    await relink(manager, chain, k, { ...row, subject: `s${String(draw(1e6))}` });
    return { kind: 'rewritten', sequence: chain.links.length };
  },
  async 'takes a record out and numbers the rest anew'(manager, chain, draw) {
    const k = 1 + draw(chain.links.length - 1);
    await manager.query('DELETE FROM audit_record WHERE id = ?', [at(chain.rows, k - 1).id]);
    await manager.query('DELETE FROM audit_piece WHERE record = ?', [at(chain.rows, k - 1).id]);
    await manager.query('DELETE FROM audit_link WHERE hall = ? AND sequence >= ?', [HALL, k]);
    let head: ChainHead | undefined = chain.links[k - 2];
    for (const { hall, record, recordDigest, linkedAt } of chain.links.slice(k)) {
      const next = nextLink(head, { hall, record, recordDigest, linkedAt });
      await insertLink(manager, next);
      head = next;
    }
    return { kind: 'truncated', sequence: chain.links.length };
  },
};

const pair = (chain: Chain, draw: (below: number) => number): [number, number] => {
  const a = 1 + draw(chain.links.length - 1);
  return [a, a + 1 + draw(chain.links.length - a)];
};

/** SQLite before 3.44 has no CONCAT. */
const concat = (manager: EntityManager, sql: string): string =>
  manager.dataSource.options.type === 'better-sqlite3' ? sql.replace("CONCAT('y', body)", "'y' || body") : sql;

async function run(manager: EntityManager, statements: readonly { sql: string; parameters: readonly unknown[] }[]) {
  for (const { sql, parameters } of statements) await manager.query(sql, [...parameters]);
}

async function insertLink(manager: EntityManager, link: Link): Promise<void> {
  const { hall, sequence, record, recordDigest, previous, linkedAt, digest } = link;
  await manager.query(
    'INSERT INTO audit_link (hall, sequence, record, record_digest, previous, linked_at, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [hall, sequence, record, recordDigest, previous, linkedAt, digest],
  );
}

class Undone extends Error {}

describe.each(testEngines())('the audit chain on $name', (engine) => {
  let database: Database;
  let settings: { databaseUrl: string | undefined; dataDir: string };
  let drop: () => Promise<void>;
  const clock: Clock = new FixedClock(NOW);
  const audit = new AuditService(clock);

  beforeEach(async () => ({ database, drop, settings } = await engine.open()));
  afterEach(() => drop());

  const write = (hall: string, subject: string, more: object = {}) =>
    database.write((manager) =>
      audit.record(manager, cliActor('王某'), { hall, action: 'submission.decide', subject, ...more }),
    );
  const chainOf = async (): Promise<Chain> => {
    const links = await database.read.query<(Link & { record_digest: string; linked_at: string })[]>(
      'SELECT * FROM audit_link WHERE hall = ? ORDER BY sequence',
      [HALL],
    );
    const rows = await database.read.query<AuditRow[]>('SELECT * FROM audit_record WHERE hall = ?', [HALL]);
    const pieces = await database.read.query<{ record: string; body: string }[]>(
      'SELECT * FROM audit_piece ORDER BY record, part',
    );
    const whole = (row: AuditRow): AuditRow => ({
      ...row,
      content:
        row.content +
        pieces
          .filter(({ record }) => record === row.id)
          .map(({ body }) => body)
          .join(''),
    });
    return {
      links: links.map((row) => ({ ...row, recordDigest: row.record_digest, linkedAt: row.linked_at })),
      rows: links.map(({ record }) =>
        whole(
          at(
            rows.filter(({ id }) => id === record),
            0,
          ),
        ),
      ),
    };
  };

  it('keeps the record with the change or not at all, long ones in pieces', async () => {
    await write(HALL, 'one', { before: { points: '1' }, after: { text: LONG }, reason: '更正' });
    await expect(
      database.write(async (manager) => {
        await audit.record(manager, cliActor('王某'), { hall: HALL, action: 'submission.decide', subject: 'two' });
        throw new Undone();
      }),
    ).rejects.toThrow(Undone);
    await new Sequencer(database, clock).linkAll();
    const { rows } = await chainOf();
    expect(rows).toHaveLength(1);
    expect(JSON.parse(at(rows, 0).content)).toEqual({ before: { points: '1' }, after: { text: LONG }, reason: '更正' });
    expect(await new AuditVerifier(database, clock).check(HALL)).toMatchObject({ intact: true, links: 1 });
  });

  it('links what fifty write at once while two processes append, every record once', async () => {
    // The embedded engine has one server for a file; there both append through its one door.
    const other = database.engine === 'embedded' ? database : await openDatabase(settings);
    try {
      const [first, second] = [new Sequencer(database, clock), new Sequencer(other, clock)];
      let writing = true;
      const appending = async (sequencer: Sequencer): Promise<void> => {
        while (writing) await sequencer.linkAll();
      };
      const both = [appending(first), appending(second)];
      const writers = Array.from({ length: 50 }, async (_, writer) => {
        for (let n = 0; n < 6; n++) await write(n % 2 === 0 ? HALL : 'other', `${String(writer)}-${String(n)}`);
      });
      await Promise.all(writers);
      writing = false;
      await Promise.all(both);
      await first.linkAll();
      for (const hall of [HALL, 'other']) {
        const check = await new AuditVerifier(database, clock).check(hall);
        expect(check).toMatchObject({ intact: true, links: 150, unlinked: { count: 0 } });
      }
    } finally {
      if (other !== database) await other.close();
    }
  });

  it('links a record that is committed later although it bears an earlier time, and says so', async () => {
    await write(HALL, 'one');
    const sequencer = new Sequencer(database, clock);
    await sequencer.linkAll();
    const early = new AuditService(new FixedClock('2026-03-02 08:30:00'));
    await database.write((manager) =>
      early.record(manager, cliActor('王某'), { hall: HALL, action: 'import.take', subject: 'long' }),
    );
    const verifier = new AuditVerifier(database, clock);
    expect(await verifier.unlinked(HALL)).toEqual({ count: 1, oldestSeconds: 1800 });
    expect(await sequencer.caughtUp(HALL)).toBe(true);
    const { rows } = await chainOf();
    expect(rows.map(({ subject }) => subject)).toEqual(['one', 'long']);
    const check = await verifier.check(HALL);
    expect(check).toMatchObject({ intact: true, late: { count: 1, first: at(rows, 1).id } });
  });

  it('does not call the chain complete while a record that waits is gone', async () => {
    await write(HALL, 'one');
    await database.write((manager) => manager.query('DELETE FROM audit_record'));
    expect(await new Sequencer(database, clock).caughtUp(HALL)).toBe(false);
    expect((await new AuditVerifier(database, clock).check(HALL)).broken).toMatchObject({ kind: 'missing' });
  });

  it('notices and names 1,000 seeded tamperings, and nothing where nobody tampered', async () => {
    for (let n = 0; n < 24; n++) await write(HALL, `s${String(n)}`, n === 9 ? { after: LONG } : { after: n });
    await write('other', 'elsewhere');
    await new Sequencer(database, clock).linkAll();
    const chain = await chainOf();
    const verifier = new AuditVerifier(database, clock);
    const head = at(chain.links, chain.links.length - 1);
    const draw = seeded(20260302);
    const free = Object.entries(TAMPERINGS).map(([name, tamper]) => ({ name, tamper, heads: [] as ChainHead[] }));
    const paper = Object.entries(AGAINST_PAPER).map(([name, tamper]) => ({ name, tamper, heads: [head] }));
    const kinds = [...free, ...paper];
    const wrong: unknown[] = [];
    for (let n = 0; n < 1000; n++) {
      const { name, tamper, heads } = at(kinds, n % kinds.length);
      await database
        .write(async (manager) => {
          const expected = await tamper(manager, chain, draw);
          const { broken, intact } = await verifier.check(HALL, heads, manager);
          const named = Object.entries(expected).every(
            ([key, value]) => broken?.[key as keyof typeof broken] === value,
          );
          if (intact || !named) wrong.push({ n, name, expected, broken });
          throw new Undone();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undone)) throw error;
        });
    }
    expect(wrong).toEqual([]);
    expect(await verifier.check(HALL, [head])).toMatchObject({ intact: true, links: 24, heads: [{ holds: true }] });
  }, 120_000);
});
