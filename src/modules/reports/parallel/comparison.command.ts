import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { BulletinService } from 'src/modules/reports/bulletin.service';
import { comparisonWords, type ComparisonWords } from 'src/modules/reports/words/comparison';
import { revisionOf } from 'src/modules/scoring/seal/revision';
import type { Comparison } from './comparison';
import { differenceTexts, summaryRows, titleOf } from './comparison-text';
import { ComparisonService } from './comparison.service';

interface Options {
  readonly out?: string;
  readonly revision?: string;
}

/** Adds `compare PERIOD FILE`. */
export function registerComparison(program: Command, io: CommandIo): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  program
    .command('compare')
    .description(
      say('试运行比对：原来的 Excel 结果与系统结果逐窗口、逐条款核对', "the office's own result beside this system's"),
    )
    .argument('<period>', '2026-03')
    .argument('<file>', say('考核办自己的结果（排名表，可带加减分明细）', "the office's workbook"))
    .option(
      '--out <folder>',
      say('把比对表写成 Excel 文件，存放的文件夹', 'write the comparison as a workbook into the folder'),
    )
    .option('--revision <n>', say('版次，默认最新一版', 'revision, the newest by default'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action((period: string, file: string, options: Options) => run(io, period, file, options));
}

async function run(io: CommandIo, text: string, path: string, options: Options): Promise<void> {
  const month = parsePeriod(text);
  const revision = revisionOf(options.revision);
  const hall = (await (await io.service(OrganisationService)).hall(io.hall)).id;
  const service = await io.service(ComparisonService);
  const asked = { language: io.language, ...(revision === undefined ? {} : { revision }) };
  const answer = await service.compare(hall, month, resolve(io.cwd, path), asked);
  const written =
    options.out === undefined
      ? undefined
      : await (
          await io.service(BulletinService)
        ).keep(await service.workbook(answer, io.language), resolve(io.cwd, options.out));
  io.answer({ ...answer, ...(written === undefined ? {} : { files: [written] }) }, () => {
    const own = comparisonWords(io.language);
    show(io, answer, own);
    if (written) io.line(own.written(written.path));
  });
}

function show(io: CommandIo, answer: Comparison, own: ComparisonWords): void {
  io.table([own.item, own.count], summaryRows(answer, own));
  if (!answer.summary.clauses) io.line(own.numbers.noItems);
  const differing = answer.subjects.filter(({ state }) => state !== 'same');
  if (differing.length > 0)
    io.table(
      [own.subject, own.conclusion, `${own.office} ${own.what.score}`, `${own.ours} ${own.what.score}`, own.points],
      differing.map((one) => [
        ...[one.name, own.sides[one.state], one.office?.score ?? '', one.ours?.score ?? ''],
        differenceTexts(one, own).join('；'),
      ]),
    );
  const clauses = answer.clauses.filter(({ state }) => state !== 'same');
  if (clauses.length > 0)
    io.table(
      [own.subject, own.clause, own.office, own.ours, own.reasons, own.sentences],
      clauses.map((one) => [
        ...[one.name, titleOf(one, own), one.office?.points ?? '', one.ours?.points ?? ''],
        (one.office?.entries ?? []).map(({ points, reason, date }) => own.entry(points, reason, date)).join('；'),
        (one.ours?.lines ?? []).map(({ sentence }) => sentence).join('；'),
      ]),
    );
  for (const { sheet, line, text } of [...answer.unread, ...answer.remarks])
    io.line(`${sheet} ${String(line)}：${text}`);
}
