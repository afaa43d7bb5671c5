import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { actorOf, common, grantLine, say, type HallOf, type Reasoned } from 'src/modules/identity/shown.command';
import { RightsService } from './rights.service';
import { ROLE_NAMES, roleOf } from './roles';

export function registerRoles(user: Command, io: CommandIo, hallOf: HallOf): void {
  common(io, user.command('grant').argument('<login>').argument('<role>'))
    .description(say(io, `授予角色：${ROLE_NAMES.join('、')}`, `give a role: ${ROLE_NAMES.join(', ')}`))
    .option('--unit <id...>', say(io, '窗口、部门、计分科室或工号', 'windows, departments, scoring departments, staff'))
    .option('--everywhere', say(io, '在所有大厅', 'in every hall'))
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .action(async (login: string, role: string, flags: { unit?: string[]; everywhere?: boolean } & Reasoned) => {
      const hall = flags.everywhere === true ? '*' : await hallOf();
      const rights = await io.service(RightsService);
      const asked = { login, role, hall, units: flags.unit ?? [], reason: flags.reason };
      const made = await rights.grant(actorOf(flags), asked);
      io.answer(made, () => io.line(grantLine(io, made)));
    });
  registerProfile(user, io, hallOf);
  common(io, user.command('revoke').argument('<grant>'))
    .description(say(io, '收回一项角色（编号见 user list）', 'take a role away, by its id in user list'))
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .action(async (id: string, flags: Reasoned) => {
      await (await io.service(RightsService)).revoke(actorOf(flags), id, flags.reason);
      io.answer({ id, revoked: true }, () => io.line(say(io, `角色 ${id} 已收回。`, `The role ${id} was taken away.`)));
    });
}

function registerProfile(user: Command, io: CommandIo, hallOf: HallOf): void {
  common(io, user.command('profile').argument('<small|normal>'))
    .description(
      say(io, '登记为小单位（一人可兼多个业务角色）或取消', 'a small office: one person may hold several roles'),
    )
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .action(async (profile: string, flags: Reasoned) => {
      const hall = await hallOf();
      const small = profile === 'small';
      await (await io.service(RightsService)).setProfile(actorOf(flags), hall, small, flags.reason);
      io.answer({ hall, small }, () =>
        io.line(small ? say(io, '已登记为小单位。', 'A small office.') : say(io, '已取消小单位。', 'No small office.')),
      );
    });
  user
    .command('roles')
    .option('--json', 'JSON')
    .description(say(io, '有哪些角色，各需写明什么范围', 'the roles and the units each needs'))
    .action(() => {
      const roles = ROLE_NAMES.map((role) => ({ role, title: roleOf(role)[io.language], units: roleOf(role).scope }));
      const head = io.language === 'zh' ? ['角色', '名称', '范围'] : ['role', 'title', 'units'];
      io.answer(roles, () =>
        io.table(
          head,
          roles.map(({ role, title, units }) => [role, title, units]),
        ),
      );
    });
}
