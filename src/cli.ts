import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Command, CommanderError } from 'commander';
import type { INestApplicationContext } from '@nestjs/common';
import { isLanguage, type Language } from 'src/common/language';
import { Refusal, refusal } from 'src/common/refusal';
import { type CommandIo, type ServiceType } from 'src/config/command-io';
import { clockOf } from 'src/config/clock.service';
import { HandOver, handOver } from 'src/config/hand-over.service';
import { runningServer } from 'src/config/server-lock.service';
import { readSettings, type Settings } from 'src/config/settings.dto';
import { terminalIo, type Streams } from 'src/config/terminal-io.service';
import { registerCommands } from 'src/commands';

const languageUnknown = refusal<{ wanted: string }>('config.language-unknown', {
  zh: ({ wanted }) => `没有“${wanted}”这种界面语言。请写 --lang zh 或 --lang en。`,
  en: ({ wanted }) => `There is no language "${wanted}". Write --lang zh or --lang en.`,
});

export const EXIT = { done: 0, refused: 1, usage: 2, fault: 3 } as const;

/** Runs one command line in this process and answers its exit code. Never throws. */
export async function main(argv: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  const streams: Streams = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) };
  // `baifen … | head` closes the pipe early: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let language: Language = languageOf(argv, environment.BAIFEN_LANG);
  let opened: INestApplicationContext | undefined;
  try {
    const settings = readSettings(environment);
    language = languageOf(argv, settings.language);
    const open = async <T>(type: ServiceType<T>): Promise<T> => {
      if (settings.databaseUrl === undefined && runningServer(settings.dataDir)) throw new HandOver();
      opened ??= await openApplication(settings);
      return opened.get<T>(type);
    };
    const io = terminalIo({ argv, language, streams, clock: clockOf(settings), cwd: process.cwd(), service: open });
    return await runCommand(argv, io, streams).catch((error: unknown) => {
      if (error instanceof HandOver) return handOver(settings.dataDir, { argv, cwd: process.cwd(), language }, streams);
      throw error;
    });
  } catch (error) {
    return report(error, language, streams);
  } finally {
    await opened?.close();
  }
}

/** The same commands, run by whoever owns the streams: the terminal, or the server for a handed-over command. */
export async function runCommand(argv: readonly string[], io: CommandIo, streams: Streams): Promise<number> {
  const program = new Command('baifen')
    .description(io.language === 'zh' ? '百分：政务服务大厅窗口考核' : 'Baifen: assessment of service hall windows')
    .option('--lang <language>', 'zh | en')
    .option(
      '--hall <hall>',
      io.language === 'zh' ? '大厅编号，只有一个大厅时可省略' : 'hall; optional while there is one',
    )
    .option('--json', io.language === 'zh' ? '输出一份 JSON 文档' : 'print one JSON document');
  if (io.language === 'zh') speakChinese(program);
  const wanted = wantedLanguage(argv);
  if (wanted !== undefined && !isLanguage(wanted)) return report(languageUnknown({ wanted }), io.language, streams);
  registerCommands(program, io);
  quiet(program, streams, io.language);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof HandOver) throw error;
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return report(error, io.language, streams);
  }
}

/** Help and usage errors go through our streams, and commander never ends the process by itself. */
function quiet(command: Command, streams: Streams, language: Language): void {
  command.exitOverride().configureOutput({ writeOut: streams.out, writeErr: streams.err });
  if (language === 'zh') command.configureOutput({ outputError: (text, write) => write(usageInChinese(text)) });
  for (const child of command.commands) quiet(child, streams, language);
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** The headings of the help; commands added afterwards take them over. */
function speakChinese(program: Command): void {
  program
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .helpOption('-h, --help', '显示用法')
    .helpCommand('help [命令]', '显示命令的用法');
}

/** Commander speaks English only; a clerk's slip on the command line is told in the clerk's language. */
const USAGE: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*?)'/, '没有“$1”这个命令'],
  [/^error: unknown option '(.*?)'/, '没有“$1”这个选项'],
  [/^error: missing required argument '(.*?)'/, '缺少必填的参数“$1”'],
  [/^error: required option '(.*?)' not specified/, '缺少必填的选项“$1”'],
  [/^error: option '(.*?)' argument missing/, '选项“$1”后面缺少内容'],
  [/^error: too many arguments.*/, '参数多了；带空格的内容请加引号'],
];

function usageInChinese(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  const known = USAGE.find(([pattern]) => pattern.test(first));
  if (!known) return text;
  const meant = /Did you mean (.*)\?/.exec(rest.join(' '))?.[1];
  const hint = meant === undefined ? '' : `您要的可能是 ${meant}。`;
  const said = first
    .replace(known[0], known[1])
    .replace(/ Expected .*$/, '')
    .replace(/\.$/, '');
  return `${said}。${hint}请加 --help 查看用法。\n`;
}

function report(error: unknown, language: Language, streams: Streams): number {
  if (error instanceof Refusal) {
    streams.err(`${error.in(language)}\n`);
    return EXIT.refused;
  }
  const id = randomUUID().slice(0, 8);
  const sorry =
    language === 'zh'
      ? `程序出现故障（编号 ${id}）。数据没有改动一半；请把编号和下面的内容发给维护人员。`
      : `Something broke (id ${id}). Nothing was left half done; please send this id and the text below to your maintainer.`;
  streams.err(`${sorry}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.fault;
}

function wantedLanguage(argv: readonly string[]): string | undefined {
  const index = argv.indexOf('--lang');
  return index >= 0 ? argv[index + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
}

function languageOf(argv: readonly string[], fallback: string | undefined): Language {
  const given = wantedLanguage(argv);
  return isLanguage(given) ? given : isLanguage(fallback) ? fallback : 'zh';
}

/** Loaded only when a command needs the database: the pure commands start without Nest. */
async function openApplication(settings: Settings): Promise<INestApplicationContext> {
  const [{ NestFactory }, { AppModule }] = await Promise.all([import('@nestjs/core'), import('./app.module')]);
  return NestFactory.createApplicationContext(AppModule.with(settings), { logger: false, abortOnError: false });
}
