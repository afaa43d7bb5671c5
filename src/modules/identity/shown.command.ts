import type { Command } from 'commander';
import { cliActor, type Actor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { roleOf, type RoleName } from './rights/roles';

/** Accounts and roles as the command line shows them. */
interface ShownRole {
  readonly id: string;
  readonly role: RoleName;
  readonly hall: string;
  readonly units: readonly string[];
  readonly override: boolean;
}

interface ShownAccount {
  readonly login: string;
  readonly name: string;
  readonly hall: string;
  readonly state: string;
}

type Spoken = Pick<CommandIo, 'language'>;

export function say({ language }: Spoken, zh: string, en: string): string {
  return language === 'zh' ? zh : en;
}

export function accountLine(io: Spoken, { login, name, state }: ShownAccount, password?: string): string {
  const is = state === 'active' ? say(io, '启用', 'active') : say(io, '停用', 'disabled');
  const line = say(io, `账号 ${login}（${name}）：${is}。`, `Account ${login} (${name}): ${is}.`);
  if (password === undefined) return line;
  return `${line}\n${say(
    io,
    `初始密码（只显示这一次，首次登录后必须修改）：${password}`,
    `First password (shown this once, to be changed at the first sign-in): ${password}`,
  )}`;
}

export function grantLine(io: Spoken, grant: ShownRole & { readonly login: string }): string {
  const { login, override } = grant;
  const line = say(io, `已授予 ${login}：${roleText(io, grant)}。`, `${login} holds ${roleText(io, grant)} now.`);
  return override ? `${line}${say(io, '（小单位兼任，已留痕）', ' (small office, logged)')}` : line;
}

export function userHead(io: Spoken): string[] {
  return io.language === 'zh'
    ? ['登录名', '姓名', '大厅', '状态', '角色（编号）']
    : ['login', 'name', 'hall', 'state', 'roles (ids)'];
}

export function userRow(io: Spoken, user: ShownAccount & { readonly roles: readonly ShownRole[] }): string[] {
  const { login, name, hall, state, roles } = user;
  const is = state === 'active' ? say(io, '启用', 'active') : say(io, '停用', 'disabled');
  const held = roles.map((one) => `${roleText(io, one)} (${one.id})`).join('\n');
  return [login, name, hall === '*' ? say(io, '全部', 'all') : hall, is, held];
}

function roleText({ language }: Spoken, { role, hall, units }: ShownRole): string {
  const where = hall === '*' ? '*' : hall;
  return `${roleOf(role)[language]} @${where}${units.length === 0 ? '' : ` [${units.join(', ')}]`}`;
}

/** Answers the hall that `--hall` names, or the only one. */
export type HallOf = () => Promise<string>;

export interface Reasoned {
  readonly reason: string;
  readonly by: string;
}

export function common(io: Spoken, command: Command): Command {
  return command
    .option('--by <name>', say(io, '经办人', 'who'), 'console')
    .option('--json', say(io, '输出 JSON', 'print JSON'));
}

export function actorOf({ by }: { readonly by: string }): Actor {
  return cliActor(by.trim());
}
