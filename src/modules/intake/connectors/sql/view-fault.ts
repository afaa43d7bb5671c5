import { PullFault, troubleOf } from 'src/modules/intake/connectors/pull/pull-fault';
import type { Problem } from 'src/config/validation';

interface Trouble extends Error {
  readonly code?: string;
  readonly errno?: number;
}

/** What stays wrong at the next try, by the numbers of the server or the names of the driver. */
const LASTING: readonly (Problem & { readonly codes: readonly (number | string)[] })[] = [
  {
    codes: [1044, 1045, 1227, 1251, 1698],
    zh: '对方的数据库不接受这个账号或密码，请检查 user 和密码所在的环境变量',
    en: 'the database refuses the account; check user and the environment variable with the password',
  },
  {
    codes: [1290, 1792],
    zh: '查询视图会改动对方的数据，已拒绝；请换成只查询的视图',
    en: 'reading the view would write there, which is refused',
  },
  {
    codes: [1049, 1054, 1109, 1142, 1143, 1146, 1356, 1370],
    zh: '视图或列不存在，或者账号没有查询权限，请核对登记里的 view、columns、key',
    en: 'the view or a column is not there, or the account may not read it; check view, columns and key',
  },
  {
    codes: [1317, 1969, 3024],
    zh: '查询超过了规定的时间，请在水位列上建索引，或让视图只包含近期的数据',
    en: 'the statement took too long; index the column of the watermark, or let the view hold recent rows only',
  },
  {
    codes: ['HANDSHAKE_NO_SSL_SUPPORT'],
    zh: '对方的数据库不支持加密连接，请对方开启，或把它放在内部网络',
    en: 'the database offers no TLS; have it switched on',
  },
  {
    codes: ['AUTH_SWITCH_PLUGIN_ERROR'],
    zh: '对方要求用明文或不支持的方式验证密码，已拒绝',
    en: 'the database asks for the password in clear or in an unknown way, which is refused',
  },
];

/** The sentence for what a MySQL or MariaDB server, or the way to it, answers with. */
export function viewTrouble(error: Trouble): PullFault {
  const { errno = 0, code = '', message } = error;
  const known = LASTING.find(({ codes }) => codes.includes(errno) || codes.includes(code));
  if (!known) return troubleOf(error);
  const said = message.slice(0, 200);
  return new PullFault({ zh: `${known.zh}（${said}）`, en: `${known.en} (${said})` });
}
