import { extname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { NoticesService } from 'src/modules/calendar';
import { readInChild } from 'src/modules/intake';
import type { Placed } from 'src/modules/intake/feed';
import { CLOCK_SETTINGS, judgeCase, type CaseVerdict } from './case-clock';
import { currentOf } from './case-state';
import type { CaseRecord } from './list/case-reader';
import { timeInvalid } from './refusals';
import { asOfOf, registerShownCases, type CasesHouse } from './shown/shown.command';
import { WorkingDayCounter } from './working-day-counter';

export type { CasesHouse };

interface JudgeFlags {
  readonly asOf?: string;
  readonly closing: string;
  readonly calendar?: string;
}

/** One case of the answer of `cases judge`; schema: docs/schemas/cases-judge.schema.json. */
interface JudgedCase {
  readonly line: number;
  readonly case: string;
  readonly state: CaseVerdict['result'];
  readonly planned: string | null;
  readonly due: string | null;
  readonly pausedWorkingDays: number;
  readonly workingDaysUsed: number | null;
  readonly workingDaysOver: number;
  readonly sameDay: boolean;
  readonly early: boolean;
}

/**
 * Adds `cases judge FILE`: the clock of every case of a file, from the calendar alone, without a database; and
 * `cases statistics|list|findings|corrections` for a month that is stored.
 */
export function registerCases(program: Command, io: CommandIo, house?: CasesHouse): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const cases = program.command('cases').description(say('办件', 'cases'));
  if (house) registerShownCases(cases, io, house);
  cases
    .command('judge')
    .description(say('逐件计算一份办件清单的到期日和状态，不需要数据库', 'due day and state of every case of a list'))
    .argument('<file>')
    .option('--as-of <time>', say('数据截止时间，默认为现在', 'time of judging, default now'))
    .option(
      '--closing <time>',
      say('当天受理截止时刻', 'later acceptance counts as the next working day'),
      CLOCK_SETTINGS.closing,
    )
    .option('--calendar <place>', say('另外的放假通知：目录或文件', 'further notices: a folder or a file'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action((file: string, flags: JudgeFlags) => judge(io, file, flags));
}

async function judge(io: CommandIo, file: string, flags: JudgeFlags): Promise<void> {
  const asOf = asOfOf(io, flags.asOf);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(flags.closing)) throw timeInvalid({ name: '--closing', text: flags.closing });
  const places = flags.calendar === undefined ? [] : [resolve(io.cwd, flags.calendar)];
  const calendar = new NoticesService(readSettings(process.env)).calendar(...places);
  const days = new WorkingDayCounter(calendar);
  let placed: readonly Placed<object>[] = [];
  const summary = await readInChild(
    {
      file: resolve(io.cwd, file),
      module: join(__dirname, `case.feed${extname(__filename)}`),
      options: { asOf },
      given: null,
      records: true,
    },
    { records: (records) => (placed = records) },
  );
  const cases = currentOf(placed as readonly Placed<CaseRecord>[]).map(({ line, record }) =>
    shown(line, record.no, judgeCase(record, days, asOf, { closing: flags.closing })),
  );
  const { rows, repeats, rejected, rejects } = summary;
  io.answer({ asOf, closing: flags.closing, rows, repeats, rejected, cases }, () => {
    const head = io.language === 'zh' ? HEAD_ZH : HEAD_EN;
    io.table(
      head,
      cases.map((one) => [
        one.line,
        one.case,
        one.state,
        one.due ?? '',
        one.pausedWorkingDays,
        one.workingDaysUsed ?? '',
        one.workingDaysOver,
      ]),
    );
    for (const { line, cause } of rejects) io.line(`${String(line)}: ${cause[io.language]}`);
  });
}

const HEAD_ZH = ['行', '办件编号', '状态', '到期日', '中止工作日', '用时工作日', '超期工作日'];
const HEAD_EN = ['line', 'case', 'state', 'due', 'paused', 'used', 'over'];

function shown(line: number, no: string, verdict: CaseVerdict): JudgedCase {
  const { result, planned, due, paused, used, over, sameDay, early } = verdict;
  return {
    line,
    case: no,
    state: result,
    planned,
    due,
    pausedWorkingDays: paused,
    workingDaysUsed: used,
    workingDaysOver: over,
    sameDay,
    early,
  };
}
