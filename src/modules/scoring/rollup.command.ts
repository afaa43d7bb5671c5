import type { Command } from 'commander';
import type { Period } from 'src/common/civil-date';
import { refusal } from 'src/common/refusal';
import type { CommandIo } from 'src/config/command-io';
import { parseSpan } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { rollUp, type RolledUp } from './engine/ranking/rollup';
import { ImportedService } from './opening/imported.service';
import { ScoreService } from './score.service';

const nothingSealed = refusal<{ span: string }>(
  'scoring.nothing-sealed',
  {
    zh: ({ span }) =>
      `${span} 还没有已锁定的月份，也没有导入过期初成绩，无法汇总。请先锁定月份（baifen close），或导入以往月份（baifen import opening）。`,
    en: ({ span }) =>
      `No month of ${span} is closed or imported, so there is nothing to roll up. Close months first (baifen close), or import earlier ones (baifen import opening).`,
  },
  409,
);

const CANDIDATE = {
  chosen: { zh: '候选', en: 'candidate' },
  tied: { zh: '并列，待裁定', en: 'tied, to be decided' },
} as const;

/** The answer: docs/schemas/rollup.schema.json. */
interface Rolled {
  readonly hall: string;
  readonly span: string;
  readonly months: readonly Period[];
  readonly imported: readonly Period[];
  readonly missing: readonly Period[];
  readonly rows: readonly RolledUp[];
}

const spanNotQuarter = refusal<{ span: string }>('scoring.span-not-quarter', {
  zh: ({ span }) => `“${span}”不是季度或年度。请写成 2026-Q1 或 2026。`,
  en: ({ span }) => `"${span}" is no quarter or year. Write 2026-Q1 or 2026.`,
});

/** Adds `rollup`: a quarter or a year from its closed months, and from imported ones marked as such. */
export function registerRollup(program: Command, io: CommandIo): void {
  program
    .command('rollup')
    .description(
      io.language === 'zh'
        ? '由已锁定（及导入）的月份汇总季度或年度'
        : 'a quarter or a year from its closed months, and imported ones',
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
  const sealed = await (await io.service(ScoreService)).sealedMonths(hall, months);
  const last = months.at(-1) ?? text;
  const office = await io.service(ImportedService);
  const book = await office.bookFor(hall, last);
  const brought = await office.results(hall, months, book);
  const results = [...sealed, ...brought];
  if (results.length === 0) throw nothingSealed({ span: text });
  const rows = rollUp(book, span, months, results);
  const used: Period[] = results.map(({ period }) => period).sort();
  const imported = brought.map(({ period }) => period);
  const missing = months.filter((month) => !used.includes(month));
  const answer = { hall, span: text, months: used, imported, missing, rows };
  io.answer(answer, () => showRollup(io, answer));
}

function showRollup(io: CommandIo, { hall, span, months, imported, missing, rows }: Rolled): void {
  const zh = io.language === 'zh';
  io.line(zh ? `${hall} ${span}，计入的月份：${months.join('、')}` : `${hall} ${span}, months: ${months.join(', ')}`);
  if (imported.length > 0)
    io.line(
      zh
        ? `其中 ${imported.join('、')} 的数据由考核办导入，未经系统核算（表中带 *）`
        : `${imported.join(', ')} imported by the office, neither computed nor verified here (marked *)`,
    );
  if (missing.length > 0)
    io.line(
      zh
        ? `尚未锁定、没有计入：${missing.join('、')}`
        : `neither closed nor imported, not counted: ${missing.join(', ')}`,
    );
  if (rows.some(({ deductions }) => deductions === null))
    io.line(
      zh
        ? '导入的月份没有写明扣分合计，候选比较中不用扣分，分不出先后的由领导小组裁定'
        : 'imported months do not state the deductions: they are no key for candidates, equals are left to the leading group',
    );
  io.table(
    zh ? ['名次', '名称', '组', ...months, '汇总', '候选'] : ['rank', 'name', 'group', ...months, 'total', 'candidate'],
    rows
      .filter(({ type }) => type === 'window' || type === 'sub-centre')
      .map((row) => [
        ...[row.rank, row.name, row.group, ...months.map((month) => scoreOf(row.months, month)), row.total.printed],
        row.candidate === null ? '' : CANDIDATE[row.candidate][io.language],
      ]),
  );
}

function scoreOf(months: RolledUp['months'], month: Period): string {
  const found = months.find(({ period }) => period === month);
  return `${found?.score ?? '—'}${found?.imported && found.score !== null ? '*' : ''}`;
}
