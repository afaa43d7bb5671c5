import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { DecisionsService } from './honours/decisions.service';
import type { Honour } from './honours/honour';
import { scopeWord, type Subject } from './ledger/eligibility';
import { EligibilityService, type ListedLoss } from './ledger/eligibility.service';
import { ProposalsService } from './proposals/proposals.service';
import type { TitleProposal } from './proposals/proposal';
import { registerTitles } from './titles/titles.command';

type HallOf = () => Promise<string>;

interface WordFlags {
  readonly minutes: string;
  readonly reason: string;
  readonly by: string;
}

interface DecideFlags extends Omit<WordFlags, 'reason'> {
  readonly on: string;
  readonly reason?: string;
  readonly grant?: string[];
  readonly decline?: string[];
  readonly staff?: boolean;
  readonly from?: string;
}

/** Adds `awards`: titles, proposals, decisions, the register and the eligibility ledger. */
export function registerAwards(program: Command, io: CommandIo, hallOf: HallOf): void {
  const awards = program
    .command('awards')
    .description(say(io, '评优：候选、决定、资格台账', 'honours and eligibility'));
  registerTitles(awards, io, hallOf);
  const json = say(io, '输出 JSON', 'print JSON');
  awards
    .command('propose')
    .description(say(io, '由已锁定的月份列出候选', 'candidates out of closed months'))
    .argument('<span>', '2026-03 | 2026-Q1 | 2026')
    .option('--json', json)
    .action((span: string) => propose(io, hallOf, span));
  registerDecide(awards, io, hallOf);
  awards
    .command('list')
    .description(say(io, '荣誉台账', 'the honours register'))
    .option('--json', json)
    .action(() => list(io, hallOf));
  withWord(awards.command('revoke').argument('<id>'), io)
    .description(say(io, '撤销已授予的称号', 'take back what was granted'))
    .requiredOption('--on <day>', say(io, '会议日期', 'day of the meeting'))
    .action((id: string, flags: WordFlags & { on: string }) => revoke(io, hallOf, id, flags));
  registerLedger(awards, io, hallOf);
}

