import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { isPeriod } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import { foldCode } from 'src/common/text';
import type { CommandIo } from 'src/config/command-io';
import { answerOf, type ImportAnswer } from './answer/answer';
import { heldFor } from './answer/held';
import { heldBack } from './answer/refusals';
import { completeOf, optionsOf, type OptionFlags } from './answer/options';
import { showAnswer, showStated } from './answer/answer-text.command';
import { showColumns } from './columns/columns.command';
import { showCoverage } from './coverage/coverage-text.command';
import { CoverageService } from './coverage/coverage.service';
import { writeErrorBookInChild } from './answer/error-book.process';
import { isHappening, type FeedEntry, type ImportOptions } from './feed';
import { IntakeService, type Fence, type TakeRequest } from './intake.service';
import { readInChild } from './reading/reader.process';
import type { ReadRequest } from './reading/reading.process';
import { feedUnknown, fileNotNamed, hallMissing, optionInvalid, questionOpen, windowUnknown } from './refusals';

/** What the application must bring for an import: intake itself knows neither the feeds nor the roster. */
export interface Prepared {
  /** What the feed is given (roster, notices): plain JSON. */
  readonly given: unknown;
  /** The hall to write into; null while there is none: then only dry runs are possible, and no database is opened. */
  readonly hall: string | null;
  readonly fence?: Fence;
  /** Months that take no facts any more. */
  readonly frozen?: readonly string[];
  /** Codes of all windows the roster knows; undefined without a roster. */
  readonly windows?: readonly string[];
  readonly also?: TakeRequest['also'];
  /** Sources of the rules that people hand in (documents, entries …): they come by no file, but can be silent, too. */
  readonly handedIn?: readonly string[];
}

export type Prepare = (asked: {
  readonly feed: FeedEntry['name'];
  readonly options: ImportOptions;
  readonly dryRun: boolean;
  /** Records of the file named by `--roster`, as the roster feed reads them. */
  readonly roster: readonly object[] | undefined;
}) => Promise<Prepared>;

interface ImportFlags extends OptionFlags {
  readonly dryRun?: boolean;
  readonly roster?: string;
  readonly errors?: string;
  readonly goodRows?: boolean;
  readonly remove?: string;
  readonly by: string;
}

interface CoverageFlags {
  readonly days?: boolean;
  readonly waive?: string;
  readonly window?: string;
  readonly by: string;
  readonly reason: string;
}

/** Adds `import <feed> <file>`, `import undo <batch>` and `coverage <period>`. */
export function registerImport(program: Command, io: CommandIo, feeds: readonly FeedEntry[], prepare: Prepare): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const command = program
    .command('import')
    .description(
      say('导入文件，撤销一个批次，或查看确认过的列名', 'take a file in, undo a batch, or list named columns'),
    )
    .argument('<feed>', `${feeds.map((feed) => feed.name).join(' | ')} | undo | columns`)
    .argument(
      '[file]',
      say('文件；撤销时为批次编号，查看列名时为数据种类', 'the file; with undo the batch, with columns a feed'),
    );
  withOptions(command, say).action(async (feed: string, file: string | undefined, flags: ImportFlags) => {
    if (feed === 'columns') await columns(io, { feed: file, remove: flags.remove }, feeds, prepare);
    else if (file === undefined) throw fileNotNamed({ feed });
    else if (feed === 'undo') await undo(io, file, flags, prepare);
    else await importFile(io, { feeds, prepare }, feed, file, flags);
  });
  registerCoverage(program, io, feeds, prepare);
}

