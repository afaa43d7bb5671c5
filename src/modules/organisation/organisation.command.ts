import type { Command } from 'commander';
import { daysBetween, firstDay, lastDay, type CivilDate, type Period } from 'src/common/civil-date';
import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import { fold } from 'src/common/text';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { NoticesService } from 'src/modules/calendar';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from './organisation.service';
import { keyInvalid } from './refusals';
import { gapsOf, type WindowGap } from './gaps';
import { staffIn } from './presence';
import type { Roster } from './roster';
import { spansText } from './spans';

/** Adds `hall list|add` and `roster show|check|confirm`. */
export function registerOrganisation(program: Command, io: CommandIo): void {
  const json = (command: Command): Command => command.option('--json', say(io, '输出 JSON', 'print JSON'));
  const hall = program.command('hall').description(say(io, '大厅', 'halls'));
  json(hall.command('list').description(say(io, '列出大厅', 'list the halls'))).action(() => listHalls(io));
  json(hall.command('add').description(say(io, '登记一个大厅', 'enter a hall')))
    .argument('<id>', say(io, '大厅编号，如 county', 'its id, such as county'))
    .argument('<name>', say(io, '大厅名称', 'its name'))
    .action((id: string, name: string) => addHall(io, id, name));
  const roster = program.command('roster').description(say(io, '花名册', 'windows and people of a month'));
  json(roster.command('show').description(say(io, '某月的窗口和人员', 'windows and people of a month')))
    .argument('<period>', '2026-01')
    .action((period: string) => show(io, period));
  json(roster.command('check').description(say(io, '某月缺首席代表、缺B岗、无人在岗的窗口', 'what windows lack')))
    .argument('<period>', '2026-01')
    .action((period: string) => check(io, period));
  json(roster.command('confirm').description(say(io, '确认一个对不上的号码属于谁', 'say whose unmatched key it is')))
    .argument('<key>', say(io, '考勤机编号、手机软件账号或手机号', 'pin, account of the app, or phone number'))
    .argument('<staff>', say(io, '人员编号', 'staff number'))
    .option('--source <kind>', 'pin | userId | phone', 'pin')
    .option('--device <device>', say(io, '只限这台考勤机', 'of this clock only'))
    .requiredOption('--by <name>', say(io, '确认人', 'who confirms'))
    .action((key: string, staff: string, options: ConfirmOptions) => confirm(io, key, staff, options));
}

interface ConfirmOptions {
  readonly source: string;
  readonly device?: string;
  readonly by: string;
}

async function confirm(io: CommandIo, key: string, staff: string, options: ConfirmOptions): Promise<void> {
  const service = await io.service(OrganisationService);
  const hall = (await service.hall(io.hall)).id;
  const { source, device, by } = options;
  if (source !== 'pin' && source !== 'userId' && source !== 'phone') throw keyInvalid({ source, key });
  const at = `${hallTime(io.clock.now())}.000`;
  const unmatched = { source, key, ...(device === undefined ? {} : { device }) } as const;
  await service.confirmKey(hall, unmatched, staff, cliActor(by), at);
  io.answer({ hall, source, key, device: device ?? null, staff, by, at }, () =>
    io.line(
      say(
        io,
        `已确认：${key} 是 ${staff}。以前导入的记录也归到此人名下；未锁定的月份请重新计分（baifen score 月份）。`,
        `Confirmed: ${key} is ${staff}, also in what was imported before. Score open months again (baifen score PERIOD).`,
      ),
    ),
  );
}

async function listHalls(io: CommandIo): Promise<void> {
  const halls = await (await io.service(OrganisationService)).halls();
  io.answer(halls, () => {
    if (halls.length === 0) io.line(say(io, '还没有任何大厅。', 'There is no hall yet.'));
    else
      io.table(
        [say(io, '编号', 'id'), say(io, '名称', 'name')],
        halls.map(({ id, name }) => [id, name]),
      );
  });
}

