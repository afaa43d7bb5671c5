import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { OrganisationService } from 'src/modules/organisation';
import { APPEAL_KINDS, APPEAL_NAMES } from './handling/appeal';
import { AppealsService } from './handling/appeals.service';
import { SHORT_KEY } from './rating-month';

/** Adds `ratings appeal`. */
export function registerRatings(program: Command, io: CommandIo): void {
  const ratings = program.command('ratings').description(say(io, '好差评', 'ratings'));
  ratings
    .command('appeal')
    .description(say(io, '记录差评申诉的结论：排除或恢复一条评价', 'record what was decided on an appeal'))
    .argument('<rating>', say(io, '评价编号，至少前 8 位', 'number of the rating, at least 8 digits'))
    .requiredOption(
      '--kind <kind>',
      APPEAL_KINDS.map((kind) => `${kind} ${APPEAL_NAMES[kind][io.language]}`).join(' | '),
    )
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '决定人', 'who decided'))
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((rating: string, flags: AppealFlags) => appeal(io, rating, flags));
}

interface AppealFlags {
  readonly kind: string;
  readonly reason: string;
  readonly by: string;
}

async function appeal(io: CommandIo, rating: string, { kind, reason, by }: AppealFlags): Promise<void> {
  const hall = (await (await io.service(OrganisationService)).hall(io.hall)).id;
  const decision = { kind, reason, by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  const made = await (await io.service(AppealsService)).decide(hall, rating, decision);
  const [key, months] = [made.rating.slice(0, SHORT_KEY), made.months];
  io.answer(made, () =>
    io.line(
      made.kind === 'restored'
        ? say(
            io,
            `评价 ${key} 已恢复计入（${months.join('、')}）。重新计分后生效。`,
            `Rating ${key} counts again in ${months.join(', ')} from the next scoring on.`,
          )
        : say(
            io,
            `评价 ${key} 已认定为${APPEAL_NAMES[made.kind].zh}并排除，不再计入 ${months.join('、')} 的任何数字。重新计分后生效。`,
            `Rating ${key} is excluded as ${APPEAL_NAMES[made.kind].en}: it is in no number of ${months.join(', ')} from the next scoring on.`,
          ),
    ),
  );
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
