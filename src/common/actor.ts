import type { Grant } from './permission';

/** Who does something: an account, a job, or whoever sits at the server's own console. */
export interface Actor {
  /** Stable id: `user:ACCOUNT`, `cli:NAME` or `job:NAME`. */
  readonly id: string;
  /** What is shown and printed. */
  readonly name: string;
  /** From where: the address of the caller, `console` or `job`. */
  readonly origin?: string;
  /** What it may do and where. Absent: the console and the jobs of the server itself, who may do everything. */
  readonly grants?: readonly Grant[];
}

export function cliActor(name: string): Actor {
  return { id: `cli:${name}`, name, origin: 'console' };
}

export function jobActor(job: string): Actor {
  return { id: `job:${job}`, name: job, origin: 'job' };
}

/** Whoever looks at something at the server's own console. */
export const CONSOLE: Actor = cliActor('console');
