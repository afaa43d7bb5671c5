import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import {
  CHANGED_FIELDS,
  type Change,
  type ChargeEffect,
  type TallyEffect,
} from 'src/modules/cases/corrections/correction';
import { CorrectionsService, type ProposedCorrection } from 'src/modules/cases/corrections/corrections.service';
import { monthNeverClosed } from 'src/modules/cases/refusals';
import type { CasesHouse } from './shown.command';

/** Adds `cases corrections`. */
export function registerCorrections(cases: Command, io: CommandIo, house: CasesHouse): void {
  cases
    .command('corrections')
    .description(
      say(
        io,
        '锁定以后才报来、会改变该月结果的办件（更正建议）',
        'cases that came after a month was closed and would change it',
      ),
    )
    .argument('<period>', '2026-03')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((period: string) => showCorrections(io, house, period));
}

async function showCorrections(io: CommandIo, house: CasesHouse, text: string): Promise<void> {
  const period = parsePeriod(text);
  const hall = (await (await io.service(OrganisationService)).hall(io.hall)).id;
  const seal = await house.sealed(hall, period);
  if (!seal) throw monthNeverClosed({ month: period });
  const corrections = await (await io.service(CorrectionsService)).ofMonth(hall, period, seal);
  io.answer({ hall, period, sealedAt: seal.asOf, closed: seal.closed, corrections }, () => {
    io.table(
      say(
        io,
        '办件编号,类别,改变,对数字的影响,对扣分事项的影响,批次,行',
        'case,kind,changes,numbers,charges,batch,line',
      ).split(','),
      corrections.map((one) => [
        ...[one.case, kindText(io, one), one.changes.map((change) => changeText(io, change)).join('；')],
        ...[one.tallies.map(tallyText).join('；'), one.charges.map((charge) => chargeText(io, charge)).join('；')],
        ...[one.batch, one.line],
      ]),
    );
    const count = String(corrections.length);
    io.line(
      say(
        io,
        `共 ${count} 条更正建议，已锁定的 ${period} 没有改变。确需更正的，请写明理由重新打开该月（baifen reopen ${period}），再次导入这些文件后计分、锁定。`,
        `${count} proposed corrections; ${period} stays as it was sealed. To make one, reopen the month with a reason (baifen reopen ${period}), import the files again, score and close.`,
      ),
    );
  });
}

function kindText(io: CommandIo, { kind, taken }: ProposedCorrection): string {
  const text = kind === 'late' ? say(io, '迟到', 'late') : say(io, '更正', 'corrected');
  return taken ? `${text}${say(io, '（已重新导入）', ' (taken in since)')}` : text;
}

function changeText(io: CommandIo, { field, before, after }: Change): string {
  const none = say(io, '空', 'blank');
  return `${CHANGED_FIELDS[field][io.language]} ${String(before ?? none)}→${String(after ?? none)}`;
}

function tallyText({ measure, basis, window, before, after }: TallyEffect): string {
  const by = after - before;
  return `${window} ${measure}/${basis} ${by > 0 ? '+' : ''}${String(by)}`;
}

function chargeText(io: CommandIo, { fact, before, after }: ChargeEffect): string {
  const none = say(io, '无', 'none');
  const side = (charge: ChargeEffect['before']): string =>
    charge === null
      ? none
      : charge.workingDays === null
        ? charge.window
        : `${charge.window} ${String(charge.workingDays)}${say(io, ' 个工作日', ' working days')}`;
  return `${fact} ${side(before)}→${side(after)}`;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
