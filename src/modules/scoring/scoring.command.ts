import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import type { Override } from 'src/modules/calendar/months/month-states';
import { CONDITIONS, type Condition } from 'src/modules/calendar/months/month-table';
import { registerMonths } from './moves/moves.command';
import { registerObjections } from './objections/objections.command';
import { MonthsService } from './moves/months.service';
import { conditionUnknown, verificationFailed } from './refusals';
import { revisionOf } from './seal/revision';
import { ScoreService } from './score.service';
import { gapTexts } from './seal/seal';
import { ImportedService } from './opening/imported.service';
import { showImported, showRestsOn } from './opening/screen.command';
import { explanation, showExplanation, showGaps, showStandings, standingsAnswer } from './screen.command';
import { MonthWork } from './thread/month-work.service';

interface Named {
  readonly by: string;
  readonly reason?: string;
}

interface ExplainFlags {
  readonly revision?: string;
  readonly all?: boolean;
}

/** Adds the commands of the month: score, standings, explain, close, reopen, publish, verify, and `month …`. */
export function registerScoring(program: Command, io: CommandIo): void {
  const add = (name: string, zh: string, en: string): Command =>
    program
      .command(name)
      .description(io.language === 'zh' ? zh : en)
      .argument('<period>', '2026-03')
      .option('--json', 'JSON');
  add('score', '给一个月计分（未锁定的月份）', 'score a month that is not closed')
    .option('--by <name>', 'name', 'office')
    .action((text: string, options: Named) => score(io, text, options));
  add('standings', '排名', 'the ranking')
    .option('--revision <n>', 'revision')
    .option('--type <type>', 'window | chief | staff | sub-centre', 'window')
    .action((text: string, options: { revision?: string; type: string }) => standings(io, text, options));
  add('explain', '一个窗口每一分的来由', 'where each point of a window comes from')
    .argument('<subject>', io.language === 'zh' ? '窗口编号或全称' : 'code or full name')
    .option('--revision <n>', 'revision')
    .option('--all', io.language === 'zh' ? '连同未计分的说明' : 'with the notes of 0.00')
    .action((text: string, subject: string, options: ExplainFlags) => explain(io, text, subject, options));
  add('close', '锁定并封存一个月', 'close and seal a month')
    .requiredOption('--by <name>', io.language === 'zh' ? '锁定人姓名' : 'who closes')
    .option('--override <condition...>', 'verification-deadline-passed | coverage-complete | no-open-appeal')
    .option('--reason <text>', io.language === 'zh' ? '越过条件的理由' : 'why a condition is set aside')
    .action((text: string, options: Named & { override?: string[] }) => close(io, text, options));
  add('reopen', '重新打开已锁定的月份（产生新版次）', 'open a closed month again as the next revision')
    .requiredOption('--by <name>', 'name')
    .requiredOption('--reason <text>', io.language === 'zh' ? '理由' : 'reason')
    .action((text: string, options: Named) => reopen(io, text, options));
  add('publish', '发布已锁定的月份', 'publish a closed month')
    .requiredOption('--by <name>', 'name')
    .requiredOption('--opinion <text>', io.language === 'zh' ? '领导小组意见' : 'opinion of the leading group')
    .option('--decision <text>', io.language === 'zh' ? '名次边缘并列的裁定' : 'how ties at the edge were settled', '')
    .action((text: string, options: Named & { opinion: string; decision: string }) => publish(io, text, options));
  add('verify', '重新计算已封存的月份并比对', 'compute a sealed month again and compare')
    .option('--from-rows', io.language === 'zh' ? '再从原始数据行重新归集' : 'also gather the facts anew from the rows')
    .option('--revision <n>', 'revision')
    .action((text: string, options: { fromRows?: boolean; revision?: string }) => verify(io, text, options));
  registerMonths(program, io);
  registerObjections(program, io);
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

async function score(io: CommandIo, text: string, options: Named): Promise<void> {
  const month = parsePeriod(text);
  const hall = await hallOf(io);
  const { run, head } = await (await io.service(MonthWork)).score(hall, month, cliActor(options.by));
  io.answer(standingsAnswer(run, head), () => {
    showStandings(io, run, head, 'window');
    showRestsOn(io, head.imported);
    showGaps(io, gapTexts(head.blocked));
  });
}

async function standings(io: CommandIo, text: string, options: { revision?: string; type: string }): Promise<void> {
  const month = parsePeriod(text);
  const hall = await hallOf(io);
  const revision = revisionOf(options.revision);
  const brought = revision === undefined ? await (await io.service(ImportedService)).standings(hall, month) : undefined;
  if (brought) {
    io.answer(brought, () => showImported(io, brought, options.type));
    return;
  }
  const { run, head } = await (await io.service(ScoreService)).result(hall, month, revision);
  io.answer(standingsAnswer(run, head), () => {
    showStandings(io, run, head, options.type);
    showRestsOn(io, head.imported);
    showGaps(io, gapTexts(head.blocked));
  });
}

async function explain(io: CommandIo, text: string, subject: string, options: ExplainFlags): Promise<void> {
  const month = parsePeriod(text);
  const hall = await hallOf(io);
  const scores = await io.service(ScoreService);
  const found = await scores.sheet(hall, month, subject, revisionOf(options.revision));
  const answer = explanation(found.run, found.head, found.sheet, io.language, await scores.namesOf(hall, month));
  io.answer(answer, () => showExplanation(io, answer, options.all === true));
}

async function close(io: CommandIo, text: string, options: Named & { override?: string[] }): Promise<void> {
  const month = parsePeriod(text);
  const hall = await hallOf(io);
  const overrides = conditionsOf(options);
  const { run, head } = await (await io.service(MonthWork)).close(hall, month, cliActor(options.by), overrides);
  const answer = { ...standingsAnswer(run, head), seal: run.sealDigest, overrides };
  io.answer(answer, () => {
    io.line(
      io.language === 'zh'
        ? `${month} 已锁定（第 ${String(run.revision)} 版，单人操作：${options.by}）。封存摘要 ${run.sealDigest}`
        : `${month} is closed (revision ${String(run.revision)}, single operator ${options.by}). Seal ${run.sealDigest}`,
    );
  });
}

async function reopen(io: CommandIo, text: string, options: Named): Promise<void> {
  const month = parsePeriod(text);
  const service = await io.service(MonthsService);
  const ask = { to: 'verifying', reason: options.reason ?? '' } as const;
  const record = await service.move(await hallOf(io), month, cliActor(options.by), ask);
  io.answer(record, () => {
    io.line(
      io.language === 'zh'
        ? `${month} 已重新打开，现为第 ${String(record.revision)} 版；原来的版次保留备查。`
        : `${month} is open again as revision ${String(record.revision)}; the earlier one is kept.`,
    );
  });
}

async function publish(
  io: CommandIo,
  text: string,
  options: Named & { opinion: string; decision: string },
): Promise<void> {
  const month = parsePeriod(text);
  const work = await io.service(MonthWork);
  const ask = { to: 'published', opinion: options.opinion, reason: options.decision } as const;
  const record = await work.move(await hallOf(io), month, cliActor(options.by), ask);
  io.answer(record, () => {
    io.line(io.language === 'zh' ? `${month} 已发布。` : `${month} is published.`);
  });
}

async function verify(io: CommandIo, text: string, options: { fromRows?: boolean; revision?: string }): Promise<void> {
  const month = parsePeriod(text);
  const revision = revisionOf(options.revision);
  const service = await io.service(MonthWork);
  const result = await service.verify(await hallOf(io), month, {
    fromRows: options.fromRows === true,
    ...(revision === undefined ? {} : { revision }),
  });
  io.answer(result, () => {
    const zh = io.language === 'zh';
    const mark = (ok: boolean | null): string =>
      ok === null ? '—' : ok ? (zh ? '一致' : 'same') : zh ? '不一致' : 'DIFFERENT';
    io.line(`${zh ? '封存文件' : 'seal'} ${result.digest}: ${mark(result.sealIntact)}`);
    io.line(`${zh ? '重新计算' : 'computed again'}: ${mark(result.recomputed)}`);
    io.line(`${zh ? '保存的结果' : 'stored result'}: ${mark(result.resultIntact)}`);
    io.line(`${zh ? '从原始行归集' : 'from the rows'}: ${mark(result.fromRows)}`);
    for (const found of [result.difference, result.resultDifference, result.rowsDifference])
      if (found)
        io.line(`${zh ? '第一处不同' : 'first difference'} ${found.at}: ${found.sealed} ≠ ${found.recomputed}`);
  });
  const failed = [result.sealIntact, result.recomputed, result.resultIntact, result.fromRows].includes(false);
  if (failed) throw verificationFailed({ month, revision: result.revision });
}

function conditionsOf(options: Named & { override?: string[] }): Override[] {
  return (options.override ?? []).map((name) => {
    if (!(name in CONDITIONS)) throw conditionUnknown({ name, known: Object.keys(CONDITIONS) });
    return { condition: name as Condition, by: options.by, reason: options.reason ?? '' };
  });
}
