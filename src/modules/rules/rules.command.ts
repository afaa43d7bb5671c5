import type { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { cliActor, type Actor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { Language } from 'src/common/language';
import type { CommandIo } from 'src/config/command-io';
import { parsePeriod } from 'src/modules/calendar/periods';
import { BooksService } from './books.service';
import { checkBook } from './check';
import { sentenceOf, type Problem } from 'src/modules/rules/checks/problem';
import { sourcesOf } from 'src/modules/rules/checks/vocabulary';
import { MEASURES } from './measures';
import { OCCURRENCES } from './occurrences';
import type { PublishedBook } from './published/in-force';
import { checkFailed, nobodyPublishes, noBookInForce } from './refusals';
import { RulesService } from './rules.service';
import { BOOK_SCHEMA } from './schema/book-schema';
import { KIND_NAMES, SHAPE_NAMES } from './published/wording';

/** Names the hall of a command: the one of `--hall`, or the only one there is. */
export type HallOf = () => Promise<string>;

/** Publishes a text and sends it to the windows, whom the rooms above know. */
export type PublishText = (
  hall: string,
  actor: Actor,
  book: { readonly text: string; readonly source: string; readonly reason: string },
) => Promise<PublishedBook>;

function nobodyHears(): never {
  throw new Error('the command line was built without a way to publish');
}

/** Adds `rules check|publish|show|list|template|schema|catalogue`. Without `hallOf` the hall is the only one with a book. */
export function registerRules(
  program: Command,
  io: CommandIo,
  hallOf: HallOf = () => publishedHall(io),
  publishText: PublishText = nobodyHears,
): void {
  const rules = program.command('rules').description(say(io, '考核办法', 'rule books'));
  const add = (name: string, zh: string, en: string): Command =>
    rules
      .command(name)
      .description(say(io, zh, en))
      .option('--json', say(io, '输出 JSON', 'print JSON'));
  add('check', '检查一份办法，逐处指出行列、原因和改法', 'check a book: line, column, cause, remedy')
    .argument('<book>', say(io, '文件，或样本名称', 'file, or name of a sample'))
    .action((book: string) => check(io, book));
  add('publish', '发布一份办法', 'publish a book')
    .argument('<book>', say(io, '文件，或样本名称', 'file, or name of a sample'))
    .option('--by <name>', say(io, '发布人', 'who publishes it'))
    .option('--reason <text>', say(io, '修改理由（同一起始月再次发布时必填）', 'why; needed for a further revision'))
    .action((book: string, options: PublishOptions) => publish(io, hallOf, book, options, publishText));
  add('show', '某月生效的办法', 'the book in force in a month')
    .option('--period <month>', say(io, '月份，默认本月', 'the month, this one by default'))
    .action((options: { period?: string }) => show(io, hallOf, options.period ?? hallTime(io.clock.now()).slice(0, 7)));
  add('list', '已发布的办法', 'published books').action(() => list(io, hallOf));
  add('template', '打印一份样本办法', 'print a sample book')
    .argument('[name]')
    .action((name: string | undefined) => template(io, name));
  add('schema', '打印办法的 JSON Schema', 'print the JSON Schema of a book').action(() =>
    io.answer(BOOK_SCHEMA, () => io.line(JSON.stringify(BOOK_SCHEMA, null, 2))),
  );
  add('catalogue', '办法可用的事实和统计量', 'facts and measures a book may use').action(() => catalogue(io));
}

interface PublishOptions {
  readonly by?: string;
  readonly reason?: string;
}

async function publishedHall(io: CommandIo): Promise<string> {
  return (await io.service(RulesService)).hallOf(io.hall);
}

/** A sample by its name, else a file. */
function open(io: CommandIo, name: string): { file: string; text: string } {
  const books = new BooksService();
  if (books.templates().includes(name)) return { file: `${name}.yaml`, text: books.template(name) };
  return { file: basename(name), text: books.read(resolve(io.cwd, name)) };
}

function check(io: CommandIo, name: string): void {
  const { file, text } = open(io, name);
  const { book, problems } = checkBook(text);
  const count = (severity: Problem['severity']): number => problems.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const head = book ? { book: book.book, title: book.title, from: book.from, items: book.items.length } : {};
  io.answer(
    { file, ok: errors === 0, ...head, errors, warnings, problems: problems.map(inLanguage(io.language)) },
    () => {
      for (const problem of problems) io.line(printed(io, problem, file));
      if (book)
        io.line(
          say(
            io,
            `${book.title}（自 ${book.from} 起）：${book.items.length} 个项目，没有错误${warnings > 0 ? `，${warnings} 处提醒` : ''}。`,
            `${book.title} (from ${book.from}): ${book.items.length} items, no errors${warnings > 0 ? `, ${warnings} warning(s)` : ''}.`,
          ),
        );
    },
  );
  if (errors > 0) throw checkFailed({ file, errors, warnings });
}

function inLanguage(language: Language) {
  return ({ cause, remedy, ...rest }: Problem): object => ({
    ...rest,
    cause: cause[language],
    remedy: remedy[language],
  });
}

function printed(io: CommandIo, problem: Problem, file: string): string {
  const sentence = sentenceOf(problem, file, io.language);
  return problem.severity === 'error' ? sentence : `${sentence}${say(io, '（提醒）', ' (warning)')}`;
}

async function publish(
  io: CommandIo,
  hallOf: HallOf,
  name: string,
  { by, reason = '' }: PublishOptions,
  publishText: PublishText,
): Promise<void> {
  if (by === undefined || by.trim() === '') throw nobodyPublishes({});
  const { file: source, text } = open(io, name);
  const done = await publishText(await hallOf(), cliActor(by.trim()), { text, source, reason });
  io.answer(done, () =>
    io.line(
      say(
        io,
        `已发布：${done.title}，自 ${done.from} 起，第 ${done.revision} 版，大厅 ${done.hall}，指纹 ${done.digest.slice(0, 12)}。`,
        `Published: ${done.title}, from ${done.from}, revision ${done.revision}, hall ${done.hall}, digest ${done.digest.slice(0, 12)}.`,
      ),
    ),
  );
}

async function show(io: CommandIo, hallOf: HallOf, text: string): Promise<void> {
  const month = parsePeriod(text);
  const hall = await hallOf();
  const found = await (await io.service(RulesService)).bookInForce(hall, month);
  if (!found) throw noBookInForce({ hall, month });
  const { hall: of, book, title, from, until, revision, digest, by, at, reason, parsed } = found;
  const record = { hall: of, book, title, from, until, revision, digest, by, at, reason };
  io.answer({ period: month, ...record, content: parsed }, () => {
    io.line(headline(io, found));
    io.table(
      say(io, '编码,项目,加扣,形状,计分科室,来源,示例', 'code,item,sign,shape,department,sources,sample').split(','),
      parsed.items.map((item) => [
        item.code,
        item.name,
        KIND_NAMES[item.kind][io.language],
        SHAPE_NAMES[item.shape.kind][io.language],
        item.department ?? '',
        sourcesOf(item).join(' '),
        (item.sample ?? parsed.sample) === true ? say(io, '示例', 'sample') : '',
      ]),
    );
  });
}

function headline(io: CommandIo, book: PublishedBook): string {
  const { title, from, until, revision, by, at, digest } = book;
  const span = say(io, `${from} 起${until ? `至 ${until}` : ''}`, `from ${from}${until ? ` to ${until}` : ''}`);
  return say(
    io,
    `${title}：${span}，第 ${revision} 版，${by.name} ${at} 发布，指纹 ${digest.slice(0, 12)}。`,
    `${title}: ${span}, revision ${revision}, published by ${by.name} at ${at}, digest ${digest.slice(0, 12)}.`,
  );
}

async function list(io: CommandIo, hallOf: HallOf): Promise<void> {
  const books = await (await io.service(RulesService)).list(await hallOf());
  io.answer(books, () =>
    io.table(
      say(io, '自,至,版,办法,发布人,时间,理由,指纹', 'from,until,revision,book,by,at,reason,digest').split(','),
      books.map(({ from, until, revision, title, by, at, reason, digest }) => [
        from,
        until ?? '',
        revision,
        title,
        by.name,
        at,
        reason,
        digest.slice(0, 12),
      ]),
    ),
  );
}

function template(io: CommandIo, name: string | undefined): void {
  const books = new BooksService();
  if (name === undefined) {
    const templates = books.templates();
    io.answer({ templates }, () => templates.forEach((one) => io.line(one)));
    return;
  }
  const text = books.template(name);
  io.answer({ name, text }, () => io.line(text.trimEnd()));
}

function catalogue(io: CommandIo): void {
  io.answer({ occurrences: OCCURRENCES, measures: MEASURES }, () => {
    const words = (list: readonly string[] | undefined): string => (list ?? []).join(' ');
    io.table(
      say(io, '事实,名称,来源,量,标签', 'type of fact,name,source,amounts,labels').split(','),
      Object.entries<{
        source: string;
        zh: string;
        en: string;
        amounts?: readonly string[];
        labels?: readonly string[];
      }>(OCCURRENCES).map(([type, kind]) => [
        type,
        kind[io.language],
        kind.source,
        words(kind.amounts),
        words(kind.labels),
      ]),
    );
    io.table(
      say(io, '统计量,名称,来源,口径', 'measure,name,source,bases').split(','),
      Object.entries(MEASURES).map(([name, kind]) => [name, kind[io.language], kind.source, words(kind.bases)]),
    );
  });
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
