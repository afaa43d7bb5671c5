import type { Command } from 'commander';
import type { Period } from 'src/common/civil-date';
import { refusal } from 'src/common/refusal';
import type { CommandIo } from 'src/config/command-io';
import { parseSpan } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { RulesService } from 'src/modules/rules';
import { rollUp } from './engine/ranking/rollup';
import { noBookInForce } from './refusals';
import { ScoreService } from './score.service';

const nothingSealed = refusal<{ span: string }>(
  'scoring.nothing-sealed',
  {
    zh: ({ span }) => `${span} 还没有已锁定的月份，无法汇总。请先锁定月份（baifen close）。`,
    en: ({ span }) =>
      `No month of ${span} is closed, so there is nothing to roll up. Close months first (baifen close).`,
  },
  409,
);

const spanNotQuarter = refusal<{ span: string }>('scoring.span-not-quarter', {
  zh: ({ span }) => `“${span}”不是季度或年度。请写成 2026-Q1 或 2026。`,
  en: ({ span }) => `"${span}" is no quarter or year. Write 2026-Q1 or 2026.`,
});

/** Adds `rollup`: a quarter or a year from its closed months only. */
export function registerRollup(program: Command, io: CommandIo): void {
  program
    .command('rollup')
    .description(
      io.language === 'zh' ? '由已锁定的月份汇总季度或年度' : 'a quarter or a year from its closed months only',
    )
    .argument('<span>', '2026-Q1 | 2026')
    .option('--json', 'JSON')
    .action((text: string) => show(io, text));
}

async function show(io: CommandIo, text: string): Promise<void> {
  const { kind, months } = parseSpan(text);
  if (kind === 'month' || kind === 'range') throw spanNotQuarter({ span: text });
  const span = kind === 'year' ? 'year' : 'quarter';
  const hall = (await (await io.service(OrganisationService)).hall(io.hall)).id;
  const results = await (await io.service(ScoreService)).sealedMonths(hall, months);
  if (results.length === 0) throw nothingSealed({ span: text });
  const last = months.at(-1) ?? text;
  const book = await (await io.service(RulesService)).bookInForce(hall, last);
  if (!book) throw noBookInForce({ hall, month: last });
  const rows = rollUp(book.parsed, span, months, results);
  const used: Period[] = results.map(({ period }) => period);
  const missing = months.filter((month) => !used.includes(month));
  io.answer({ hall, span: text, months: used, missing, rows }, () => {
    const zh = io.language === 'zh';
    io.line(
      zh ? `${hall} ${text}，已锁定的月份：${used.join('、')}` : `${hall} ${text}, closed months: ${used.join(', ')}`,
    );
    if (missing.length > 0)
      io.line(zh ? `尚未锁定、没有计入：${missing.join('、')}` : `not closed, not counted: ${missing.join(', ')}`);
    io.table(
      zh ? ['名称', '组', ...used, '汇总'] : ['name', 'group', ...used, 'total'],
      rows
        .filter(({ type }) => type === 'window' || type === 'sub-centre')
        .map((row) => [row.name, row.group, ...used.map((month) => scoreOf(row.months, month)), row.total.printed]),
    );
  });
}

function scoreOf(months: readonly { period: Period; score: string | null }[], month: Period): string {
  return months.find(({ period }) => period === month)?.score ?? '—';
}
