import type { Command } from 'commander';
import { cliActor, CONSOLE } from 'src/common/actor';
import { firstDay, lastDay } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { isLeaveKind, LEAVE_KINDS, leaveKindOf } from 'src/modules/attendance/leave-kinds';
import { SWAP_KINDS, swapKindOf, type SwapKind } from 'src/modules/attendance/registers/swap';
import { dateOf } from 'src/modules/attendance/schedules.command';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { EntriesService, type Stamp } from './entries.service';
import type { Entry } from './entry';
import { entryInvalid } from './refusals';

interface WhoFlags {
  readonly reason: string;
  readonly by: string;
}

interface LeaveFlags extends WhoFlags {
  readonly kind: string;
  readonly from: string;
  readonly to?: string;
  readonly begins?: string;
  readonly ends?: string;
  readonly standIn?: string;
  readonly document?: string;
  readonly approvedBy?: string;
  readonly minutes?: string;
  readonly taken?: boolean;
}

interface SwapFlags extends WhoFlags {
  readonly kind: string;
  readonly reported: string;
  readonly effective: string;
  readonly replaced?: string;
  readonly window?: string;
  readonly certificate?: string;
  readonly certifiedUntil?: string;
  readonly document?: string;
}

/** Adds `attendance leave add|list|undo` and `attendance swap add|list|undo`. */
export function registerEntries(attendance: Command, io: CommandIo): void {
  const leave = attendance.command('leave').description(say(io, '手工登记的请假', 'leave entered by hand'));
  leaveAdd(leave, io);
  listAndUndo(leave, io, 'leave');
  const swap = attendance
    .command('swap')
    .description(say(io, '手工登记的人员变动报备', 'notices of changed staff entered by hand'));
  swapAdd(swap, io);
  listAndUndo(swap, io, 'swap');
}

function leaveAdd(leave: Command, io: CommandIo): void {
  const kinds = Object.entries(LEAVE_KINDS).map(([code, one]) => `${code} ${one[io.language]}`);
  const add = leave
    .command('add')
    .description(
      say(io, '登记请假；须先安排补岗人员的，没有安排不予登记', 'enter a leave; refused without what it needs'),
    )
    .argument('<staff>', say(io, '工号', 'staff number'))
    .requiredOption('--kind <kind>', kinds.join(' | '))
    .requiredOption('--from <date>', say(io, '第一天', 'first day'))
    .option('--to <date>', say(io, '最后一天，默认同第一天', 'last day, default the first'))
    .option('--begins <half>', say(io, '第一天从上午或下午起', 'half of the first day') + ' am | pm')
    .option('--ends <half>', say(io, '最后一天到上午或下午止', 'half of the last day') + ' am | pm')
    .option('--stand-in <staff>', say(io, '补岗人员工号', 'staff number of the stand-in'))
    .option('--document <number>', say(io, '凭证、文号', 'paper it rests on'))
    .option('--approved-by <who>', say(io, '批准人级别，按规定中的称呼', 'who granted it, as the policy says'))
    .option('--minutes <minutes>', say(io, '每天分钟，哺乳时间用', 'minutes a day, for nursing time'))
    .option('--taken', say(io, '不应准假但假已经休了', 'it was taken although it should not have been granted'));
  who(add, io).action((staff: string, flags: LeaveFlags) => enterLeave(io, staff, flags));
}

function swapAdd(swap: Command, io: CommandIo): void {
  const kinds = Object.entries(SWAP_KINDS).map(([code, one]) => `${code} ${one[io.language]}`);
  const add = swap
    .command('add')
    .description(say(io, '登记人员变动报备', 'enter a notice of changed staff'))
    .argument('<staff>', say(io, '变动人员工号', 'staff number of who changes'))
    .requiredOption('--kind <kind>', kinds.join(' | '))
    .requiredOption('--reported <date>', say(io, '报备日期', 'when the office was told'))
    .requiredOption('--effective <date>', say(io, '生效日期', 'first day of the change'))
    .option('--replaced <staff>', say(io, '被替换人员工号', 'staff number of who goes'))
    .option('--window <code>', say(io, '窗口编号', 'code of the window'))
    .option('--certificate <number>', say(io, '上岗证号', 'number of the certificate'))
    .option('--certified-until <date>', say(io, '证书有效期至', 'last day of the certificate'))
    .option('--document <number>', say(io, '派驻函文号', 'number of the letter'));
  who(add, io).action((staff: string, flags: SwapFlags) => enterSwap(io, staff, flags));
}

function listAndUndo(group: Command, io: CommandIo, kind: Entry['kind']): void {
  group
    .command('list')
    .description(say(io, '某月的登记，含已撤销的', 'entries of a month, taken back or not'))
    .argument('<month>', '2026-03')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((month: string) => list(io, kind, month));
  const undo = group
    .command('undo')
    .description(say(io, '撤销一条登记，原记录保留', 'take an entry back; it stays on record'))
    .argument('<id>');
  who(undo, io).action((id: string, flags: WhoFlags) => takeBack(io, kind, id, flags));
}

