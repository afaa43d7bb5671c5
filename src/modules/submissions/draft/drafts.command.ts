import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { EvidenceService } from 'src/modules/submissions/evidence/evidence.service';
import { fileUnreadable } from 'src/modules/submissions/evidence/refusals';
import { AREA_STATES } from 'src/modules/submissions/verification/shown-verification';
import type { Area } from './areas';
import { AreasService } from './areas.service';
import { DraftsService } from './drafts.service';

/** Adds `declare areas|none|drafts|attach`. */
export function registerDrafts(declare: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  const window = say(io, '窗口编号或名称', 'code or name of the window');
  declare
    .command('areas')
    .description(say(io, '一个窗口各领域的情况', 'how a window stands with each area'))
    .argument('<month>', month)
    .requiredOption('--window <code>', window)
    .option('--json', json)
    .action((text: string, flags: { window: string }) => areas(io, text, flags.window));
  declare
    .command('none')
    .description(say(io, '声明某领域本月无', 'say that there is nothing this month in an area'))
    .argument('<month>', month)
    .argument('<section>', say(io, '领域编码，如 12', 'code of the area, 12'))
    .requiredOption('--window <code>', window)
    .option('--back', say(io, '收回', 'take it back'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((text: string, section: string, flags: { window: string; back?: boolean; by: string }) =>
      none(io, text, section, flags),
    );
  declare
    .command('drafts')
    .description(say(io, '一个窗口还没有报送的草稿，和每条还缺什么', 'open drafts of a window, and what each lacks'))
    .argument('<month>', month)
    .requiredOption('--window <code>', window)
    .option('--json', json)
    .action((text: string, flags: { window: string }) => drafts(io, text, flags.window));
  declare
    .command('attach')
    .description(say(io, '给填报事项补充凭证文件', 'add a file of evidence to a submission'))
    .argument('<id>', say(io, '编号', 'id'))
    .argument('<file>', say(io, '凭证文件', 'file of evidence'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((id: string, file: string, flags: { by: string }) => attach(io, id, file, flags.by));
}

async function areas(io: CommandIo, text: string, window: string): Promise<void> {
  const service = await io.service(AreasService);
  show(io, await service.ofWindow(cliActor('console'), await hallOf(io), parsePeriod(text), window));
}

async function none(
  io: CommandIo,
  text: string,
  section: string,
  { window, back = false, by }: { window: string; back?: boolean; by: string },
): Promise<void> {
  const service = await io.service(AreasService);
  const said = { window, section, kind: back ? ('taken-back' as const) : ('none' as const) };
  const stamp = { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
  show(io, await service.state(await hallOf(io), parsePeriod(text), said, stamp));
}

function show(io: CommandIo, all: readonly Area[]): void {
  const head = say(io, '编码,领域,情况,事项,草稿', 'code,area,state,items,drafts').split(',');
  io.answer(all, () =>
    io.table(
      head,
      all.map(({ section, name, state, submissions, drafts: open }) => [
        section,
        name,
        AREA_STATES[state][io.language],
        submissions,
        open,
      ]),
    ),
  );
}

async function drafts(io: CommandIo, text: string, window: string): Promise<void> {
  const service = await io.service(DraftsService);
  const today = hallTime(io.clock.now()).slice(0, 10);
  const all = await service.list(cliActor('console'), await hallOf(io), parsePeriod(text), window, today);
  const head = say(io, '编号,项目,日期,还缺什么,最后修改', 'id,item,date,lacks,changed').split(',');
  io.answer(all, () =>
    io.table(
      head,
      all.map(({ id, item, typed, faults, at }) => {
        const lacks = faults.map((fault) => fault[io.language]).join(io.language === 'zh' ? '；' : '; ');
        return [id, item, typed.date ?? '', lacks, at.slice(0, 16)];
      }),
    ),
  );
}

async function attach(io: CommandIo, id: string, file: string, by: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'baifen-evidence-'));
  try {
    const path = join(folder, 'file');
    await copyFile(resolve(io.cwd, file), path).catch(() => {
      throw fileUnreadable({ file });
    });
    const stamp = { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
    const service = await io.service(EvidenceService);
    const arrived = { path, name: basename(file) };
    const made = await service.addToSubmission(await hallOf(io), id, arrived, 'office', stamp);
    io.answer(made, () =>
      io.line(
        say(
          io,
          `已附上“${made.name}”（${made.digest.slice(0, 12)}）。`,
          `Added ${made.name} (${made.digest.slice(0, 12)}).`,
        ),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