async function addHall(io: CommandIo, id: string, name: string): Promise<void> {
  const hall = await (await io.service(OrganisationService)).ensureHall(id, name);
  io.answer(hall, () =>
    io.line(
      hall.name === fold(name)
        ? say(io, `已登记大厅 ${hall.id}（${hall.name}）。`, `Hall ${hall.id} (${hall.name}) is there.`)
        : say(
            io,
            `大厅 ${hall.id} 早已登记，名称仍为“${hall.name}”，没有改动。`,
            `Hall ${hall.id} was there before; its name stays "${hall.name}".`,
          ),
    ),
  );
}

async function show(io: CommandIo, text: string): Promise<void> {
  const { roster, openDays } = await rosterOf(io, text);
  const names = new Map(roster.staff.map(({ id, name }) => [id, name]));
  const person = (id: string): string => `${names.get(id) ?? ''} ${id}`.trim();
  io.answer(roster, () => {
    const head = say(
      io,
      '编号,窗口,部门,考核分组,首席代表,分管领导,人数,存续开放日',
      'code,window,department,group,chief,branch leader,people,open days',
    ).split(',');
    io.table(
      head,
      roster.windows.map((window) => [
        window.id,
        window.formerNames.length === 0 ? window.name : `${window.name}（${window.formerNames.join('、')}）`,
        window.departmentName,
        window.group,
        window.chiefs.map(person).join('\n'),
        window.branchLeader === null ? '' : person(window.branchLeader),
        staffIn(roster, window.id).length,
        `${window.openDaysPresent ?? 0}/${openDays.length}`,
      ]),
    );
    const moved = roster.staff.filter(({ postings }) => postings.length > 1);
    for (const { id, postings } of moved) {
      const places = postings.map(
        (posting) => `${posting.window ?? posting.unit}（${spansText([posting], io.language)}）`,
      );
      io.line(say(io, `调动：${person(id)} ${places.join(' → ')}`, `moved: ${person(id)} ${places.join(' → ')}`));
    }
    const zh = `${roster.windows.length} 个窗口，${roster.staff.length} 人，${openDays.length} 个工作日。`;
    io.line(
      say(io, zh, `${roster.windows.length} windows, ${roster.staff.length} people, ${openDays.length} working days.`),
    );
  });
}

async function check(io: CommandIo, text: string): Promise<void> {
  const { roster, openDays, period } = await rosterOf(io, text);
  const open = new Set(openDays);
  const gaps = gapsOf(roster, { from: firstDay(period), to: lastDay(period) }, (day) => open.has(day));
  const names = new Map(roster.windows.map(({ id, name }) => [id, name]));
  io.answer(gaps, () => {
    if (gaps.length === 0) {
      io.line(say(io, `${period}：各窗口均有首席代表、B岗和在岗人员。`, `${period}: every window is complete.`));
      return;
    }
    io.table(
      say(io, '编号,窗口,缺什么,哪些天', 'code,window,missing,days').split(','),
      gaps.map(({ window, missing, spans }) => [
        window,
        names.get(window) ?? '',
        say(io, ...MISSING[missing]),
        spansText(spans, io.language),
      ]),
    );
  });
}

const MISSING: Readonly<Record<WindowGap['missing'], readonly [string, string]>> = {
  anybody: ['无人在岗', 'anybody'],
  chief: ['没有首席代表', 'chief representative'],
  'b-post': ['没有B岗', 'B post'],
};

/** With the statutory working days of the month; the hall's own open days belong to attendance. */
async function rosterOf(
  io: CommandIo,
  text: string,
): Promise<{ roster: Roster; openDays: readonly CivilDate[]; period: Period }> {
  const period = parsePeriod(text);
  const calendar = new NoticesService(readSettings(process.env)).calendar();
  const openDays = daysBetween(firstDay(period), lastDay(period)).filter((day) => calendar.isWorkingDay(day));
  const service = await io.service(OrganisationService);
  const hall = await service.hall(io.hall);
  return { roster: await service.rosterOf(hall.id, period, { openDays }), openDays, period };
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
