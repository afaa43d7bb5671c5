import type { Command } from 'commander';
import { ALWAYS, type CivilTime, type Period } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import { fold, foldCode } from 'src/common/text';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { CASE_RATES, type CaseRateName, type CaseStatisticsRow } from 'src/modules/cases/case-statistics';
import { CasesService } from 'src/modules/cases/cases.service';
import type { SealedAt } from 'src/modules/cases/corrections/corrections.service';
import { timeInvalid, windowUnknown } from 'src/modules/cases/refusals';
import { listedCase, RATE_BASES, RATE_NAMES, rateText, statisticsAnswer } from './answers';
import { timeMeant } from './as-of';
import { registerCorrections } from './corrections.command';
import { registerFindings } from './findings.command';

/** What only the house knows: when a month was sealed last, and whether it is closed now. */
export interface CasesHouse {
  sealed(hall: string, period: Period): Promise<(SealedAt & { readonly closed: boolean }) | undefined>;
}

interface ShownFlags {
  readonly window?: string;
  readonly asOf?: string;
}

/** Adds `cases statistics`, `cases list`, `cases findings` and `cases corrections`. */
export function registerShownCases(cases: Command, io: CommandIo, house: CasesHouse): void {
  const asOf = say(
    io,
    '数据截止时间，默认为现在；已锁定的月份按锁定时',
    'as of, default now; of a closed month its seal',
  );
  const json = say(io, '输出 JSON', 'print JSON');
  cases
    .command('statistics')
    .description(say(io, '一个月各窗口的办件数和比率，附分子、分母和口径', 'counts and rates of a month by window'))
    .argument('<period>', '2026-03')
    .option('--window <window>', say(io, '只看一个窗口，编号或全称', 'one window only, by code or full name'))
    .option('--as-of <time>', asOf)
    .option('--json', json)
    .action((period: string, flags: ShownFlags) => showStatistics(io, house, period, flags));
  cases
    .command('list')
    .description(say(io, '一个数字背后的逐件清单', 'the cases behind one number'))
    .argument('<period>', '2026-03')
    .requiredOption('--window <window>', say(io, '窗口编号或全称', 'code or full name of the window'))
    .requiredOption('--measure <measure>', 'cases.overdue')
    .requiredOption('--basis <basis>', 'accepted | due | finished | -')
    .option('--as-of <time>', asOf)
    .option('--json', json)
    .action((period: string, flags: ListFlags) => showList(io, house, period, flags));
  registerFindings(cases, io);
  registerCorrections(cases, io, house);
}

interface ListFlags extends ShownFlags {
  readonly window: string;
  readonly measure: string;
  readonly basis: string;
}

const COUNTS = {
  zh: '窗口,名称,受理,办结,到期,超期,上期结转,结转下期',
  en: 'window,name,accepted,finished,due,overdue,carried in,carried out',
} as const;

async function showStatistics(io: CommandIo, house: CasesHouse, text: string, flags: ShownFlags): Promise<void> {
  const [period, hall] = [parsePeriod(text), await hallOf(io)];
  const names = await windowsOf(io, hall, period);
  const only = flags.window === undefined ? undefined : windowOf(names, flags.window, period);
  const { asOf, knownAt, sealed } = await timesOf(io, house, { hall, period }, flags.asOf);
  const statistics = await (await io.service(CasesService)).caseStatistics(hall, period, asOf, knownAt);
  const windows = statistics.windows.filter(({ window }) => only === undefined || window === only);
  const answer = statisticsAnswer({ hall, period, asOf, sealed }, { ...statistics, windows }, names);
  const rates = Object.keys(CASE_RATES) as CaseRateName[];
  const row = (name: string, one: CaseStatisticsRow): (string | number)[] => [
    ...[one.window ?? say(io, '全厅', 'hall'), name, one.accepted, one.finished, one.due, one.overdue],
    ...[one.carriedIn, one.carriedOut, ...rates.map((rate) => rateText(rate, one[rate]))],
  ];
  io.answer(answer, () => {
    const head = [...COUNTS[io.language].split(','), ...rates.map((rate) => RATE_NAMES[rate][io.language])];
    io.table(head, [...answer.windows.map((one) => row(one.name, one)), row('', answer.total)]);
    io.line(RATE_BASES[io.language]);
    const count = String(answer.unjudged);
    if (answer.unjudged > 0)
      io.line(
        say(
          io,
          `另有 ${count} 件时限无法计算或不知道窗口，不在以上任何数字中；逐件见 baifen cases findings ${period} --kind unjudged。`,
          `${count} more cases have no clock or no window and are in no number above: baifen cases findings ${period} --kind unjudged.`,
        ),
      );
    io.line(
      sealed
        ? say(io, `按锁定时的数据（${asOf}）。`, `As sealed (${asOf}).`)
        : `${say(io, '数据截止', 'As of')} ${asOf}`,
    );
  });
}

