import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { OrganisationService } from 'src/modules/organisation';
import { MonthWork } from 'src/modules/scoring/thread/month-work.service';
import { DECISION_WORDS, type RecordedObjection } from 'src/modules/submissions/objections/objection';
import type { Effect } from './effect';
import { ObjectingService } from './objecting.service';
import { kindUnknown } from './refusals';
import { OwnSheetsService } from './sheets.service';

interface Said {
  readonly by: string;
  readonly reason: string;
}

type Kind = 'upheld' | 'partly' | 'rejected';
const KINDS: readonly Kind[] = ['upheld', 'partly', 'rejected'];

/** Adds `objection lines|list|file|withdraw|effect|decide`. */
export function registerObjections(program: Command, io: CommandIo): Command {
  const objection = program.command('objection').description(say(io, '异议：提出、答复', 'objections: file, decide'));
  const add = (name: string, zh: string, en: string): Command =>
    objection
      .command(name)
      .description(say(io, zh, en))
      .option('--json', say(io, '输出 JSON', 'print JSON'));
  const month = say(io, '考核月份，如 2026-03', 'assessed month, 2026-03');
  const window = say(io, '窗口编号', 'code of the window');
  const id = say(io, '异议编号', 'id of the objection');
  add('lines', '窗口本月的得分表，各条的编号和异议期限', "a window's own lines and until when it may object")
    .argument('<month>', month)
    .argument('<window>', window)
    .action((text: string, of: string) => lines(io, text, of));
  add('list', '本月的异议，以及期满无异议的窗口', 'objections of a month, and who stayed silent')
    .argument('<month>', month)
    .action((text: string) => list(io, text));
  said(io, add('file', '对得分表上的一条提出异议', 'object to a line'))
    .argument('<month>', month)
    .argument('<window>', window)
    .argument('<line>', say(io, '得分表上该条的编号', 'key of the line'))
    .option('--evidence <text...>', say(io, '文号等依据', 'numbers of documents'))
    .action((text: string, of: string, line: string, flags: Said & { evidence?: string[] }) =>
      file(io, text, { window: of, line, ...flags }),
    );
  said(io, add('withdraw', '撤回异议', 'take an objection back'))
    .argument('<id>', id)
    .action((which: string, flags: Said) => withdraw(io, which, flags));
  add('effect', '如果成立，对得分、名次、名单有什么影响（不作记录）', 'what a decision would do; nothing is recorded')
    .argument('<id>', id)
    .option('--kind <kind>', KINDS.join(' | '), 'upheld')
    .requiredOption('--by <name>', say(io, '经办人姓名', 'name'))
    .action((which: string, flags: { kind: string; by: string }) => effect(io, which, flags));
  said(io, add('decide', '答复异议：成立、部分成立或不成立', 'decide on an objection'))
    .argument('<id>', id)
    .requiredOption('--kind <kind>', KINDS.join(' | '))
    .requiredOption('--shown <digest>', say(io, '所看到影响的摘要', 'digest of the effect that was shown'))
    .action((which: string, flags: Said & { kind: string; shown: string }) => decide(io, which, flags));
  return objection;
}

function said(io: CommandIo, command: Command): Command {
  return command
    .requiredOption('--reason <text>', say(io, '理由', 'why'))
    .requiredOption('--by <name>', say(io, '经办人姓名', 'name'));
}

async function lines(io: CommandIo, text: string, window: string): Promise<void> {
  const service = await io.service(OwnSheetsService);
  const asked = { window, language: io.language };
  const sheet = await service.provisional(cliActor('console'), await hallOf(io), parsePeriod(text), asked);
  io.answer(sheet, () => {
    const { name, result, noticeUntil } = sheet;
    const place = result === null || result.rank === null ? '—' : `${String(result.rank)}/${String(result.of)}`;
    io.line(`${name} ${text} ${result?.score ?? '—'} ${say(io, '名次', 'rank')} ${place} ${noticeUntil ?? ''}`);
    io.table(
      io.language === 'zh' ? ['编号', '分', '内容', '异议截止'] : ['key', 'points', 'what', 'object until'],
      sheet.lines.map((one) => [
        ...[one.line, one.printed, one.sentence],
        one.objection ? DECISION_WORDS[one.objection.state][io.language] : (one.until ?? '—'),
      ]),
    );
  });
}

