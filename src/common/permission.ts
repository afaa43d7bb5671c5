import 'reflect-metadata';
import type { Actor } from './actor';
import { type Refusal, refusal } from './refusal';

/** What a route and a service method need. Which role has which of them, and within what, stands in `identity`. */
export const PERMISSIONS = [
  'anybody',
  /** Any account that is signed in: its own password, sessions, tokens, to-do list. */
  'signed-in',
  'hall:read',
  'month:read',
  'month:score',
  /** Moves within the office: collecting, verifying, notice, lock (needs a second person). */
  'month:move',
  'month:approve',
  'month:publish',
  'month:reopen',
  'sheet:read',
  'import:read',
  'import:write',
  'roster:write',
  'bulletin:read',
  'rating:read',
  /** A window appeals against a rating of its own. */
  'rating:appeal',
  /** Decisions on appeals, callbacks, limits, judgements of findings. */
  'rating:write',
  'submission:read',
  /** A window hands in its own items, evidence and monthly report. */
  'submission:declare',
  /** The office and the scoring departments enter items directly. */
  'submission:enter',
  'submission:verify',
  /** A section head confirms what his section verified. */
  'submission:confirm',
  'report:extend',
  'objection:read',
  'objection:file',
  'objection:decide',
  'award:read',
  'award:write',
  'award:decide',
  'book:read',
  'book:write',
  'book:acknowledge',
  'register:read',
  'register:write',
  'source:write',
  'account:read',
  'account:write',
  'role:grant',
  'audit:read',
  'operation:read',
  'command:run',
  /** The token of a declared source, which the route itself compares. */
  'source:push',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Within what a permission holds. `published`: what has been published of the hall, nothing before. */
export type Within = 'hall' | 'published' | 'window' | 'department' | 'items' | 'self';

/** One permission in one hall (`*`: every hall), within the units named: window ids, department ids, names of scoring departments, staff ids. */
export interface Grant {
  readonly permission: Permission;
  readonly hall: string;
  readonly within: Within;
  readonly units: readonly string[];
}

/** What somebody wants to reach; what is absent does not belong to a window, department … */
export interface Place {
  readonly hall: string;
  readonly window?: string | null;
  readonly department?: string | null;
  /** The scoring department of the item. */
  readonly scoredBy?: string | null;
  readonly staff?: string | null;
  readonly published?: boolean;
}

/** Whether an actor may do this there. */
export function allows(actor: Actor, permission: Permission, place: Place): boolean {
  if (!actor.grants) return true;
  return actor.grants.some(
    (grant) =>
      grant.permission === permission && (grant.hall === '*' || grant.hall === place.hall) && holds(grant, place),
  );
}

function holds({ within, units }: Grant, place: Place): boolean {
  const own = (unit: string | null | undefined): boolean => unit !== null && unit !== undefined && units.includes(unit);
  switch (within) {
    case 'hall':
      return true;
    case 'published':
      return place.published === true;
    case 'window':
      return own(place.window);
    case 'department':
      return own(place.department);
    case 'items':
      return own(place.scoredBy);
    case 'self':
      return own(place.staff);
  }
}

/** Whoever may not know of a thing, and whoever asks for one that is not there, reads this. */
export const notYours = refusal<object>(
  'access.not-found',
  {
    zh: () => '没有找到，或者不在您的权限范围内。请核对编号；需要权限的，请联系安全管理员。',
    en: () => 'Not found, or not within what you may see. Check the id; ask the security administrator for a right.',
  },
  404,
);

/**
 * First line of every service method. `missing` is what the room says of something that is not there: whoever may not see a
 * thing is told the same as if it were not there. Throws `missing`, else `access.not-found` (404).
 */
export function allow(actor: Actor, permission: Permission, place: Place, missing?: () => Refusal): void {
  if (!allows(actor, permission, place)) throw missing?.() ?? notYours({});
}

const KEY = 'baifen:permission';

/** Declares the permission of a route. */
export function Permit(permission: Permission): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(KEY, permission, descriptor.value as object);
  };
}

/** The permission a route handler declares, or undefined. */
export function permissionOf(handler: object): Permission | undefined {
  return Reflect.getMetadata(KEY, handler) as Permission | undefined;
}
