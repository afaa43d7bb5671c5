import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import {
  CONDITIONS,
  MONTH_STATES,
  STATE_NAMES,
  type Condition,
  type MonthState,
} from 'src/modules/calendar/months/month-table';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { conditionUnknown } from 'src/modules/scoring/refusals';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { ApprovalsService } from './approvals.service';
import { OfficeService } from './office/office.service';
import { officeUnknown, stateUnknown } from './refusals';
import { RevisionsService } from 'src/modules/scoring/seal/revisions.service';
import { showDecisions, showDiff, showOffice, showStatus } from './moves.screen.command';
import { StatusService } from './status.service';

interface Named {
  readonly by: string;
  readonly reason?: string;
  readonly override?: string[];
}

/** Adds `month show|move|lock|confirm|decide|office`. */
export function registerMonths(program: Command, io: CommandIo): Command {
  const month = program.command('month').description(say(io, '月份的状态、公示、锁定、审定', 'the states of a month'));
  const period = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  const add = (name: string, zh: string, en: string): Command =>
    month
      .command(name)
      .description(say(io, zh, en))
      .argument('<month>', period)
      .option('--json', say(io, '输出 JSON', 'print JSON'));
  add('show', '现在的状态、期限，下一步还缺什么、由谁办', 'state, deadlines, what each next move needs').action(
    (text: string) => show(io, text),
  );
  named(io, add('move', '转到下一个状态，或写明理由退回', 'make one move, or go back with a reason'))
    .argument('<state>', say(io, '状态，如 notice 或 公示中', 'state, for example notice'))
    .option('--opinion <text>', say(io, '领导小组意见（审定）', 'opinion of the leading group'))
    .option('--minutes <no>', say(io, '会议纪要文号（审定）', 'number of the minutes'))
    .action((text: string, to: string, flags: Named & { opinion?: string; minutes?: string }) =>
      move(io, text, to, flags),
    );
  named(io, add('lock', '提出锁定，等另一人确认', 'ask that the month be locked')).action(
    (text: string, flags: Named) => lock(io, text, flags),
  );
  add('confirm', '核对后确认锁定（须另一人）', 'confirm a lock that another person asked for')
    .argument('<request>', say(io, '锁定申请编号', 'id of the request'))
    .requiredOption('--digest <digest>', say(io, '所核对结果的摘要', 'digest of the result that was checked'))
    .requiredOption('--by <name>', say(io, '确认人姓名', 'who confirms'))
    .action((text: string, request: string, flags: Named & { digest: string }) => confirm(io, text, request, flags));
  add('diff', '两版之间谁变了、为什么', 'who moved between two revisions, and why')
    .option('--from <n>', say(io, '前一版', 'the earlier revision'), Number)
    .option('--to <n>', say(io, '后一版', 'the later revision'), Number)
    .action((text: string, flags: { from?: number; to?: number }) => diff(io, text, flags));
  registerGroup(month, io, add);
  return month;
}

function registerGroup(month: Command, io: CommandIo, add: (name: string, zh: string, en: string) => Command): void {
  add('decide', '领导小组对名次边缘和末位名单逐个裁定', 'decide by name on ties at an edge and proposals at the bottom')
    .argument('<outcome>', say(io, '结果的编码或名称', 'code or name of the outcome'))
    .argument('<subject>', say(io, '窗口编号或全称', 'code or full name'))
    .option('--take', say(io, '列入', 'has it'))
    .option('--spare', say(io, '不列入', 'is spared'))
    .option('--type <type>', 'window | chief | staff | sub-centre', 'window')
    .option('--minutes <no>', say(io, '会议纪要文号', 'number of the minutes'))
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人姓名', 'name'))
    .action((text: string, outcome: string, subject: string, flags: DecideFlags) =>
      decide(io, text, { outcome, subject }, flags),
    );
  month
    .command('office')
    .description(
      say(io, '查看双人锁定还是小机构，查看或设置异议几个工作日', 'the profile of the office; days to object'),
    )
    .option('--notice-days <n>', say(io, '公示期间异议几个工作日', 'working days to object during notice'), Number)
    .option('--finding-days <n>', say(io, '登记之后异议几个工作日', 'working days to object after a finding'), Number)
    .option('--reason <text>', say(io, '理由', 'why'))
    .option('--by <name>', say(io, '经办人姓名', 'name'), 'office')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((flags: OfficeFlags) => office(io, flags));
}

interface DecideFlags extends Named {
  readonly take?: boolean;
  readonly spare?: boolean;
  readonly type: 'window' | 'chief' | 'staff' | 'sub-centre';
  readonly minutes?: string;
  readonly reason: string;
}

