import type { Command } from 'commander';
import { loadDemo } from 'demo/load';
import { refusal } from 'src/common/refusal';
import type { CommandIo } from 'src/config/command-io';
import { Settings } from 'src/config/settings.dto';
import { OrganisationService } from 'src/modules/organisation';
import { ModuleRef } from '@nestjs/core';

const notEmpty = refusal<{ halls: string[] }>(
  'demo.not-empty',
  {
    zh: ({ halls }) =>
      `数据库里已有大厅（${halls.join('、')}），演示数据只能装入空的数据库。请换一个数据目录（BAIFEN_DATA）。`,
    en: ({ halls }) =>
      `The database has halls already (${halls.join(', ')}); the demo goes into an empty one only. Choose another folder with BAIFEN_DATA.`,
  },
  409,
);

/** Adds `demo load`. */
export function registerDemo(program: Command, io: CommandIo): void {
  program
    .command('demo')
    .description(io.language === 'zh' ? '演示大厅（数据全部虚构）' : 'the demo hall (all data invented)')
    .command('load')
    .description(io.language === 'zh' ? '生成并装入演示大厅' : 'generate and load the demo hall')
    .option('--json', 'JSON')
    .action(() => load(io));
}

async function load(io: CommandIo): Promise<void> {
  const halls = await (await io.service(OrganisationService)).halls();
  if (halls.length > 0) throw notEmpty({ halls: halls.map(({ id }) => id) });
  const manifest = await loadDemo(await io.service(ModuleRef), await io.service(Settings), (text) => io.note(text));
  const { hall, months, cases, staff } = manifest;
  io.answer({ hall, months, cases, staff, files: manifest.files.length }, () => {
    io.line(
      io.language === 'zh'
        ? `已装入 ${hall.name}：${String(months.length)} 个月，${String(manifest.files.length)} 个文件，${String(cases)} 件办件，${String(staff)} 人。`
        : `${hall.name} is loaded: ${String(months.length)} months, ${String(manifest.files.length)} files, ${String(cases)} cases, ${String(staff)} people.`,
    );
  });
}
