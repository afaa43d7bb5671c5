import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Clock, instantOf } from 'src/common/clock';
import { AppModule } from 'src/app.module';
import { EXIT, runCommand } from 'src/cli';
import { prepareHttp } from 'src/config/http.service';
import { LOCAL_ACCESS, Settings, type Access } from 'src/config/settings.dto';
import { terminalIo } from 'src/config/terminal-io.service';
import type { TestEngine } from 'test/support/engines';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The one JSON document on standard output. */
  json<T = Record<string, unknown>>(): T;
}

export interface TestApplication {
  readonly app: NestExpressApplication;
  /** Moves the clock on: `2026-02-11 10:00:00`. */
  setClock(now: string): void;
  /** Runs a command line as the terminal would; `cwd` is the folder of fixtures. */
  run(...argv: string[]): Promise<Ran>;
  stop(): Promise<void>;
}

class MovedClock extends Clock {
  constructor(public time: string) {
    super();
  }

  now(): number {
    return instantOf(this.time);
  }
}

/** The whole application on a fresh database, with a clock that stands still. */
export async function openApplication(
  engine: TestEngine,
  now: string,
  cwd: string,
  access: Partial<Access> = {},
): Promise<TestApplication> {
  const clock = new MovedClock(now);
  const { settings: where, drop } = await engine.open();
  const settings = new Settings(
    ...([where.databaseUrl, where.dataDir, undefined, '127.0.0.1', 0, 'zh', now] as const),
    ...([undefined, undefined, { ...LOCAL_ACCESS, ...access }] as const),
  );
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, clock), {
    logger: ['error'],
    abortOnError: false,
  });
  prepareHttp(app, 'zh');
  await app.init();
  return {
    app,
    setClock: (to) => (clock.time = to),
    run: (...argv) => run(app, argv, cwd, clock),
    async stop() {
      await app.close();
      await drop();
    },
  };
}

async function run(app: NestExpressApplication, argv: string[], cwd: string, clock: Clock): Promise<Ran> {
  const parts = { out: '', err: '' };
  const streams = { out: (text: string) => void (parts.out += text), err: (text: string) => void (parts.err += text) };
  const io = terminalIo({
    argv,
    language: argv.includes('en') ? 'en' : 'zh',
    streams,
    clock,
    cwd,
    service: (type) => Promise.resolve(app.get(type as never, { strict: false })),
  });
  const code = await runCommand(argv, io, streams).catch(() => EXIT.fault);
  return { code, ...parts, json: <T>() => JSON.parse(parts.out) as T };
}
