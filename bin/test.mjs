// npm test: installs and builds if needed, then runs every rung this machine can run and ends in `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

process.env.TZ = 'Asia/Shanghai';
const say = (text) => process.stdout.write(`${text}\n`);
prepare(say);

const RUNGS = [
  ['pure and module tests', ['src', 'demo', 'bench']],
  ['architecture and documents', ['test/architecture.spec.ts', 'test/documents']],
  ['golden cases', ['test/golden']],
  ['database, both engines', ['test/db']],
  ['command line and HTTP', ['test/e2e']],
];

const ci = process.env.CI === 'true';
const { startMariadb } = await import('./mariadb.mjs');
let server;
if (!process.env.BAIFEN_TEST_MARIADB) {
  server = await startMariadb().catch((error) => {
    if (ci) throw error;
    say(`MariaDB could not be started: ${error.message}`);
    return undefined;
  });
  if (server) process.env.BAIFEN_TEST_MARIADB = server.url;
  else if (ci) {
    say('CI needs MariaDB: install mariadb-server (see .ci/run). 0 tests ran.');
    process.exit(1);
  } else say('MariaDB is not installed: the database rung runs on the embedded engine only.');
}

const reports = join(root, 'var', 'test');
mkdirSync(reports, { recursive: true });
const totals = { passed: 0, failed: 0 };
const table = [];
try {
  for (const [name, paths] of RUNGS) {
    const output = join(reports, `${name.replace(/\W+/g, '-')}.json`);
    rmSync(output, { force: true });
    const started = Date.now();
    const run = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/jest/bin/jest.js'),
        '--json',
        `--outputFile=${output}`,
        '--silent',
        '--passWithNoTests',
        ...paths.map((path) => `^${join(root, path).replaceAll('\\', '/')}`),
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: process.env },
    );
    let passed = 0;
    let failed = 0;
    try {
      const result = JSON.parse(readFileSync(output, 'utf8'));
      passed = result.numPassedTests;
      // A suite that does not even load has no failed test of its own; it counts as one.
      failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
      if (!result.success && failed === 0) failed = 1;
    } catch {
      failed = 1;
    }
    if (run.status !== 0 && failed === 0) failed = 1;
    totals.passed += passed;
    totals.failed += failed;
    table.push([name, passed, failed, Math.round((Date.now() - started) / 1000)]);
  }
} finally {
  await server?.stop();
}
say('');
for (const [name, passed, failed, seconds] of table)
  say(`${name.padEnd(30)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed  ${seconds} s`);
say(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
