import type { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import type { CommandIo } from 'src/config/command-io';
import { MailboxService } from './mailbox.service';
import type { Message } from './message';
import { registerOutgoing } from './outgoing/outgoing.command';

type HallOf = () => Promise<string>;

/** Adds `messages list` and `messages read`. The console may see every message of the hall. */
export function registerMessages(program: Command, io: CommandIo, hallOf: HallOf): void {
  const messages = program.command('messages').description(say(io, '消息和待办', 'messages and to-dos'));
  registerOutgoing(messages, io, hallOf);
  messages
    .command('list')
    .description(say(io, '未办的待办和通知', 'to-dos that are open, and notices'))
    .option('--all', say(io, '已办、已读的也列出', 'also what is done or read'))
    .option('--by <name>', say(io, '谁的已读标记', 'whose marks of reading'), 'console')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((flags: { all?: boolean; by: string }) => list(io, hallOf, flags));
  messages
    .command('read')
    .description(say(io, '标为已读', 'mark as read'))
    .argument('<id...>', say(io, '编号，可以多个', 'ids'))
    .option('--by <name>', say(io, '谁读了', 'who read them'), 'console')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((ids: string[], flags: { by: string }) => read(io, hallOf, ids, flags));
}

async function list(io: CommandIo, hallOf: HallOf, { all = false, by }: { all?: boolean; by: string }): Promise<void> {
  const mailbox = await io.service(MailboxService);
  const [hall, actor] = [await hallOf(), cliActor(by.trim())];
  const page = await mailbox.list(actor, { hall, state: all ? 'all' : 'open' }, { order: 'due', limit: 200 });
  const answer = { count: await mailbox.count(actor, { hall }), ...page };
  io.answer(answer, () => {
    io.table(
      say(io, '编号,时间,期限,发给,内容,状态', 'id,at,due,to,text,state').split(','),
      answer.messages.map((message) => row(io, message)),
    );
    if (answer.next !== null) io.note(say(io, '只列出前 200 条。', 'The first 200 only.'));
  });
}

async function read(io: CommandIo, hallOf: HallOf, ids: readonly string[], { by }: { by: string }): Promise<void> {
  const mailbox = await io.service(MailboxService);
  const [hall, actor] = [await hallOf(), cliActor(by.trim())];
  await mailbox.read(actor, hall, ids);
  const count = await mailbox.count(actor, { hall });
  io.answer(count, () =>
    io.line(
      say(
        io,
        `已标为已读。待办 ${String(count.todo)} 项，未读 ${String(count.unread)} 条。`,
        `Marked as read. ${String(count.todo)} to do, ${String(count.unread)} unread.`,
      ),
    ),
  );
}

function row(io: CommandIo, { id, at, due, to, text, settledAt, readAt, kind }: Message): string[] {
  const done = kind === 'todo' ? settledAt : readAt;
  const word = kind === 'todo' ? say(io, '已办', 'done') : say(io, '已读', 'read');
  const place = to.window ?? to.department ?? to.scoredBy ?? to.staff ?? to.permission;
  return [id, at, due ?? '', place, text[io.language], done === null ? say(io, '未办', 'open') : `${word} ${done}`];
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
