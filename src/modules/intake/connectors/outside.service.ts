import { lookup } from 'node:dns/promises';
import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** What a connector meets outside and a test replaces: names, waiting, chance. */
@Injectable()
export class Outside {
  /** Every address of a host. */
  resolve = (host: string): Promise<readonly { address: string; family: number }[]> => lookup(host, { all: true });

  pause = async (milliseconds: number): Promise<void> => {
    await setTimeout(milliseconds);
  };

  /** From 0 up to, but not, 1. */
  random = (): number => Math.random();
}
