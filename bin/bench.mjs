// npm run bench [-- engine|import|bulk|large|history|month|deadline …]: builds if needed, runs each bench in a fresh process and writes
// docs/benchmarks.md. Figures are printed beside their goals; none of them is a test.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

const BENCHES = ['engine', 'import', 'bulk', 'large', 'history', 'month', 'deadline'];
/** Settings of a run: how many rows, how many rounds. */
const OPTIONS = ['BENCH_ROWS', 'BENCH_ROUNDS'];
const MARK = '@@baifen-bench ';
const PAGE = join(root, 'docs', 'benchmarks.md');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`unknown bench ${unknown.join(', ')}: npm run bench -- ${BENCHES.join('|')}\n`);
  process.exit(2);
}

process.env.TZ = 'Asia/Shanghai';
const say = (text) => process.stdout.write(`${text}\n`);
prepare(say);

let failed = false;
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  say(`\n${name}`);
  const load = loadavg()[0];
  const result = await run(name);
  if (result === undefined) {
    failed = true;
    say(`${name}: no result, the page keeps what it had`);
    continue;
  }
  const section = render(name, result, load);
  say(`\n${section}`);
  writeFileSync(PAGE, withSection(name, section));
}
process.exit(failed ? 1 : 0);

function run(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', 'bench', `${name}.process.js`)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: process.env,
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
    child.on('close', (code) => {
      const line = text.split('\n').findLast((one) => one.startsWith(MARK));
      resolve(code === 0 && line !== undefined ? JSON.parse(line.slice(MARK.length)) : undefined);
    });
  });
}

function render(name, { title, conditions, figures, tables = [] }, load) {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const dirty = git('status', '--porcelain', '--', 'src', 'bench', 'demo') !== '';
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${type()} ${release()}`;
  const commit = `${git('rev-parse', '--short', 'HEAD') || 'no commit'}${dirty ? ' with uncommitted changes' : ''}`;
  const chosen = OPTIONS.flatMap((key) => (process.env[key] === undefined ? [] : `${key}=${process.env[key]} `));
  const command = `${chosen.join('')}npm run bench -- ${name}`;
  return [
    `## ${title}`,
    '',
    `${new Date().toISOString().slice(0, 10)} · commit ${commit} · Node ${process.version} · ${machine} · load at start ${load.toFixed(1)}`,
    '',
    ...conditions.map((line) => `- ${line}`),
    '',
    '| figure | minimum | median | maximum | runs | goal | reached | command |',
    '| --- | ---: | ---: | ---: | ---: | --- | --- | --- |',
    ...figures.map((figure) => `| ${row(figure).join(' | ')} | \`${command}\` |`),
    ...tables.flatMap(({ title: heading, head, rows }) => [
      '',
      `### ${heading}`,
      '',
      `| ${head.join(' | ')} |`,
      `| ${head.map(() => '---:').join(' | ')} |`,
      ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    ]),
  ].join('\n');
}

function row({ name, unit, runs, goal }) {
  const sorted = [...runs].sort((a, b) => a - b);
  const middle = median(sorted);
  const shown = (value) => `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
  const wanted = goal === undefined ? '' : 'atLeast' in goal ? `≥ ${goal.atLeast} ${unit}` : `≤ ${goal.atMost} ${unit}`;
  const reached =
    goal === undefined ? '' : ('atLeast' in goal ? middle >= goal.atLeast : middle <= goal.atMost) ? 'yes' : '**no**';
  return [name, shown(sorted[0]), shown(middle), shown(sorted.at(-1)), String(runs.length), wanted, reached];
}

function median(sorted) {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The page with this bench's section replaced; the others stay as their own run wrote them. */
function withSection(name, section) {
  const old = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const kept = Object.fromEntries(
    [...old.matchAll(/<!-- bench:(\w+) -->\n([\s\S]*?)\n<!-- end -->/g)].map(([, key, text]) => [key, text]),
  );
  kept[name] = section;
  const head = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; never by hand. Goals are those of the design; they are held against the median and are not',
    'tests: a busy machine changes times, so what counts are ratios taken side by side.',
  ];
  const parts = BENCHES.filter((key) => kept[key] !== undefined).map(
    (key) => `<!-- bench:${key} -->\n${kept[key]}\n<!-- end -->`,
  );
  return `${head.join('\n')}\n\n${parts.join('\n\n')}\n`;
}