function withOptions(command: Command, say: (zh: string, en: string) => string): Command {
  return command
    .option('--json', say('输出 JSON', 'print JSON'))
    .option('--dry-run', say('只读取和检查，不写入', 'read and check only'))
    .option('--date-order <order>', say('日期次序', 'order of dates') + ' ymd | mdy | dmy')
    .option('--person <key>', say('个人打卡表属于谁', 'whose own list it is'))
    .option('--as-of <time>', say('数据截止时间', 'time to which the data are complete'))
    .option('--period <month>', say('文件没有日期时所属的月份', 'month of a file without dates'))
    .option('--grade-codes <table>', say('评价等级代码表', 'code table of the grades') + ' 5=…,4=…')
    .option('--numbers-as-ids', say('编号列允许数字单元格', 'accept number cells as ids'))
    .option('--hidden-sheets', say('也读隐藏的工作表', 'also read hidden sheets'))
    .option(
      '--column <pair>',
      say(
        '文件中的列名=应为的列名；可写多次，同样的表头以后自动沿用',
        'TITLE=COLUMN, more than once; remembered for the same header',
      ),
      (pair: string, pairs: string[]) => [...pairs, pair],
      [],
    )
    .option('--remove <id>', say('取消一个确认过的列名', 'with columns: forget a named column'))
    .option('--complete-from <date>', say('声明数据完整的起始日', 'data are complete from'))
    .option('--complete-to <date>', say('声明数据完整的截止日', 'data are complete to'))
    .option(
      '--complete-windows <codes>',
      say('只对这些窗口声明完整，用逗号分开', 'complete for these windows only, by commas'),
    )
    .option('--roster <file>', say('校验用的花名册文件', 'roster file to check against'))
    .option(
      '--good-rows',
      say('只导入正确的行；不加时，有一行不正确就一行也不写入', 'take the good rows, not all or nothing'),
    )
    .option('--errors <file>', say('把退回的行写成工作簿', 'write the rejected rows to a workbook'))
    .option('--by <name>', say('操作人', 'who does it'), 'cli');
}

function registerCoverage(program: Command, io: CommandIo, feeds: readonly FeedEntry[], prepare: Prepare): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  program
    .command('coverage')
    .description(say('各数据来源在某月是否完整', 'how complete each source is in a month'))
    .argument('<period>', '2026-03')
    .option('--json', say('输出 JSON', 'print JSON'))
    .option('--days', say('逐日列出由谁声明完整', 'every day with who calls it complete'))
    .option('--waive <source>', say('具名放行一个没有报全的来源', 'let an incomplete source pass by name'))
    .option('--window <code>', say('只放行这个窗口', 'for this window only'))
    .option('--by <name>', say('放行人', 'who lets it pass'), '')
    .option('--reason <text>', say('放行理由', 'why'), '')
    .action((period: string, flags: CoverageFlags) => coverage(io, feeds, period, prepare, flags));
}

async function importFile(
  io: CommandIo,
  { feeds, prepare }: { feeds: readonly FeedEntry[]; prepare: Prepare },
  name: string,
  path: string,
  flags: ImportFlags,
): Promise<void> {
  const feed = entryOf(feeds, name);
  const file = resolve(io.cwd, path);
  const options = optionsOf(flags);
  const dryRun = flags.dryRun === true;
  const roster = flags.roster === undefined ? undefined : await recordsOf(feeds, resolve(io.cwd, flags.roster));
  const prepared = await prepare({ feed: feed.name, options, dryRun, roster });
  const answer =
    dryRun && prepared.hall === null
      ? await readOnly(io, { file, module: feed.module, options, given: prepared.given }, flags)
      : await take(io, { feed, file, options, flags, prepared });
  io.answer(answer, () => {
    showAnswer(io, answer, dryRun ? 'dry-run' : answer.held ? 'held' : 'taken');
    if (!dryRun && isHappening(feed.name)) showStated(io, feed.name, completeOf(flags));
  });
  if (flags.errors !== undefined && answer.rejects.length > 0) {
    const target = resolve(io.cwd, flags.errors);
    const count = String(await writeErrorBookInChild({ file, answer, target, language: io.language }));
    io.note(
      io.language === 'zh'
        ? `错误工作簿已写入 ${target}：${count} 行需要改正。改好后把它再导入一次即可。`
        : `Written to ${target}: ${count} rows to correct. Import that file again when it is corrected.`,
    );
  }
  if (!dryRun && answer.held) throw heldBack(basename(file), answer);
  // Only a dry run gets here with a question: the answer is told, and the import would be refused.
  if (answer.question) throw openQuestion(basename(file), answer);
}

/** A dry run while nothing is stored. */
async function readOnly(io: CommandIo, asked: ReadRequest, { goodRows }: ImportFlags): Promise<ImportAnswer> {
  const answer = answerOf(await readInChild(asked), io.language);
  return { ...answer, held: heldFor({ whole: goodRows !== true }, answer) };
}

