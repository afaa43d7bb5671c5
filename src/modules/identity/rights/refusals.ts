import { refusal } from 'src/common/refusal';
import type { Objection } from './combinations';

const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  hall: ['全大厅', 'the whole hall'],
  window: ['窗口编号', 'window codes'],
  department: ['部门编号', 'department ids'],
  items: ['计分科室名称', 'names of scoring departments'],
  staff: ['工号', 'staff numbers'],
};

export const roleUnknown = refusal<{ role: string; roles: readonly string[] }>('identity.role-unknown', {
  zh: ({ role, roles }) => `没有角色“${role}”。可用的角色：${roles.join('、')}。`,
  en: ({ role, roles }) => `There is no role ${role}. There are: ${roles.join(', ')}.`,
});

export const unitsUnfit = refusal<{ role: string; scope: string }>('identity.units-unfit', {
  zh: ({ role, scope }) =>
    scope === 'hall'
      ? `角色“${role}”管全大厅，不要再写范围。`
      : `角色“${role}”要写明范围：${NAMES[scope]?.[0] ?? scope}（1 到 200 个）。`,
  en: ({ role, scope }) =>
    scope === 'hall'
      ? `The role ${role} holds for the whole hall: name no units.`
      : `The role ${role} needs its units: ${NAMES[scope]?.[1] ?? scope} (1 to 200).`,
});

export const notToYourself = refusal<object>(
  'identity.not-to-yourself',
  {
    zh: () => '不能给自己授权或收回自己的角色。请另一位安全管理员办理。',
    en: () => 'Nobody grants or revokes his own roles. Ask another security administrator.',
  },
  403,
);

const WHY: Readonly<Record<NonNullable<Objection>, readonly [string, string]>> = {
  'administrators-apart': [
    '系统、安全、审计三员必须由不同的人担任，也不能兼任业务角色',
    'the three administrators are different persons and hold no other role',
  ],
  'inspection-apart': ['纪检不能兼任参与考核的角色', 'discipline inspection takes no part in what it inspects'],
  'several-offices': [
    '一个人不能兼任多个业务角色；人手确实不够的小单位，请先用“baifen user profile small”登记为小单位，兼任会逐条留痕',
    'one person holds one business role; a small office says so first with "baifen user profile small", and each override is logged',
  ],
};

export const rolesApart = refusal<{ login: string; role: string; why: NonNullable<Objection> }>(
  'identity.roles-apart',
  {
    zh: ({ login, role, why }) => `没有给“${login}”授予“${role}”：${WHY[why][0]}。`,
    en: ({ login, role, why }) => `${role} was not granted to ${login}: ${WHY[why][1]}.`,
  },
  409,
);

export const heldAlready = refusal<{ login: string; role: string; id: string }>(
  'identity.role-held',
  {
    zh: ({ login, role, id }) => `“${login}”已经有这个角色“${role}”（编号 ${id}）。要改范围，请先收回再授予。`,
    en: ({ login, role, id }) => `${login} holds ${role} already (${id}). To change its units revoke it first.`,
  },
  409,
);

export const grantUnknown = refusal<{ id: string }>(
  'identity.grant-unknown',
  {
    zh: ({ id }) => `没有编号为 ${id} 的授权，或者已经收回。请用“baifen user list”查看。`,
    en: ({ id }) => `There is no grant ${id}, or it is revoked already. "baifen user list" shows them.`,
  },
  404,
);

export const otherHall = refusal<{ login: string; hall: string }>(
  'identity.other-hall',
  {
    zh: ({ login, hall }) => `账号“${login}”属于别的大厅，不能授予“${hall}”的角色。请用本大厅的账号。`,
    en: ({ login, hall }) => `The account ${login} belongs to another hall and takes no role in ${hall}.`,
  },
  409,
);

export const reasonNeeded = refusal<object>('identity.reason-needed', {
  zh: () => '请写明理由，最多 300 个字。理由会留在审计记录里。',
  en: () => 'Give a reason of at most 300 characters; it stays in the audit record.',
});
