import type { Grant, Permission, Within } from 'src/common/permission';
import { roleOf, type RoleName } from './roles';

/** A role somebody holds in one hall (`*`: every hall), for these units. */
export interface Held {
  readonly role: RoleName;
  readonly hall: string;
  readonly units: readonly string[];
}

const NEEDS_UNITS: ReadonlySet<Within> = new Set(['window', 'department', 'items', 'self']);

/** The grants of an actor: every permission of every role held, within what the role says. `limit`: nothing outside it. */
export function grantsOf(held: readonly Held[], limit?: readonly Permission[]): Grant[] {
  return held.flatMap(({ role, hall, units }) =>
    Object.entries(roleOf(role).rights).flatMap(([within, permissions]) =>
      permissions
        .filter((permission) => limit === undefined || limit.includes(permission))
        .map((permission) => ({
          permission,
          hall,
          within: within as Within,
          units: NEEDS_UNITS.has(within as Within) ? units : [],
        })),
    ),
  );
}
