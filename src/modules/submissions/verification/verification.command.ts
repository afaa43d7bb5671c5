import { InvalidArgumentError, type Command } from 'commander';
import { cliActor, type Actor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { fieldFlag } from 'src/modules/submissions/form/field-flag.command';
import { ProgressService } from 'src/modules/submissions/progress/progress.service';
import * as shown from 'src/modules/submissions/shown';
import type { SampleOutcome } from './sample';
import { SamplesService, type SampleDraw } from './samples.service';
import { SectionReports } from './section-reports.service';
import * as words from './shown-verification';
import { VerificationService } from './verification.service';

interface DrawFlags {
  readonly kind: SampleDraw['kind'];
  readonly department: string;
  readonly percent: number;
  readonly atLeast: number;
  readonly seed?: string;
  readonly by: string;
}

/** Adds `declare queue|change|draw|samples|redraw|found|sections|section|progress`. */
export function registerVerification(declare: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  declare
    .command('queue')
    .description(say(io, '待核实的事项', 'what waits for a decision'))
    .argument('<month>', month)
    .option('--department <name>', say(io, '只看一个计分科室', 'one scoring department only'))
    .option('--json', json)
    .action((text: string, { department }: { department?: string }) => queue(io, text, department));
  declare
    .command('change')
    .description(say(io, '调整后认定属实', 'find it true with other values'))
    .argument('<id>', say(io, '编号', 'id'))
    .option('--points <number>', say(io, '分值', 'other points'))
    .option('--field <name=value>', say(io, '栏目，如 级别=县，可以多个', 'a blank such as 级别=县'), fieldFlag, {})
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((id: string, flags: ChangeFlags) => change(io, id, flags));
  registerSamples(declare, io);
  registerSections(declare, io);
}

function registerSections(declare: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  declare
    .command('sections')
    .description(say(io, '各计分科室核实、确认、报送的情况', 'how the scoring departments stand'))
    .argument('<month>', month)
    .option('--json', json)
    .action((text: string) => sections(io, text));
  declare
    .command('section')
    .description(
      say(io, '科室确认、报送，或由考核办退回', 'a department confirms or reports, or the office returns it'),
    )
    .argument('<month>', month)
    .argument('<department>', say(io, '计分科室', 'scoring department'))
    .argument('<what>', 'confirm | report | return')
    .option('--reason <text>', say(io, '退回的理由', 'why it is returned'), '')
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((text: string, department: string, what: string, flags: { reason: string; by: string }) =>
      section(io, { text, department, what }, flags),
    );
  declare
    .command('progress')
    .description(say(io, '各窗口各领域的进度', 'windows and areas: who is where'))
    .argument('<month>', month)
    .option('--json', json)
    .action((text: string) => progress(io, text));
}

interface ChangeFlags {
  readonly points?: string;
  readonly field: Record<string, string>;
  readonly reason: string;
  readonly by: string;
}

function registerSamples(declare: Command, io: CommandIo): void {
  const json = say(io, '输出 JSON', 'print JSON');
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  declare
    .command('draw')
    .description(say(io, '由系统抽取抽查或回访的样本', 'draw a sample for spot checks or callbacks'))
    .argument('<month>', month)
    .requiredOption('--kind <kind>', 'spot-check | callback', kind)
    .requiredOption('--department <name>', say(io, '计分科室', 'scoring department'))
    .option('--percent <number>', say(io, '每个窗口的百分比', 'per cent of each window'), whole, 20)
    .option('--at-least <number>', say(io, '每个窗口至少几条', 'of each window at least'), whole, 1)
    .option('--seed <text>', say(io, '重抽时写原来的种子', 'only to repeat a sample'))
    .requiredOption('--by <name>', say(io, '抽样人', 'who'))
    .option('--json', json)
    .action((text: string, flags: DrawFlags) => draw(io, text, flags));
  declare
    .command('samples')
    .description(say(io, '本月的抽样和结果、各窗口不属实率', 'samples with results, found-false rates'))
    .argument('<month>', month)
    .option('--json', json)
    .action((text: string) => samples(io, text));
  declare
    .command('redraw')
    .description(say(io, '按记录的种子重抽一次，核对样本', 'draw a sample again from what was recorded'))
    .argument('<sample>', say(io, '抽样编号', 'id of the sample'))
    .option('--json', json)
    .action((id: string) => redraw(io, id));
  declare
    .command('found')
    .description(say(io, '记录抽查或回访的结果', 'record what a check or a call found'))
    .argument('<sample>', say(io, '抽样编号', 'id of the sample'))
    .argument('<id>', say(io, '填报事项编号', 'id of the submission'))
    .requiredOption('--outcome <word>', 'true | false | unreached', outcome)
    .option('--remark <text>', say(io, '情况（不属实、未联系上必填）', 'what was found; demanded unless true'), '')
    .requiredOption('--by <name>', say(io, '经办人', 'who'))
    .option('--json', json)
    .action((id: string, submission: string, flags: { outcome: SampleOutcome; remark: string; by: string }) =>
      found(io, id, submission, flags),
    );
}

async function queue(io: CommandIo, text: string, department: string | undefined): Promise<void> {
  const service = await io.service(VerificationService);
  const all = await service.queue(watching(), await hallOf(io), parsePeriod(text), department);
  io.answer(all, () =>
    io.table(
      words.queueHead(io.language),
      all.map((one) => words.queueRow(one, io.language)),
    ),
  );
}

async function change(io: CommandIo, id: string, { points, field, reason, by }: ChangeFlags): Promise<void> {
  const changed = { ...shown.blanksOf(field), ...(points === undefined ? {} : { points }) };
  const finding = { kind: 'changed' as const, reason, change: changed, ...stampOf(io, by) };
  const made = await (await io.service(VerificationService)).decide(await hallOf(io), id, finding);
  io.answer(made, () => io.table(shown.listHead(io.language), [shown.listRow(made, io.language)]));
}

async function draw(io: CommandIo, text: string, flags: DrawFlags): Promise<void> {
  const { department, percent, atLeast, seed, by } = flags;
  const asked = { kind: flags.kind, department, size: { percent, atLeast }, ...(seed === undefined ? {} : { seed }) };
  const service = await io.service(SamplesService);
  const made = await service.draw(await hallOf(io), parsePeriod(text), asked, stampOf(io, by));
  io.answer(made, () => {
    io.line(words.drawn(made, io.language));
    io.table(words.sampleHead(io.language), words.sampleRows(made, io.language));
  });
}

async function samples(io: CommandIo, text: string): Promise<void> {
  const [service, hall, period] = [await io.service(SamplesService), await hallOf(io), parsePeriod(text)];
  const all = await service.list(watching(), hall, period);
  const rates = await service.rates(watching(), hall, period);
  io.answer({ samples: all, rates }, () => {
    for (const one of all) {
      io.line(words.drawn(one, io.language));
      io.table(words.sampleHead(io.language), words.sampleRows(one, io.language));
    }
    io.table(words.rateHead(io.language), rates.map(words.rateRow));
  });
}

async function redraw(io: CommandIo, id: string): Promise<void> {
  const again = await (await io.service(SamplesService)).repeated(watching(), await hallOf(io), id);
  const same = say(io, '重抽结果与记录一致。', 'Drawn again, it is the same.');
  const other = say(io, '重抽结果与记录不一致，记录被改动过。', 'Drawn again, it is another: the record was altered.');
  io.answer(again, () => io.line(again.same ? same : other));
}

async function found(
  io: CommandIo,
  id: string,
  submission: string,
  { outcome: word, remark, by }: { outcome: SampleOutcome; remark: string; by: string },
): Promise<void> {
  const service = await io.service(SamplesService);
  const made = await service.record(await hallOf(io), id, { submission, outcome: word, remark }, stampOf(io, by));
  io.answer(made, () => io.table(words.sampleHead(io.language), words.sampleRows(made, io.language)));
}

async function sections(io: CommandIo, text: string): Promise<void> {
  const service = await io.service(SectionReports);
  const all = await service.standings(watching(), await hallOf(io), parsePeriod(text), hallTime(io.clock.now()));
  io.answer(all, () =>
    io.table(
      words.sectionHead(io.language),
      all.map((one) => words.sectionRow(one, io.language)),
    ),
  );
}

async function section(
  io: CommandIo,
  { text, department, what }: { text: string; department: string; what: string },
  { reason, by }: { reason: string; by: string },
): Promise<void> {
  if (what !== 'confirm' && what !== 'report' && what !== 'return')
    throw new InvalidArgumentError('confirm | report | return');
  const [service, hall, period] = [await io.service(SectionReports), await hallOf(io), parsePeriod(text)];
  const stamp = stampOf(io, by);
  const made =
    what === 'return'
      ? await service.giveBack(hall, period, department, { ...stamp, reason })
      : await service[what](hall, period, department, stamp);
  io.answer(made, () => io.table(words.sectionHead(io.language), [words.sectionRow(made, io.language)]));
}

async function progress(io: CommandIo, text: string): Promise<void> {
  const service = await io.service(ProgressService);
  const grid = await service.grid(watching(), await hallOf(io), parsePeriod(text), hallTime(io.clock.now()));
  io.answer(grid, () => {
    io.table(
      words.gridHead(grid, io.language),
      grid.rows.map((row) => words.gridRow(row, io.language)),
    );
    io.line(words.funnel(grid, io.language));
  });
}

function kind(text: string): SampleDraw['kind'] {
  if (text !== 'spot-check' && text !== 'callback') throw new InvalidArgumentError('spot-check | callback');
  return text;
}

function outcome(text: string): SampleOutcome {
  if (text !== 'true' && text !== 'false' && text !== 'unreached')
    throw new InvalidArgumentError('true | false | unreached');
  return text;
}

function whole(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('0–100');
  return Number(text);
}

/** Whoever sits at the server's own console sees everything. */
function watching(): Actor {
  return cliActor('console');
}

function stampOf(io: CommandIo, by: string): { by: Actor; at: string } {
  return { by: cliActor(by.trim()), at: hallTime(io.clock.now()) };
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
