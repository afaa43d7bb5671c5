import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from 'src/app.module';
import { EXIT, runCommand } from 'src/cli';
import { FixedClock } from 'src/config/clock.service';
import { prepareHttp } from 'src/config/http.service';
import { Settings } from 'src/config/settings.dto';
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
  /** Runs a command line as the terminal would; `cwd` is the folder of fixtures. */
  run(...argv: string[]): Promise<Ran>;
  stop(): Promise<void>;
}

/** The whole application on a fresh database, with a clock that stands still. */
export async function openApplication(engine: TestEngine, now: string, cwd: string): Promise<TestApplication> {
  const { settings: where, drop } = await engine.open();
  const settings = new Settings(where.databaseUrl, where.dataDir, undefined, '127.0.0.1', 0, 'zh', now);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, new FixedClock(now)), {
    logger: ['error'],
    abortOnError: false,
  });
  prepareHttp(app, 'zh');
  await app.init();
  return {
    app,
    run: (...argv) => run(app, argv, cwd, now),
    async stop() {
      await app.close();
      await drop();
    },
  };
}

async function run(app: NestExpressApplication, argv: string[], cwd: string, now: string): Promise<Ran> {
  const parts = { out: '', err: '' };
  const streams = { out: (text: string) => void (parts.out += text), err: (text: string) => void (parts.err += text) };
  const io = terminalIo({
    argv,
    language: argv.includes('en') ? 'en' : 'zh',
    streams,
    clock: new FixedClock(now),
    cwd,
    service: (type) => Promise.resolve(app.get(type as never, { strict: false })),
  });
  const code = await runCommand(argv, io, streams).catch(() => EXIT.fault);
  return { code, ...parts, json: <T>() => JSON.parse(parts.out) as T };
}