async function showList(io: CommandIo, house: CasesHouse, text: string, flags: ListFlags): Promise<void> {
  const [period, hall] = [parsePeriod(text), await hallOf(io)];
  const window = windowOf(await windowsOf(io, hall, period), flags.window, period);
  const { asOf, knownAt, sealed } = await timesOf(io, house, { hall, period }, flags.asOf);
  const { measure, basis } = flags;
  const query = { window, measure, basis, asOf, knownAt };
  const cases = (await (await io.service(CasesService)).rowsOf(hall, period, query)).map(listedCase);
  const total = cases.reduce((sum, { value }) => sum + value, 0);
  const head = say(
    io,
    '办件编号,事项,状态,受理时间,承诺时限,原到期日,中止工作日,到期日,办结时间,用时,计入,批次,行',
    'case,item,state,accepted,promise,promised for,paused,due,finished,used,counts,batch,line',
  );
  io.answer({ hall, period, asOf, sealed, window, measure, basis, total, cases }, () => {
    io.table(
      head.split(','),
      cases.map((one) => [
        ...[one.case, one.item ?? '', one.state, one.accepted ?? '', one.promiseDays ?? '', one.planned ?? ''],
        ...[one.pausedWorkingDays, one.due ?? '', one.finished ?? '', one.workingDaysUsed ?? '', one.value],
        ...[one.batch, one.line],
      ]),
    );
    const [counted, all] = [String(cases.length), String(total)];
    io.line(say(io, `共 ${counted} 件，合计 ${all}。`, `${counted} cases, ${all} in all.`));
  });
}

/** The time asked for; a day is its end, and people are told so. */
export function asOfOf(io: CommandIo, text: string | undefined): CivilTime {
  if (text === undefined) return hallTime(io.clock.now());
  const meant = timeMeant(text);
  if (!meant) throw timeInvalid({ name: '--as-of', text });
  if (meant.isDay)
    io.note(
      say(
        io,
        `--as-of 只写了日期，按当日结束（${meant.time}）计算。`,
        `--as-of is a day: its end, ${meant.time}, is taken.`,
      ),
    );
  return meant.time;
}

/** Of a closed month what it was sealed with, unless another time is asked for. */
async function timesOf(
  io: CommandIo,
  house: CasesHouse,
  { hall, period }: { readonly hall: string; readonly period: Period },
  text: string | undefined,
): Promise<{ asOf: CivilTime; knownAt: CivilTime; sealed: boolean }> {
  const seal = text === undefined ? await house.sealed(hall, period) : undefined;
  if (seal?.closed) return { asOf: seal.asOf, knownAt: seal.knownAt, sealed: true };
  return { asOf: asOfOf(io, text), knownAt: ALWAYS, sealed: false };
}

async function windowsOf(io: CommandIo, hall: string, period: Period): Promise<ReadonlyMap<string, string>> {
  const { windows } = await (await io.service(OrganisationService)).rosterOf(hall, period);
  return new Map(windows.map(({ id, name }) => [id, name]));
}

function windowOf(names: ReadonlyMap<string, string>, text: string, month: Period): string {
  const code = foldCode(text);
  if (names.has(code)) return code;
  const named = [...names].find(([, name]) => fold(name) === fold(text));
  if (!named) throw windowUnknown({ window: text, month });
  return named[0];
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
