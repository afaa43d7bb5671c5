import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Book } from 'src/modules/rules/book';
import { checkBook } from 'src/modules/rules/check';
import type { MonthFacts } from 'src/modules/rules/facts';
import { MEASURES } from 'src/modules/rules/measures';
import { OCCURRENCES } from 'src/modules/rules/occurrences';
import { compile } from 'src/modules/scoring/engine/compile';
import type { Evaluation } from 'src/modules/scoring/engine/evaluation';
import { evaluate } from 'src/modules/scoring/engine/order';
import type { Line } from 'src/modules/scoring/engine/sheet';

const file = join(__dirname, '../../docs/rule-book.md');
const page = readFileSync(file, 'utf8');

interface Block {
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let open: { language: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    if (open && line === '```') {
      blocks.push({ heading, language: open.language, text: open.lines.join('\n') });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (line.startsWith('```')) open = { language: line.slice(3), lines: [] };
    else if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '');
  }
  return blocks;
}

const blocks = blocksOf(page);
const frame = (language: string): string => blocks.find((block) => block.language === language)?.text ?? '';

interface Example {
  readonly heading: string;
  readonly book: string;
  readonly facts: string;
  readonly result: string;
}

const examples = blocks.flatMap(({ heading, language, text }, index): Example[] =>
  language === 'yaml book'
    ? [{ heading, book: text, facts: blocks[index + 1]?.text ?? '', result: blocks[index + 2]?.text ?? '' }]
    : [],
);

/** Top-level members of the example replace those of the frame, as text, so that the checker's own reader reads it. */
function bookOf(text: string): Book {
  const own = new Set([...text.matchAll(/^(\w+):/gm)].map(([, name]) => name));
  const kept = frame('yaml frame-book')
    .split('\n')
    .filter((line) => !own.has(/^(\w+):/.exec(line)?.[1]));
  const { book, problems } = checkBook(`${kept.join('\n')}\n${text}\n`);
  expect(problems).toEqual([]);
  if (!book) throw new Error('the example is no book');
  return book;
}

function factsOf(text: string): MonthFacts {
  return { ...(parse(frame('yaml frame-facts')) as MonthFacts), ...(parse(text) as Partial<MonthFacts>) };
}

const signed = (points: string): string => (/^-|^0(\.0+)?$/.test(points) ? points : `+${points}`);

function lineText({ subject, item, limit, printed, state, charge }: Line): string {
  const parts = [subject, item, limit?.kind, signed(printed)];
  if (state !== 'counted') parts.push(state);
  if (charge === 'year') parts.push('year');
  return parts.filter((part) => part !== undefined).join(' ');
}

/** What the page may say about a subject or an outcome, in the words of the page. */
function said(evaluation: Evaluation, row: string): string[] {
  const [word = '', what = '', who = ''] = row.split(' ');
  const standing = evaluation.standings.find(({ subject }) => subject === what);
  if (word === 'rank') return [`rank ${what} ${standing?.rank ?? 'none'}`];
  if (word === 'grade') return [`grade ${what} ${standing?.grade ?? 'none'}`];
  if (word === 'outcome') {
    const members = evaluation.outcomes.filter(({ code }) => code === what).flatMap((one) => one.members);
    return [`outcome ${what} ${members.map(({ subject }) => subject).join(' ')}`];
  }
  if (word === 'effect')
    return evaluation.effects
      .filter(({ lose, who: whom }) => lose === what && whom === who)
      .map(({ lose, who: whom, persons, window, from, until }) => {
        const names = whom === 'window' ? (window ?? '') : persons.join(' ');
        return `effect ${lose} ${whom} ${names} ${from}..${until}`;
      });
  const sheet = evaluation.sheets.find(
    ({ subject, type }) => subject === word && (type !== 'staff' || word.startsWith('P')),
  );
  if (!sheet) return [`${word} has no sheet`];
  return [`${word} base ${sheet.base.printed}`, ...sheet.lines.map(lineText), `${word} total ${sheet.score.printed}`];
}

describe('docs/rule-book.md', () => {
  it('has an example for each of S1 … S38', () => {
    const shown = examples.flatMap(({ heading }) => /^S\d+/.exec(heading) ?? []);
    expect(shown).toEqual(Array.from({ length: 38 }, (_, index) => `S${index + 1}`));
  });

  it.each(examples.map((example) => [example.heading, example] as const))(
    'example %s',
    (_, { book, facts, result }) => {
      const rows = result.split('\n').filter((row) => row !== '');
      expect(rows.length).toBeGreaterThan(0);
      const evaluation = evaluate(compile(bookOf(book)), factsOf(facts));
      const firsts = rows.filter((row, index) => {
        const [word] = row.split(' ');
        const own = word === 'rank' || word === 'grade' || word === 'outcome' || word === 'effect';
        return own || rows.findIndex((one) => one.startsWith(`${word ?? ''} `)) === index;
      });
      expect(firsts.flatMap((row) => said(evaluation, row))).toEqual(rows);
    },
  );

  it('lists the catalogue of the code', () => {
    const start = page.indexOf('<!-- catalogue -->\n') + '<!-- catalogue -->\n'.length;
    expect(page.slice(start, page.indexOf('<!-- /catalogue -->'))).toBe(catalogue());
  });
});

/** The two tables of the page. */
function catalogue(): string {
  type Kind = { source: string; zh: string; en: string; amounts?: readonly string[]; labels?: readonly string[] };
  const list = (words: readonly string[] | undefined): string => (words ?? []).map((word) => `\`${word}\``).join(' ');
  const facts = Object.entries<Kind>(OCCURRENCES).map(
    ([type, { source, zh, en, amounts, labels }]) =>
      `| \`${type}\` | ${zh} · ${en} | \`${source}\` | ${list(amounts)} | ${list(labels)} |`,
  );
  const measures = Object.entries(MEASURES).map(
    ([measure, { source, zh, en, bases }]) => `| \`${measure}\` | ${zh} · ${en} | \`${source}\` | ${list(bases)} |`,
  );
  const head = [
    '| type of fact 事实 | meaning | source 来源 | amounts 量 | labels 标签 |',
    '| --- | --- | --- | --- | --- |',
  ];
  const other = ['| measure 统计量 | meaning | source 来源 | bases 口径 |', '| --- | --- | --- | --- |'];
  return [...head, ...facts, '', ...other, ...measures, ''].join('\n');
}
