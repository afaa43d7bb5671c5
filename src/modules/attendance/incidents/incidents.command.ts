import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { firstDay, isPeriod, lastDay } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { periodInvalid } from 'src/modules/attendance/refusals';
import { OrganisationService } from 'src/modules/organisation';
import type { Incident, SpanAsked } from './incident';
import { IncidentsService } from './incidents.service';

interface AddFlags extends SpanAsked {
  readonly people?: string;
  readonly windows?: string;
  readonly devices?: string;
  readonly everybody?: boolean;
  readonly reason: string;
  readonly evidence?: string;
  readonly by: string;
}

/** Adds `attendance incident add|list|undo`. */
export function registerIncidents(attendance: Command, io: CommandIo): void {
  const incident = attendance
    .command('incident')
    .description(
      say(io, '考勤设备故障：登记后故障时间内的缺卡、迟到、旷工免责', 'device failures that excuse named people'),
    );
  registerAdd(incident, io);
  const json = say(io, '输出 JSON', 'print JSON');
  incident
    .command('list')
    .description(say(io, '某月的设备故障，含已撤销的', 'the failures of a month, undone ones too'))
    .argument('<period>', '2026-03')
    .option('--json', json)
    .action((period: string) => list(io, period));
  incident
    .command('undo')
    .description(say(io, '撤销一次登记，记录保留', 'take a failure back; the record stays'))
    .argument('<id>')
    .requiredOption('--reason <text>', say(io, '原因', 'why'))
    .requiredOption('--by <name>', say(io, '撤销人', 'who undoes it'))
    .option('--json', json)
    .action((id: string, flags: { reason: string; by: string }) => undo(io, id, flags));
}

function registerAdd(incident: Command, io: CommandIo): void {
  incident
    .command('add')
    .description(say(io, '登记一次设备故障', 'record a device failure'))
    .option('--date <date>', say(io, '故障当天', 'the day') + ' 2026-03-12')
    .option('--half <half>', say(io, '只有半天：am 上午 | pm 下午', 'half of the day: am | pm'))
    .option('--from <time>', say(io, '起', 'from') + ' "2026-03-12 08:00"')
    .option('--to <time>', say(io, '止', 'to') + ' "2026-03-12 12:30"')
    .option('--people <list>', say(io, '工号，用逗号隔开', 'staff numbers, by commas'))
    .option(
      '--windows <list>',
      say(io, '窗口编号，用逗号隔开：故障时在岗的全部人员', 'window codes: everybody posted there'),
    )
    .option(
      '--devices <list>',
      say(io, '考勤机号，用逗号隔开：登记在机上或近 31 天在机上打卡的人员', 'clocks: everybody on them'),
    )
    .option('--everybody', say(io, '全部人员', 'everybody'))
    .requiredOption('--reason <text>', say(io, '原因', 'why'))
    .option('--evidence <text>', say(io, '证明材料：签到表、报修单……', 'what shows it'))
    .requiredOption('--by <name>', say(io, '登记人', 'who records it'))
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((flags: AddFlags) => add(io, flags));
}

async function add(io: CommandIo, { by, people, windows, devices, ...flags }: AddFlags): Promise<void> {
  const request = { ...flags, people: listOf(people), windows: listOf(windows), devices: listOf(devices) };
  const service = await io.service(IncidentsService);
  const made = await service.record(await hallOf(io), request, {
    by: cliActor(by.trim()),
    at: hallTime(io.clock.now()),
  });
  io.answer(made, () => {
    const count = String(made.people.length);
    io.line(
      say(
        io,
        `已登记设备故障 ${made.id}：${timeOf(io, made)}，涉及 ${count} 人。故障时间内的缺卡、迟到、旷工不计，重新计分后生效。`,
        `Incident ${made.id}: ${timeOf(io, made)}, ${count} people. What was missing, late or absent in it does not count from the next scoring on.`,
      ),
    );
    io.line(made.people.join(say(io, '、', ', ')));
    if (made.evidence === '') io.line(say(io, '未附证明材料。', 'No evidence is named.'));
  });
}

async function list(io: CommandIo, period: string): Promise<void> {
  if (!isPeriod(period)) throw periodInvalid({ value: period });
  const service = await io.service(IncidentsService);
  const all = await service.list(await hallOf(io), firstDay(period), lastDay(period));
  const head = say(io, '编号,时间,人数,原因,证明,登记人,撤销', 'id,time,people,reason,evidence,by,undone').split(',');
  io.answer(all, () =>
    io.table(
      head,
      all.map((one) => [
        ...[one.id, timeOf(io, one), one.people.length, one.reason, one.evidence, one.recordedBy],
        one.reversed === null ? '' : `${one.reversed.by} ${one.reversed.at}：${one.reversed.reason}`,
      ]),
    ),
  );
}

async function undo(io: CommandIo, id: string, { reason, by }: { reason: string; by: string }): Promise<void> {
  const entered = { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const made = await (await io.service(IncidentsService)).reverse(await hallOf(io), id, reason, entered);
  io.answer(made, () =>
    io.line(
      say(
        io,
        `设备故障 ${made.id} 已撤销，${timeOf(io, made)} 的考勤重新计分后照常判定。`,
        `Incident ${made.id} is undone: ${timeOf(io, made)} is judged as usual from the next scoring on.`,
      ),
    ),
  );
}

/** `2026-03-12 上午`, `2026-03-12 08:00 – 12:30`. */
function timeOf(io: CommandIo, { from, to }: Pick<Incident, 'from' | 'to'>): string {
  const words = { am: say(io, '上午', 'morning'), pm: say(io, '下午', 'afternoon') };
  const shown = (end: string): string =>
    end.replace(/ (am|pm)$/, (_, half: 'am' | 'pm') => ` ${words[half]}`).replace(/(?<= \d\d:\d\d):00$/, '');
  if (from === to) return shown(from);
  const day = from.slice(0, 10);
  if (from === `${day} am` && to === `${day} pm`) return say(io, `${day} 全天`, `${day} all day`);
  return `${shown(from)} – ${day === to.slice(0, 10) ? shown(to).slice(11) : shown(to)}`;
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(/[,，、;；\s]+/).filter((one) => one !== '');
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
