import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallDate, hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { APPEAL_KINDS, APPEAL_NAMES } from './handling/appeal';
import { AppealsService } from './handling/appeals.service';
import { limitsOn, type DatedLimits } from './handling/deadlines';
import { LimitsService } from './handling/limits.service';
import { SHORT_KEY } from './rating-month';
import { registerShown } from './shown/shown.command';

/** Adds `ratings show|signals|appeal` and `ratings limits list|set`. */
export function registerRatings(program: Command, io: CommandIo): void {
  const ratings = program.command('ratings').description(say(io, '好差评', 'ratings'));
  const json = say(io, '输出 JSON', 'print JSON');
  registerShown(ratings, io);
  ratings
    .command('appeal')
    .description(say(io, '记录差评申诉的结论：排除或恢复一条评价', 'record what was decided on an appeal'))
    .argument('<rating>', say(io, '评价编号，至少前 8 位', 'number of the rating, at least 8 digits'))
    .requiredOption(
      '--kind <kind>',
      APPEAL_KINDS.map((kind) => `${kind} ${APPEAL_NAMES[kind][io.language]}`).join(' | '),
    )
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '决定人', 'who decided'))
    .option('--json', json)
    .action((rating: string, flags: AppealFlags) => appeal(io, rating, flags));
  const limits = ratings.command('limits').description(say(io, '差评办理期限', 'days for handling a bad rating'));
  limits
    .command('list')
    .description(say(io, '现行和已设定的期限', 'the limits that hold and those that were set'))
    .option('--json', json)
    .action(() => listLimits(io));
  limits
    .command('set')
    .description(say(io, '自某月起设定期限（工作日）', 'set the limits from a month on, in working days'))
    .requiredOption('--from <month>', '2026-03')
    .requiredOption('--verify <days>', say(io, '核实期限', 'to verify'))
    .requiredOption('--rectify <days>', say(io, '查实后整改期限', 'to put right what was found true'))
    .requiredOption('--callback <days>', say(io, '实名差评回访期限', 'to call back who left a name'))
    .requiredOption('--reason <text>', say(io, '文件依据', 'the document they rest on'))
    .requiredOption('--by <name>', say(io, '设定人', 'who sets them'))
    .option('--json', json)
    .action((flags: LimitFlags) => setLimits(io, flags));
}

interface AppealFlags {
  readonly kind: string;
  readonly reason: string;
  readonly by: string;
}

interface LimitFlags {
  readonly from: string;
  readonly verify: string;
  readonly rectify: string;
  readonly callback: string;
  readonly reason: string;
  readonly by: string;
}

async function appeal(io: CommandIo, rating: string, { kind, reason, by }: AppealFlags): Promise<void> {
  const decision = { kind, reason, by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const made = await (await io.service(AppealsService)).decide(await hallOf(io), rating, decision);
  const [key, months, name] = [made.rating.slice(0, SHORT_KEY), made.months, APPEAL_NAMES[made.kind]];
  const excluded = say(
    io,
    `评价 ${key} 已认定为${name.zh}并排除，不再计入 ${months.join('、')} 的任何数字。重新计分后生效。`,
    `Rating ${key} is excluded as ${name.en}: it is in no number of ${months.join(', ')} from the next scoring on.`,
  );
  const restored = say(
    io,
    `评价 ${key} 已恢复计入（${months.join('、')}）。重新计分后生效。`,
    `Rating ${key} counts again in ${months.join(', ')} from the next scoring on.`,
  );
  io.answer(made, () => io.line(made.kind === 'restored' ? restored : excluded));
}

async function listLimits(io: CommandIo): Promise<void> {
  const hall = await hallOf(io);
  const now = io.clock.now();
  const set = await (await io.service(LimitsService)).inForce(hall, hallTime(now));
  const current = limitsOn(set, hallDate(now));
  const head = say(io, '起始月,核实,整改,回访,依据,设定人', 'from,verify,rectify,callback,reason,by').split(',');
  const sample = say(io, '示例值，待本地办法确认', 'sample, not confirmed');
  const row = (one: DatedLimits): (string | number)[] => [one.verifyDays, one.rectifyDays, one.callbackDays];
  io.answer({ hall, current: { ...daysOf(current), from: current.from, sample: current.from === null }, set }, () =>
    io.table(head, [
      ...(current.from === null ? [['', ...row(current), sample, '']] : []),
      ...set.map((one) => [one.from, ...row(one), one.reason, one.by]),
    ]),
  );
}

async function setLimits(io: CommandIo, flags: LimitFlags): Promise<void> {
  const from = parsePeriod(flags.from);
  const stamp = { reason: flags.reason, by: cliActor(flags.by.trim()), at: hallTime(io.clock.now()) };
  const limits = {
    verifyDays: Number(flags.verify),
    rectifyDays: Number(flags.rectify),
    callbackDays: Number(flags.callback),
  };
  const hall = await hallOf(io);
  const made = await (await io.service(LimitsService)).set(hall, from, limits, stamp);
  const { verifyDays, rectifyDays, callbackDays } = limits;
  io.answer({ hall, ...made }, () =>
    io.line(
      say(
        io,
        `自 ${from} 起：核实 ${String(verifyDays)}、整改 ${String(rectifyDays)}、回访 ${String(callbackDays)} 个工作日。`,
        `From ${from} on: ${String(verifyDays)} working days to verify, ${String(rectifyDays)} to rectify, ${String(callbackDays)} to call back.`,
      ),
    ),
  );
}

function daysOf({ verifyDays, rectifyDays, callbackDays }: DatedLimits): Omit<DatedLimits, 'from'> {
  return { verifyDays, rectifyDays, callbackDays };
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
