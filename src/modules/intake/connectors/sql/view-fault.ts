import { PullFault, troubleOf } from 'src/modules/intake/connectors/pull/pull-fault';
import type { Problem } from 'src/config/validation';

interface Trouble extends Error {
  readonly code?: string;
  readonly errno?: number;
}

const ACCOUNT = new Set([1044, 1045, 1698, 1227, 1251]);
const NOT_THERE = new Set([1049, 1054, 1142, 1143, 1146, 1109, 1356, 1370]);
const WRITES = new Set([1792, 1290]);
const TOO_LONG = new Set([1317, 1969, 3024]);

/** The sentence for what a MySQL or MariaDB server, or the way to it, answers with. */
export function viewTrouble(error: Trouble): PullFault {
  const { errno = 0, code = '', message } = error;
  if (ACCOUNT.has(errno))
    return new PullFault(
      of(
        '对方的数据库不接受这个账号或密码，请检查 user 和密码所在的环境变量',
        `the database refuses the account; check user and the environment variable with the password`,
        message,
      ),
    );
  if (WRITES.has(errno))
    return new PullFault(
      of(
        '查询视图会改动对方的数据，已拒绝；请换成只查询的视图',
        'reading the view would write there, which is refused',
        message,
      ),
    );
  if (NOT_THERE.has(errno))
    return new PullFault(
      of(
        '视图或列不存在，或者账号没有查询权限，请核对登记里的 view、columns、key',
        'the view or a column is not there, or the account may not read it; check view, columns and key',
        message,
      ),
    );
  if (TOO_LONG.has(errno))
    return new PullFault(
      of(
        '查询超过了规定的时间，请在水位列上建索引，或让视图只包含近期的数据',
        'the statement took too long; index the column of the watermark, or let the view hold recent rows only',
        message,
      ),
    );
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT')
    return new PullFault({
      zh: '对方的数据库不支持加密连接，请对方开启，或把它放在内部网络',
      en: 'the database offers no TLS; have it switched on',
    });
  if (code === 'AUTH_SWITCH_PLUGIN_ERROR')
    return new PullFault(
      of(
        '对方要求用明文或不支持的方式验证密码，已拒绝',
        'the database asks for the password in clear or in an unknown way, which is refused',
        message,
      ),
    );
  return troubleOf(error);
}

function of(zh: string, en: string, message: string): Problem {
  const said = message.slice(0, 200);
  return { zh: `${zh}（${said}）`, en: `${en} (${said})` };
}
