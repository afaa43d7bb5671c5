import type { Command } from 'commander';
import { CONSOLE } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { APPEAL_NAMES } from 'src/modules/ratings/handling/appeal';
import { AppealsService } from 'src/modules/ratings/handling/appeals.service';
import { GRADE_NAMES, type Grade } from 'src/modules/ratings/rating-state';
import type { RatingStatisticsRow } from 'src/modules/ratings/rating-statistics';
import { asOfOf, untilOf } from './as-of';
import { STEP_NAMES, type DueDay, type DueStep } from './due';
import { JUDGEMENT_NAMES, type JudgedSignal, type Judgement } from './judgement';
import { JudgementsService } from './judgements.service';
import { RatingLists } from './lists.service';
import { FOR_A_PERSON } from './signal-sentences';
import { signalsAnswer } from './signals-answer';
import { SIGNAL_THRESHOLDS } from './signals';
import type { ListedRating } from './window-list';

interface ShowFlags {
  readonly window?: string;
  readonly asOf?: string;
}

interface DueFlags extends ShowFlags {
  readonly until?: string;
}

/** Adds `ratings show`, `ratings due`, `ratings signals` and `ratings appeals`. */
export function registerShown(ratings: Command, io: CommandIo): void {
  const [asOf, json] = [say(io, '数据截止时间，默认为现在', 'as of, default now'), say(io, '输出 JSON', 'print JSON')];
  const window = say(io, '窗口编号或全称', 'code or full name of a window');
  const named = (name: string, zh: string, en: string): Command =>
    ratings
      .command(name)
      .description(say(io, zh, en))
      .option('--as-of <time>', asOf)
      .option('--json', json);
  named('show', '一个月的评价：各窗口的数字，或一个窗口的逐条清单', 'counts by window, or the list of one window')
    .argument('<period>', '2026-03')
    .option('--window <window>', window)
    .action((period: string, flags: ShowFlags) =>
      flags.window === undefined ? showHall(io, period, flags) : showWindow(io, period, flags.window, flags),
    );
  named('due', '差评待办：按期限列出未核实、未整改、未回访的', 'steps of bad ratings still to be taken, by due day')
    .option('--until <date>', say(io, '列到哪一天，默认两周后', 'last day listed, default two weeks ahead'))
    .option('--window <window>', window)
    .action((flags: DueFlags) => showDue(io, flags));
  named('signals', '一个月评价中需要人工核实的线索', 'what stands out, for a person to judge')
    .argument('<period>', '2026-03')
    .action((period: string, flags: ShowFlags) => showSignals(io, period, flags));
  named('appeals', '一个月评价的申诉', 'appeals against the ratings of a month')
    .argument('<period>', '2026-03')
    .action((period: string, flags: ShowFlags) => showAppeals(io, period, flags));
}

const COUNT_HEADS = {
  zh: '窗口,名称,评价数,已排除,有效,主动,默认,差评,工单,已核实,有效差评,已整改,核实超期,整改超期,未回访',
  en: 'window,name,collected,excluded,valid,active,default,bad,ticketed,verified,found true,rectified,verification late,rectification late,no callback',
};

async function showHall(io: CommandIo, text: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfFlag(io, flags), await hallOf(io)];
  const counts = await (await io.service(RatingLists)).counts(CONSOLE, hall, period, asOf);
  const { statistics } = counts;
  const names = new Map(counts.windows.map(({ id, name }) => [id, name]));
  const row = (name: string, one: RatingStatisticsRow): (string | number)[] => [
    ...[one.window ?? say(io, '全厅', 'hall'), name, one.collected, one.excluded.mistaken + one.excluded.malicious],
    ...[one.valid, one.active, one.default, one.bad, one.ticketed, one.verified, one.badValid, one.rectified],
    ...[one.overdue.verification, one.overdue.rectification, one.overdue.callback],
  ];
  io.answer(counts, () => {
    io.table(COUNT_HEADS[io.language].split(','), [
      ...statistics.windows.map((one) => row(names.get(one.window ?? '') ?? '', one)),
      row('', statistics.total),
    ]);
    io.line(say(io, `数据截止 ${asOf}。`, `As of ${asOf}.`));
  });
}

async function showWindow(io: CommandIo, text: string, named: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfFlag(io, flags), await hallOf(io)];
  const how = { asOf, language: io.language };
  const list = await (await io.service(RatingLists)).ofWindow(CONSOLE, hall, period, named, how);
  const { window, ratings } = list;
  const head = say(io, '评价编号,时间,等级,办件编号,人员,计入,说明', 'rating,time,grade,case,staff,counts,why').split(
    ',',
  );
  io.answer(list, () => {
    io.table(
      head,
      ratings.map((one) => listed(io, one)),
    );
    const counting = String(ratings.filter(({ counts }) => counts).length);
    const all = String(ratings.length);
    io.line(
      say(
        io,
        `${window.name}（${window.id}）${period} 共 ${all} 条，计入 ${counting} 条。数据截止 ${asOf}。`,
        `${window.name} (${window.id}) ${period}: ${all} ratings, ${counting} count. As of ${asOf}.`,
      ),
    );
  });
}

function listed(io: CommandIo, one: ListedRating): string[] {
  const again = one.ratedAgain ? say(io, '；同一办件有多条评价', '; the case was rated more than once') : '';
  return [
    ...[one.rating, one.ratedAt, gradeName(io, one.grade), one.case ?? ''],
    ...[one.staff.join(' '), one.counts ? say(io, '是', 'yes') : say(io, '否', 'no'), `${one.why}${again}`],
  ];
}

