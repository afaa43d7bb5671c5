import { extname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { addDays, firstDay, isPeriod, lastDay, type CivilDate } from 'src/common/civil-date';
import type { CommandIo } from 'src/config/command-io';
import { readSettings } from 'src/config/settings.dto';
import { NoticesService } from 'src/modules/calendar';
import { OpenDays } from 'src/modules/calendar/open-days';
import type { StatutoryCalendar } from 'src/modules/calendar/working-days';
import { readInChild } from 'src/modules/intake';
import { answerOf } from 'src/modules/intake/answer/answer';
import type { ImportOptions, Placed } from 'src/modules/intake/feed';
import { buildRoster } from 'src/modules/organisation/build-roster';
import type { Roster } from 'src/modules/organisation/roster';
import { statementOf, type Line } from 'src/modules/organisation/statement';
import { registerCompare } from './compare/compare.command';
import { registerIncidents } from './incidents/incidents.command';
import { registerEntries } from './leaves/entries.command';
import { registerPolicies } from './policy/policies.command';
import { registerSlips } from './slips/slips.command';
import { judgeFile } from './verdicts/judging';
import type { DayVerdict } from './verdicts/judge';
import type { LeaveRecord } from './leave';
import type { PunchRecord } from './punch';
import { nothingToJudge, periodInvalid, questionOpen, spanInvalid } from './refusals';
import { openRuleOf } from './schedule';
import { dateOf, registerSchedules } from './schedules.command';
import { readSchedule, shippedSchedules } from './schedules.service';
import { FAULT_WORDS, VERDICT_WORDS } from './verdicts/wording';

interface JudgeFlags {
  readonly schedule: string;
  readonly punches: string;
  readonly leave?: string;
  readonly roster?: string;
  readonly from?: string;
  readonly to?: string;
  readonly period?: string;
  readonly completeFrom?: string;
  readonly completeTo?: string;
  readonly calendar?: string;
  readonly dateOrder?: ImportOptions['dateOrder'];
  readonly person?: string;
  readonly numbersAsIds?: boolean;
}

/** Adds `attendance judge` (without a database) and `attendance schedule add|list|check`. */
export function registerAttendance(program: Command, io: CommandIo): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const attendance = program.command('attendance').description(say('考勤判定与作息表', 'attendance and schedules'));
  attendance
    .command('judge')
    .description(say('按作息表判定打卡文件，不用数据库', 'verdicts of a punch file, without a database'))
    .requiredOption(
      '--schedule <file>',
      say('作息表，或自带的名称', 'schedule, or a shipped one') + ` ${shippedSchedules().join(' | ')}`,
    )
    .requiredOption('--punches <file>', say('打卡文件或 JSON 清单', 'punch file or JSON list'))
    .option('--leave <file>', say('请假登记表', 'leave register'))
    .option('--roster <file>', say('花名册', 'roster'))
    .option('--from <date>', say('起始日', 'first day'))
    .option('--to <date>', say('截止日', 'last day'))
    .option('--period <month>', say('月份', 'month') + ' 2026-03')
    .option('--complete-from <date>', say('声明打卡数据完整的起始日', 'punches are complete from'))
    .option('--complete-to <date>', say('声明打卡数据完整的截止日', 'punches are complete to'))
    .option('--calendar <place>', say('另外的放假通知', 'further holiday notices'))
    .option('--date-order <order>', 'ymd | mdy | dmy')
    .option('--person <key>', say('个人打卡表属于谁', 'whose own list it is'))
    .option('--numbers-as-ids', say('编号列允许数字单元格', 'accept number cells as ids'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action((flags: JudgeFlags) => judge(io, flags));
  registerCompare(attendance, io);
  registerSchedules(attendance, io);
  registerPolicies(attendance, io);
  registerEntries(attendance, io);
  registerIncidents(attendance, io);
  registerSlips(attendance, io);
}

async function judge(io: CommandIo, flags: JudgeFlags): Promise<void> {
  const { schedule } = readSchedule(resolve(io.cwd, flags.schedule));
  const asked = spanAsked(flags);
  const notices = calendarOf(io, flags.calendar);
  const roster =
    flags.roster === undefined ? null : rosterOf(await records<Line>(io, flags.roster, 'roster', {}, null));
  const given = { roster, notices: notices.notices };
  const options = optionsOf(flags);
  const punches = await records<PunchRecord>(io, flags.punches, 'punch', options, given);
  const leaves =
    flags.leave === undefined ? undefined : await records<LeaveRecord>(io, flags.leave, 'leave', options, given);
  const days = punches.placed.map(({ record }) => record.at.slice(0, 10)).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw nothingToJudge({ file: flags.punches });
  const seen = statedSpan(punches.covers) ?? { from: first, to: last };
  const span = asked ?? { from: first, to: last };
  const verdicts = judgeFile({
    ...{ schedule, roster, ...span, punches: punches.placed },
    openDays: new OpenDays(notices, openRuleOf(schedule)),
    leaves: leaves?.placed.map(({ record }) => record) ?? [],
    complete: {
      from: flags.completeFrom === undefined ? seen.from : dateOf('--complete-from', flags.completeFrom),
      to: flags.completeTo === undefined ? seen.to : dateOf('--complete-to', flags.completeTo),
    },
  });
  io.answer(verdicts.map(shown), () => table(io, verdicts));
}

interface Read<R> {
  readonly placed: readonly Placed<R>[];
  readonly covers: readonly { readonly from: CivilDate; readonly to: CivilDate }[];
}

/** Reads a file through intake's reading process and says on standard error what was not taken. */
async function records<R extends object>(
  io: CommandIo,
  path: string,
  feed: 'punch' | 'leave' | 'roster',
  options: ImportOptions,
  given: unknown,
): Promise<Read<R>> {
  const room = feed === 'roster' ? join(__dirname, '..', 'organisation') : __dirname;
  const module = join(room, `${feed}.feed${extname(__filename)}`);
  let placed: readonly Placed<R>[] = [];
  const hear = { records: (all: readonly Placed<object>[]) => (placed = all as readonly Placed<R>[]) };
  const summary = await readInChild({ file: resolve(io.cwd, path), module, options, given, records: true }, hear);
  const answer = answerOf(summary, io.language);
  if (answer.question)
    throw questionOpen({ file: path, question: answer.question.text, option: answer.question.option });
  for (const { line, column, cause, remedy } of answer.rejects)
    io.note(
      io.language === 'zh'
        ? `${path} 第 ${String(line)} 行 ${column}：${cause}。${remedy}。`
        : `${path} row ${String(line)} ${column}: ${cause}. ${remedy}.`,
    );
  return { placed, covers: summary.covers };
}

function rosterOf({ placed }: Read<Line>): Roster {
  const statement = statementOf(placed.map(({ record }) => record));
  return buildRoster({ hall: { id: '', name: '' }, period: null, statement });
}

/** What the file itself says about its completeness, as one span. */
function statedSpan(covers: Read<object>['covers']): { from: CivilDate; to: CivilDate } | undefined {
  const [from, to] = [
    covers.map((one) => one.from).sort()[0],
    covers
      .map((one) => one.to)
      .sort()
      .at(-1),
  ];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function spanAsked({ from, to, period }: JudgeFlags): { from: CivilDate; to: CivilDate } | undefined {
  if (period !== undefined) {
    if (!isPeriod(period)) throw periodInvalid({ value: period });
    return { from: firstDay(period), to: lastDay(period) };
  }
  if (from === undefined && to === undefined) return undefined;
  const start = dateOf('--from', from ?? to ?? '');
  const end = dateOf('--to', to ?? from ?? '');
  if (end < start || addDays(start, 400) < end) throw spanInvalid({ from: start, to: end });
  return { from: start, to: end };
}

function optionsOf({ dateOrder, person, numbersAsIds }: JudgeFlags): ImportOptions {
  return Object.fromEntries(
    Object.entries({ dateOrder, person, numbersAsIds }).filter(([, value]) => value !== undefined),
  );
}

function calendarOf(io: CommandIo, place: string | undefined): StatutoryCalendar {
  return new NoticesService(readSettings(process.env)).calendar(
    ...(place === undefined ? [] : [resolve(io.cwd, place)]),
  );
}

/** One entry of the answer, `docs/schemas/attendance-judge.schema.json`. */
function shown({
  person,
  date,
  first,
  last,
  morning,
  afternoon,
  lateMinutes,
  earlyMinutes,
  ...rest
}: DayVerdict): object {
  const { hours, faults, leave, corrections } = rest;
  const day = { person, date, hours, first, last, morning, afternoon };
  return { ...day, lateMinutes, earlyMinutes, faults, leave, corrections };
}

function table(io: CommandIo, verdicts: readonly DayVerdict[]): void {
  const zh = io.language === 'zh';
  const head = (
    zh ? '人员,日期,首次,末次,上午,下午,迟到分钟,早退分钟' : 'person,date,first,last,morning,afternoon,late,early'
  ).split(',');
  const word = (verdict: DayVerdict['morning']): string => VERDICT_WORDS[verdict][io.language];
  io.table(
    head,
    verdicts.map((one) => [
      ...[one.person, one.date, one.first ?? '', one.last ?? '', word(one.morning), word(one.afternoon)],
      ...[one.lateMinutes, one.earlyMinutes],
    ]),
  );
  const counts = (['late', 'early', 'missing-punch', 'absent'] as const).map((kind) => {
    const count = verdicts.flatMap(({ faults }) => faults).filter((fault) => fault.kind === kind).length;
    return `${FAULT_WORDS[kind][io.language]} ${String(count)}`;
  });
  io.line(counts.join(zh ? '，' : ', '));
}
