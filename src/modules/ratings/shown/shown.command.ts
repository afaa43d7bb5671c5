import type { Command } from 'commander';
import { parseCivilDate, type CivilTime } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { GRADE_NAMES } from 'src/modules/ratings/rating-state';
import type { RatingStatisticsRow } from 'src/modules/ratings/rating-statistics';
import { asOfInvalid } from 'src/modules/ratings/refusals';
import { RatingLists } from './lists.service';
import { FOR_A_PERSON } from './signal-sentences';
import { SIGNAL_THRESHOLDS } from './signals';
import type { ListedRating } from './window-list';

interface ShowFlags {
  readonly window?: string;
  readonly asOf?: string;
}

/** Adds `ratings show` and `ratings signals`. */
export function registerShown(ratings: Command, io: CommandIo): void {
  const [asOf, json] = [say(io, '数据截止时间，默认为现在', 'as of, default now'), say(io, '输出 JSON', 'print JSON')];
  ratings
    .command('show')
    .description(
      say(io, '一个月的评价：各窗口的数字，或一个窗口的逐条清单', 'counts by window, or the list of one window'),
    )
    .argument('<period>', '2026-03')
    .option('--window <window>', say(io, '窗口编号或全称', 'code or full name of a window'))
    .option('--as-of <time>', asOf)
    .option('--json', json)
    .action((period: string, flags: ShowFlags) =>
      flags.window === undefined ? showHall(io, period, flags) : showWindow(io, period, flags.window, flags),
    );
  ratings
    .command('signals')
    .description(say(io, '一个月评价中需要人工核实的线索', 'what stands out, for a person to judge'))
    .argument('<period>', '2026-03')
    .option('--as-of <time>', asOf)
    .option('--json', json)
    .action((period: string, flags: ShowFlags) => showSignals(io, period, flags));
}

const COUNT_HEADS = {
  zh: '窗口,名称,评价数,已排除,有效,主动,默认,差评,工单,已核实,有效差评,已整改,核实超期,整改超期,未回访',
  en: 'window,name,collected,excluded,valid,active,default,bad,ticketed,verified,found true,rectified,verification late,rectification late,no callback',
};

async function showHall(io: CommandIo, text: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfOf(io, flags), await hallOf(io)];
  const { names, statistics } = await (await io.service(RatingLists)).counts(hall, period, asOf);
  const row = (name: string, one: RatingStatisticsRow): (string | number)[] => [
    ...[one.window ?? say(io, '全厅', 'hall'), name, one.collected, one.excluded.mistaken + one.excluded.malicious],
    ...[one.valid, one.active, one.default, one.bad, one.ticketed, one.verified, one.badValid, one.rectified],
    ...[one.overdue.verification, one.overdue.rectification, one.overdue.callback],
  ];
  io.answer({ hall, period, asOf, statistics }, () => {
    io.table(COUNT_HEADS[io.language].split(','), [
      ...statistics.windows.map((one) => row(names.get(one.window ?? '') ?? '', one)),
      row('', statistics.total),
    ]);
    io.line(say(io, `数据截止 ${asOf}。`, `As of ${asOf}.`));
  });
}

async function showWindow(io: CommandIo, text: string, named: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfOf(io, flags), await hallOf(io)];
  const how = { asOf, language: io.language };
  const { window, ratings } = await (await io.service(RatingLists)).ofWindow(hall, period, named, how);
  const head = say(io, '评价编号,时间,等级,办件编号,人员,计入,说明', 'rating,time,grade,case,staff,counts,why').split(
    ',',
  );
  io.answer({ hall, period, asOf, window, ratings }, () => {
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
    ...[one.rating, one.ratedAt, io.language === 'zh' ? GRADE_NAMES[one.grade] : one.grade, one.case ?? ''],
    ...[one.staff.join(' '), one.counts ? say(io, '是', 'yes') : say(io, '否', 'no'), `${one.why}${again}`],
  ];
}

async function showSignals(io: CommandIo, text: string, flags: ShowFlags): Promise<void> {
  const [period, asOf, hall] = [parsePeriod(text), asOfOf(io, flags), await hallOf(io)];
  const { signals, looked } = await (await io.service(RatingLists)).signals(hall, period, asOf);
  const note = FOR_A_PERSON[io.language];
  const shown = signals.map(({ sentence, ...rest }) => ({ ...rest, sentence: sentence[io.language] }));
  io.answer({ hall, period, asOf, note, thresholds: SIGNAL_THRESHOLDS, looked, signals: shown }, () => {
    for (const { sentence, ratings } of shown) io.line(`- ${sentence}\n  ${ratings.join(' ')}`);
    io.line(thresholdsOf(io));
    io.line(
      say(
        io,
        `共查看 ${String(looked.ratings)} 条主动评价，其中 ${String(looked.withoutTime)} 条没有时刻、${String(looked.withoutContact)} 条没有可比对的号码，看不出相应线索。`,
        `Looked at ${String(looked.ratings)} active ratings; ${String(looked.withoutTime)} without a time of day and ${String(looked.withoutContact)} without a number to compare can show no such finding.`,
      ),
    );
    io.line(signals.length === 0 ? say(io, '没有发现线索。', 'Nothing stands out.') : note);
  });
}

function thresholdsOf(io: CommandIo): string {
  const { burstRatings, burstMinutes, deviceWithoutCase, sameContact } = SIGNAL_THRESHOLDS;
  return say(
    io,
    `判断口径（本系统自定）：${String(burstMinutes)} 分钟内 ${String(burstRatings)} 条；评价器无办件 ${String(deviceWithoutCase)} 条；同一窗口同一联系方式一个月 ${String(sameContact)} 条。`,
    `Thresholds (this product's own): ${String(burstRatings)} within ${String(burstMinutes)} minutes; own device without a case ${String(deviceWithoutCase)}; the same contact ${String(sameContact)} in a month at one window.`,
  );
}

/** A date alone means its end. Throws `ratings.as-of`. */
function asOfOf(io: CommandIo, { asOf }: ShowFlags): CivilTime {
  if (asOf === undefined) return hallTime(io.clock.now());
  const [, day = '', time = ' 23:59:59'] = /^(\d{4}-\d\d-\d\d)( (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/.exec(asOf) ?? [];
  if (parseCivilDate(day) === undefined) throw asOfInvalid({ text: asOf });
  return `${day}${time}`;
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
