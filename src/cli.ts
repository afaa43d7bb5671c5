import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Command, CommanderError } from 'commander';
import type { INestApplicationContext } from '@nestjs/common';
import { isLanguage, type Language } from 'src/common/language';
import { Refusal } from 'src/common/refusal';
import { type CommandIo, type ServiceType } from 'src/config/command-io';
import { clockOf } from 'src/config/clock.service';
import { HandOver, handOver } from 'src/config/hand-over.service';
import { runningServer } from 'src/config/server-lock.service';
import { readSettings, type Settings } from 'src/config/settings.dto';
import { terminalIo, type Streams } from 'src/config/terminal-io.service';
import { registerCommands } from 'src/commands';

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
      if (error instanceof HandOver) return handOver(settings.dataDir, { argv, cwd: process.cwd() }, streams);
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
  registerCommands(program, io);
  quiet(program, streams);
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
function quiet(command: Command, streams: Streams): void {
  command.exitOverride().configureOutput({ writeOut: streams.out, writeErr: streams.err });
  for (const child of command.commands) quiet(child, streams);
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

function languageOf(argv: readonly string[], fallback: string | undefined): Language {
  const index = argv.indexOf('--lang');
  const given = index >= 0 ? argv[index + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  return isLanguage(given) ? given : isLanguage(fallback) ? fallback : 'zh';
}

/** Loaded only when a command needs the database: the pure commands start without Nest. */
async function openApplication(settings: Settings): Promise<INestApplicationContext> {
  const [{ NestFactory }, { AppModule }] = await Promise.all([import('@nestjs/core'), import('./app.module')]);
  return NestFactory.createApplicationContext(AppModule.with(settings), { logger: ['error'], abortOnError: false });
}
