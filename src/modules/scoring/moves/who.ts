import type { Actor } from 'src/common/actor';
import { allows, type Permission } from 'src/common/permission';
import type { MonthState, MoveRole } from 'src/modules/calendar/months/month-table';
import { MONTH_STATES } from 'src/modules/calendar/months/month-table';
import type { Profile } from './office/office';

const SEALED: readonly MonthState[] = ['closed', 'approved', 'published'];

/** The permission an office needs for a move; the leading group moves with `month:approve`. */
export function permissionFor(from: MonthState, to: MonthState): Permission {
  if (to === 'approved') return 'month:approve';
  if (to === 'published') return 'month:publish';
  const back = MONTH_STATES.indexOf(to) < MONTH_STATES.indexOf(from);
  if (!back || !SEALED.includes(from)) return 'month:move';
  // What the group approved only the group opens again.
  return from === 'closed' ? 'month:reopen' : 'month:approve';
}

/**
 * In which roles of the table an actor moves a month. Jobs are the system; the server's own console acts for everybody.
 * `operator`, who needs no second person, exists in the small profile only.
 */
export function rolesOf(
  actor: Actor,
  { hall, from, to }: { readonly hall: string; readonly from: MonthState; readonly to: MonthState },
  profile: Profile | null,
): MoveRole[] {
  if (actor.grants === undefined && actor.id.startsWith('job:')) return ['system'];
  const may = (permission: Permission): boolean => allows(actor, permission, { hall });
  const office = may(permissionFor(from, to));
  const roles: MoveRole[] = [];
  if (office) roles.push('assessment-office');
  if (may('month:approve')) roles.push('leading-group');
  if (office && alone(actor, profile)) roles.push('operator');
  return roles;
}

/** Whether one person may lock and publish: in the small profile; until a profile is chosen, at the server's own console. */
export function alone(actor: Actor, profile: Profile | null): boolean {
  return profile === 'small' || (profile === null && actor.grants === undefined);
}

/** Whether anything at all of a move is within the actor's rights. */
export function mayMove(actor: Actor, hall: string, from: MonthState, to: MonthState): boolean {
  return allows(actor, permissionFor(from, to), { hall }) || allows(actor, 'month:approve', { hall });
}
