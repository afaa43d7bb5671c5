import type { Command } from 'commander';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { FINDING_KINDS, FINDING_SETTINGS, type FindingKind } from 'src/modules/cases/findings/finding';
import { FindingsService } from 'src/modules/cases/findings/findings.service';
import { kindUnknown, timeInvalid } from 'src/modules/cases/refusals';
import { findingsAnswer } from './answers';

interface FindingFlags {
  readonly kind?: string;
  readonly opening: string;
  readonly closing: string;
}

/** Adds `cases findings`. */
export function registerFindings(cases: Command, io: CommandIo): void {
  cases
    .command('findings')
    .description(
      say(io, '办件数据中需要人工核对的线索，不自动扣分', 'what a person should look into; no points follow'),
    )
    .argument('<period>', '2026-03')
    .option('--kind <kind>', Object.keys(FINDING_KINDS).join(' | '))
    .option('--opening <time>', say(io, '上班时刻', 'opening hour'), FINDING_SETTINGS.opening)
    .option('--closing <time>', say(io, '下班时刻', 'closing hour'), FINDING_SETTINGS.closing)
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((period: string, flags: FindingFlags) => showFindings(io, period, flags));
}

async function showFindings(io: CommandIo, text: string, flags: FindingFlags): Promise<void> {
  const period = parsePeriod(text);
  const kinds = Object.keys(FINDING_KINDS) as FindingKind[];
  const { kind, opening, closing } = flags;
  if (kind !== undefined && !kinds.some((one) => one === kind)) throw kindUnknown({ kind, kinds });
  for (const [name, time] of Object.entries({ '--opening': opening, '--closing': closing }))
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw timeInvalid({ name, text: time });
  const hall = (await (await io.service(OrganisationService)).hall(io.hall)).id;
  const [asOf, settings] = [hallTime(io.clock.now()), { ...FINDING_SETTINGS, opening, closing }];
  const all = await (await io.service(FindingsService)).ofMonth(hall, period, asOf, settings);
  const found = all.filter((one) => kind === undefined || one.kind === kind);
  const answer = findingsAnswer({ hall, period, asOf, settings }, found, io.language);
  io.answer(answer, () => {
    io.table(
      say(io, '窗口,办件编号,线索,说明,批次,行', 'window,case,finding,what,batch,line').split(','),
      answer.findings.map((one) => [
        ...[one.window ?? '', one.case ?? '', FINDING_KINDS[one.kind][io.language], one.text, one.batch, one.line],
      ]),
    );
    const count = String(found.length);
    io.line(
      say(
        io,
        `共 ${count} 条线索，供人工核对；不是事实，不产生任何扣分。`,
        `${count} findings for a person to judge: no facts, no points follow from them.`,
      ),
    );
  });
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
