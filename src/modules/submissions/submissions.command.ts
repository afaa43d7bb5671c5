import type { Command } from 'commander';
import { cliActor, type Actor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { registerDrafts } from './draft/drafts.command';
import { Completeness } from './report/completeness.service';
import { fieldFlag } from './form/field-flag.command';
import { registerReports } from './report/reports.command';
import * as shown from './shown';
import type { Draft, Recorded } from './submission';
import { SubmissionsService, type Entering } from './submissions.service';
import { registerVerification } from './verification/verification.command';
import { VerificationService } from './verification/verification.service';

interface DraftFlags {
  readonly type?: string;
  readonly window?: string;
  readonly staff?: string[];
  readonly date: string;
  readonly points?: string;
  readonly field: Record<string, string>;
  readonly documentDate?: string;
  readonly evidence?: string[];
  readonly text?: string;
  readonly by: string;
  readonly asWindow?: boolean;
  readonly again?: boolean;
}

const VERDICTS = [
  ['verify', 'verified', '认定属实', 'find it true'],
  ['reject', 'rejected', '认定不属实', 'find it untrue'],
  ['withdraw', 'withdrawn', '撤回', 'withdraw it'],
] as const;

/** Adds `declare …`. */
export function registerSubmissions(program: Command, io: CommandIo): void {
  const declare = program
    .command('declare')
    .description(say(io, '申报、登记加减分事项', 'hand in items for bonus and deduction'));
  const json = say(io, '输出 JSON', 'print JSON');
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  declare
    .command('items')
    .description(say(io, '本月可以填报的项目和每项要填的栏目', 'items that can be handed in, with their blanks'))
    .argument('<month>', month)
    .option('--json', json)
    .action((text: string) => items(io, text));
  withBlanks(io, declare.command('add'))
    .description(say(io, '填报一项', 'hand in one item'))
    .argument('<month>', month)
    .argument('<item>', say(io, '项目编码或名称', 'code or name of the item'))
    .action((text: string, item: string, flags: DraftFlags) => add(io, text, item, flags));
  withBlanks(io, declare.command('amend'))
    .description(say(io, '更正一项（核实之前）', 'correct an item that is not verified yet'))
    .argument('<id>', say(io, '编号', 'id'))
    .argument('<item>', say(io, '项目编码或名称', 'code or name of the item'))
    .action((id: string, item: string, flags: DraftFlags) => amend(io, id, item, flags));
  declare
    .command('list')
    .description(say(io, '本月填报的事项和核实情况', 'what was handed in and how it stands'))
    .argument('<month>', month)
    .option('--window <code>', say(io, '只看一个窗口', 'one window only'))
    .option('--json', json)
    .action((text: string, flags: { window?: string }) => list(io, text, flags.window));
  registerVerdicts(declare, io);
  registerReports(declare, io);
  registerDrafts(declare, io);
  registerVerification(declare, io);
}

function registerVerdicts(declare: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  for (const [name, kind, zh, en] of VERDICTS) {
    declare
      .command(name)
      .description(say(io, zh, en))
      .argument('<id...>', say(io, '编号，可以多个', 'ids'))
      .option('--reason <text>', say(io, '理由（不属实、撤回必填）', 'why; demanded unless it is true'), '')
      .requiredOption('--by <name>', say(io, '经办人', 'who'))
      .option('--json', json)
      .action((ids: string[], flags: { reason: string; by: string }) => decide(io, kind, ids, flags));
  }
  declare
    .command('complete')
    .description(say(io, '声明某一来源本月已经报全', 'say that nothing of a source is left out'))
    .argument('<month>', say(io, '考核月份，如 2026-03', 'assessed month, 2026-03'))
    .requiredOption('--source <name>', 'documents, discipline, entries …')
    .option('--window <code>', say(io, '只对一个窗口', 'for one window only'))
    .requiredOption('--by <name>', say(io, '声明人', 'who says so'))
    .option('--json', json)
    .action((text: string, flags: { source: string; window?: string; by: string }) => complete(io, text, flags));
}

function withBlanks(io: CommandIo, command: Command): Command {
  return command
    .option('--window <code>', say(io, '窗口编号或名称', 'code or name of the window'))
    .option('--staff <number...>', say(io, '工号，可以多个', 'staff numbers'))
    .requiredOption('--date <day>', '2026-03-05')
    .option('--type <kind>', say(io, '情况类别（一项含几类时）', 'kind of fact, where the item reads several'))
    .option('--points <number>', say(io, '分值（由人评定的项目）', 'points, for items scored by hand'))
    .option('--field <name=value>', say(io, '栏目，如 level=县，可以多个', 'a blank such as level=县'), fieldFlag, {})
    .option('--document-date <day>', say(io, '文件落款日期', 'date of the document'))
    .option('--evidence <text...>', say(io, '凭证：文号或文件名', 'number of a document, name of a file'))
    .option('--text <text>', say(io, '说明、理由', 'remark, reason'))
    .option(
      '--as-window',
      say(io, '由窗口申报（默认由考核办登记）', 'declared by the window; default: entered by the office'),
    )
    .option('--again', say(io, '与已登记的相似，但确是另一件', 'it looks like one that was entered, and is another'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', say(io, '输出 JSON', 'print JSON'));
}

async function items(io: CommandIo, text: string): Promise<void> {
  const forms = await (await io.service(SubmissionsService)).forms(console(), await hallOf(io), parsePeriod(text));
  io.answer(forms, () =>
    io.table(
      shown.formHead(io.language),
      forms.map((form) => shown.formRow(form, io.language)),
    ),
  );
}

async function add(io: CommandIo, text: string, item: string, flags: DraftFlags): Promise<void> {
  const service = await io.service(SubmissionsService);
  const made = await service.enter(await hallOf(io), parsePeriod(text), draftOf(item, flags), entering(io, flags));
  io.answer(made, () => io.line(shown.taken(made, io.language)));
}

async function amend(io: CommandIo, id: string, item: string, flags: DraftFlags): Promise<void> {
  const service = await io.service(SubmissionsService);
  const made = await service.amend(await hallOf(io), id, draftOf(item, flags), entering(io, flags));
  io.answer(made, () => io.line(shown.taken(made, io.language)));
}

async function list(io: CommandIo, text: string, window: string | undefined): Promise<void> {
  const all = await (await io.service(SubmissionsService)).list(console(), await hallOf(io), parsePeriod(text));
  const own = window === undefined ? all : all.filter(({ submission }) => submission.window === window);
  io.answer(own, () =>
    io.table(
      shown.listHead(io.language),
      own.map((one) => shown.listRow(one, io.language)),
    ),
  );
}

async function decide(
  io: CommandIo,
  kind: 'verified' | 'rejected' | 'withdrawn',
  ids: readonly string[],
  { reason, by }: { reason: string; by: string },
): Promise<void> {
  const service = await io.service(VerificationService);
  const hall = await hallOf(io);
  const made: Recorded[] = [];
  for (const id of ids) {
    made.push(await service.decide(hall, id, { kind, reason, by: cliActor(by.trim()), at: hallTime(io.clock.now()) }));
  }
  io.answer(made, () =>
    io.table(
      shown.listHead(io.language),
      made.map((one) => shown.listRow(one, io.language)),
    ),
  );
}

async function complete(
  io: CommandIo,
  text: string,
  { by, ...statement }: { source: string; window?: string; by: string },
): Promise<void> {
  const stamp = { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const period = parsePeriod(text);
  const made = await (await io.service(Completeness)).complete(await hallOf(io), period, statement, stamp);
  const where = statement.window ?? say(io, '全大厅', 'the whole hall');
  io.answer(made, () =>
    io.line(
      say(
        io,
        `${period} 的“${made.source}”已声明报全（${where}）。`,
        `${made.source} of ${period} is complete (${where}).`,
      ),
    ),
  );
}

function draftOf(item: string, flags: DraftFlags): Draft {
  const { type, window, staff = [], date, points, documentDate, evidence = [], text = '' } = flags;
  const { labels, amounts } = shown.blanksOf(flags.field);
  return {
    item,
    ...(type === undefined ? {} : { type }),
    ...(window === undefined ? {} : { window }),
    staff,
    date,
    ...(points === undefined ? {} : { points }),
    labels,
    amounts,
    ...(documentDate === undefined ? {} : { documentDate }),
    evidence,
    text,
  };
}

function entering(io: CommandIo, { by, asWindow = false, again = false }: DraftFlags): Entering {
  const origin = asWindow ? 'window' : 'office';
  return { by: cliActor(by.trim()), at: hallTime(io.clock.now()), origin, repeat: again };
}

/** Whoever sits at the server's own console sees everything. */
function console(): Actor {
  return cliActor('console');
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
