import { Agent, get } from 'node:http';

const PAUSE_MS = 20;
const MOST = 5000;

/** Asks /health one request after the other until stopped; never more than `MOST` times. */
export class Health {
  readonly latencies: number[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private stopped = false;
  private readonly done: Promise<void>;

  constructor(private readonly url: string) {
    this.done = this.loop();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.done;
    this.agent.destroy();
  }

  private async loop(): Promise<void> {
    while (!this.stopped && this.latencies.length < MOST) {
      this.latencies.push(await this.ask());
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private ask(): Promise<number> {
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      get(`${this.url}/health`, { agent: this.agent }, (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - begun);
          else reject(new Error(`/health answered ${String(response.statusCode)}`));
        });
      }).once('error', reject);
    });
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
