import { Injectable } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
import type { Actor } from 'src/common/actor';
import type { CivilTime } from 'src/common/civil-date';
import { Clock, hallTime } from 'src/common/clock';
import { Database } from 'src/config/database.service';
import { AuditService } from 'src/modules/audit';
import { AccountEntity } from 'src/modules/identity/account.entity';
import { folded, hallOf } from 'src/modules/identity/accounts/accounts.service';
import { Passwords } from 'src/modules/identity/accounts/passwords.service';
import { signInWait, signInWrong } from 'src/modules/identity/refusals';
import { KnownPlaceEntity, SignInAttemptEntity } from 'src/modules/identity/session.entity';
import { digestOf, newSecret } from './secret.service';
import { SessionsService } from './sessions.service';
import { ADDRESS, OWN, standing, STRANGERS, waitFor, type Pace } from './throttle';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Address of the caller. */
  readonly origin: string;
  /** Token of the device, from an earlier sign-in on it. */
  readonly device?: string;
  /** Session that the browser still has; it ends. */
  readonly session?: string;
}

export interface SignedIn {
  readonly account: AccountEntity;
  readonly session: string;
  readonly device: string;
}

interface Bucket {
  readonly id: string;
  readonly pace: Pace;
  /** Others fail here too: a success takes one's own try back and forgives nothing else. */
  readonly shared: boolean;
}

/** A place counts as known for so many days after a sign-in. */
const KNOWN_DAYS = 90;

/**
 * Signs people in. Whoever guesses is slowed down by account and address, by account among strangers, and by address; a device
 * or an address from which the account has signed in before has a count of its own, so that strangers cannot lock anybody out.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
  ) {}

  /** Throws `identity.sign-in-wrong` (401) and `identity.sign-in-wait` (429), the same for accounts that do not exist. */
  async signIn(given: Credentials): Promise<SignedIn> {
    const login = folded(given.login).slice(0, 80);
    const { origin, password, device } = given;
    const buckets = await this.bucketsFor(login, origin, device);
    // Counted before the password is looked at, so that a hundred tries at once count as a hundred.
    await this.count(buckets);
    const account = await this.database.read.findOneBy(AccountEntity, { login });
    const right = await this.passwords.matches(account?.password, password);
    if (!account || !right || account.state !== 'active') {
      await this.failed(account, origin);
      throw signInWrong({});
    }
    if (given.session !== undefined) await this.sessions.end(given.session);
    const rehashed = this.passwords.outdated(account.password ?? '') ? await this.passwords.hash(password) : undefined;
    return this.enter(account, given, { buckets, rehashed });
  }

  /** Forgets what failed for an account from wherever. Whoever calls has looked whether the actor may. */
  async unlock(actor: Actor, { login, hall }: Pick<AccountEntity, 'login' | 'hall'>): Promise<void> {
    const bucket = digestOf('strangers', folded(login));
    await this.database.write(async (manager) => {
      await manager.delete(SignInAttemptEntity, { bucket });
      await this.audit.record(manager, actor, { hall: hallOf(hall), action: 'account.unlock', subject: login });
    });
  }

  private async enter(
    account: AccountEntity,
    { origin, device }: Credentials,
    { buckets, rehashed }: { buckets: readonly Bucket[]; rehashed: string | undefined },
  ): Promise<SignedIn> {
    const { login, version } = account;
    const known = device ?? newSecret('bfd');
    const session = await this.database.write(async (manager) => {
      for (const bucket of buckets) await this.forgive(manager, bucket);
      if (rehashed !== undefined) await manager.update(AccountEntity, { login, version }, { password: rehashed });
      await this.remember(manager, login, deviceOf(login, known));
      await this.remember(manager, login, addressOf(login, origin));
      const change = { hall: hallOf(account.hall), action: 'session.open', subject: login };
      await this.audit.record(manager, { id: `user:${login}`, name: account.name, origin }, change);
      return this.sessions.open(manager, account, origin);
    });
    return { account, session, device: known };
  }

  private async failed(account: AccountEntity | null, origin: string): Promise<void> {
    if (!account) return;
    const actor = { id: `user:${account.login}`, name: '', origin };
    const change = { hall: hallOf(account.hall), action: 'session.refuse', subject: account.login };
    await this.database.write((manager) => this.audit.record(manager, actor, change));
  }

  private async bucketsFor(login: string, origin: string, device: string | undefined): Promise<Bucket[]> {
    const own = (id: string): Bucket => ({ id, pace: OWN, shared: false });
    const isKnown = async (digest: string): Promise<boolean> => {
      const since = hallTime(this.clock.now() - KNOWN_DAYS * 86_400_000);
      const place = await this.database.read.findOneBy(KnownPlaceEntity, { digest });
      return place !== null && place.seenAt >= since;
    };
    if (device !== undefined && (await isKnown(deviceOf(login, device))))
      return [own(digestOf('device', login, device))];
    const here = own(digestOf('address', login, origin));
    if (await isKnown(addressOf(login, origin))) return [here];
    return [
      here,
      { id: digestOf('strangers', login), pace: STRANGERS, shared: true },
      { id: digestOf('anybody', origin), pace: ADDRESS, shared: true },
    ];
  }

  private async count(buckets: readonly Bucket[]): Promise<void> {
    const now = hallTime(this.clock.now());
    const wait = await this.database.write(async (manager) => {
      const rows: SignInAttemptEntity[] = [];
      for (const { id } of buckets) rows.push(await this.held(manager, id, now));
      const longest = Math.max(...buckets.map(({ pace }, place) => waitFor(rows[place], pace, now)));
      if (longest > 0) return longest;
      for (const [place, { id: bucket }] of buckets.entries())
        await manager.update(
          SignInAttemptEntity,
          { bucket },
          { failures: standing(rows[place], now) + 1, lastAt: now },
        );
      return 0;
    });
    if (wait > 0) throw signInWait({ seconds: wait });
  }

  /** The count of a bucket, held until the transaction ends: tries at the same moment come one after the other. */
  private async held(manager: EntityManager, bucket: string, now: CivilTime): Promise<SignInAttemptEntity> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(SignInAttemptEntity)
      .values({ bucket, failures: 0, lastAt: now })
      .orIgnore()
      .execute();
    const lock = this.database.engine === 'mysql' ? { lock: { mode: 'pessimistic_write' as const } } : {};
    return manager.findOneOrFail(SignInAttemptEntity, { where: { bucket }, ...lock });
  }

  private async forgive(manager: EntityManager, { id: bucket, shared }: Bucket): Promise<void> {
    if (!shared) await manager.delete(SignInAttemptEntity, { bucket });
    else await manager.decrement(SignInAttemptEntity, { bucket, failures: MoreThan(0) }, 'failures', 1);
  }

  private async remember(manager: EntityManager, login: string, digest: string): Promise<void> {
    const seenAt = hallTime(this.clock.now());
    const { affected } = await manager.update(KnownPlaceEntity, { digest }, { seenAt });
    if (affected !== 1)
      await manager
        .createQueryBuilder()
        .insert()
        .into(KnownPlaceEntity)
        .values({ digest, login, seenAt })
        .orIgnore()
        .execute();
  }
}

function deviceOf(login: string, device: string): string {
  return digestOf('device', login, device);
}

function addressOf(login: string, origin: string): string {
  return digestOf('address', login, origin);
}
