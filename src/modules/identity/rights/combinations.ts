import type { Held } from './expand';
import { roleOf, type Role } from './roles';

/** Why two roles do not stand together: never at all, or only in a small office. */
export type Objection = 'administrators-apart' | 'inspection-apart' | 'several-offices' | undefined;

/**
 * Whether the role may be held beside the others. The three administrators hold nothing else, anywhere; discipline inspection
 * only what concerns himself as staff; who takes part in scoring has one office, unless the hall is a small office (design §11).
 */
export function objectionTo(wanted: Held, held: readonly Held[]): Objection {
  const role = roleOf(wanted.role);
  const others = held.map((one) => ({ ...one, is: roleOf(one.role) }));
  if (others.some(({ is, role: name }) => alone(role, is, 'administrator') && name !== wanted.role))
    return 'administrators-apart';
  if (others.some(({ is, role: name }) => alone(role, is, 'inspection') && ![name, wanted.role].includes('staff')))
    return 'inspection-apart';
  const near = others.filter(({ hall }) => hall === wanted.hall || hall === '*' || wanted.hall === '*');
  if (near.some(({ is, role: name }) => name !== wanted.role && apart(role, is))) return 'several-offices';
  return undefined;
}

function alone(left: Role, right: Role, kind: Role['kind']): boolean {
  return (left.kind === kind) !== (right.kind === kind) || (left.kind === kind && left !== right);
}

/** Two offices, or an office and the window or the leader it scores for. */
function apart(left: Role, right: Role): boolean {
  if (left.scope === 'staff' || right.scope === 'staff') return false;
  return left.kind === 'office' || right.kind === 'office' || left.kind !== right.kind;
}