async function take(
  io: CommandIo,
  asked: { feed: FeedEntry; file: string; options: ImportOptions; flags: ImportFlags; prepared: Prepared },
): Promise<ImportAnswer> {
  const { feed, file, options, flags, prepared } = asked;
  const { hall, given, fence, frozen, also } = prepared;
  if (hall === null) throw hallMissing({ feed: feed.name });
  const complete = completeOf(flags);
  complete?.windows?.forEach((window) => knownWindow(window, prepared.windows));
  const intake = await io.service(IntakeService);
  let told = 0;
  return intake.take({
    hall,
    feed,
    file,
    options,
    given,
    fence,
    frozen,
    also,
    actor: cliActor(flags.by),
    at: stampOf(io),
    language: io.language,
    dryRun: flags.dryRun === true,
    whole: flags.goodRows !== true,
    known: prepared.windows !== undefined,
    complete,
    note: (text) => io.note(text),
    progress: (rows) => {
      if (rows - told < 50_000) return;
      told = rows;
      io.note(io.language === 'zh' ? `已读 ${String(rows)} 行` : `${String(rows)} rows read`);
    },
  });
}

async function undo(io: CommandIo, batch: string, flags: ImportFlags, prepare: Prepare): Promise<void> {
  const { hall, fence } = await prepare({ feed: 'punches', options: {}, dryRun: false, roster: undefined });
  if (hall === null) throw hallMissing({ feed: 'undo' });
  const intake = await io.service(IntakeService);
  const undone = await intake.undo(hall, batch, { actor: cliActor(flags.by), at: stampOf(io), fence });
  io.answer(undone, () =>
    io.line(
      io.language === 'zh'
        ? `已撤销批次 ${undone.id}（文件“${undone.file}”，${String(undone.accepted)} 条记录）。`
        : `Batch ${undone.id} is undone (file "${undone.file}", ${String(undone.accepted)} records).`,
    ),
  );
}

async function columns(
  io: CommandIo,
  asked: { feed: string | undefined; remove: string | undefined },
  feeds: readonly FeedEntry[],
  prepare: Prepare,
): Promise<void> {
  if (asked.feed !== undefined) entryOf(feeds, asked.feed);
  const { hall } = await prepare({ feed: 'punches', options: {}, dryRun: false, roster: undefined });
  if (hall === null) throw hallMissing({ feed: 'columns' });
  await showColumns(io, hall, asked);
}

async function coverage(
  io: CommandIo,
  feeds: readonly FeedEntry[],
  period: string,
  prepare: Prepare,
  { days, waive, window, by, reason }: CoverageFlags,
): Promise<void> {
  if (!isPeriod(period)) throw optionInvalid({ option: 'period', value: period, example: '2026-03' });
  const prepared = await prepare({ feed: 'punches', options: {}, dryRun: false, roster: undefined });
  const { hall, windows, handedIn = [] } = prepared;
  if (hall === null) throw hallMissing({ feed: 'coverage' });
  const sources = [...feeds.map((feed) => feed.name).filter(isHappening), ...handedIn];
  if (waive !== undefined && !sources.some((source) => source === waive))
    throw feedUnknown({ feed: waive, known: sources });
  const service = await io.service(CoverageService);
  if (waive !== undefined) {
    const scope = window === undefined ? {} : { scope: knownWindow(foldCode(window), windows) };
    await service.waive(hall, waive, period, { by: cliActor(by), reason, at: stampOf(io), ...scope });
  }
  const states = await service.coverage(hall, period, sources);
  io.answer({ hall, period, sources: states }, () => showCoverage(io, states, { days }));
}

/** A slip in a window's code would state or waive something that never counts. Throws `intake.window-unknown`. */
function knownWindow(window: string, windows: readonly string[] | undefined): string {
  if (windows?.includes(window) === false) throw windowUnknown({ window });
  return window;
}

function entryOf(feeds: readonly FeedEntry[], name: string): FeedEntry {
  const feed = feeds.find((entry) => entry.name === name);
  if (!feed) throw feedUnknown({ feed: name, known: feeds.map((entry) => entry.name) });
  return feed;
}

async function recordsOf(feeds: readonly FeedEntry[], file: string): Promise<readonly object[]> {
  const { module } = entryOf(feeds, 'roster');
  let records: readonly object[] = [];
  const hear = { records: (placed: readonly { readonly record: object }[]) => (records = placed.map((p) => p.record)) };
  await readInChild({ file, module, options: {}, given: null, records: true }, hear);
  return records;
}

function openQuestion(file: string, answer: ImportAnswer): Error {
  const text = answer.question?.text ?? '';
  return questionOpen({ file, question: { zh: text, en: text }, option: answer.question?.option ?? '' });
}

function stampOf(io: CommandIo): string {
  const now = io.clock.now();
  return `${hallTime(now)}.${String(now % 1000).padStart(3, '0')}`;
}
