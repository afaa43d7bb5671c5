import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { makeFolder } from 'src/config/data-folder.service';
import { askedOf, type Asked } from 'src/config/paging';
import { breakageText } from './breakage';
import { jsonLine, TRAIL_PAGE } from './listing';
import { chainBroken, exportKind, exportThere } from './refusals';
import { Sequencer } from './sequencer.service';
import { Trail } from './trail.service';

interface Place {
  readonly installation?: boolean;
}

interface Filters extends Place {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly limit?: string;
  readonly sort?: string;
  readonly cursor?: string;
}

/** What the rooms above lend to the commands: which hall is meant, and how a workbook of records is made. */
export interface AuditHelp {
  hall(): Promise<string>;
  book(hall: string, filters: Asked['filters']): Promise<Uint8Array>;
}

/** Adds `audit list|verify|head|export`. */
export function registerAudit(program: Command, io: CommandIo, help: AuditHelp): void {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const audit = program.command('audit').description(say('操作留痕', 'who did what, when, and why'));
  const add = (name: string, zh: string, en: string): Command =>
    audit
      .command(name)
      .description(say(zh, en))
      .option(
        '--installation',
        say('不属于任何大厅的记录（账号、权限）', 'records that belong to no hall (accounts, rights)'),
      )
      .option('--json', 'JSON');
  const filtered = (command: Command): Command =>
    command
      .option('--from <time>', say('起始日期或时间', 'from this day or time on'))
      .option('--to <time>', say('截止日期或时间（含）', 'up to this day or time, included'))
      .option('--actor <id>', say('人员', 'who'))
      .option(
        '--action <name>',
        say('操作，如 submission.decide，或只写 submission', 'submission.decide, or submission'),
      )
      .option('--subject <id>', say('对象编号', 'id of what was changed'));
  filtered(add('list', '查询留痕', 'search the records'))
    .option('--limit <n>', say('条数，最多 500', 'rows, at most 500'))
    .option('--sort <order>', '-at | at')
    .option('--cursor <text>', say('上一页的 next', '"next" of the page before'))
    .action((options: Filters) => list(io, help, options));
  add('verify', '校验留痕链', 'prove the chain')
    .option('--head <head...>', say('通报页脚印的链首 序号:校验码，可多个', 'heads printed on bulletins, SEQ:HASH'))
    .action((options: Place & { head?: string[] }) => verify(io, help, options));
  add('head', '留痕链首', 'the newest link').action((options: Place) => head(io, help, options));
  filtered(add('export', '导出留痕', 'write the records into a file'))
    .requiredOption('--out <file>', say('文件，以 .jsonl 或 .xlsx 结尾', 'file, ending with .jsonl or .xlsx'))
    .action((options: Filters & { out: string }) => exportTo(io, help, options));
}

const placeOf = async (help: AuditHelp, { installation }: Place): Promise<string> =>
  installation === true ? '' : help.hall();

async function list(io: CommandIo, help: AuditHelp, options: Filters): Promise<void> {
  const asked = askedOf({ ...options }, TRAIL_PAGE);
  const hall = await placeOf(help, options);
  const page = await (await io.service(Trail)).list(hall, asked, cliActor('audit'));
  io.answer(page, () => {
    const zh = io.language === 'zh';
    io.table(
      zh
        ? ['序号', '时间', '人员', '来源', '操作', '对象', '理由']
        : ['link', 'time', 'who', 'from', 'what', 'subject', 'why'],
      page.items.map((row) => [
        row.sequence ?? '…',
        row.at,
        row.actor,
        row.origin,
        row.action,
        row.subject,
        row.reason,
      ]),
    );
    if (page.next !== null) io.note(`${zh ? '下一页' : 'next page'}: --cursor ${page.next}`);
  });
}

async function verify(io: CommandIo, help: AuditHelp, options: Place & { head?: string[] }): Promise<void> {
  const hall = await placeOf(help, options);
  const trail = await io.service(Trail);
  // Beside a running server this command runs in it; without one nobody else links what was written last.
  await (await io.service(Sequencer)).link(hall);
  const check = await trail.verify(hall, options.head ?? [], cliActor('audit'));
  const text = check.broken && breakageText(check.broken);
  io.answer({ ...check, text }, () => {
    const zh = io.language === 'zh';
    io.line(zh ? `已校验 ${String(check.links)} 环` : `${String(check.links)} links proved`);
    if (check.unlinked.count > 0)
      io.line(
        zh
          ? `还有 ${String(check.unlinked.count)} 条未入链，最久 ${String(check.unlinked.oldestSeconds)} 秒`
          : `${String(check.unlinked.count)} records wait for their link, the oldest for ${String(check.unlinked.oldestSeconds)} s`,
      );
    if (check.late.count > 0)
      io.line(
        zh
          ? `${String(check.late.count)} 条记录的时间比入链早十分钟以上（长时间导入，或被倒填），第一条 ${check.late.first ?? ''}`
          : `${String(check.late.count)} records bear a time more than ten minutes before their link (long imports, or dated back), first ${check.late.first ?? ''}`,
      );
    for (const { sequence, digest, holds } of check.heads)
      io.line(
        `${String(sequence)}:${digest.slice(0, 32)} ${holds ? (zh ? '相符' : 'holds') : zh ? '不符' : 'DOES NOT HOLD'}`,
      );
  });
  if (text) throw chainBroken(text);
}

async function head(io: CommandIo, help: AuditHelp, options: Place): Promise<void> {
  const hall = await placeOf(help, options);
  await (await io.service(Sequencer)).link(hall);
  const answer = await (await io.service(Trail)).head(hall, cliActor('audit'));
  io.answer(answer, () =>
    io.line(answer.printed === '' ? (io.language === 'zh' ? '还没有留痕' : 'no records yet') : answer.printed),
  );
}

async function exportTo(io: CommandIo, help: AuditHelp, options: Filters & { out: string }): Promise<void> {
  const file = resolve(io.cwd, options.out);
  const kind = /\.(jsonl|xlsx)$/.exec(file)?.[1];
  if (kind === undefined) throw exportKind({ file: options.out });
  if (existsSync(file)) throw exportThere({ file });
  const { filters } = askedOf({ ...options }, TRAIL_PAGE);
  const hall = await placeOf(help, options);
  makeFolder(dirname(file));
  const records = await written(file, async (write) => {
    if (kind === 'xlsx') return write(await help.book(hall, filters), 0);
    for await (const piece of await (await io.service(Trail)).export(hall, filters, cliActor('audit'), kind))
      await write(piece.map(jsonLine).join(''), piece.length);
  });
  io.answer({ file, ...(kind === 'jsonl' ? { records } : {}) }, () =>
    io.line(io.language === 'zh' ? `已导出到 ${file}` : `Written to ${file}`),
  );
}

type Write = (content: string | Uint8Array, records: number) => Promise<void>;

/** A new file, taken away again when it cannot be finished; the number of records in it. */
async function written(file: string, work: (write: Write) => Promise<void>): Promise<number> {
  const target = await open(file, 'wx');
  let total = 0;
  try {
    await work(async (content, records) => {
      await target.writeFile(content);
      total += records;
    });
    await target.close();
    return total;
  } catch (error) {
    await target.close();
    await rm(file, { force: true });
    throw error;
  }
}
