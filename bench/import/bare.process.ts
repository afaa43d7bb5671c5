import Libsql from 'libsql';

/**
 * The same rows into the same table with the same indexes, and nothing else: one prepared insert in one transaction.
 * Child of import.process: `bare.process.js SOURCE TARGET`, answers with the milliseconds.
 */
function main(source: string, target: string): void {
  const from = new Libsql(source);
  const ddl = from
    .prepare("SELECT sql FROM sqlite_master WHERE tbl_name = 'case_state' AND sql IS NOT NULL ORDER BY type DESC")
    .all() as { sql: string }[];
  const rows = (from.prepare('SELECT * FROM case_state ORDER BY rowid').all() as Record<string, unknown>[]).map((row) =>
    Object.values(row),
  );
  from.close();
  const to = new Libsql(target);
  to.exec('PRAGMA journal_mode=WAL');
  to.exec('PRAGMA synchronous=NORMAL');
  for (const { sql } of ddl) to.exec(sql);
  const marks = Array.from(rows[0] ?? [], () => '?').join(', ');
  const insert = to.prepare(`INSERT INTO case_state VALUES (${marks})`);
  const begun = performance.now();
  to.exec('BEGIN');
  for (const row of rows) insert.run(row);
  to.exec('COMMIT');
  const ms = performance.now() - begun;
  to.close();
  process.send?.({ ms, rows: rows.length });
}

main(process.argv[2] ?? '', process.argv[3] ?? '');
