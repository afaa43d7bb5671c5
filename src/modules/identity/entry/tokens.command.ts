import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { actorOf, common, say } from 'src/modules/identity/shown.command';
import { TokensService } from './tokens.service';

export function registerTokens(user: Command, io: CommandIo): void {
  const token = user.command('token').description(say(io, '程序用的访问令牌', 'API tokens for programs'));
  common(io, token.command('add').argument('<login>'))
    .description(say(io, '生成令牌，只显示这一次', 'make a token, shown this once'))
    .requiredOption('--name <text>', say(io, '给哪个程序用', 'which program uses it'))
    .requiredOption('--until <day>', say(io, '最后有效日，一年以内', 'last day it works, within a year'))
    .option('--permission <name...>', say(io, '只给这些权限', 'these permissions only'))
    .action(async (login: string, flags: { name: string; until: string; permission?: string[]; by: string }) => {
      const { name, until, permission } = flags;
      const asked = { name, until, ...(permission === undefined ? {} : { permissions: permission }) };
      const made = await (await io.service(TokensService)).make(actorOf(flags), login, asked);
      io.answer(made, () => io.line(made.token));
    });
  token
    .command('list')
    .argument('<login>')
    .option('--json', 'JSON')
    .description(say(io, '一个账号的令牌', 'tokens of an account'))
    .action(async (login: string) => {
      const tokens = await (await io.service(TokensService)).list(cliActor('console'), login);
      const head = io.language === 'zh' ? ['编号', '用途', '有效至'] : ['id', 'for', 'until'];
      io.answer(tokens, () =>
        io.table(
          head,
          tokens.map(({ id, name, expiresAt }) => [id, name, expiresAt]),
        ),
      );
    });
  common(io, token.command('revoke').argument('<id>'))
    .description(say(io, '作废一个令牌', 'revoke a token'))
    .action(async (id: string, flags: { by: string }) => {
      await (await io.service(TokensService)).revoke(actorOf(flags), id);
      io.answer({ id, revoked: true }, () => io.line(say(io, `令牌 ${id} 已作废。`, `The token ${id} was revoked.`)));
    });
}
