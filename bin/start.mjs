// npm start: installs and builds if needed, then runs the server; see src/start.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare((text) => process.stdout.write(`${text}\n`));
// Not a need but a manner: below 2 GB V8 lets the heap grow in smaller steps; without it the server holds twice as much.
const heap = '--max-old-space-size=1024';
const child = spawn(process.execPath, [heap, join(root, 'dist', 'src', 'start.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TZ: 'Asia/Shanghai' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 3)));
