import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Settings } from 'src/config/settings.dto';

interface Cost {
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** OWASP's first choice for argon2id, the library's default kind: 19 MiB, two passes, one lane. */
const COST: Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Only where a test says so in its settings; no environment variable leads here. */
const CHEAP: Cost = { memoryCost: 64, timeCost: 1, parallelism: 1 };

/** Passwords as argon2id in PHC form; the text itself is never kept. */
@Injectable()
export class Passwords {
  private readonly cost: Cost;
  private stranger: Promise<string> | undefined;

  constructor({ access }: Settings) {
    this.cost = access.cheapPasswords ? CHEAP : COST;
  }

  /** The same signs typed on another keyboard are the same password: NFKC. */
  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), this.cost);
  }

  /** Takes as long when there is no such account (`stored` undefined or null): nobody learns which names exist. */
  async matches(stored: string | null | undefined, password: string): Promise<boolean> {
    this.stranger ??= this.hash('nobody has this password');
    const same = await verify(stored ?? (await this.stranger), password.normalize('NFKC'));
    return same && stored !== null && stored !== undefined;
  }

  /** Made with other parameters than today's. */
  outdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = this.cost;
    const today = `$argon2id$v=19$m=${String(memoryCost)},t=${String(timeCost)},p=${String(parallelism)}$`;
    return !stored.startsWith(today);
  }
}
