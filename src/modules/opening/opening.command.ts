import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { openingAnswer } from './opening-answer';
import { OpeningService } from './opening.service';

/** Adds `opening` and `opening withdraw PERIOD`. */
export function registerOpening(program: Command, io: CommandIo): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const opening = program
    .command('opening')
    .description(say('期初成绩：已导入的以往月份', 'imported results of earlier months'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(() => list(io));
  opening
    .command('withdraw')
    .description(say('作废一个月的期初成绩（旧数据保留备查）', 'the imported results of a month no longer count'))
    .argument('<period>', '2026-01')
    .requiredOption('--by <name>', say('经办人', 'who does it'))
    .requiredOption('--reason <text>', say('理由', 'why'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action((period: string, options: { by: string; reason: string }) => withdraw(io, period, options));
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

async function list(io: CommandIo): Promise<void> {
  const hall = await hallOf(io);
  const service = await io.service(OpeningService);
  const { closed } = await service.givenFor(hall);
  const answer = openingAnswer(hall, await service.months(hall), closed);
  io.answer(answer, () => {
    const zh = io.language === 'zh';
    if (answer.months.length === 0) {
      io.line(zh ? '没有导入过期初成绩。' : 'No results of earlier months were imported.');
      return;
    }
    io.line(
      zh ? '由考核办导入，未经系统核算：' : 'Imported by the office, neither computed nor verified by this system:',
    );
    io.table(
      zh
        ? ['月份', '窗口', '人员', '年度计数', '版次', '导入时间', '备注']
        : ['month', 'windows', 'people', 'counters', 'version', 'imported', 'remark'],
      answer.months.map((one) => [
        ...[one.month, one.windows, one.people, one.counters, one.revision, one.recordedAt.slice(0, 19)],
        one.superseded ? (zh ? '系统已有锁定结果，不再使用' : 'not used: closed by the system') : '',
      ]),
    );
    if (answer.missing.length > 0)
      io.line(zh ? `中间缺：${answer.missing.join('、')}` : `missing between them: ${answer.missing.join(', ')}`);
  });
}

async function withdraw(io: CommandIo, text: string, options: { by: string; reason: string }): Promise<void> {
  const month = parsePeriod(text);
  const service = await io.service(OpeningService);
  const done = await service.withdraw(await hallOf(io), month, cliActor(options.by), options.reason);
  io.answer(done, () => {
    io.line(
      io.language === 'zh'
        ? `${month} 的期初成绩已作废，旧数据保留备查；已封存的月份不受影响，未锁定的月份请重新计分。`
        : `The imported results of ${month} no longer count; sealed months stay, open ones must be scored again.`,
    );
  });
}
