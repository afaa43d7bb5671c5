import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { MONTHLY, type ReportStanding, type Standing } from './month-report';
import { ReportsOfMonth } from './reports.service';

const STANDINGS: Readonly<Record<Standing, { readonly zh: string; readonly en: string }>> = {
  'in-time': { zh: '按时', en: 'in time' },
  late: { zh: '逾期', en: 'late' },
  missing: { zh: '未报', en: 'missing' },
  open: { zh: '待报', en: 'open' },
};

/** Adds `declare report|extend|reports`. */
export function registerReports(declare: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  const form = say(io, '报表（默认月报）', 'form, default the monthly report');
  declare
    .command('report')
    .description(
      say(io, '窗口确认本月报送完毕（没有事项也要确认），得到回执', 'a window confirms its month and gets a receipt'),
    )
    .argument('<month>', month)
    .requiredOption('--window <code>', say(io, '窗口编号或名称', 'code or name of the window'))
    .option('--form <name>', form, MONTHLY)
    .requiredOption('--by <name>', say(io, '报送人', 'who'))
    .option('--json', json)
    .action((text: string, flags: { window: string; form: string; by: string }) => report(io, text, flags));
  declare
    .command('extend')
    .description(say(io, '批准窗口延期报送', 'let a window report later'))
    .argument('<month>', month)
    .requiredOption('--window <code>', say(io, '窗口编号或名称', 'code or name of the window'))
    .option('--form <name>', form, MONTHLY)
    .requiredOption('--until <time>', '"2026-04-03 17:30"')
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '批准人', 'who'))
    .option('--json', json)
    .action((text: string, flags: ExtendFlags) => extend(io, text, flags));
  declare
    .command('reports')
    .description(say(io, '各窗口报送进度', 'which windows reported'))
    .argument('<month>', month)
    .option('--json', json)
    .action((text: string) => reports(io, text));
}

interface ExtendFlags {
  readonly window: string;
  readonly form: string;
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

async function report(
  io: CommandIo,
  text: string,
  { window, form, by }: { window: string; form: string; by: string },
): Promise<void> {
  const service = await io.service(ReportsOfMonth);
  const stamp = { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const made = await service.confirm(await hallOf(io), parsePeriod(text), window, form, stamp);
  const late = made.standing === 'late';
  const receipt = made.report?.receipt ?? '';
  io.answer(made, () =>
    io.line(
      say(
        io,
        `已收到 ${made.window} 的“${form}”，回执号 ${receipt}，时间 ${made.report?.at ?? ''}${late ? `，已过截止时间 ${made.until}` : ''}。`,
        `Received ${form} of ${made.window}, receipt ${receipt}, at ${made.report?.at ?? ''}${late ? `, after the deadline ${made.until}` : ''}.`,
      ),
    ),
  );
}

async function extend(io: CommandIo, text: string, { by, ...extended }: ExtendFlags): Promise<void> {
  const service = await io.service(ReportsOfMonth);
  const stamp = { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const made = await service.extend(await hallOf(io), parsePeriod(text), extended, stamp);
  io.answer(made, () =>
    io.line(
      say(
        io,
        `${made.window} 的“${made.form}”延至 ${made.until}。`,
        `${made.window} may hand in ${made.form} until ${made.until}.`,
      ),
    ),
  );
}

async function reports(io: CommandIo, text: string): Promise<void> {
  const service = await io.service(ReportsOfMonth);
  const all = await service.standings(await hallOf(io), parsePeriod(text), hallTime(io.clock.now()));
  const head = say(io, '窗口,报表,情况,截止,报送时间,回执号', 'window,form,standing,until,at,receipt').split(',');
  io.answer(all, () =>
    io.table(
      head,
      all.map((one) => row(one, io)),
    ),
  );
}

function row({ window, form, standing, until, extended, report: said }: ReportStanding, io: CommandIo): string[] {
  const word = STANDINGS[standing][io.language];
  const later = extended ? say(io, '（延期）', ' (extended)') : '';
  return [window, form, word, `${until.slice(0, 16)}${later}`, said?.at.slice(0, 19) ?? '', said?.receipt ?? ''];
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
