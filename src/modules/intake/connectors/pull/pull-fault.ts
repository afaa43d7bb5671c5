import type { Problem } from 'src/config/validation';

/** Why a page could not be had. `passing`: it may be gone at the next try. */
export class PullFault extends Error {
  override readonly name = 'PullFault';

  constructor(
    readonly why: Problem,
    readonly passing = false,
    /** How long the other side asks to wait. */
    readonly waitMs = 0,
  ) {
    super(why.en);
  }
}

/** The next page would go beyond what one pull may hold. */
export class PullFull extends Error {
  override readonly name = 'PullFull';
}

const LONGEST_WAIT_MS = 60_000;

/** Before the second and third try: about one and four seconds, spread so that halls do not come back all at once. */
export function waitBefore(attempt: number, random: number, { waitMs }: Pick<PullFault, 'waitMs'>): number {
  const own = Math.round(1000 * 4 ** (attempt - 2) * (0.5 + random));
  return Math.min(Math.max(own, waitMs), LONGEST_WAIT_MS);
}
