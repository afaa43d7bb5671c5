import fc from 'fast-check';
import { allows, PERMISSIONS, type Permission, type Place } from 'src/common/permission';
import { objectionTo } from './combinations';
import { grantsOf, type Held } from './expand';
import { ROLE_NAMES, roleOf, type RoleName } from './roles';

const held = (role: RoleName, hall = 'a', units: string[] = []): Held => ({ role, hall, units });
const may = (roles: Held[], permission: Permission, place: Place): boolean =>
  allows({ id: 'user:x', name: 'x', grants: grantsOf(roles) }, permission, place);

describe('roles', () => {
  const permissionsOf = (role: RoleName): Set<Permission> =>
    new Set(grantsOf([held(role)]).map(({ permission }) => permission));
  const SCORES = [
    'month:read',
    'sheet:read',
    'rating:read',
    'submission:read',
    'objection:read',
    'award:read',
  ] as const;

  it('name every permission, apart from those that need no role', () => {
    const all = new Set(ROLE_NAMES.flatMap((role) => [...permissionsOf(role)]));
    const without = PERMISSIONS.filter((permission) => !all.has(permission));
    expect(without).toEqual(['anybody', 'signed-in', 'command:run', 'source:push']);
  });

  it('keep scores from the three administrators, and rights from two of them', () => {
    for (const role of ROLE_NAMES.filter((name) => roleOf(name).kind === 'administrator'))
      expect(SCORES.filter((permission) => permissionsOf(role).has(permission))).toEqual([]);
    const granting = ROLE_NAMES.filter((role) => permissionsOf(role).has('role:grant'));
    expect(granting).toEqual(['security-administrator']);
    expect(ROLE_NAMES.filter((role) => permissionsOf(role).has('account:write'))).toEqual(['system-administrator']);
  });

  it('let discipline inspection read everything and write nothing', () => {
    const inspection = permissionsOf('discipline-inspection');
    expect([...inspection].filter((permission) => !permission.endsWith(':read'))).toEqual([]);
    const reads = PERMISSIONS.filter(
      (one) => one.endsWith(':read') && !['account:read', 'operation:read'].includes(one),
    );
    expect(reads.filter((permission) => !inspection.has(permission))).toEqual([]);
  });

  it('never reach into another hall, whatever the role and the place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLE_NAMES),
        fc.constantFrom(...PERMISSIONS),
        fc.record({ window: fc.constantFrom('W1', 'W2', null), published: fc.boolean(), staff: fc.constant('W1') }),
        (role, permission, place) =>
          !may([held(role, 'a', ['W1'])], permission, { hall: 'b', ...place }) &&
          may([held(role, '*', ['W1'])], permission, { hall: 'b', ...place }) ===
            may([held(role, 'b', ['W1'])], permission, { hall: 'b', ...place }),
      ),
    );
  });

  it('hold within their units', () => {
    const clerk = [held('window-clerk', 'a', ['W1'])];
    expect(may(clerk, 'sheet:read', { hall: 'a', window: 'W1' })).toBe(true);
    expect(may(clerk, 'sheet:read', { hall: 'a', window: 'W2', published: true })).toBe(false);
    expect(may(clerk, 'month:read', { hall: 'a' })).toBe(false);
    expect(may(clerk, 'month:read', { hall: 'a', published: true })).toBe(true);
    const scorer = [held('scoring-department', 'a', ['审批科'])];
    expect(may(scorer, 'submission:verify', { hall: 'a', scoredBy: '审批科' })).toBe(true);
    expect(may(scorer, 'submission:verify', { hall: 'a', scoredBy: '督查科' })).toBe(false);
    expect(may(scorer, 'submission:verify', { hall: 'a', scoredBy: null })).toBe(false);
  });

  it('are limited by a token and never widened', () => {
    const limited = grantsOf([held('assessment-office')], ['month:read', 'role:grant']);
    expect(limited.map(({ permission }) => permission)).toEqual(['month:read']);
  });
});

describe('roles of one person', () => {
  const objection = (wanted: RoleName, ...others: Held[]) => objectionTo(held(wanted), others);

  it.each([
    ['assessment-office', 'supervision', 'several-offices'],
    ['assessment-office', 'scoring-department', 'several-offices'],
    ['assessment-office', 'window-clerk', 'several-offices'],
    ['leading-group', 'assessment-office', 'several-offices'],
    ['window-head', 'branch-leader', 'several-offices'],
    ['window-head', 'window-clerk', undefined],
    ['leading-group', 'branch-leader', undefined],
    ['centre-leader', 'duty-leader', undefined],
    ['staff', 'assessment-office', undefined],
    ['staff', 'discipline-inspection', undefined],
    ['discipline-inspection', 'leading-group', 'inspection-apart'],
    ['discipline-inspection', 'window-clerk', 'inspection-apart'],
    ['system-administrator', 'security-administrator', 'administrators-apart'],
    ['audit-administrator', 'security-administrator', 'administrators-apart'],
    ['audit-administrator', 'discipline-inspection', 'administrators-apart'],
    ['system-administrator', 'staff', 'administrators-apart'],
    ['system-administrator', 'assessment-office', 'administrators-apart'],
  ] as const)('%s beside %s: %s', (left, right, expected) => {
    expect(objection(left, held(right))).toBe(expected);
    expect(objection(right, held(left))).toBe(expected);
  });

  it('the same role in two halls, or two offices in two halls, is no conflict; administrators are apart everywhere', () => {
    expect(objection('assessment-office', held('supervision', 'b'))).toBeUndefined();
    expect(objection('assessment-office', held('supervision', '*'))).toBe('several-offices');
    expect(objection('window-clerk', held('window-clerk', 'b'))).toBeUndefined();
    expect(objection('assessment-office', held('audit-administrator', 'b'))).toBe('administrators-apart');
    expect(objection('audit-administrator', held('audit-administrator', 'b'))).toBeUndefined();
  });
});
