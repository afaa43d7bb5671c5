import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { hallTime } from 'src/common/clock';
import { refusal } from 'src/common/refusal';
import type { CommandIo } from 'src/config/command-io';
import { makeFolder } from 'src/config/data-folder.service';
import { Database } from 'src/config/database.service';

const backupThere = refusal<{ file: string }>(
  'operations.backup-exists',
  {
    zh: ({ file }) => `文件“${file}”已经存在，备份不会覆盖旧文件。请换一个文件名。`,
    en: ({ file }) => `"${file}" is there already and a backup never overwrites. Choose another name.`,
  },
  409,
);

const backupFailed = refusal<{ file: string; cause: string }>('operations.backup-failed', {
  zh: ({ file, cause }) =>
    `备份没有写成“${file}”（${cause}）。请检查文件夹能否写入、磁盘是否已满，或用 --out 换一个地方。`,
  en: ({ file, cause }) =>
    `The backup "${file}" could not be written (${cause}). Check the folder and the free space, or choose another place with --out.`,
});

const backupOnServer = refusal<object>('operations.backup-on-server', {
  zh: () =>
    '数据在 MySQL/MariaDB 服务器上，请用服务器自带的工具备份，例如：mariadb-dump --single-transaction --routines 数据库名 > 备份.sql。',
  en: () =>
    'The data are on a MySQL/MariaDB server: back it up with its own tool, for example mariadb-dump --single-transaction --routines DATABASE > backup.sql.',
});

/** Adds `backup`. */
export function registerOperations(program: Command, io: CommandIo): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  program
    .command('backup')
    .description(say('把内置数据库备份成一个文件', 'copy the embedded database into one file'))
    .option('--out <file>', say('备份文件', 'backup file'))
    .option('--json', 'JSON')
    .action((options: { out?: string }) => backup(io, options));
}

/** A consistent copy while the server runs: SQLite's VACUUM INTO reads one snapshot. */
async function backup(io: CommandIo, options: { out?: string }): Promise<void> {
  const database = await io.service(Database);
  if (database.engine !== 'embedded') throw backupOnServer({});
  const at = hallTime(io.clock.now());
  const file = resolve(io.cwd, options.out ?? `baifen-${at.replace(/\D/g, '')}.db`);
  if (existsSync(file)) throw backupThere({ file });
  try {
    makeFolder(dirname(file));
    await database.copyTo(file);
  } catch (error) {
    throw backupFailed({ file, cause: error instanceof Error ? error.message : String(error) });
  }
  const bytes = statSync(file).size;
  io.answer({ file, bytes, at }, () => {
    io.line(
      io.language === 'zh'
        ? `已备份到 ${file}（${String(bytes)} 字节）。恢复时停止服务，把它放回数据目录并改名为 baifen.db。`
        : `Backed up to ${file} (${String(bytes)} bytes). To restore stop the server and put it into the data folder as baifen.db.`,
    );
  });
}
