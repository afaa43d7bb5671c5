import { resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { parseCivilDate, type CivilDate } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { OrganisationService } from 'src/modules/organisation';
import { dateInvalid } from './refusals';
import { readSchedule, SchedulesService } from './schedules.service';

/** Adds `attendance schedule add|list|check`. */
export function registerSchedules(attendance: Command, io: CommandIo): void {
  const schedule = attendance.command('schedule').description(say(io, '大厅的作息表', 'the schedules of the hall'));
  const json = say(io, '输出 JSON', 'print JSON');
  schedule
    .command('add')
    .description(say(io, '登记作息表，自某日起施行', 'add a schedule that holds from a day on'))
    .argument('<file>')
    .requiredOption('--from <date>', '2026-01-01')
    .option('--by <name>', say(io, '操作人', 'who does it'), 'cli')
    .option('--json', json)
    .action((file: string, flags: { from: string; by: string }) => add(io, file, flags));
  schedule
    .command('list')
    .description(say(io, '已登记的作息表', 'the schedules there are'))
    .option('--json', json)
    .action(() => list(io));
  schedule
    .command('check')
    .description(say(io, '检查作息表文件', 'check a schedule file'))
    .argument('<file>')
    .option('--json', json)
    .action((file: string) => check(io, file));
}

export function dateOf(option: string, text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === undefined) throw dateInvalid({ option, value: text });
  return date;
}

async function add(io: CommandIo, file: string, flags: { from: string; by: string }): Promise<void> {
  const from = dateOf('--from', flags.from);
  const { text } = readSchedule(resolve(io.cwd, file));
  const hall = await (await io.service(OrganisationService)).hall(io.hall);
  const service = await io.service(SchedulesService);
  const added = await service.add(hall.id, from, text, cliActor(flags.by), hallTime(io.clock.now()));
  const { name } = added.schedule;
  io.answer({ hall: hall.id, from, revision: added.revision, name }, () =>
    io.line(say(io, `已登记作息表“${name}”，自 ${from} 起施行。`, `Schedule “${name}” holds from ${from}.`)),
  );
}

async function list(io: CommandIo): Promise<void> {
  const hall = await (await io.service(OrganisationService)).hall(io.hall);
  const all = await (await io.service(SchedulesService)).list(hall.id);
  const answer = all.map(({ from, revision, schedule }) => ({
    ...{ from, revision, name: schedule.name, sample: schedule.sample === true },
  }));
  const head = say(io, '施行日,修订,名称', 'from,revision,name').split(',');
  const rows = answer.map(({ from, revision, name }) => [from, revision, name]);
  io.answer(answer, () => io.table(head, rows));
}

function check(io: CommandIo, file: string): void {
  const { name, sample, hours, groups } = readSchedule(resolve(io.cwd, file)).schedule;
  const answer = { name, sample: sample === true, hours: hours.length, groups: groups?.length ?? 0 };
  io.answer(answer, () => io.line(say(io, `作息表“${name}”写法正确。`, `The schedule “${name}” is correct.`)));
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
