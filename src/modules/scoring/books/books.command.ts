import { resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { parseSpan } from 'src/modules/calendar/periods';
import { BooksService, DraftsService, PublishingService } from 'src/modules/rules';
import { FIELDS, type Change } from 'src/modules/rules/drafts/change';
import type { Draft } from 'src/modules/rules/drafts/draft';
import { PublicationService } from './publication.service';
import type { TrialMonth } from './trial';
import { TrialService } from './trial.service';

type HallOf = () => Promise<string>;

/** Adds to `rules`: `try`, `draft`, `change`, `drafts`, `publish-draft`, `fields`, `acknowledge`, `receipts`. */
export function registerBooks(rules: Command, io: CommandIo, hallOf: HallOf): void {
  const add = (name: string, zh: string, en: string): Command =>
    rules
      .command(name)
      .description(say(io, zh, en))
      .option('--json', say(io, '输出 JSON', 'print JSON'));
  add(
    'try',
    '用另一份细则试算过去的月份：谁会变，因为哪一条',
    'past months by another book: who moves, by which clause',
  )
    .argument('<book>', say(io, '文件、样本名称或草稿编号', 'file, sample or draft'))
    .requiredOption('--periods <span>', '2026-01..2026-03 | 2026-Q1')
    .action((book: string, { periods }: { periods: string }) => trial(io, hallOf, book, periods));
  registerDrafts(add, io, hallOf);
  registerReceipts(add, io, hallOf);
  add('fields', '草稿可以修改的栏目', 'fields a draft may change').action(() =>
    io.answer(FIELDS, () =>
      io.table(
        say(io, '栏目,可写', 'field,words').split(','),
        Object.entries(FIELDS).map(([name, { words }]) => [name, Object.keys(words ?? {}).join('、')]),
      ),
    ),
  );
}

type Add = (name: string, zh: string, en: string) => Command;

function registerDrafts(add: Add, io: CommandIo, hallOf: HallOf): void {
  const by = say(io, '经办人', 'who');
  add('draft', '新建细则草稿', 'begin a draft')
    .argument('<from>', say(io, '起始月', 'first month'))
    .requiredOption('--by <name>', by)
    .action(async (from: string, flags: { by: string }) =>
      show(io, await (await io.service(DraftsService)).begin(cliActor(flags.by.trim()), await hallOf(), from)),
    );
  add('change', '按中文栏目修改草稿', 'change a draft by the Chinese names of fields')
    .argument('<draft>')
    .argument('<item>', say(io, '项目编码', 'code of the item'))
    .option('--set <field=value...>', say(io, '如 分值=1.5', 'such as 分值=1.5'))
    .option('--clear <field...>', say(io, '清空的栏目', 'fields to clear'))
    .option('--remove', say(io, '删去这一项', 'take the item away'))
    .requiredOption('--version <number>', say(io, '看到的草稿版次', 'version of the draft you saw'))
    .requiredOption('--by <name>', by)
    .action((draft: string, item: string, flags: ChangeFlags) => change(io, hallOf, { draft, item }, flags));
  add('publish-draft', '发布草稿，发给各窗口签收', 'publish a draft and send it to the windows')
    .argument('<draft>')
    .requiredOption('--version <number>', say(io, '看到的草稿版次', 'version of the draft you saw'))
    .option('--reason <text>', say(io, '修改理由', 'why'), '')
    .requiredOption('--by <name>', by)
    .action((draft: string, flags: { version: string; reason: string; by: string }) =>
      publish(io, hallOf, draft, flags),
    );
}

function registerReceipts(add: Add, io: CommandIo, hallOf: HallOf): void {
  const revision = say(io, '版次', 'revision');
  add('receipts', '细则的签收情况', 'who has acknowledged a book')
    .argument('<from>', say(io, '起始月', 'first month'))
    .option('--revision <number>', revision, '1')
    .action(async (from: string, flags: { revision: string }) => {
      const service = await io.service(PublishingService);
      const list = await service.receipts(cliActor('console'), await hallOf(), from, Number(flags.revision));
      io.answer(list, () =>
        io.table(
          say(io, '窗口,发出,签收,签收人', 'window,sent,acknowledged,by').split(','),
          list.map((one) => [
            one.window,
            one.sentAt,
            one.acknowledgedAt ?? say(io, '未签收', 'not yet'),
            one.acknowledgedBy ?? '',
          ]),
        ),
      );
    });
  add('acknowledge', '代窗口登记签收', 'record that a window acknowledges')
    .argument('<from>', say(io, '起始月', 'first month'))
    .argument('<window>', say(io, '窗口编号', 'code of the window'))
    .option('--revision <number>', revision, '1')
    .requiredOption('--by <name>', say(io, '签收人', 'who'))
    .action(async (from: string, window: string, flags: { revision: string; by: string }) => {
      const book = { from, revision: Number(flags.revision), window };
      const service = await io.service(PublishingService);
      const done = await service.acknowledge(cliActor(flags.by.trim()), await hallOf(), book);
      io.answer(done, () => io.line(`${done.window} ${done.acknowledgedAt ?? ''}`));
    });
}

interface ChangeFlags {
  readonly set?: string[];
  readonly clear?: string[];
  readonly remove?: boolean;
  readonly version: string;
  readonly by: string;
}

async function change(
  io: CommandIo,
  hallOf: HallOf,
  { draft, item }: { draft: string; item: string },
  { set = [], clear = [], remove = false, version, by }: ChangeFlags,
): Promise<void> {
  const changes: Change[] = [
    ...set.map((text) => {
      const at = text.indexOf('=');
      return { kind: 'set' as const, item, field: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
    }),
    ...clear.map((field) => ({ kind: 'clear' as const, item, field })),
    ...(remove ? [{ kind: 'remove' as const, item }] : []),
  ];
  const service = await io.service(DraftsService);
  show(io, await service.change(cliActor(by.trim()), await hallOf(), draft, { version: Number(version), changes }));
}

async function publish(
  io: CommandIo,
  hallOf: HallOf,
  draft: string,
  { version, reason, by }: { version: string; reason: string; by: string },
): Promise<void> {
  const service = await io.service(PublicationService);
  const asked = { version: Number(version), reason };
  const done = await service.draft(cliActor(by.trim()), await hallOf(), draft, asked);
  io.answer(done, () =>
    io.line(
      say(
        io,
        `已发布：${done.title}，自 ${done.from} 起，第 ${String(done.revision)} 版，已发给各窗口签收。`,
        `Published: ${done.title}, from ${done.from}, revision ${String(done.revision)}, sent to the windows.`,
      ),
    ),
  );
}

function show(io: CommandIo, draft: Draft): void {
  io.answer(draft, () => {
    const { id, version, from, ok, problems } = draft;
    const state = ok ? say(io, '没有错误', 'no errors') : say(io, '有错误，不能发布', 'has errors');
    io.line(
      say(
        io,
        `草稿 ${id}，第 ${String(version)} 版，自 ${from} 起，${state}。`,
        `Draft ${id}, version ${String(version)}, from ${from}, ${state}.`,
      ),
    );
    for (const { where, field, cause, remedy, severity } of problems)
      if (severity === 'error') io.line(`${where[io.language]}${field} ${cause[io.language]} ${remedy[io.language]}`);
  });
}

async function trial(io: CommandIo, hallOf: HallOf, name: string, periods: string): Promise<void> {
  const actor = cliActor('console');
  const hall = await hallOf();
  const text = /^[0-9a-f]{12}$/.test(name)
    ? await (await io.service(DraftsService)).text(actor, hall, name)
    : textOf(io, name);
  const answer = await (await io.service(TrialService)).try(actor, hall, text, parseSpan(periods).months);
  io.answer(answer, () => answer.forEach((month) => showMonth(io, month)));
}

/** A sample by its name, else a file. */
function textOf(io: CommandIo, name: string): string {
  const books = new BooksService();
  return books.templates().includes(name) ? books.template(name) : books.read(resolve(io.cwd, name));
}

function showMonth(io: CommandIo, { period, facts, moved, unchanged }: TrialMonth): void {
  io.line(
    say(
      io,
      `${period}（${facts === 'sealed' ? '按已锁定的数据' : '按目前的数据'}）：${String(moved.length)} 个有变化，${String(unchanged)} 个不变`,
      `${period} (${facts} facts): ${String(moved.length)} change, ${String(unchanged)} do not`,
    ),
  );
  io.table(
    say(io, '对象,得分,名次,新增结果,失去结果,因为', 'subject,score,rank,gained,lost,by').split(','),
    moved.map(({ name, subject, score, rank, gained, lost, by }) => [
      name === '' ? subject : name,
      `${score.before ?? '—'} → ${score.after ?? '—'}`,
      `${String(rank.before ?? '—')} → ${String(rank.after ?? '—')}`,
      ...[gained.join('、'), lost.join('、'), by.map((one) => `${one.item} ${one.change}`).join('，')],
    ]),
  );
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
