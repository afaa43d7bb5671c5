import type { Command } from 'commander';
import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Refusal } from 'src/common/refusal';
import type { CommandIo } from 'src/config/command-io';
import type { Book } from 'src/modules/rules/book';
import { BooksService } from 'src/modules/rules';
import { checkBook } from 'src/modules/rules/check';
import { sentenceOf } from 'src/modules/rules/checks/problem';
import { bookHasErrors } from 'src/modules/rules/refusals';
import { compile } from 'src/modules/scoring/engine/compile';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { sourceNames } from 'src/modules/scoring/engine/explain/numbers';
import { evaluate } from 'src/modules/scoring/engine/order';
import { answerOf, groupNote, looseText, namesOf, sheetText, tableOf } from 'src/modules/scoring/evaluate/answer';
import { readFacts, type FactsFile } from 'src/modules/scoring/evaluate/facts-file';
import { readText } from 'src/modules/scoring/evaluate/facts-text';
import { bookNotInForce, factsUnreadable, factsWrong } from 'src/modules/scoring/evaluate/refusals';

const LARGEST_FACTS = 512 * 1024 * 1024;
const MOST_LISTED = 20;

interface EvaluateOptions {
  readonly book: string;
  readonly facts: string;
  readonly explain?: boolean;
}

/** Adds `evaluate`: the pure engine over a book and a document of facts, without a database. */
export function registerEvaluate(program: Command, io: CommandIo): void {
  program
    .command('evaluate')
    .description(say(io, '按一份办法计算一个月（不用数据库）', 'score one month by a book, without a database'))
    .requiredOption(
      '--book <book>',
      say(io, '办法文件（YAML），或样本名称', 'rule book, YAML, or the name of a sample'),
    )
    .requiredOption('--facts <file>', say(io, '事实文件（JSON 或 YAML）', 'facts, JSON or YAML'))
    .option('--explain', say(io, '列出每一行得分的理由', 'print the sentence of every line'))
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((options: EvaluateOptions) => run(io, options));
}

function run(io: CommandIo, { book: bookFile, facts: factsFile, explain = false }: EvaluateOptions): void {
  const book = readBook(io, bookFile);
  const file = readDocument(io, factsFile);
  const { period } = file.facts;
  if (period < book.from || (book.until !== undefined && period > book.until)) {
    throw bookNotInForce({ book: book.book, from: book.from, until: book.until ?? '…', period });
  }
  const evaluation = evaluate(compile(book), file.facts);
  const { coverageAssumed } = file;
  const note = '事实文件没有写 coverage，所有来源按全月齐全计算。';
  if (coverageAssumed)
    io.note(say(io, note, 'The facts state no coverage: every source counts as complete for the month.'));
  const apart = groupNote(book, evaluation, io.language);
  if (apart !== undefined) io.note(apart);
  io.answer(answerOf(evaluation, { sentences: explain, language: io.language, coverageAssumed }), () =>
    show(io, evaluation, explain),
  );
}

function readBook(io: CommandIo, name: string): Book {
  const books = new BooksService();
  const sample = books.templates().includes(name);
  const file = sample ? `${name}.yaml` : basename(name);
  const { book, problems } = checkBook(sample ? books.template(name) : books.read(resolve(io.cwd, name)));
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  for (const problem of problems) if (problem !== first) io.note(sentenceOf(problem, file, io.language));
  if (book !== undefined) return book;
  const said = { zh: first ? sentenceOf(first, file, 'zh') : file, en: first ? sentenceOf(first, file, 'en') : file };
  throw bookHasErrors({ file, errors: errors.length, first: said });
}

function readDocument(io: CommandIo, name: string): FactsFile {
  const file = basename(name);
  const text = textOf(resolve(io.cwd, name), file);
  const written = readText(text);
  if ('faults' in written)
    throw firstOf(
      io,
      written.faults.map((fault) => factsWrong({ file, ...fault })),
    );
  const read = readFacts(written.value);
  if (!('faults' in read)) return read;
  const faults = read.faults.slice(0, MOST_LISTED).map((fault) => ({ ...fault, line: written.lineOf(fault.where) }));
  throw firstOf(
    io,
    faults.map((fault) => factsWrong({ file, ...fault })),
  );
}

/** The first is thrown, the others are told before it: every fault is said once. */
function firstOf(io: CommandIo, refusals: readonly Refusal[]): Error {
  const [first, ...others] = refusals;
  for (const other of others.slice(0, MOST_LISTED)) io.note(other.in(io.language));
  return first ?? new RangeError('refused without a fault');
}

function textOf(path: string, file: string): string {
  try {
    if (statSync(path).size > LARGEST_FACTS)
      throw factsUnreadable({ file, cause: { zh: '文件过大', en: 'it is too large' } });
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw factsUnreadable({ file, cause: { zh: '没有这个文件', en: 'there is no such file' } });
    if (code === 'EISDIR') throw factsUnreadable({ file, cause: { zh: '这是一个文件夹', en: 'it is a folder' } });
    if (code === 'EACCES')
      throw factsUnreadable({ file, cause: { zh: '没有读取权限', en: 'reading it is not allowed' } });
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw factsUnreadable({ file, cause: { zh: '不是 UTF-8 编码', en: 'it is not UTF-8' } });
    throw error;
  }
}

function show(io: CommandIo, evaluation: Evaluation, explained: boolean): void {
  const { book, period, standings, outcomes, blocked, unread, unplaced } = evaluation;
  io.line(`${book.title}${book.sample ? say(io, '（示例）', ' (sample)') : ''} ${period}`);
  for (const type of new Set(standings.map((one) => one.type))) {
    const { head, rows } = tableOf(
      standings.filter((one) => one.type === type),
      io.language,
    );
    io.table(head, rows);
  }
  for (const { name, group, members, decide, skipped, places } of outcomes) {
    const who = members.map((one) => one.name).join(say(io, '、', ', '));
    const open =
      decide.length === 0
        ? ''
        : say(
            io,
            `；待领导小组决定：${decide.map((one) => one.name).join('、')}`,
            `; left to the leading group: ${decide.map((one) => one.name).join(', ')}`,
          );
    const small = skipped === undefined ? '' : say(io, '（组内数量不足，不产生）', ' (group too small)');
    const count = places === undefined ? '' : ` ${places}`;
    io.line(`${name}${group === '' ? '' : ` [${group}]`}${small}${count}: ${who}${open}`);
  }
  for (const { subject, source, days } of blocked) {
    io.line(
      say(
        io,
        `缺数据：${subject} ${sourceNames(source, 'zh')} ${days.length} 天，得分为暂定。`,
        `missing: ${subject} ${source} ${days.length} days; scores are provisional.`,
      ),
    );
  }
  for (const one of [...unread, ...unplaced]) io.note(looseText(one, io.language));
  if (!explained) return;
  const nameOf = namesOf(evaluation);
  for (const sheet of evaluation.sheets) for (const text of sheetText(sheet, io.language, nameOf)) io.line(text);
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
