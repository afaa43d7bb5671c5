import type { Actor } from 'src/common/actor';
import type { Grant, Within } from 'src/common/permission';

/** A condition on rows of messages and its parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Columns of the entity that say to which unit a message belongs. `published` never fits: messages are not published. */
const UNIT: Readonly<Partial<Record<Within, string>>> = {
  window: 'windowId',
  department: 'departmentId',
  items: 'scoredBy',
  self: 'staffId',
};

/** The same answer as `allows(actor, message.to.permission, message)`, as a condition of the query behind badge and list. */
export function visibleTo({ grants }: Actor, alias: string): Condition {
  if (!grants) return { sql: '1 = 1', parameters: {} };
  const parameters: Record<string, unknown> = {};
  const parts = together(grants).map(({ hall, within, units, permissions }, index) => {
    const conditions = [`${alias}.permission IN (:...p${String(index)})`];
    parameters[`p${String(index)}`] = permissions;
    if (hall !== '*') {
      conditions.push(`${alias}.hall = :h${String(index)}`);
      parameters[`h${String(index)}`] = hall;
    }
    if (within !== 'hall') {
      conditions.push(`${alias}.${UNIT[within] ?? ''} IN (:...u${String(index)})`);
      parameters[`u${String(index)}`] = units;
    }
    return `(${conditions.join(' AND ')})`;
  });
  return { sql: parts.length === 0 ? '1 = 0' : `(${parts.join(' OR ')})`, parameters };
}

interface Group extends Pick<Grant, 'hall' | 'within' | 'units'> {
  readonly permissions: string[];
}

/** An account has many permissions within the same units: one part of the condition for all of them. */
function together(grants: readonly Grant[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { permission, hall, within, units } of grants) {
    if (within !== 'hall' && (UNIT[within] === undefined || units.length === 0)) continue;
    const key = JSON.stringify([hall, within, within === 'hall' ? [] : units]);
    const group = groups.get(key) ?? { hall, within, units, permissions: [] };
    group.permissions.push(permission);
    groups.set(key, group);
  }
  return [...groups.values()];
}
