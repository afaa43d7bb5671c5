import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { makeFolder } from 'src/config/data-folder.service';
import { feedUnknown } from 'src/modules/intake/refusals';
import { templateNotWritten } from './refusals';
import type { Template } from './template';
import { templateWorkbook, type KnownWindow } from './template.xlsx';

export type Templates = Readonly<Record<string, Template>>;

/** Adds `template <feed>`. `windows` are those of the roster, [] while there is none. */
export function registerTemplate(
  program: Command,
  io: CommandIo,
  templates: Templates,
  windows: () => Promise<readonly KnownWindow[]>,
): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  program
    .command('template')
    .description(say('下载一张空白填报表', 'write an empty workbook to be filled in'))
    .argument('<feed>', Object.keys(templates).join(' | '))
    .option('--out <file>', say('保存为', 'where to write it'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (feed: string, options: { out?: string }) => {
      const template = templates[feed];
      if (!template) throw feedUnknown({ feed, known: Object.keys(templates) });
      const file = resolve(io.cwd, options.out ?? `${template.title}.xlsx`);
      const content = await templateWorkbook(template, await windows(), io.language);
      write(file, content);
      const sheets = template.sheets.map(({ name }) => name);
      io.answer({ feed, file, sheets, bytes: content.length }, () =>
        io.line(
          say(
            `空白表已写入 ${file}，填写说明在第 ${sheets.length + 1} 张工作表。`,
            `Written to ${file}; sheet ${sheets.length + 1} explains it.`,
          ),
        ),
      );
    });
}

/** Throws `intake.template-not-written`; a file that is there already is never lost. */
function write(file: string, content: Buffer): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    throw templateNotWritten({ file, there: (error as NodeJS.ErrnoException).code === 'EEXIST' });
  }
}
