// Brings a fresh clone to the point where it can run: dependencies and build. Only Node is needed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, mkdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.baifen-install');
const buildStamp = join(root, 'dist', '.baifen-build');

/** @param {(text: string) => void} say */
export function prepare(say) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say(`需要 Node.js 20.19 或更新的版本，现在是 ${process.versions.node}。请先安装新版 Node.js。`);
    say(`Node.js 20.19 or newer is needed, this is ${process.versions.node}.`);
    process.exit(1);
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    say('安装依赖（第一次需要一两分钟）… / installing dependencies …');
    // `npm ci` fails where a registry lacks other platforms' optional binaries; install with the lock changes nothing.
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], say);
    writeFileSync(
      stamp,
      createHash('sha256')
        .update(readFileSync(join(root, 'package-lock.json')))
        .digest('hex'),
    );
  }
  const sources = fingerprint();
  if (!existsSync(buildStamp) || readFileSync(buildStamp, 'utf8') !== sources) {
    say('编译… / building …');
    run('npm', ['run', 'build', '--silent'], say);
    mkdirSync(dirname(buildStamp), { recursive: true });
    writeFileSync(buildStamp, sources);
  }
}

function run(command, args, say) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    say(`${command} ${args.join(' ')} 失败 / failed`);
    say((result.stdout ?? '') + (result.stderr ?? ''));
    process.exit(3);
  }
}

/** Names, sizes and times of everything that goes into dist: cheap, and enough to notice a change. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = join(path, entry.name);
      if (entry.isDirectory()) visit(file);
      else if (!entry.name.endsWith('.spec.ts')) {
        const { size, mtimeMs } = statSync(file);
        hash.update(`${file.slice(root.length)} ${size} ${Math.trunc(mtimeMs)}\n`);
      }
    }
  };
  for (const folder of ['src', 'demo', 'bench']) visit(join(root, folder));
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
