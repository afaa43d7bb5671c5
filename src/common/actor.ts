/** Who does something. Until accounts exist the command line and the jobs are the only actors. */
export interface Actor {
  /** Stable id: an account, `cli:NAME` or `job:NAME`. */
  readonly id: string;
  /** What is shown and printed. */
  readonly name: string;
}

export function cliActor(name: string): Actor {
  return { id: `cli:${name}`, name };
}

export function jobActor(job: string): Actor {
  return { id: `job:${job}`, name: job };
}
