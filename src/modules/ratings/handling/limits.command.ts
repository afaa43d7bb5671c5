import type { Command } from 'commander';
import { cliActor, CONSOLE } from 'src/common/actor';
import { hallDate, hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import type { DatedLimits } from './deadlines';
import { LimitsService } from './limits.service';

interface LimitFlags {
  readonly from: string;
  readonly verify: string;
  readonly rectify: string;
  readonly callback: string;
  readonly reason: string;
  readonly by: string;
}

/** Adds `ratings limits list|set`. */
export function registerLimits(ratings: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
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

async function listLimits(io: CommandIo): Promise<void> {
  const now = io.clock.now();
  const answer = await (await io.service(LimitsService)).list(CONSOLE, await hallOf(io), hallTime(now), hallDate(now));
  const { current, set } = answer;
  const head = say(io, '起始月,核实,整改,回访,依据,设定人', 'from,verify,rectify,callback,reason,by').split(',');
  const sample = say(io, '示例值，待本地办法确认', 'sample, not confirmed');
  const row = (one: Omit<DatedLimits, 'from'>): (string | number)[] => [
    ...[one.verifyDays, one.rectifyDays, one.callbackDays],
  ];
  io.answer(answer, () =>
    io.table(head, [
      ...(current.sample ? [['', ...row(current), sample, '']] : []),
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

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
