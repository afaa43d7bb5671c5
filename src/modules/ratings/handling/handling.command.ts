import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallDate, hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { SHORT_KEY } from 'src/modules/ratings/rating-month';
import { JUDGEMENT_NAMES, JUDGEMENTS } from 'src/modules/ratings/shown/judgement';
import { JudgementsService } from 'src/modules/ratings/shown/judgements.service';
import { APPEAL_KINDS, APPEAL_NAMES, type AppealKind } from './appeal';
import { AppealsService, type RecordedAppeal } from './appeals.service';
import { CALLBACK_NAMES, CALLBACK_OUTCOMES } from './callback';
import { CallbacksService } from './callbacks.service';

interface AppealFlags {
  readonly kind: string;
  readonly reason: string;
  readonly by: string;
}

interface CallbackFlags {
  readonly outcome: string;
  readonly on?: string;
  readonly note: string;
  readonly by: string;
}

interface JudgeFlags {
  readonly decision: string;
  readonly reason: string;
  readonly by: string;
}

/** Adds `ratings appeal|callback|judge`. */
export function registerHandling(ratings: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  const [rating, by] = [say(io, '评价编号，至少前 8 位', 'number of the rating, at least 8 digits'), '--by <name>'];
  ratings
    .command('appeal')
    .description(say(io, '记录差评申诉：提出、撤回、认定', 'record an appeal: filed, withdrawn, decided'))
    .argument('<rating>', rating)
    .requiredOption('--kind <kind>', choices(io, APPEAL_KINDS, APPEAL_NAMES))
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption(by, say(io, '经办人', 'who files, withdraws or decides'))
    .option('--json', json)
    .action((key: string, flags: AppealFlags) => appeal(io, key, flags));
  ratings
    .command('callback')
    .description(say(io, '记录对差评人的一次回访', 'record a call to the rater of a bad rating'))
    .argument('<rating>', rating)
    .requiredOption('--outcome <outcome>', choices(io, CALLBACK_OUTCOMES, CALLBACK_NAMES))
    .option('--on <date>', say(io, '回访日期，默认为今天', 'day of the call, default today'))
    .option('--note <text>', say(io, '情况', 'what was said'), '')
    .requiredOption(by, say(io, '经办人', 'who called'))
    .option('--json', json)
    .action((key: string, flags: CallbackFlags) => callback(io, key, flags));
  ratings
    .command('judge')
    .description(say(io, '记录对一条线索的核查结论', 'record what was made of a finding'))
    .argument('<period>', '2026-03')
    .argument('<signal>', say(io, '线索编号', 'number of the finding'))
    .requiredOption('--decision <decision>', choices(io, JUDGEMENTS, JUDGEMENT_NAMES))
    .requiredOption('--reason <text>', say(io, '依据', 'what it rests on'))
    .requiredOption(by, say(io, '查看人', 'who saw it'))
    .option('--json', json)
    .action((period: string, signal: string, flags: JudgeFlags) => judge(io, period, signal, flags));
}

async function appeal(io: CommandIo, rating: string, { kind, reason, by }: AppealFlags): Promise<void> {
  const decision = { kind, reason, by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const made = await (await io.service(AppealsService)).record(await hallOf(io), rating, decision);
  io.answer(made, () => {
    io.line(say(io, ...APPEAL_SENTENCES[made.kind](made)));
    if (made.sealed.length > 0)
      io.line(
        say(
          io,
          `${made.sealed.join('、')} 已锁定，结果不变；确需更正的，须重新打开该月。`,
          `${made.sealed.join(', ')} is sealed and stays as it is, unless it is opened again.`,
        ),
      );
  });
}

type Sentences = Readonly<Record<AppealKind, (made: RecordedAppeal) => readonly [zh: string, en: string]>>;

const changed = ({ months, sealed }: Pick<RecordedAppeal, 'months' | 'sealed'>): string[] =>
  months.filter((month) => !sealed.includes(month));

const EXCLUDED: Sentences['mistaken'] = ({ rating, kind, ...made }) => [
  `评价 ${rating.slice(0, SHORT_KEY)} 已认定为${APPEAL_NAMES[kind].zh}并排除，不再计入 ${changed(made).join('、')} 的任何数字；得分表照列并注明。重新计分后生效。`,
  `Rating ${rating.slice(0, SHORT_KEY)} is excluded as ${APPEAL_NAMES[kind].en}: from the next scoring on it is in no number of ${changed(made).join(', ')}, and the sheet says so.`,
];

const APPEAL_SENTENCES: Sentences = {
  mistaken: EXCLUDED,
  malicious: EXCLUDED,
  restored: ({ rating, ...made }) => [
    `评价 ${rating.slice(0, SHORT_KEY)} 已恢复计入（${changed(made).join('、')}）。重新计分后生效。`,
    `Rating ${rating.slice(0, SHORT_KEY)} counts again in ${changed(made).join(', ')} from the next scoring on.`,
  ],
  filed: ({ rating }) => [
    `已记录对评价 ${rating.slice(0, SHORT_KEY)} 的申诉；认定以前照常计入。`,
    `The appeal against rating ${rating.slice(0, SHORT_KEY)} is recorded; until it is decided the rating counts.`,
  ],
  withdrawn: ({ rating }) => [
    `对评价 ${rating.slice(0, SHORT_KEY)} 的申诉已撤回。`,
    `The appeal against rating ${rating.slice(0, SHORT_KEY)} is withdrawn.`,
  ],
  rejected: ({ rating }) => [
    `对评价 ${rating.slice(0, SHORT_KEY)} 的申诉不成立，评价照常计入。`,
    `The appeal against rating ${rating.slice(0, SHORT_KEY)} is rejected: the rating counts.`,
  ],
};

async function callback(io: CommandIo, rating: string, flags: CallbackFlags): Promise<void> {
  const now = io.clock.now();
  const { outcome, note, on = hallDate(now) } = flags;
  const call = { on, outcome, note, by: cliActor(flags.by.trim()), at: hallTime(now) };
  const made = await (await io.service(CallbacksService)).record(await hallOf(io), rating, call);
  const key = made.rating.slice(0, SHORT_KEY);
  io.answer(made, () =>
    io.line(
      say(
        io,
        `已记录评价 ${key} 的回访（${made.on}，${CALLBACK_NAMES[made.outcome].zh}），期限 ${made.due}。`,
        `Callback of rating ${key} recorded (${made.on}, ${CALLBACK_NAMES[made.outcome].en}); it is due ${made.due}.`,
      ),
    ),
  );
}

async function judge(io: CommandIo, text: string, signal: string, flags: JudgeFlags): Promise<void> {
  const [period, hall] = [parsePeriod(text), await hallOf(io)];
  const said = { ...flags, by: cliActor(flags.by.trim()), at: hallTime(io.clock.now()) };
  const made = await (await io.service(JudgementsService)).judge(hall, period, signal, said);
  io.answer(made, () =>
    io.line(
      say(
        io,
        `线索 ${made.signal} 已记录为“${JUDGEMENT_NAMES[made.decision].zh}”，不改变任何数字；查实需要计分的，请由计分科室另行登记。`,
        `Finding ${made.signal} is recorded as "${JUDGEMENT_NAMES[made.decision].en}"; no number changes. What is to be scored is entered by the scoring department.`,
      ),
    ),
  );
}

function choices<K extends string>(
  io: CommandIo,
  words: readonly K[],
  names: Readonly<Record<K, Readonly<Record<'zh' | 'en', string>>>>,
): string {
  return words.map((word) => `${word} ${names[word][io.language]}`).join(' | ');
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
