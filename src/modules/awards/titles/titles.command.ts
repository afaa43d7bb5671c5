import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import type { Title } from './title';
import { TitlesService, type KnownTitle } from './titles.service';

interface TitleFlags {
  readonly name: string;
  readonly staff?: boolean;
  readonly span: string;
  readonly outcome?: string;
  readonly rollup?: boolean;
  readonly places?: string;
  readonly quota?: string;
  readonly rotating?: boolean;
  readonly anyLoss?: boolean;
  readonly reason: string;
  readonly by: string;
}

/** Adds `awards titles`, `awards title CODE` and `awards retire CODE`. */
export function registerTitles(awards: Command, io: CommandIo, hallOf: () => Promise<string>): void {
  const json = say(io, '输出 JSON', 'print JSON');
  awards
    .command('titles')
    .description(say(io, '本大厅的称号', 'titles of the hall'))
    .option('--json', json)
    .action(async () => show(io, await (await io.service(TitlesService)).list(cliActor('console'), await hallOf())));
  awards
    .command('title')
    .description(say(io, '设置或修改一个称号', 'set or change a title'))
    .argument('<code>')
    .requiredOption('--name <name>', say(io, '名称', 'its name'))
    .option('--staff', say(io, '授予人员（默认窗口）', 'given to staff; default: windows'))
    .option('--span <span>', 'month | quarter | year', 'quarter')
    .option('--outcome <code>', say(io, '候选来自细则的这个结果', 'candidates have this outcome of the book'))
    .option('--rollup', say(io, '候选来自季度或年度汇总', 'candidates come from the roll-up'))
    .option('--places <number>', say(io, '名额', 'places'))
    .option('--quota <code>', say(io, '名额由细则的这个结果确定', 'places come from this outcome of the book'))
    .option('--rotating', say(io, '流动，由上一期持有者交接', 'handed over by the holder'))
    .option('--any-loss', say(io, '期间内任何取消资格都不得授予', 'any loss inside the span stands in the way'))
    .requiredOption('--reason <text>', say(io, '依据或理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((code: string, flags: TitleFlags) => set(io, hallOf, code, flags));
  awards
    .command('retire')
    .description(say(io, '停用一个称号', 'take a title out of use'))
    .argument('<code>')
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action(async (code: string, { reason, by }: { reason: string; by: string }) => {
      const service = await io.service(TitlesService);
      await service.retire(cliActor(by.trim()), await hallOf(), code, reason);
      show(io, await service.list(cliActor('console'), await hallOf()));
    });
}

async function set(io: CommandIo, hallOf: () => Promise<string>, code: string, flags: TitleFlags): Promise<void> {
  const {
    name,
    staff = false,
    span,
    outcome,
    rollup = false,
    places,
    quota,
    rotating = false,
    anyLoss = false,
  } = flags;
  const within = span === 'month' || span === 'year' ? span : 'quarter';
  const title: Title = {
    ...{ code, name: name.trim(), subject: staff ? 'staff' : 'window', span: within, rotating },
    source: outcome !== undefined ? { kind: 'outcome', outcome } : { kind: rollup ? 'rollup' : 'nomination' },
    places: places === undefined ? null : Number(places),
    ...(quota === undefined ? {} : { quota }),
    scopes: ['eligibility', 'awards'],
    blockedBy: anyLoss || within === 'month' ? 'any' : 'same-length',
  };
  const service = await io.service(TitlesService);
  show(io, [await service.set(cliActor(flags.by.trim()), await hallOf(), title, flags.reason)]);
}

const SPANS = { month: '月', quarter: '季', year: '年' } as const;

function show(io: CommandIo, titles: readonly KnownTitle[]): void {
  io.answer(titles, () =>
    io.table(
      say(io, '编码,名称,对象,周期,候选来源,名额,备注', 'code,name,given to,span,candidates,places,remark').split(','),
      titles.map(({ code, name, subject, span, source, places, rotating, sample }) => [
        ...[code, name, say(io, subject === 'window' ? '窗口' : '人员', subject), say(io, SPANS[span], span)],
        source.kind === 'outcome' ? source.outcome : say(io, source.kind === 'rollup' ? '汇总' : '推荐', source.kind),
        places ?? '—',
        [rotating ? say(io, '流动', 'rotating') : '', sample ? say(io, '示例', 'sample') : '']
          .filter(Boolean)
          .join(' '),
      ]),
    ),
  );
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
