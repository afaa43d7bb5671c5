import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { STATE_NAMES } from 'src/modules/calendar/months/month-table';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { revisionOf } from 'src/modules/scoring/seal/revision';
import { BulletinService } from './bulletin.service';
import { wordsOf } from './words/words';

interface BulletinOptions {
  readonly out: string;
  readonly revision?: string;
}

/** Adds `bulletin PERIOD --out DIR`. */
export function registerReports(program: Command, io: CommandIo): void {
  const zh = io.language === 'zh';
  program
    .command('bulletin')
    .description(
      zh ? '把一个月的考核情况通报附表写成 Excel 文件' : 'write the bulletin tables of a month as a workbook',
    )
    .argument('<period>', '2026-03')
    .requiredOption('--out <folder>', zh ? '存放的文件夹，没有则新建' : 'folder, made when it is not there')
    .option('--revision <n>', zh ? '版次，默认最新一版' : 'revision, the newest by default')
    .option('--json', zh ? '输出 JSON' : 'print JSON')
    .action((period: string, options: BulletinOptions) => writeBulletin(io, period, options));
}

async function writeBulletin(io: CommandIo, text: string, options: BulletinOptions): Promise<void> {
  const month = parsePeriod(text);
  const revision = revisionOf(options.revision);
  const hall = await (await io.service(OrganisationService)).hall(io.hall);
  const bulletins = await io.service(BulletinService);
  const answer = await bulletins.write(hall.id, month, resolve(io.cwd, options.out), {
    language: io.language,
    ...(revision === undefined ? {} : { revision }),
  });
  io.answer(answer, () => {
    const zh = io.language === 'zh';
    const state =
      answer.state === 'imported' ? wordsOf(io.language).importedShort : STATE_NAMES[answer.state][io.language];
    io.line(
      zh
        ? `${hall.name} ${month} 通报附表，第 ${answer.revision} 版，${state}：`
        : `Bulletin tables of ${hall.name} ${month}, revision ${answer.revision}, ${state}:`,
    );
    for (const { path, sheets } of answer.files) io.line(`${path}\n  ${sheets.join(zh ? '、' : ', ')}`);
  });
}
