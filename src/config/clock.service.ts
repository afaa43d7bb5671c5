import { Clock, instantOf } from 'src/common/clock';
import type { Database } from './database.service';
import type { Settings } from './settings.dto';

/** Process time plus the offset to the database server, so that all processes of an installation agree. */
export class SystemClock extends Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** Measures the offset; the embedded engine shares the machine's clock. */
  async follow(database: Database): Promise<void> {
    if (database.engine === 'embedded') return;
    const before = Date.now();
    const rows = await database.read.query<{ ms: string }[]>('SELECT ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000) AS ms');
    const after = Date.now();
    this.offset = Math.round(Number(rows[0]?.ms ?? before) - (before + after) / 2);
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
