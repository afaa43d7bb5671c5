import type { Command } from 'commander';
import { daysBetween, firstDay, lastDay, type CivilDate } from 'src/common/civil-date';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { resolve } from 'node:path';
import { DEFAULT_GAP, LARGEST_GAP, deadlinesOf, nthWorkingDayAfter, type MonthDeadlines } from './deadlines';
import { NoticesService } from './notices.service';
import { parsePeriod, parseSpan } from './periods';
import { numberOutOfRange } from './refusals';
import type { StatutoryCalendar } from './working-days';
import { unknownYear, weekdayName } from './wording';

interface CalendarOption {
  readonly calendar?: string;
}

/** Adds `calendar deadlines|days|nth-working-day|check|add`. All answer from the notices alone, without a database. */
export function registerCalendar(program: Command, io: CommandIo): void {
  const calendar = program
    .command('calendar')
    .description(say(io, '工作日与报送、核实期限', 'working days and deadlines'));
  const add = (name: string, zh: string, en: string): Command =>
    calendar
      .command(name)
      .description(say(io, zh, en))
      .option('--json', say(io, '输出 JSON', 'print JSON'))
      .option('--calendar <place>', say(io, '另外的放假通知：目录或文件', 'further notices: a folder or a file'));
  add('deadlines', '各月的报送、核实截止日', 'deadlines of each assessed month')
    .argument('<period>', '2026-03 · 2020-01..2026-12 · 2026-Q1 · 2026')
    .option('--gap <days>', say(io, '两个截止日之间的工作日数', 'working days between both'), String(DEFAULT_GAP))
    .action((period: string, options: CalendarOption & { gap: string }) => showDeadlines(io, period, options));
  add('days', '一个月中每天是否工作日及原因', 'each day of a month, working or not, and why')
    .argument('<period>', '2026-05')
    .action((period: string, options: CalendarOption) => showDays(io, period, options));
  add('nth-working-day', '次月第几个工作日', 'the n-th working day after a month')
    .argument('<period>', '2026-03')
    .argument('<n>', '1-60')
    .action((period: string, n: string, options: CalendarOption) => showNthWorkingDay(io, period, n, options));
  calendar
    .command('check')
    .description(say(io, '检查一份放假通知文件', 'check a holiday notice file'))
    .argument('<file>')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((file: string) => takeNotice(io, file, false));
  calendar
    .command('add')
    .description(say(io, '收录一份放假通知', 'keep a holiday notice'))
    .argument('<file>')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((file: string) => takeNotice(io, file, true));
}

function showDeadlines(io: CommandIo, text: string, options: CalendarOption & { gap: string }): void {
  const calendar = officialCalendar(io, options);
  const gap = wholeNumber('--gap', options.gap, 0, LARGEST_GAP);
  const { language } = io;
  const answer = parseSpan(text).months.map((period) => deadlinesOf(calendar, period, { gap, language }));
  io.answer(answer, () => {
    const head = say(io, '考核月份,报送截止,核实截止,顺延原因', 'month,submission,verification,why moved').split(',');
    io.table(
      head,
      answer.map((month) => deadlineRow(io, month)),
    );
    const unknown = answer.filter((month) => !month.calendarKnown).map((month) => month.period);
    if (unknown.length > 0) io.line(unknownYear(unknown.join(say(io, '、', ', ')), io.language));
  });
}

function deadlineRow(io: CommandIo, month: MonthDeadlines): string[] {
  const { submission, verification } = month;
  const label = (zh: string, en: string, reason: string): string[] =>
    reason === '' ? [] : [`${say(io, zh, en)}${reason}`];
  const why = [
    ...label('报送：', 'submission: ', submission.reason),
    ...label('核实：', 'verification: ', verification.reason),
    ...(month.calendarKnown ? [] : [say(io, '暂按周末规则', 'weekend rule for now')]),
  ];
  return [
    month.period,
    shown(io, submission.date),
    shown(io, verification.date),
    why.join('\n') || say(io, '未顺延', 'not moved'),
  ];
}

function showDays(io: CommandIo, text: string, options: CalendarOption): void {
  const period = parsePeriod(text);
  const calendar = officialCalendar(io, options);
  const days = daysBetween(firstDay(period), lastDay(period)).map((date) => ({
    date,
    working: calendar.isWorkingDay(date),
    reason: calendar.reason(date, io.language),
    calendarKnown: calendar.knows(date),
  }));
  io.answer(days, () => {
    const head = say(io, '日期,工作日,说明', 'date,working day,why').split(',');
    io.table(
      head,
      days.map(({ date, working, reason }) => [date, working ? say(io, '是', 'yes') : say(io, '否', 'no'), reason]),
    );
    const count = days.filter((day) => day.working).length;
    io.line(say(io, `共 ${count} 个工作日。`, `${count} working days.`));
    if (days.some((day) => !day.calendarKnown)) io.line(unknownYear(period, io.language));
  });
}

function showNthWorkingDay(io: CommandIo, text: string, count: string, options: CalendarOption): void {
  const period = parsePeriod(text);
  const calendar = officialCalendar(io, options);
  const n = wholeNumber('n', count, 1, 60);
  const date = nthWorkingDayAfter(calendar, period, n);
  const calendarKnown = daysBetween(lastDay(period), date).every((day) => calendar.knows(day));
  io.answer({ period, n, date, reason: calendar.reason(date, io.language), calendarKnown }, () => {
    io.line(
      say(
        io,
        `${period} 月后第 ${n} 个工作日：${shown(io, date)}`,
        `Working day ${n} after ${period}: ${shown(io, date)}`,
      ),
    );
    if (!calendarKnown) io.line(unknownYear(period, io.language));
  });
}

function takeNotice(io: CommandIo, file: string, keep: boolean): void {
  const settings = readSettings(process.env);
  const notices = new NoticesService(settings);
  const path = resolve(io.cwd, file);
  // Also against the notices already known: an amendment of nothing or a second text for one number is refused.
  const notice = keep ? notices.add(path, settings.dataDir) : notices.check(path);
  const daysOff = notice.holidays.reduce((sum, { from, to }) => sum + daysBetween(from, to).length, 0);
  const { year, sequence, number, holidays, makeUpWorkdays } = notice;
  io.answer(
    { year, sequence, number, holidays: holidays.length, daysOff, makeUpWorkdays: makeUpWorkdays.length },
    () => {
      const zh = `${number}：${year} 年第 ${sequence} 份通知，${holidays.length} 个假期共 ${daysOff} 天，调休上班 ${makeUpWorkdays.length} 天。${keep ? '已收录，各月期限已按它推算。' : '格式正确。'}`;
      const en = `${number}: notice ${sequence} of ${year}, ${holidays.length} holidays with ${daysOff} days off, ${makeUpWorkdays.length} make-up workdays. ${keep ? 'It is kept and counts from now on.' : 'The file is correct.'}`;
      io.line(say(io, zh, en));
    },
  );
}

function officialCalendar(io: CommandIo, options: CalendarOption): StatutoryCalendar {
  const places = options.calendar === undefined ? [] : [resolve(io.cwd, options.calendar)];
  return new NoticesService(readSettings(process.env)).calendar(...places);
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw numberOutOfRange({ name, text, min, max });
  return value;
}

function shown(io: CommandIo, date: CivilDate): string {
  return `${date} ${weekdayName(date, io.language)}`;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
