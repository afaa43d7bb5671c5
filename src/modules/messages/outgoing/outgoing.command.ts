import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { PERMISSIONS, type Grant, type Permission } from 'src/common/permission';
import { OutboxService } from './outbox.service';
import type { Route } from './route';

type HallOf = () => Promise<string>;

interface RouteFlags {
  readonly mail?: string;
  readonly webhook?: string;
  readonly permission: string[];
  readonly window?: string[];
  readonly scoredBy?: string[];
  readonly off?: boolean;
  readonly by: string;
}

/** Adds `messages route`, `messages routes` and `messages attempts`. */
export function registerOutgoing(messages: Command, io: CommandIo, hallOf: HallOf): void {
  const json = say(io, '输出 JSON', 'print JSON');
  messages
    .command('route')
    .description(say(io, '登记或修改一条外发线路', 'declare or change a route out of the product'))
    .argument('<name>')
    .option('--mail <address>', say(io, '邮箱', 'address of mail'))
    .option('--webhook <url>', say(io, '网址', 'URL'))
    .requiredOption('--permission <permission...>', say(io, '外发哪些权限的消息', 'messages of these permissions'))
    .option('--window <code...>', say(io, '只发给这些窗口的', 'only those of these windows'))
    .option('--scored-by <department...>', say(io, '只发给这些计分科室的', 'only those of these scoring departments'))
    .option('--off', say(io, '停用', 'switch it off'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((name: string, flags: RouteFlags) => declare(io, hallOf, name, flags));
  messages
    .command('routes')
    .description(say(io, '外发线路', 'routes out of the product'))
    .option('--json', json)
    .action(async () => show(io, await (await io.service(OutboxService)).routes(await hallOf())));
  messages
    .command('attempts')
    .description(say(io, '最近的外发记录', 'the last tries'))
    .option('--json', json)
    .action(async () => {
      const list = await (await io.service(OutboxService)).attempts(await hallOf());
      io.answer(list, () =>
        io.table(
          say(io, '消息,线路,次数,时间,结果', 'message,route,try,at,result').split(','),
          list.map((one) => [
            one.message,
            one.route,
            one.attempt,
            one.at,
            one.fault === '' ? say(io, '已发出', 'sent') : one.fault,
          ]),
        ),
      );
    });
}

async function declare(io: CommandIo, hallOf: HallOf, name: string, flags: RouteFlags): Promise<void> {
  const { mail, webhook = '', permission, window = [], scoredBy = [], off = false, by } = flags;
  const hall = await hallOf();
  const wanted = permission.filter((one): one is Permission => (PERMISSIONS as readonly string[]).includes(one));
  const within = (permitted: Permission): Grant[] => {
    const grant = { permission: permitted, hall };
    return [
      ...(window.length === 0 ? [] : [{ ...grant, within: 'window' as const, units: window }]),
      ...(scoredBy.length === 0 ? [] : [{ ...grant, within: 'items' as const, units: scoredBy }]),
      ...(window.length + scoredBy.length > 0 ? [] : [{ ...grant, within: 'hall' as const, units: [] }]),
    ];
  };
  const target =
    mail === undefined
      ? ({ channel: 'webhook', target: webhook } as const)
      : ({ channel: 'mail', target: mail } as const);
  const route: Route = { hall, name, ...target, grants: wanted.flatMap(within), enabled: !off };
  show(io, [await (await io.service(OutboxService)).declare(cliActor(by.trim()), route)]);
}

function show(io: CommandIo, routes: readonly Route[]): void {
  io.answer(routes, () =>
    io.table(
      say(io, '名称,方式,目标,消息,状态', 'name,channel,target,messages,state').split(','),
      routes.map(({ name, channel, target, grants, enabled }) => [
        ...[name, channel, target],
        grants.map(({ permission, units }) => [permission, ...units].join(' ')).join('；'),
        enabled ? say(io, '启用', 'on') : say(io, '停用', 'off'),
      ]),
    ),
  );
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
