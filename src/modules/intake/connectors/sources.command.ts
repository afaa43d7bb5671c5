import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import { foldCode } from 'src/common/text';
import type { CommandIo } from 'src/config/command-io';
import { ChangesService } from 'src/modules/intake/changes/changes.service';
import { rowMissing, settingsUnreadable } from './refusals';
import { RunsService, type Run } from './runs.service';
import { KINDS } from './source-settings.dto';
import { deliveredRow } from './sql/delivered-row.service';
import { TakingService } from './taking.service';
import { HAPPENING_FEEDS } from 'src/modules/intake/feed';
import { SourcesService, type Source } from './sources.service';

interface AddFlags {
  readonly feed: string;
  readonly kind: string;
  readonly settings?: string;
  readonly by: string;
}

/** Adds `source add | list | disable | runs`; `hallOf` finds the hall meant. */
export function registerSources(program: Command, io: CommandIo, hallOf: () => Promise<string>): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const source = program.command('source').description(say('自动报送的数据来源', 'sources that deliver by themselves'));
  source
    .command('add')
    .description(say('登记一个来源，或重新登记', 'declare a source, or declare it anew'))
    .argument('<name>', say('来源名称', 'name of the source'))
    .requiredOption('--feed <feed>', HAPPENING_FEEDS.join(' | '))
    .requiredOption('--kind <kind>', KINDS.join(' | '))
    .option('--settings <file>', say('设置文件（JSON）', 'file of settings, JSON'))
    .requiredOption('--by <name>', say('登记人', 'who declares it'))
    .option('--json', 'JSON')
    .action((name: string, flags: AddFlags) => add(io, hallOf, name, flags));
  source
    .command('list')
    .description(say('已登记的来源', 'the declared sources'))
    .option('--json', 'JSON')
    .action(() => list(io, hallOf));
  source
    .command('disable')
    .description(say('停用一个来源', 'take nothing more from a source'))
    .argument('<name>', say('来源名称', 'name of the source'))
    .requiredOption('--by <name>', say('停用人', 'who does it'))
    .option('--json', 'JSON')
    .action((name: string, flags: { by: string }) => disable(io, hallOf, name, flags));
  registerHistory(source, io, hallOf);
}

/** Adds `source runs | row | changes`. */
function registerHistory(source: Command, io: CommandIo, hallOf: HallOf): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  source
    .command('runs')
    .description(say('一个来源的收取历史', 'what a source delivered'))
    .argument('<name>', say('来源名称', 'name of the source'))
    .option('--json', 'JSON')
    .action((name: string) => runs(io, hallOf, name));
  source
    .command('row')
    .description(say('某一行数据在来源那里是哪一行', 'the row of a source behind a line of a batch'))
    .argument('<batch>', say('批次编号', 'id of the batch'))
    .argument('<line>', say('行号，从 1 起', 'line, from 1'))
    .option('--json', 'JSON')
    .action((batch: string, line: string) => row(io, hallOf, batch, line));
  source
    .command('changes')
    .description(say('某一批数据更正了哪些已有的记录', 'what a batch corrected of earlier ones'))
    .argument('<batch>', say('批次编号', 'id of the batch'))
    .option('--json', 'JSON')
    .action((batch: string) => changes(io, hallOf, batch));
}

type HallOf = () => Promise<string>;

async function add(io: CommandIo, hallOf: HallOf, name: string, flags: AddFlags): Promise<void> {
  const settings = flags.settings === undefined ? {} : settingsIn(resolve(io.cwd, flags.settings));
  const sources = await io.service(SourcesService);
  const made = { by: cliActor(flags.by), at: stamp(io) };
  const declared = await sources.declare(await hallOf(), { name, feed: flags.feed, kind: flags.kind, settings }, made);
  const { source, token } = declared;
  io.answer({ ...source, token }, () => {
    const { hall, name: known } = source;
    const path = `/api/halls/${encodeURIComponent(hall)}/push/${encodeURIComponent(known)}`;
    io.line(
      io.language === 'zh'
        ? `已登记来源“${known}”（第 ${String(source.version)} 版）。`
        : `Source "${known}" is declared (version ${String(source.version)}).`,
    );
    if (token === null) return;
    io.line(
      io.language === 'zh'
        ? `推送地址：POST ${path}\n令牌（只显示这一次，系统里不保存原文，原来的令牌已失效）：${token}`
        : `Push to: POST ${path}\nToken (shown this once and not stored; an earlier one no longer works): ${token}`,
    );
  });
}

