import type { Actor } from 'src/common/actor';

/** Somebody who declares for a window never decides on what it declared. */
export function isOwnWindow(
  { grants = [] }: Actor,
  hall: string,
  { window = '' }: { readonly window?: string },
): boolean {
  return grants.some(
    (grant) =>
      grant.permission === 'submission:declare' &&
      grant.within === 'window' &&
      (grant.hall === hall || grant.hall === '*') &&
      window !== '' &&
      grant.units.includes(window),
  );
}
