import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { LessThan, type EntityManager } from 'typeorm';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime, instantOf } from 'src/common/clock';
import { Database } from 'src/config/database.service';
import { AccountEntity } from 'src/modules/identity/account.entity';
import { SessionEntity } from 'src/modules/identity/session.entity';
import { digestOf, newSecret } from './secret.service';

/** Without a request for so long a session is over, and after so long in any case; minutes. */
export const IDLE_MINUTES = 60;
export const ABSOLUTE_MINUTES = 12 * 60;
/** The time of the last request is written at most this often; seconds. */
const SEEN_EVERY_S = 60;

/** Who is signed in, behind a random token of which only the digest is kept. */
@Injectable()
export class SessionsService implements OnApplicationShutdown {
  private readonly log = new Logger('session');
  /** When each session was last written as seen by this process. */
  private readonly written = new Map<string, number>();
  private readonly pending = new Set<Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A new session; its token is given once. A token that was sent before is never taken over. */
  async open(
    manager: EntityManager,
    account: Pick<AccountEntity, 'login' | 'version'>,
    origin: string,
  ): Promise<string> {
    const token = newSecret('bfs');
    const now = this.clock.now();
    const at = hallTime(now);
    await manager.delete(SessionEntity, { expiresAt: LessThan(at) });
    await manager.insert(SessionEntity, {
      ...{ digest: digestOf(token), login: account.login, accountVersion: account.version },
      ...{ createdAt: at, seenAt: at, expiresAt: hallTime(now + ABSOLUTE_MINUTES * 60_000), origin },
    });
    return token;
  }

  /** The account whose session this is; undefined when it is over: expired, idle, ended, account or role changed. */
  async accountOf(token: string): Promise<AccountEntity | undefined> {
    const digest = digestOf(token);
    const session = await this.database.read.findOneBy(SessionEntity, { digest });
    const now = this.clock.now();
    if (!session || session.expiresAt <= hallTime(now)) return undefined;
    const seen = Math.max(instantOf(session.seenAt), this.written.get(digest) ?? 0);
    if (now - seen > IDLE_MINUTES * 60_000) return undefined;
    const account = await this.database.read.findOneBy(AccountEntity, { login: session.login });
    if (account?.state !== 'active' || account.version !== session.accountVersion) return undefined;
    if (now - seen >= SEEN_EVERY_S * 1000) this.see(digest, now);
    return account;
  }

  async end(token: string): Promise<void> {
    const digest = digestOf(token);
    this.written.delete(digest);
    await this.database.write((manager) => manager.delete(SessionEntity, { digest }));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.pending);
  }

  /** Written beside the request: a reader does not wait for the writers' turn, which an import may hold for minutes. */
  private see(digest: string, now: number): void {
    if (this.written.size > 10_000) this.written.clear();
    this.written.set(digest, now);
    const seenAt: CivilTime = hallTime(now);
    const work = this.database
      .write((manager) => manager.update(SessionEntity, { digest, seenAt: LessThan(seenAt) }, { seenAt }))
      .catch((error: unknown) => this.log.warn(`seen: ${String(error)}`));
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }
}
