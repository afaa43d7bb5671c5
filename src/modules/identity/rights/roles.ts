import type { Permission, Within } from 'src/common/permission';

/** What units a role is given for; `hall`: none, it holds for the whole hall. */
export type Scope = 'hall' | 'window' | 'department' | 'items' | 'staff';

type Rights = Partial<Record<Within, readonly Permission[]>>;

export interface Role {
  readonly zh: string;
  readonly en: string;
  readonly scope: Scope;
  /** `office`: takes part in scoring; `reader`: reads or decides from above; `own`: sees his own; the others stand alone. */
  readonly kind: 'office' | 'leader' | 'own' | 'inspection' | 'administrator';
  readonly rights: Rights;
}

/** What anybody who works in a hall may know of it. */
const PUBLIC = ['month:read', 'sheet:read', 'bulletin:read', 'award:read'] as const;
const READS = [
  ...PUBLIC,
  'import:read',
  'rating:read',
  'submission:read',
  'objection:read',
  'book:read',
  'register:read',
] as const;
const OF_A_WINDOW = ['sheet:read', 'rating:read', 'submission:read', 'objection:read', 'register:read'] as const;

/** The closed list of roles: what each may do, and within what. The one table behind every right. */
export const ROLES = {
  'assessment-office': {
    ...{ zh: '考核办', en: 'assessment office', scope: 'hall', kind: 'office' },
    rights: {
      hall: [
        ...['hall:read', ...READS, 'operation:read', 'import:write', 'roster:write', 'book:write', 'register:write'],
        ...['month:score', 'month:move', 'month:publish', 'month:reopen', 'rating:write', 'rating:appeal'],
        ...['submission:enter', 'submission:verify', 'report:extend', 'objection:decide', 'award:write'],
      ] as Permission[],
    },
  },
  'scoring-department': {
    ...{ zh: '计分科室', en: 'scoring department', scope: 'items', kind: 'office' },
    rights: {
      hall: ['hall:read', 'book:read'],
      published: PUBLIC,
      items: ['submission:read', 'submission:enter', 'submission:verify', 'submission:confirm', 'objection:read'],
    },
  },
  supervision: {
    ...{ zh: '督查科', en: 'supervision', scope: 'hall', kind: 'office' },
    rights: {
      hall: [
        ...['hall:read', 'book:read', 'import:read', 'import:write', 'roster:write', 'rating:read', 'rating:write'],
        ...['rating:appeal', 'register:read', 'register:write', 'submission:read', 'objection:read'],
      ] as Permission[],
      published: PUBLIC,
    },
  },
  'duty-leader': {
    ...{ zh: '值班领导', en: 'duty leader', scope: 'hall', kind: 'leader' },
    rights: { hall: ['hall:read', 'book:read', 'register:read', 'register:write'], published: PUBLIC },
  },
  'window-clerk': {
    ...{ zh: '窗口经办人', en: 'window clerk', scope: 'window', kind: 'own' },
    rights: {
      hall: ['hall:read', 'book:read'],
      published: ['month:read', 'bulletin:read', 'award:read'],
      window: [...OF_A_WINDOW, 'submission:declare', 'objection:file', 'rating:appeal'],
    },
  },
  'window-head': {
    ...{ zh: '首席代表', en: 'window head', scope: 'window', kind: 'own' },
    rights: {
      hall: ['hall:read', 'book:read'],
      published: ['month:read', 'bulletin:read', 'award:read'],
      window: [...OF_A_WINDOW, 'submission:declare', 'objection:file', 'rating:appeal', 'book:acknowledge'],
    },
  },
  'branch-leader': {
    ...{ zh: '分管领导', en: 'branch leader', scope: 'department', kind: 'leader' },
    rights: { hall: ['hall:read', 'book:read'], published: PUBLIC, department: OF_A_WINDOW },
  },
  'leading-group': {
    ...{ zh: '考核工作领导小组', en: 'leading group', scope: 'hall', kind: 'leader' },
    rights: { hall: ['hall:read', ...READS, 'month:approve', 'award:decide'] },
  },
  'centre-leader': {
    ...{ zh: '中心领导', en: 'centre leader', scope: 'hall', kind: 'leader' },
    rights: { hall: ['hall:read', ...READS] },
  },
  staff: {
    ...{ zh: '窗口人员', en: 'staff', scope: 'staff', kind: 'own' },
    rights: {
      hall: ['hall:read', 'book:read'],
      published: ['month:read', 'bulletin:read'],
      self: ['sheet:read'],
    },
  },
  'discipline-inspection': {
    ...{ zh: '纪检', en: 'discipline inspection', scope: 'hall', kind: 'inspection' },
    rights: { hall: ['hall:read', ...READS, 'operation:read', 'audit:read'] },
  },
  'system-administrator': {
    ...{ zh: '系统管理员', en: 'system administrator', scope: 'hall', kind: 'administrator' },
    rights: { hall: ['hall:read', 'account:read', 'account:write', 'operation:read', 'source:write'] },
  },
  'security-administrator': {
    ...{ zh: '安全管理员', en: 'security administrator', scope: 'hall', kind: 'administrator' },
    rights: { hall: ['hall:read', 'account:read', 'role:grant'] },
  },
  'audit-administrator': {
    ...{ zh: '审计管理员', en: 'audit administrator', scope: 'hall', kind: 'administrator' },
    rights: { hall: ['hall:read', 'account:read', 'audit:read'] },
  },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as RoleName[];

export function isRole(text: string): text is RoleName {
  return Object.hasOwn(ROLES, text);
}

export function roleOf(name: RoleName): Role {
  return ROLES[name];
}