function registerDecide(awards: Command, io: CommandIo, hallOf: HallOf): void {
  awards
    .command('decide')
    .description(say(io, '登记领导小组的决定', 'record the decision of the leading group'))
    .argument('<span>', '2026-03 | 2026-Q1 | 2026')
    .argument('<title>', say(io, '称号编码或名称', 'code or name of the title'))
    .option('--grant <subject...>', say(io, '授予的窗口编号（--staff 时为工号）', 'who has it'))
    .option('--decline <subject...>', say(io, '决定不授予的', 'who does not'))
    .option('--staff', say(io, '对象是人员', 'the subjects are staff'))
    .option('--from <subject>', say(io, '流动称号：由谁交出', 'of a rotating title: who hands it over'))
    .option(
      '--reason <text>',
      say(io, '理由（与候选不一致时必填）', 'why; demanded where it departs from the proposal'),
    )
    .requiredOption('--minutes <number>', say(io, '会议纪要编号', 'number of the minutes'))
    .requiredOption('--on <day>', say(io, '会议日期', 'day of the meeting'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((span: string, title: string, flags: DecideFlags) => decide(io, hallOf, { span, title }, flags));
}

function registerLedger(awards: Command, io: CommandIo, hallOf: HallOf): void {
  awards
    .command('eligibility')
    .description(say(io, '资格台账', 'the eligibility ledger'))
    .option('--month <month>', say(io, '只看影响这个月的', 'only what touches the month'))
    .option('--take', say(io, '先把已锁定的月份记入台账', 'take closed months in first'))
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((flags: { month?: string; take?: boolean }) => ledger(io, hallOf, flags));
  withWord(awards.command('suspend').argument('<subject>'), io)
    .description(say(io, '按会议纪要取消资格', 'enter a loss by the minutes'))
    .option('--staff', say(io, '对象是人员', 'the subject is a person'))
    .option('--scope <word>', say(io, '哪种资格', 'what is lost'), 'eligibility')
    .requiredOption('--month <month>', say(io, '起始月', 'first month'))
    .option('--length <length>', 'month | quarter | year', 'month')
    .action((id: string, flags: SuspendFlags) => suspend(io, hallOf, id, flags));
  withWord(awards.command('lift').argument('<id>'), io)
    .description(say(io, '按会议纪要恢复资格', 'lift a loss by the minutes'))
    .action((id: string, flags: WordFlags) => lift(io, hallOf, id, flags));
}

interface SuspendFlags extends WordFlags {
  readonly staff?: boolean;
  readonly scope: string;
  readonly month: string;
  readonly length: string;
}

function withWord(command: Command, io: CommandIo): Command {
  return command
    .requiredOption('--minutes <number>', say(io, '会议纪要编号', 'number of the minutes'))
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', say(io, '输出 JSON', 'print JSON'));
}

async function propose(io: CommandIo, hallOf: HallOf, span: string): Promise<void> {
  const answer = await (await io.service(ProposalsService)).of(cliActor('console'), await hallOf(), span);
  io.answer(answer, () => {
    if (answer.missing.length > 0)
      io.line(
        say(
          io,
          `尚未锁定：${answer.missing.join('、')}，以下都只是候选。`,
          `Not closed: ${answer.missing.join(', ')}.`,
        ),
      );
    for (const proposal of answer.titles) showTitle(io, proposal);
  });
}

function showTitle(io: CommandIo, { title, places, candidates, holders }: TitleProposal): void {
  const held = holders.map(({ id }) => id).join('、');
  io.line('');
  io.line(
    say(
      io,
      `${title.name}：名额 ${places === null ? '未定' : String(places)}${held === '' ? '' : `，现持有 ${held}`}`,
      `${title.name}: places ${places === null ? 'open' : String(places)}${held === '' ? '' : `, held by ${held}`}`,
    ),
  );
  io.table(
    say(io, '对象,名称,组,名次,得分,次数,状态,资格', 'id,name,group,rank,score,times,state,eligible').split(','),
    candidates.map(({ subject, name, group, rank, score, count, proposed, decision, eligible, because, remarks }) => [
      ...[subject.id, name, group, rank ?? '—', score ?? '—', count ?? '—'],
      stateWord(io, decision ?? proposed),
      eligible
        ? remarks.map(({ text }) => text[io.language]).join('；') || say(io, '有', 'yes')
        : because.map(({ text }) => text[io.language]).join('；'),
    ]),
  );
}

const STATES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  chosen: ['候选', 'candidate'],
  tied: ['并列待定', 'tied'],
  none: ['不是候选', 'no candidate'],
  granted: ['授予', 'granted'],
  declined: ['不授予', 'declined'],
  revoked: ['撤销', 'revoked'],
};

function stateWord(io: CommandIo, state: string): string {
  const [zh = state, en = state] = STATES[state] ?? [];
  return say(io, zh, en);
}

async function decide(
  io: CommandIo,
  hallOf: HallOf,
  { span, title }: { span: string; title: string },
  { grant = [], decline = [], staff = false, from, reason = '', minutes, on, by }: DecideFlags,
): Promise<void> {
  const asked = (id: string, verdict: 'granted' | 'declined') => ({
    ...{ subject: subjectOf(id, staff), verdict, reason },
    ...(from === undefined || verdict === 'declined' ? {} : { from }),
  });
  const verdicts = [...grant.map((id) => asked(id, 'granted')), ...decline.map((id) => asked(id, 'declined'))];
  const service = await io.service(DecisionsService);
  const decision = { title, span, minutes, decidedOn: on, reason, verdicts };
  showHonours(io, await service.decide(cliActor(by.trim()), await hallOf(), decision));
}

async function list(io: CommandIo, hallOf: HallOf): Promise<void> {
  showHonours(io, await (await io.service(DecisionsService)).list(cliActor('console'), await hallOf()));
}

async function revoke(io: CommandIo, hallOf: HallOf, id: string, flags: WordFlags & { on: string }): Promise<void> {
  const { minutes, reason, by, on } = flags;
  const service = await io.service(DecisionsService);
  showHonours(io, [await service.revoke(cliActor(by.trim()), await hallOf(), id, { minutes, reason, decidedOn: on })]);
}

function showHonours(io: CommandIo, honours: readonly Honour[]): void {
  io.answer(honours, () =>
    io.table(
      say(io, '编号,时段,称号,对象,决定,提名,纪要,理由', 'id,span,title,subject,verdict,proposed,minutes,why').split(
        ',',
      ),
      honours.map(({ id, span, titleName, subject, verdict, proposed, minutes, reason, from }) => [
        ...[id, span, titleName, from === null ? subject.id : `${subject.id} ← ${from}`],
        ...[stateWord(io, verdict), stateWord(io, proposed), minutes, reason],
      ]),
    ),
  );
}

async function ledger(io: CommandIo, hallOf: HallOf, flags: { month?: string; take?: boolean }): Promise<void> {
  const service = await io.service(EligibilityService);
  const hall = await hallOf();
  if (flags.take === true) await service.takeAll(hall);
  showLosses(io, await service.list(cliActor('console'), hall, flags.month));
}

async function suspend(io: CommandIo, hallOf: HallOf, id: string, flags: SuspendFlags): Promise<void> {
  const { staff = false, scope, month, length, minutes, reason, by } = flags;
  const service = await io.service(EligibilityService);
  const span = length === 'quarter' || length === 'year' ? length : 'month';
  const lost = { scope, subject: subjectOf(id, staff), period: month, length: span } as const;
  showLosses(io, [await service.suspend(cliActor(by.trim()), await hallOf(), lost, { minutes, reason })]);
}

async function lift(io: CommandIo, hallOf: HallOf, id: string, { minutes, reason, by }: WordFlags): Promise<void> {
  const service = await io.service(EligibilityService);
  showLosses(io, [await service.lift(cliActor(by.trim()), await hallOf(), id, { minutes, reason })]);
}

function showLosses(io: CommandIo, losses: readonly ListedLoss[]): void {
  io.answer(losses, () =>
    io.table(
      say(io, '编号,对象,窗口,资格,期间,原因,恢复', 'id,subject,window,what,when,cause,lifted').split(','),
      losses.map(({ id, subject, window, scope, from, until, cause, lifted, reopened }) => [
        ...[id, subject.id, window ?? '', scopeWord(scope)[io.language], from === until ? from : `${from}—${until}`],
        `${cause.name}${reopened ? say(io, '（当月正在更正）', ' (its month is being corrected)') : ''}`,
        ...[lifted === null ? '' : `${lifted.at.slice(0, 10)} ${lifted.reason}`],
      ]),
    ),
  );
}

function subjectOf(id: string, staff: boolean): Subject {
  return { type: staff ? 'staff' : 'window', id };
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
