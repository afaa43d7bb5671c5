import { resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { dateOf } from 'src/modules/attendance/schedules.command';
import { OrganisationService } from 'src/modules/organisation';
import { PoliciesService, readPolicy, shippedPolicies } from './policies.service';

/** Adds `attendance policy add|list|check`. */
export function registerPolicies(attendance: Command, io: CommandIo): void {
  const policy = attendance
    .command('policy')
    .description(say(io, '请假、顶岗与人员报备规定', 'rules for leave, stand-ins and staffing'));
  const json = say(io, '输出 JSON', 'print JSON');
  const file = say(io, '规定文件，或自带的名称', 'policy, or a shipped one') + ` ${shippedPolicies().join(' | ')}`;
  policy
    .command('add')
    .description(say(io, '登记规定，自某日起施行', 'add a policy that holds from a day on'))
    .argument('<file>', file)
    .requiredOption('--from <date>', '2026-01-01')
    .option('--by <name>', say(io, '操作人', 'who does it'), 'cli')
    .option('--json', json)
    .action((path: string, flags: { from: string; by: string }) => add(io, path, flags));
  policy
    .command('list')
    .description(say(io, '已登记的规定', 'the policies there are'))
    .option('--json', json)
    .action(() => list(io));
  policy
    .command('check')
    .description(say(io, '检查规定文件', 'check a policy'))
    .argument('<file>', file)
    .option('--json', json)
    .action((path: string) => check(io, path));
}

async function add(io: CommandIo, path: string, flags: { from: string; by: string }): Promise<void> {
  const from = dateOf('--from', flags.from);
  const { text } = readPolicy(resolve(io.cwd, path));
  const hall = await (await io.service(OrganisationService)).hall(io.hall);
  const service = await io.service(PoliciesService);
  const added = await service.add(hall.id, from, text, cliActor(flags.by), hallTime(io.clock.now()));
  const { name } = added.policy;
  io.answer({ hall: hall.id, from, revision: added.revision, name }, () =>
    io.line(say(io, `已登记“${name}”，自 ${from} 起施行。`, `Policy “${name}” holds from ${from}.`)),
  );
}

async function list(io: CommandIo): Promise<void> {
  const hall = await (await io.service(OrganisationService)).hall(io.hall);
  const all = await (await io.service(PoliciesService)).list(hall.id);
  const answer = all.map(({ from, revision, policy }) => ({
    ...{ from, revision, name: policy.name, sample: policy.sample === true },
  }));
  const head = say(io, '施行日,修订,名称', 'from,revision,name').split(',');
  io.answer(answer, () =>
    io.table(
      head,
      answer.map(({ from, revision, name }) => [from, revision, name]),
    ),
  );
}

function check(io: CommandIo, path: string): void {
  const { name, sample } = readPolicy(resolve(io.cwd, path)).policy;
  const answer = { name, sample: sample === true };
  io.answer(answer, () => io.line(say(io, `规定“${name}”写法正确。`, `The policy “${name}” is correct.`)));
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
