import { Clock, hallTime, instantOf } from 'src/common/clock';
import type { Database } from './database.service';
import { clockSkew } from './refusals';
import type { Settings } from './settings.dto';

/** A machine whose clock is further off than this gives files and logs times that nobody can compare. */
const MOST_SKEW_MS = 5000;

/**
 * The time of the database server, so that all processes of an installation agree: measured now and then, and in between by
 * a clock that nobody sets. The embedded engine shares the machine's clock.
 */
export class SystemClock extends Clock {
  private measured: { readonly at: number; readonly since: number } | undefined;
  private skewed = 0;

  /** `machine`: the clock of this machine, in milliseconds since 1970 UTC. */
  constructor(private readonly machine: () => number = Date.now) {
    super();
  }

  now(): number {
    if (!this.measured) return this.machine();
    return Math.round(this.measured.at + performance.now() - this.measured.since);
  }

  /** Milliseconds by which this machine is ahead of the database server. */
  get skew(): number {
    return this.skewed;
  }

  /** Measures. */
  async follow(database: Database): Promise<void> {
    if (database.engine === 'embedded') return;
    const [before, machine] = [performance.now(), this.machine()];
    const rows = await database.read.query<{ ms: string }[]>('SELECT ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000) AS ms');
    const after = performance.now();
    const at = Number(rows[0]?.ms);
    if (!Number.isFinite(at)) throw new Error('the database server told no time');
    this.measured = { at, since: (before + after) / 2 };
    this.skewed = Math.round(machine + (after - before) / 2 - at);
  }

  /** Throws `config.clock-skew`. */
  check(): void {
    if (Math.abs(this.skewed) <= MOST_SKEW_MS) return;
    const [here, there] = [hallTime(this.machine()), hallTime(this.machine() - this.skewed)];
    throw clockSkew({ here, there, seconds: Math.round(Math.abs(this.skewed) / 1000) });
  }
}

/** Stands still at a given hall-local time; for tests and for showing the demo of another month (BAIFEN_NOW). */
export class FixedClock extends Clock {
  constructor(private readonly time: string) {
    super();
  }

  now(): number {
    return instantOf(this.time);
  }
}

export function clockOf(settings: Settings): Clock {
  return settings.now === undefined ? new SystemClock() : new FixedClock(settings.now);
}
