import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort, gone, next, start } from 'bench/support/child.process';
import { residentTree } from 'bench/support/processes.process';
import type { FactsOrder, Gathered, Order, Taken } from './server.process';

const SAMPLE_MS = 100;

/** A running server that takes files in one after the other, watched for its memory. */
export class Taker {
  /** Largest resident memory so far, of the server and of the largest process it started. */
  serverMb = 0;
  readerMb = 0;
  private readonly timer: NodeJS.Timeout;

  private constructor(private readonly server: ChildProcess) {
    this.timer = setInterval(() => this.sample(), SAMPLE_MS);
  }

  static async start(env: NodeJS.ProcessEnv): Promise<Taker> {
    const port = await freePort();
    const server = start(join(__dirname, 'server.process.js'), [], { ...env, BAIFEN_PORT: String(port) });
    await next<{ url: string }>(server);
    return new Taker(server);
  }

  async take(order: Order): Promise<Taken> {
    this.server.send(order);
    return next<Taken>(this.server);
  }

  async facts(order: FactsOrder): Promise<Gathered> {
    this.server.send(order);
    return next<Gathered>(this.server);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.server.send('stop');
    await gone(this.server);
  }

  private sample(): void {
    const tree = residentTree(this.server.pid ?? 0);
    this.serverMb = Math.max(this.serverMb, tree?.own ?? 0);
    this.readerMb = Math.max(this.readerMb, tree?.children ?? 0);
  }
}