interface OfficeFlags extends Named {
  readonly noticeDays?: number;
  readonly findingDays?: number;
}

function named(io: CommandIo, command: Command): Command {
  return command
    .requiredOption('--by <name>', say(io, '经办人姓名', 'name'))
    .option('--reason <text>', say(io, '退回或越过条件的理由', 'why it goes back or a condition is set aside'))
    .option('--override <condition...>', say(io, '具名越过的条件', 'conditions set aside by name'));
}

async function show(io: CommandIo, text: string): Promise<void> {
  const status = await (await io.service(StatusService)).of(await hallOf(io), parsePeriod(text), cliActor('console'));
  io.answer(status, () => showStatus(io, status));
}

async function move(
  io: CommandIo,
  text: string,
  wanted: string,
  { by, opinion, minutes, ...more }: Named & { opinion?: string; minutes?: string },
): Promise<void> {
  const [hall, month, actor] = [await hallOf(io), parsePeriod(text), cliActor(by)];
  const said = { ...(opinion === undefined ? {} : { opinion }), ...(minutes === undefined ? {} : { minutes }) };
  await (await io.service(MonthWork)).move(hall, month, actor, { to: stateOf(wanted), ...asideOf(more), ...said });
  await show(io, text);
}

async function lock(io: CommandIo, text: string, { by, ...more }: Named): Promise<void> {
  const work = await io.service(MonthWork);
  const asked = await work.askLock(await hallOf(io), parsePeriod(text), cliActor(by), asideOf(more));
  io.answer(asked, () => {
    const { id, digest, expiresAt } = asked;
    io.line(
      say(
        io,
        `锁定申请 ${id}，${expiresAt} 前请另一人核对排名后确认：`,
        `Request ${id}, until ${expiresAt}. Another person confirms:`,
      ),
    );
    io.line(`  baifen month confirm ${text} ${id} --digest ${digest} --by ${say(io, '姓名', 'NAME')}`);
  });
}

async function confirm(
  io: CommandIo,
  text: string,
  request: string,
  { digest, by }: Named & { digest: string },
): Promise<void> {
  const work = await io.service(MonthWork);
  await work.confirmLock({ hall: await hallOf(io), month: parsePeriod(text) }, cliActor(by), request, digest);
  await show(io, text);
}

async function decide(
  io: CommandIo,
  text: string,
  about: { readonly outcome: string; readonly subject: string },
  { by, take, spare, type, minutes, reason }: DecideFlags,
): Promise<void> {
  if ((take === true) === (spare === true)) throw officeUnknown({ text: '--take | --spare' });
  const deciding = { ...about, type, verdict: take === true ? 'take' : 'spare', reason } as const;
  const said = { ...deciding, ...(minutes === undefined ? {} : { minutes }) };
  const service = await io.service(ApprovalsService);
  const decisions = await service.decide(await hallOf(io), parsePeriod(text), cliActor(by), said);
  io.answer(decisions, () => showDecisions(io, decisions));
}

async function diff(io: CommandIo, text: string, { from, to }: { from?: number; to?: number }): Promise<void> {
  const asked = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const service = await io.service(RevisionsService);
  const found = await service.diff(await hallOf(io), parsePeriod(text), cliActor('console'), asked);
  io.answer(found, () => showDiff(io, found));
}

async function office(io: CommandIo, { by, noticeDays, findingDays, reason = '' }: OfficeFlags): Promise<void> {
  const service = await io.service(OfficeService);
  const [hall, actor] = [await hallOf(io), cliActor(by)];
  const days = [noticeDays, findingDays].filter((one) => one !== undefined);
  if (days.some((one) => !Number.isInteger(one) || one < 1 || one > 30)) throw officeUnknown({ text: days.join(', ') });
  const change = {
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(findingDays === undefined ? {} : { findingDays }),
  };
  const setting = days.length === 0 ? await service.of(hall) : await service.set(hall, actor, { ...change, reason });
  io.answer(setting, () => showOffice(io, setting));
}

function asideOf({ reason, override = [] }: Pick<Named, 'reason' | 'override'>) {
  const overrides = override.map((name) => {
    if (!(name in CONDITIONS)) throw conditionUnknown({ name, known: Object.keys(CONDITIONS) });
    return name as Condition;
  });
  return { ...(reason === undefined ? {} : { reason }), ...(overrides.length === 0 ? {} : { overrides }) };
}

function stateOf(wanted: string): MonthState {
  const found = MONTH_STATES.find((one) => one === wanted || STATE_NAMES[one].zh === wanted);
  if (!found) throw stateUnknown({ text: wanted, known: MONTH_STATES.map((one) => `${one} ${STATE_NAMES[one].zh}`) });
  return found;
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