function who(command: Command, io: CommandIo): Command {
  return command
    .requiredOption('--reason <text>', say(io, '事由、理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人', 'who enters it'))
    .option('--json', say(io, '输出 JSON', 'print JSON'));
}

async function enterLeave(io: CommandIo, staff: string, flags: LeaveFlags): Promise<void> {
  const kind = isLeaveKind(flags.kind) ? flags.kind : leaveKindOf(flags.kind);
  if (kind === undefined) throw invalid(`“${flags.kind}”不是请假种类`, `"${flags.kind}" is no kind of leave`);
  const [begins, ends] = [halfOf(flags.begins), halfOf(flags.ends)];
  const from = dateOf('--from', flags.from);
  const { standIn = '', document = '', approvedBy = '', minutes } = flags;
  const request = {
    ...{ staff, kind, from, to: flags.to === undefined ? from : dateOf('--to', flags.to) },
    ...{ ...(begins && { begins }), ...(ends && { ends }), standIn, document, approvedBy },
  };
  const time = minutes === undefined ? undefined : Number(minutes);
  if (time !== undefined && !(Number.isInteger(time) && time >= 1 && time <= 480))
    throw invalid('--minutes 应为 1 到 480 的整数', '--minutes must be a whole number from 1 to 480');
  const more = { anyway: flags.taken === true, ...(time !== undefined && { minutes: time }) };
  const made = await (
    await io.service(EntriesService)
  ).leave(await hallOf(io), request, { ...stamp(io, flags), ...more });
  io.answer(made, () => io.line(say(io, `已登记，编号 ${made.id}。重新计分后生效。`, `Entered as ${made.id}.`)));
}

async function enterSwap(io: CommandIo, staff: string, flags: SwapFlags): Promise<void> {
  const kind = flags.kind in SWAP_KINDS ? (flags.kind as SwapKind) : swapKindOf(flags.kind);
  if (kind === undefined) throw invalid(`“${flags.kind}”不是变动类型`, `"${flags.kind}" is no kind of change`);
  const { replaced = '', window = null, certificate = '', certifiedUntil, document = '' } = flags;
  const content = {
    ...{ kind, replaced, window, certificate, document },
    reportedOn: dateOf('--reported', flags.reported),
    effectiveOn: dateOf('--effective', flags.effective),
    certifiedUntil: certifiedUntil === undefined ? '' : dateOf('--certified-until', certifiedUntil),
  };
  const made = await (await io.service(EntriesService)).swap(await hallOf(io), staff, content, stamp(io, flags));
  io.answer(made, () => io.line(say(io, `已登记，编号 ${made.id}。重新计分后生效。`, `Entered as ${made.id}.`)));
}

async function list(io: CommandIo, kind: Entry['kind'], month: string): Promise<void> {
  const period = parsePeriod(month);
  const span = { from: firstDay(period), to: lastDay(period) };
  const all = await (await io.service(EntriesService)).list(CONSOLE, await hallOf(io), kind, span);
  const head = say(io, '编号,工号,起,止,内容,经办人,撤销', 'id,staff,from,to,what,by,taken back').split(',');
  io.answer(all, () =>
    io.table(
      head,
      all.map((one) => [one.id, one.staff, one.from, one.to, what(io, one), one.by, one.reversed?.by ?? '']),
    ),
  );
}

async function takeBack(io: CommandIo, kind: Entry['kind'], id: string, flags: WhoFlags): Promise<void> {
  const made = await (await io.service(EntriesService)).reverse(await hallOf(io), kind, id, stamp(io, flags));
  io.answer(made, () => io.line(say(io, `已撤销 ${id}，原记录保留。重新计分后生效。`, `${id} was taken back.`)));
}

function what(io: CommandIo, entry: Entry): string {
  if (entry.kind === 'swap') return SWAP_KINDS[entry.content.kind][io.language];
  const { kind, days, standIn, anyway } = entry.content;
  const name = LEAVE_KINDS[kind][io.language];
  return `${name} ${days}${standIn === '-' ? '' : ` → ${standIn}`}${anyway === '' ? '' : `（${anyway}）`}`;
}

function halfOf(text: string | undefined): 'am' | 'pm' | undefined {
  if (text === undefined || text === 'am' || text === 'pm') return text;
  throw invalid(`“${text}”不是半天，请写 am 或 pm`, `"${text}" is no half day: write am or pm`);
}

function invalid(zh: string, en: string): Error {
  return entryInvalid({ problems: [{ zh, en }] });
}

function stamp(io: CommandIo, { reason, by }: WhoFlags): Stamp {
  return { reason, by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