async function list(io: CommandIo, text: string): Promise<void> {
  const service = await io.service(ObjectingService);
  const answer = await service.list(cliActor('console'), await hallOf(io), parsePeriod(text));
  io.answer(answer, () => {
    showObjections(io, answer.objections);
    const silent = answer.silences.map(({ window }) => window);
    if (silent.length > 0) io.line(`${say(io, '期满无异议', 'No objection')}：${silent.join('、')}`);
  });
}

async function file(
  io: CommandIo,
  text: string,
  { by, window, line, reason, evidence = [] }: Said & { window: string; line: string; evidence?: string[] },
): Promise<void> {
  const service = await io.service(ObjectingService);
  const asked = { window, line, reason, evidence };
  const filed = await service.file(await hallOf(io), parsePeriod(text), cliActor(by), asked);
  io.answer(filed, () => showObjections(io, [filed]));
}

async function withdraw(io: CommandIo, id: string, { by, reason }: Said): Promise<void> {
  const service = await io.service(ObjectingService);
  const withdrawn = await service.withdraw(await hallOf(io), id, cliActor(by), reason);
  io.answer(withdrawn, () => showObjections(io, [withdrawn]));
}

async function effect(io: CommandIo, id: string, { by, kind }: { kind: string; by: string }): Promise<void> {
  const work = await io.service(MonthWork);
  const found = await work.objectionEffect(await hallOf(io), id, cliActor(by), { kind: kindOf(kind) });
  io.answer(found, () => showEffect(io, found));
}

async function decide(
  io: CommandIo,
  id: string,
  { by, kind, reason, shown }: Said & { kind: string; shown: string },
): Promise<void> {
  const work = await io.service(MonthWork);
  const asked = { kind: kindOf(kind), reason, shown };
  const decided = await work.objectionDecide(await hallOf(io), id, cliActor(by), asked);
  io.answer(decided, () => showObjections(io, [decided]));
}

function showObjections(io: CommandIo, all: readonly RecordedObjection[]): void {
  const zh = io.language === 'zh';
  io.table(
    zh
      ? ['编号', '窗口', '条款', '理由', '时间', '结论', '答复']
      : ['id', 'window', 'clause', 'reason', 'at', 'state', 'answer'],
    all.map(({ objection: { id, window, clause, reason, at }, state, decisions }) => [
      ...[id, window, clause, reason, at.slice(0, 19)],
      ...[DECISION_WORDS[state][io.language], decisions.at(-1)?.reason ?? ''],
    ]),
  );
}

function showEffect(io: CommandIo, { moved, changes, digest }: Effect): void {
  const zh = io.language === 'zh';
  io.line(zh ? `得分、名次或名单有变化的 ${String(changes)} 个：` : `${String(changes)} change:`);
  io.table(
    zh ? ['名称', '得分', '名次', '列入', '移出'] : ['name', 'score', 'rank', 'gained', 'lost'],
    moved.map(({ name, score, rank, gained, lost }) => [
      name,
      `${score.before ?? '—'} → ${score.after ?? '—'}`,
      `${String(rank.before ?? '—')} → ${String(rank.after ?? '—')}`,
      ...[gained.join('、'), lost.join('、')],
    ]),
  );
  io.line(`${zh ? '摘要' : 'digest'} ${digest}`);
}

function kindOf(text: string): Kind {
  const found = KINDS.find((one) => one === text || DECISION_WORDS[one].zh === text);
  if (!found) throw kindUnknown({ text });
  return found;
}

async function hallOf(io: CommandIo): Promise<string> {
  return (await (await io.service(OrganisationService)).hall(io.hall)).id;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
