import type { Command } from 'commander';
import { DEMO_HALL, demoAccounts, otherLogins } from 'demo/accounts';
import { loadDemo } from 'demo/load';
import { refusal } from 'src/common/refusal';
import { fold } from 'src/common/text';
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

const notTheDemo = refusal<object>(
  'demo.not-the-demo',
  {
    zh: () =>
      '只有演示大厅能建演示账号：数据库里应只有“demo load”装入的演示大厅。本厅的账号请用“baifen user add”建（docs/accounts.md）。',
    en: () =>
      'Only the demo hall gets demo accounts: the database must hold nothing but what "demo load" brought in. Make accounts of your own with "baifen user add" (docs/accounts.md).',
  },
  409,
);

const realAccounts = refusal<{ logins: string[] }>(
  'demo.real-accounts',
  {
    zh: ({ logins }) =>
      `这里已有正式账号（${logins.join('、')}），不再建密码会打印出来的演示账号。要演示请换一个数据目录（BAIFEN_DATA）。`,
    en: ({ logins }) =>
      `There are real accounts here (${logins.join(', ')}); none with a printed password is added. Choose another folder with BAIFEN_DATA for a demonstration.`,
  },
  409,
);

/** Adds `demo load` and `demo accounts`. */
export function registerDemo(program: Command, io: CommandIo): void {
  const demo = program
    .command('demo')
    .description(io.language === 'zh' ? '演示大厅（数据全部虚构）' : 'the demo hall (all data invented)');
  demo
    .command('accounts')
    .description(
      io.language === 'zh'
        ? '给演示大厅每个角色建一个账号，打印登录名和密码；从此要登录'
        : 'an account per role of the demo hall, with sign-ins printed; from then on people sign in',
    )
    .option('--json', 'JSON')
    .action(() => accounts(io));
  demo
    .command('load')
    .description(io.language === 'zh' ? '生成并装入演示大厅' : 'generate and load the demo hall')
    .option('--json', 'JSON')
    .action(() => load(io));
}

async function accounts(io: CommandIo): Promise<void> {
  const halls = await (await io.service(OrganisationService)).halls();
  if (halls.length !== 1 || halls[0]?.id !== DEMO_HALL.id || halls[0].name !== fold(DEMO_HALL.name))
    throw notTheDemo({});
  const services = await io.service(ModuleRef);
  const logins = await otherLogins(services);
  if (logins.length > 0) throw realAccounts({ logins });
  const made = await demoAccounts(services);
  const zh = io.language === 'zh';
  io.answer(made, () => {
    io.table(
      zh ? ['角色', '登录名', '密码', '范围'] : ['role', 'login', 'password', 'within'],
      made.map(({ login, password, role, units }) => [role[io.language], login, password, units.join('、')]),
    );
    io.line(
      zh
        ? '密码只显示这一次，再运行一次就全部换新。从现在起要登录（POST /api/session）；命令行照常可用。'
        : 'The passwords are shown this once; running it again replaces them all. From now on people sign in (POST /api/session); the command line works as before.',
    );
  });
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
