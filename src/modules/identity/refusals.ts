import { lostRace, refusal } from 'src/common/refusal';
import { LONGEST, REMEMBERED, SHORTEST, type PasswordFault } from './accounts/password-policy';

export const signInNeeded = refusal<object>(
  'identity.sign-in-needed',
  {
    zh: () => '还没有登录，或者登录已经结束。请重新登录（POST /api/session）；填了一半的内容留在页面上，登录后再提交。',
    en: () =>
      'You are not signed in, or your session is over. Sign in at POST /api/session; a draft stays on the page.',
  },
  401,
);

export const tokenInvalid = refusal<object>(
  'identity.token-invalid',
  {
    zh: () => '访问令牌不存在、已过期或已作废。请在“我的令牌”中重新生成，或请系统管理员处理。',
    en: () =>
      'The API token is unknown, expired or revoked. Make a new one under your tokens, or ask the system administrator.',
  },
  401,
);

export const signInWrong = refusal<object>(
  'identity.sign-in-wrong',
  {
    zh: () => '登录名或密码不对。请核对大小写后重试；忘记密码的，请系统管理员重置。',
    en: () =>
      'Login name or password is wrong. Mind capital letters; a forgotten password is reset by the system administrator.',
  },
  401,
);

export const signInWait = refusal<{ seconds: number }>(
  'identity.sign-in-wait',
  {
    zh: ({ seconds }) =>
      `登录失败次数较多，请在 ${String(seconds)} 秒后再试。您常用的电脑不受别人误试的影响；着急的，请系统管理员处理（baifen user unlock）。`,
    en: ({ seconds }) =>
      `Too many failed sign-ins: try again in ${String(seconds)} seconds. A computer you have used before is not held up by others; the system administrator can help (baifen user unlock).`,
  },
  429,
);

export const headerMissing = refusal<object>(
  'identity.header-missing',
  {
    zh: () =>
      '请求缺少 x-baifen 请求头，可能来自别的网站的页面，已拒绝。请在百分自己的页面上操作；程序请改用访问令牌。',
    en: () =>
      'The header x-baifen is missing: the request may come from a page of another site. Use the pages of Baifen; programs use an API token.',
  },
  403,
);

export const passwordToChange = refusal<object>(
  'identity.password-to-change',
  {
    zh: () => '当前密码由别人设置，只能用来改密码。请先修改密码（PUT /api/me/password）。',
    en: () =>
      'Your password was set by somebody else and serves for changing it only. Change it first (PUT /api/me/password).',
  },
  403,
);

export const accountUnknown = refusal<{ login: string }>(
  'identity.account-unknown',
  {
    zh: ({ login }) => `没有账号“${login}”，或者不归您管理。请用“baifen user list”查看。`,
    en: ({ login }) => `There is no account ${login}, or it is not yours to manage. "baifen user list" shows them.`,
  },
  404,
);

export const loginTaken = refusal<{ login: string }>(
  'identity.login-taken',
  {
    zh: ({ login }) => `登录名“${login}”已经有人用了（停用的账号也占用登录名）。请换一个，例如加上工号。`,
    en: ({ login }) => `The login name ${login} is taken (a disabled account keeps its name). Choose another one.`,
  },
  409,
);

export const loginInvalid = refusal<{ login: string }>('identity.login-invalid', {
  zh: ({ login }) =>
    `登录名“${login}”不合要求：2 到 40 个小写字母、数字、点、下划线或连字符，以字母或数字开头。建议用工号。`,
  en: ({ login }) =>
    `The login name ${login} is not valid: 2 to 40 small letters, digits, dots, underscores or hyphens, beginning with a letter or digit.`,
});

export const nameInvalid = refusal<object>('identity.name-invalid', {
  zh: () => '显示姓名不能为空，最多 60 个字。请填写姓名或岗位名称。',
  en: () => 'The display name must have 1 to 60 characters.',
});

export const changedMeanwhile = lostRace<{ login: string; hall: string }>(
  'identity.changed-meanwhile',
  {
    zh: ({ login }) => `账号“${login}”刚刚被别人改动过，本次没有改。请重新查看后再试。`,
    en: ({ login }) =>
      `The account ${login} was changed by somebody else just now; nothing was changed. Look again and retry.`,
  },
  ({ hall, login }) => ({ hall, subjects: [login] }),
);

const FAULTS: Readonly<Record<PasswordFault | 'repeated', readonly [string, string]>> = {
  short: [`至少 ${String(SHORTEST)} 个字符`, `at least ${String(SHORTEST)} characters`],
  long: [`最多 ${String(LONGEST)} 个字符`, `at most ${String(LONGEST)} characters`],
  spaces: ['开头和结尾不能有空格', 'no blanks at the ends'],
  login: ['不能包含登录名', 'must not contain the login name'],
  common: ['太常见，容易被猜到', 'too common'],
  simple: ['字符重复或连号', 'repeats or counts'],
  kinds: [
    '大写字母、小写字母、数字、其他符号至少要有三种，或者写满 16 个字符',
    'three of capitals, small letters, digits, other signs, or 16 characters',
  ],
  repeated: [`最近 ${String(REMEMBERED)} 次用过`, `among your last ${String(REMEMBERED)} passwords`],
};

export const passwordUnfit = refusal<{ faults: readonly (keyof typeof FAULTS)[] }>('identity.password-unfit', {
  zh: ({ faults }) => `密码不合要求：${faults.map((fault) => FAULTS[fault][0]).join('；')}。请换一个。`,
  en: ({ faults }) =>
    `The password does not do: ${faults.map((fault) => FAULTS[fault][1]).join('; ')}. Choose another.`,
});

export const passwordWrong = refusal<object>('identity.password-wrong', {
  zh: () => '原密码不对，密码没有改。请重新输入原密码。',
  en: () => 'The old password is wrong; nothing was changed. Type it again.',
});

export const tokenUnknown = refusal<{ id: string }>(
  'identity.token-unknown',
  {
    zh: ({ id }) => `没有编号为 ${id} 的令牌，或者它已经作废。请查看令牌列表。`,
    en: ({ id }) => `There is no token ${id}, or it is revoked already. Look at the list of tokens.`,
  },
  404,
);

export const tokenFaulty = refusal<{ why: 'name' | 'expiry' | 'rights' }>('identity.token-faulty', {
  zh: ({ why }) =>
    ({
      name: '请给令牌起一个名字（最多 60 个字），写明给哪个程序用。',
      expiry: '令牌的有效期应在今天之后、一年之内，写成 2026-12-31 的样子。',
      rights: '令牌的权限不能超出账号本身的权限。请去掉账号没有的权限。',
    })[why],
  en: ({ why }) =>
    ({
      name: 'Give the token a name of at most 60 characters: which program uses it.',
      expiry: 'A token expires after today and within a year; write a day such as 2026-12-31.',
      rights: 'A token may not exceed the rights of its account. Leave out what the account does not have.',
    })[why],
});