async function list(io: CommandIo, hallOf: HallOf): Promise<void> {
  const hall = await hallOf();
  const sources = await (await io.service(SourcesService)).list(hall);
  const rows = await (await io.service(RunsService)).withLast(sources);
  io.answer(rows, () => {
    const zh = io.language === 'zh';
    io.table(
      zh
        ? ['来源', '数据', '方式', '状态', '上次收取', '结果', '完整到']
        : ['source', 'feed', 'kind', 'state', 'last delivery', 'result', 'complete until'],
      rows.map(({ name, feed, kind, enabled, lastRun, completeTo }) => [
        ...[name, feed, kind, STATES[enabled ? 'enabled' : 'disabled']?.[io.language] ?? ''],
        ...[lastRun?.startedAt.slice(0, 19) ?? '', lastRun ? wordOf(io, lastRun) : '', completeTo ?? ''],
      ]),
    );
  });
}

async function disable(io: CommandIo, hallOf: HallOf, name: string, { by }: { by: string }): Promise<void> {
  const sources = await io.service(SourcesService);
  const source: Source = await sources.disable(await hallOf(), name, { by: cliActor(by), at: stamp(io) });
  io.answer(source, () =>
    io.line(
      io.language === 'zh'
        ? `来源“${source.name}”已停用，已收的数据不变。`
        : `The source "${source.name}" is disabled; what it delivered stays.`,
    ),
  );
}

async function runs(io: CommandIo, hallOf: HallOf, name: string): Promise<void> {
  const hall = await hallOf();
  const source = await (await io.service(SourcesService)).source(hall, foldCode(name));
  const history = await (await io.service(RunsService)).history(hall, source.name);
  io.answer(history, () => {
    const zh = io.language === 'zh';
    io.table(
      zh ? ['时间', '结果', '新增', '重复', '退回', '说明'] : ['time', 'result', 'new', 'known', 'rejected', 'report'],
      history.map((run) => [
        ...[run.startedAt.slice(0, 19), wordOf(io, run), run.accepted, run.repeats, run.rejected],
        run.report[io.language],
      ]),
    );
  });
}

async function row(io: CommandIo, hallOf: HallOf, batch: string, line: string): Promise<void> {
  const hall = await hallOf();
  const taken = await (await io.service(RunsService)).batch(hall, batch);
  const name = /^source:(.+)$/.exec(taken?.actor ?? '')?.[1];
  if (!taken || name === undefined || !/^[1-9]\d{0,8}$/.test(line)) throw rowMissing({ batch, line });
  const path = (await io.service(TakingService)).pathOf({ hall, name }, taken.file);
  const found = await deliveredRow(path, Number(line));
  if (!found) throw rowMissing({ batch, line });
  io.answer({ source: name, batch, file: taken.file, ...found }, () => {
    const zh = io.language === 'zh';
    io.line(
      `${zh ? '来源' : 'source'} ${name}，${zh ? '文件' : 'file'} ${taken.file}，${zh ? '第' : 'line'} ${line}${zh ? ' 行' : ''}`,
    );
    if (found.key !== null) io.line(`${zh ? '来源里的行' : 'row of the source'}：${found.key}`);
    io.table(
      zh ? ['列', '值'] : ['column', 'value'],
      Object.entries(found.row).map(([title, value]) => [title, String(value)]),
    );
  });
}

async function changes(io: CommandIo, hallOf: HallOf, batch: string): Promise<void> {
  const found = await (await io.service(ChangesService)).changes(await hallOf(), batch);
  io.answer(found, () => {
    const zh = io.language === 'zh';
    if (found.length === 0)
      io.line(zh ? '这一批没有更正已有的记录。' : 'The batch corrected nothing that was there before.');
    else
      io.table(
        zh
          ? ['记录', '行', '列', '原来', '现在', '原批次']
          : ['record', 'line', 'column', 'before', 'now', 'earlier batch'],
        found.flatMap((one) =>
          one.changes.map(({ column, from, to }) => [
            ...[Object.values(one.key).join(' '), one.line, column, from ?? '', to ?? '', one.since],
          ]),
        ),
      );
  });
}

const STATES: Readonly<Record<string, Record<'zh' | 'en', string>>> = {
  enabled: { zh: '启用', en: 'enabled' },
  disabled: { zh: '停用', en: 'disabled' },
  running: { zh: '处理中', en: 'running' },
  done: { zh: '完成', en: 'done' },
  refused: { zh: '未收', en: 'refused' },
  failed: { zh: '故障', en: 'failed' },
};

function wordOf(io: CommandIo, { state }: Run): string {
  return STATES[state]?.[io.language] ?? state;
}

function settingsIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    throw settingsUnreadable({ file, cause: error instanceof Error ? error.message : String(error) });
  }
}

function stamp(io: CommandIo): string {
  const now = io.clock.now();
  return `${hallTime(now)}.${String(now % 1000).padStart(3, '0')}`;
}