async function showDue(io: CommandIo, flags: DueFlags): Promise<void> {
  const [asOf, hall] = [asOfFlag(io, flags), await hallOf(io)];
  const until = untilOf(flags.until, asOf);
  const due = await (await io.service(RatingLists)).due(CONSOLE, hall, { asOf, until, window: flags.window });
  const head = say(io, '期限,事项,窗口,评价编号,评价日,等级,情况', 'due,step,window,rating,rated on,grade,state').split(
    ',',
  );
  io.answer(due, () => {
    io.table(
      head,
      due.days.flatMap((day) => day.steps.map((step) => dueRow(io, day, step))),
    );
    const [steps, overdue] = [String(due.days.flatMap((day) => day.steps).length), String(due.overdue)];
    io.line(
      say(
        io,
        `到 ${until} 止共 ${steps} 项，其中已超期 ${overdue} 项。数据截止 ${asOf}。`,
        `${steps} steps up to ${until}, ${overdue} of them overdue. As of ${asOf}.`,
      ),
    );
  });
}

function dueRow(io: CommandIo, { due }: DueDay, one: DueStep): string[] {
  const late = String(one.workingDaysLate);
  const state = one.overdue
    ? say(io, `已超期 ${late} 个工作日`, `${late} working days late`)
    : one.stated
      ? say(io, '未到期', 'not due yet')
      : say(io, '清单未说明是否已回访', 'the list does not say whether it was made');
  const grade = gradeName(io, one.grade);
  return [due, STEP_NAMES[one.step][io.language], one.window ?? '', one.rating, one.ratedOn, grade, state];
}

async function showAppeals(io: CommandIo, text: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfFlag(io, flags), await hallOf(io)];
  const appeals = await (await io.service(AppealsService)).ofMonth(CONSOLE, hall, period, asOf);
  const standings = {
    open: say(io, '审理中', 'open'),
    excluded: say(io, '已排除', 'excluded'),
    counts: say(io, '计入', 'counts'),
  };
  const head = say(io, '评价编号,窗口,等级,现状,经过', 'rating,window,grade,standing,records').split(',');
  io.answer({ hall, period, asOf, appeals }, () =>
    io.table(
      head,
      appeals.map(({ rating, window, grade, standing, records }) => [
        ...[rating, window ?? '', gradeName(io, grade), standings[standing]],
        records
          .map(({ at, by, kind, reason }) => `${at.slice(0, 10)} ${by} ${APPEAL_NAMES[kind][io.language]}: ${reason}`)
          .join('\n'),
      ]),
    ),
  );
}

async function showSignals(io: CommandIo, text: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfFlag(io, flags), await hallOf(io)];
  const found = await (await io.service(JudgementsService)).signals(CONSOLE, hall, period, asOf);
  const { signals, looked, gone } = found;
  io.answer(signalsAnswer({ hall, period, asOf }, found, io.language), () => {
    for (const one of signals)
      io.line(`- ${one.id} ${one.sentence[io.language]}\n  ${one.ratings.join(' ')}${judgementOf(io, one)}`);
    for (const one of gone) io.line(`- ${one.signal} ${say(io, '线索已不存在', 'stands out no more')}${said(io, one)}`);
    io.line(thresholdsOf(io));
    io.line(
      say(
        io,
        `共查看 ${String(looked.ratings)} 条主动评价，其中 ${String(looked.withoutTime)} 条没有时刻、${String(looked.withoutContact)} 条没有可比对的号码，看不出相应线索。`,
        `Looked at ${String(looked.ratings)} active ratings; ${String(looked.withoutTime)} without a time of day and ${String(looked.withoutContact)} without a number to compare can show no such finding.`,
      ),
    );
    io.line(signals.length === 0 ? say(io, '没有发现线索。', 'Nothing stands out.') : FOR_A_PERSON[io.language]);
  });
}

function judgementOf(io: CommandIo, { judgement }: JudgedSignal): string {
  if (judgement === null) return `\n  ${say(io, '尚无人查看', 'nobody has seen it yet')}`;
  const outdated = say(io, '（其后有变化，请重新核查）', ' (changed since: look again)');
  return `${said(io, judgement)}${judgement.outdated ? outdated : ''}`;
}

function said(io: CommandIo, { decision, reason, by, at }: Judgement): string {
  return `\n  ${at.slice(0, 10)} ${by} ${JUDGEMENT_NAMES[decision][io.language]}: ${reason}`;
}

function thresholdsOf(io: CommandIo): string {
  const { burstRatings, burstMinutes, deviceWithoutCase, sameContact } = SIGNAL_THRESHOLDS;
  return say(
    io,
    `判断口径（本系统自定）：${String(burstMinutes)} 分钟内 ${String(burstRatings)} 条；评价器无办件 ${String(deviceWithoutCase)} 条；同一窗口同一联系方式一个月 ${String(sameContact)} 条。`,
    `Thresholds (this product's own): ${String(burstRatings)} within ${String(burstMinutes)} minutes; own device without a case ${String(deviceWithoutCase)}; the same contact ${String(sameContact)} in a month at one window.`,
  );
}

function asOfFlag(io: CommandIo, { asOf }: ShowFlags): string {
  return asOfOf(asOf, hallTime(io.clock.now()));
}

function gradeName(io: CommandIo, grade: Grade): string {
  return io.language === 'zh' ? GRADE_NAMES[grade] : grade;
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
