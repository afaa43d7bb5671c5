import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from 'src/common/clock';
import { isDuplicate } from 'src/config/database-fault';
import { Database } from 'src/config/database.service';
import { Settings } from 'src/config/settings.dto';
import type { Counted } from './callers';
import { tooManyRequests } from './refusals';
import { RequestRateEntity } from './request-rate.entity';

const MINUTE_MS = 60_000;
/** A minute's requests are fetched from the table in so many shares. */
const SHARES = 20;

/** What this process was handed out for somebody in this minute. */
interface Held {
  left: number;
  /** There is no more to be had in this minute. */
  spent: boolean;
  /** Handed out altogether, as far as this process knows; embedded only, where it is the only one. */
  taken: number | undefined;
  fetching: Promise<void> | undefined;
  /** Being written behind. */
  writing: boolean;
}

/**
 * At most so many requests a minute, whatever number of server processes answers them: each fetches shares of the minute
 * from the table, so that a request costs a write only now and then, and never more are let through than the limit. The
 * embedded engine has one server: it counts in memory and writes behind, so that no request waits for an import.
 */
@Injectable()
export class RequestRates implements BeforeApplicationShutdown {
  private readonly log = new Logger('requests');
  private readonly held = new Map<string, Held>();
  private readonly behind = new Set<Promise<void>>();
  private minute = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Counts one request. Throws `http.too-many-requests`. */
  async take({ kind, name }: Counted): Promise<void> {
    const limit = this.settings.access.rates[kind];
    if (limit === 0) return;
    const now = this.clock.now();
    const minute = Math.floor(now / MINUTE_MS);
    const who = `${kind}:${name}`.slice(0, 100);
    const held = this.heldOf(who, minute);
    for (;;) {
      if (held.left > 0) {
        held.left -= 1;
        return;
      }
      if (held.spent) throw tooManyRequests({ limit, seconds: Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000) });
      held.fetching ??= this.fetch(held, who, minute, limit).finally(() => (held.fetching = undefined));
      await held.fetching;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.behind);
  }

  /** Forgets minutes long gone; how many rows went. */
  async prune(): Promise<number> {
    const minute = LessThan(Math.floor(this.clock.now() / MINUTE_MS) - 60);
    const { affected } = await this.database.write((manager) => manager.delete(RequestRateEntity, { minute }));
    return affected ?? 0;
  }

  private heldOf(who: string, minute: number): Held {
    if (minute !== this.minute) {
      this.held.clear();
      this.minute = minute;
    }
    const held = this.held.get(who) ?? {
      ...{ left: 0, spent: false, taken: undefined, fetching: undefined, writing: false },
    };
    this.held.set(who, held);
    return held;
  }

  private async fetch(held: Held, who: string, minute: number, limit: number): Promise<void> {
    const share = Math.ceil(limit / SHARES);
    const got =
      this.database.engine === 'embedded'
        ? await this.here(held, who, minute, limit, share)
        : await this.handedOut(who, minute, limit, share);
    held.left += got;
    held.spent = got === 0;
  }

  private async here(held: Held, who: string, minute: number, limit: number, share: number): Promise<number> {
    held.taken ??= (await this.database.read.findOneBy(RequestRateEntity, { who, minute }))?.taken ?? 0;
    const got = Math.max(0, Math.min(share, limit - held.taken));
    held.taken += got;
    if (got > 0) this.writeBehind(held, who, minute);
    return got;
  }

  private writeBehind(held: Held, who: string, minute: number): void {
    if (held.writing) return;
    held.writing = true;
    const written = this.writeDown(held, who, minute)
      .catch((error: unknown) => {
        this.log.warn(`requests of ${who} were not written down: ${String(error)}`);
      })
      .finally(() => {
        held.writing = false;
        this.behind.delete(written);
      });
    this.behind.add(written);
  }

  private async writeDown(held: Held, who: string, minute: number): Promise<void> {
    for (let written = -1; written !== held.taken;) {
      const taken = held.taken ?? 0;
      const { affected } = await this.database.write((manager) =>
        manager.update(RequestRateEntity, { who, minute }, { taken }),
      );
      if (affected === 0) await this.first(who, minute, taken);
      written = taken;
    }
  }

  /** Takes up to `share` of what the table has left; 0: nothing is left. */
  private async handedOut(who: string, minute: number, limit: number, share: number): Promise<number> {
    for (;;) {
      const before = await this.database.read.findOneBy(RequestRateEntity, { who, minute });
      if (!before) {
        const got = Math.min(share, limit);
        if (await this.first(who, minute, got)) return got;
        continue;
      }
      const { taken } = before;
      const got = Math.min(share, limit - taken);
      if (got <= 0) return 0;
      const { affected } = await this.database.write((manager) =>
        manager.update(RequestRateEntity, { who, minute, taken }, { taken: taken + got }),
      );
      if (affected === 1) return got;
    }
  }

  private async first(who: string, minute: number, taken: number): Promise<boolean> {
    try {
      await this.database.write((manager) => manager.insert(RequestRateEntity, { who, minute, taken }));
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }
}
