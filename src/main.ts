import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { refusal } from 'src/common/refusal';
import { prepareHttp } from 'src/config/http.service';
import { holdFolder, type ServerAddress } from 'src/config/server-lock.service';
import type { Settings } from 'src/config/settings.dto';
import { Sequencer } from 'src/modules/audit';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { AccountsService } from 'src/modules/identity';
import { completeDocument } from './api-document';
import { AppModule } from './app.module';
import { monthThread } from './month-thread.process';
import { HAND_OVER_TOKEN } from './server.controller';

const portTaken = refusal<{ port: number }>('config.port-in-use', {
  zh: ({ port }) =>
    `端口 ${String(port)} 已被别的程序占用。请关闭那个程序，或换一个端口启动，例如 BAIFEN_PORT=${String(port + 1)}。`,
  en: ({ port }) =>
    `Port ${String(port)} is in use by another program. Close it or start with another one, for example BAIFEN_PORT=${String(port + 1)}.`,
});

const openToAll = refusal<{ host: string }>('config.no-accounts', {
  zh: ({ host }) =>
    `还没有任何账号，服务不能在 ${host} 上开放：谁都能改数据。请先用 bin/baifen user add 建立账号，或把 BAIFEN_HOST 改回 127.0.0.1，并去掉 BAIFEN_ALLOWED_HOSTS 和 BAIFEN_TRUST_PROXY。`,
  en: ({ host }) =>
    `There are no accounts yet, so the server does not listen on ${host}: anybody could change data. Make accounts with bin/baifen user add, or set BAIFEN_HOST back to 127.0.0.1 and leave out BAIFEN_ALLOWED_HOSTS and BAIFEN_TRUST_PROXY.`,
});
const KEPT_OPEN_MS = 75_000;
const HERE: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

export interface RunningApplication {
  readonly url: string;
  readonly app: NestExpressApplication;
  stop(): Promise<void>;
}

/** Starts the server on this machine only. Throws refusals for a port or data folder in use. */
export async function serve(settings: Settings): Promise<RunningApplication> {
  const embedded = settings.databaseUrl === undefined;
  // The folder is taken before the database is opened: the embedded engine is for one server.
  const lock = embedded ? holdFolder(settings.dataDir) : undefined;
  // Nest ends the process with the same signal after its hooks, and then there is no `exit`.
  for (const end of ['exit', 'SIGTERM', 'SIGINT'] as const) process.once(end, () => lock?.release());
  try {
    const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings), {
      // Until it listens every failure is a refusal or a fault that the caller tells, without a second stack trace.
      logger: false,
      abortOnError: false,
    });
    prepareHttp(app, settings.language);
    app.enableShutdownHooks();
    app.get(MonthWork, { strict: false }).useThread(monthThread(settings));
    app.get<{ value: string }>(HAND_OVER_TOKEN).value = lock?.token ?? '';
    SwaggerModule.setup('api/docs', app, () =>
      completeDocument(
        SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Baifen 百分').setVersion('1').build()),
      ),
    );
    // Behind a proxy the server listens here, and everybody reaches it all the same.
    const { hosts, proxies } = settings.access;
    const reached = !HERE.includes(settings.host) || hosts.length > 0 || proxies.length > 0;
    if (reached && !(await app.get(AccountsService, { strict: false }).any())) {
      await app.close();
      throw openToAll({ host: [settings.host, ...hosts].join(', ') });
    }
    const address = await listen(app, settings);
    lock?.listening(address);
    app.get(Sequencer, { strict: false }).start();
    app.useLogger(['error', 'warn']);
    const stop = async (): Promise<void> => {
      await app.close();
      lock?.release();
    };
    return { url: urlOf(address), app, stop };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** Where it really listens: port 0 lets the system choose one. */
async function listen(app: NestExpressApplication, settings: Settings): Promise<ServerAddress> {
  try {
    const server = app.getHttpServer();
    // Longer than proxies keep an idle connection: it is theirs to close, or a request meets one that is being closed.
    server.keepAliveTimeout = KEPT_OPEN_MS;
    server.headersTimeout = KEPT_OPEN_MS + 5000;
    await app.listen(settings.port, settings.host);
    const { address, port } = app.getHttpServer().address() as AddressInfo;
    return { host: address, port };
  } catch (error) {
    await app.close();
    if ((error as { code?: string }).code === 'EADDRINUSE') throw portTaken({ port: settings.port });
    throw error;
  }
}

function urlOf({ host, port }: ServerAddress): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
