import { basename, extname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { openRuleOf } from 'src/modules/attendance/schedule';
import { readSchedule, shippedSchedules } from 'src/modules/attendance/schedules.service';
import { NoticesService } from 'src/modules/calendar';
import { OpenDays } from 'src/modules/calendar/open-days';
import { readInChild } from 'src/modules/intake';
import type { Placed } from 'src/modules/intake/feed';
import { compareWithSchedule } from './by-schedule';
import { compareReport, reportOf, type Comparison, type Report } from './comparing';
import { REASONS, type Difference } from './difference';
import { reportIncomplete } from './refusals';
import type { ReportRow } from './report';

/** Adds `attendance compare FILE`, without a database. */
export function registerCompare(attendance: Command, io: CommandIo): void {
  attendance
    .command('compare')
    .description(
      say(
        io,
        '核对钉钉考勤报表：由原始记录推算，与每日统计、月度汇总逐人逐日比较',
        'compare a DingTalk report with its raw punches',
      ),
    )
    .argument('<file>')
    .option(
      '--schedule <file>',
      say(io, '按本大厅作息表判定后比较，或自带的名称', 'compare by a schedule of the hall, or a shipped one') +
        ` ${shippedSchedules().join(' | ')}`,
    )
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((file: string, flags: { schedule?: string }) => compare(io, file, flags.schedule));
}

async function compare(io: CommandIo, file: string, scheduleFile: string | undefined): Promise<void> {
  const report = await reportIn(io, file);
  const { people, days, differences } = comparison(io, report, scheduleFile);
  const told = differences.map((one) => ({ ...one, why: REASONS[one.reason] }));
  const sheets = ['原始记录', '每日统计', ...(report.months.length > 0 ? ['月度汇总'] : [])];
  io.answer({ file: basename(file), sheets, people, days, equal: told.length === 0, differences: told }, () => {
    const head = say(
      io,
      '人员,日期,工作表,项目,报表,推算,原因',
      'person,date,sheet,field,report,from punches,reason',
    ).split(',');
    if (told.length > 0)
      io.table(
        head,
        differences.map((one) => cells(io, one)),
      );
    const [n, who, on] = [String(told.length), String(people), String(days)];
    io.line(
      told.length === 0
        ? say(io, `${who} 人 ${on} 天全部一致。`, `${who} people, ${on} days: no difference.`)
        : say(io, `${who} 人 ${on} 天，${n} 处不一致。`, `${who} people, ${on} days: ${n} differences.`),
    );
  });
}

function comparison(io: CommandIo, report: Report, scheduleFile: string | undefined): Comparison {
  if (scheduleFile === undefined) return compareReport(report);
  const { schedule } = readSchedule(resolve(io.cwd, scheduleFile));
  const calendar = new NoticesService(readSettings(process.env)).calendar();
  return compareWithSchedule(report, schedule, new OpenDays(calendar, openRuleOf(schedule)));
}

async function reportIn(io: CommandIo, file: string): Promise<Report> {
  let placed: readonly Placed<ReportRow>[] = [];
  const hear = { records: (all: readonly Placed<object>[]) => (placed = all as readonly Placed<ReportRow>[]) };
  const module = join(__dirname, `report.feed${extname(__filename)}`);
  const { covers } = await readInChild(
    { file: resolve(io.cwd, file), module, options: {}, given: {}, records: true },
    hear,
  );
  const report = reportOf(
    placed.map(({ record }) => record),
    covers.map(({ to }) => to).sort()[0],
  );
  if (report.raw.size === 0) throw reportIncomplete({ file: basename(file), missing: '原始记录' });
  if (report.days.length === 0) throw reportIncomplete({ file: basename(file), missing: '每日统计' });
  return report;
}

function cells(io: CommandIo, { person, date, sheet, field, label, own, reason, detail }: Difference): string[] {
  const why = REASONS[reason][io.language];
  return [person, date ?? '', sheet, field, label, own, detail === '' ? why : `${why}（${detail}）`];
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
