// Copies what is read at run time and is no TypeScript (books, notices, schedules) next to the compiled files.
import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = [
  'src/modules/calendar/notices',
  'src/modules/rules/books',
  'src/modules/attendance/schedules',
  'demo/data',
];
for (const folder of folders) {
  if (existsSync(join(root, folder))) {
    cpSync(join(root, folder), join(root, 'dist', folder), {
      recursive: true,
      filter: (file) => !file.endsWith('.ts'),
    });
  }
}
