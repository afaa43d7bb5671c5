import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { AccountsService } from './accounts/accounts.service';
import { newPassword } from './accounts/new-password.service';
import { SignInService } from './entry/sign-in.service';
import { registerTokens } from './entry/tokens.command';
import { RightsService } from './rights/rights.service';
import { registerRoles } from './rights/roles.command';
import { accountLine, actorOf, common, say, userHead, userRow, type HallOf } from './shown.command';

interface AddFlags {
  readonly name: string;
  readonly everywhere?: boolean;
  readonly withoutPassword?: boolean;
  readonly by: string;
}

/** Adds `user …`: accounts, roles and tokens at the console, which stands above all roles. */
export function registerIdentity(program: Command, io: CommandIo, hallOf: HallOf): void {
  const user = program.command('user').description(say(io, '账号、角色与令牌', 'accounts, roles and tokens'));
  registerAccounts(user, io, hallOf);
  registerRoles(user, io, hallOf);
  registerTokens(user, io);
}

function registerAccounts(user: Command, io: CommandIo, hallOf: HallOf): void {
  common(io, user.command('add').argument('<login>'))
    .description(say(io, '新建账号，给出一个初始密码', 'make an account; prints its first password'))
    .requiredOption('--name <name>', say(io, '显示的姓名', 'name to be shown'))
    .option('--everywhere', say(io, '不限于一个大厅', 'of the whole installation, not of one hall'))
    .option('--without-password', say(io, '不设密码（只用令牌）', 'no password: tokens only'))
    .action(async (login: string, flags: AddFlags) => {
      const password = flags.withoutPassword === true ? undefined : newPassword();
      const hall = flags.everywhere === true ? '*' : await hallOf();
      const accounts = await io.service(AccountsService);
      const asked = { login, hall, name: flags.name, ...(password === undefined ? {} : { password }) };
      const made = await accounts.add(actorOf(flags), asked);
      io.answer({ ...made, password: password ?? null }, () => io.line(accountLine(io, made, password)));
    });
  common(io, user.command('password').argument('<login>'))
    .description(say(io, '重置密码，给出一个新的初始密码', 'reset the password; prints a new first one'))
    .action(async (login: string, flags: { by: string }) => {
      const password = newPassword();
      const made = await (await io.service(AccountsService)).setPassword(actorOf(flags), login, password);
      io.answer({ ...made, password }, () => io.line(accountLine(io, made, password)));
    });
  registerStates(user, io);
  common(io, user.command('unlock').argument('<login>'))
    .description(say(io, '解除登录失败后的等待', 'end the wait after failed sign-ins'))
    .action(async (login: string, flags: { by: string }) => {
      const account = await (await io.service(AccountsService)).account(actorOf(flags), login, 'account:write');
      await (await io.service(SignInService)).unlock(actorOf(flags), account);
      io.answer(account, () => io.line(accountLine(io, account)));
    });
  user
    .command('list')
    .option('--json', 'JSON')
    .description(say(io, '账号和各自的角色', 'accounts with their roles'))
    .action(() => list(io));
}

function registerStates(user: Command, io: CommandIo): void {
  for (const [name, state, zh, en] of STATES)
    common(io, user.command(name).argument('<login>'))
      .description(say(io, zh, en))
      .option('--reason <text>', say(io, '理由', 'why'), '')
      .action(async (login: string, flags: { by: string; reason: string }) => {
        const accounts = await io.service(AccountsService);
        const made = await accounts.setState(actorOf(flags), login, state, flags.reason);
        io.answer(made, () => io.line(accountLine(io, made)));
      });
}

const STATES = [
  ['disable', 'disabled', '停用账号，登录立即结束', 'disable an account; its sessions end at once'],
  ['enable', 'active', '恢复账号', 'enable an account again'],
] as const;

async function list(io: CommandIo): Promise<void> {
  const actor = cliActor('console');
  const accounts = await (await io.service(AccountsService)).list(actor);
  const roles = await (await io.service(RightsService)).list(actor);
  const all = accounts.map((account) => ({ ...account, roles: roles.filter(({ login }) => login === account.login) }));
  io.answer(all, () =>
    io.table(
      userHead(io),
      all.map((one) => userRow(io, one)),
    ),
  );
}
