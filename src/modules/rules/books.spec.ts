import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Book } from './book';
import { checkBook } from './check';
import { MEASURES, SOURCES } from './measures';
import { OCCURRENCES } from './occurrences';
import { BOOK_SCHEMA } from './schema/book-schema';

const folder = join(__dirname, 'books');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

function bookOf(file: string): Book {
  const { book, problems } = checkBook(textOf(file));
  expect(problems).toEqual([]);
  if (!book) throw new Error(`${file} is no book`);
  return book;
}

describe.each(files)('shipped book %s', (file) => {
  it('has neither an error nor a warning', () => {
    expect(checkBook(textOf(file)).problems).toEqual([]);
  });

  it('reads the same in an editor, which knows only YAML and JSON Schema', () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(BOOK_SCHEMA);
    expect(validate(parse(textOf(file))) ? [] : validate.errors).toEqual([]);
  });

  it('says of every item and outcome whether it is published or a sample', () => {
    const book = bookOf(file);
    expect(book.sample).toBe(true);
    for (const { sample, clause } of book.outcomes ?? []) if (sample === false) expect(clause?.text).toBeDefined();
    expect(book.items.every(({ department }) => department !== undefined)).toBe(true);
  });
});

describe('the Lianshui sample', () => {
  const book = bookOf('lianshui-2026.yaml');

  it('has every row of the list of content', () => {
    const areas: Record<string, number> = {
      '01': 20,
      '02': 10,
      '03': 2,
      '04': 6,
      '05': 3,
      '06': 2,
      '07': 3,
      '08': 3,
      '09': 2,
      '10': 2,
      '11': 2,
      '12': 1,
      '13': 3,
      '14': 2,
    };
    const wanted = [
      ...['00.6', '00.7', '00.8', '00.9'],
      ...Object.entries(areas).flatMap(([area, rows]) =>
        Array.from({ length: rows }, (_, index) => `${area}.${String(index + 1).padStart(2, '0')}`),
      ),
      // 04.06 deducts and zeroes: two shapes, two items.
      '04.06.1',
    ];
    expect(book.items.map(({ code }) => code).sort()).toEqual(wanted.sort());
    expect(book.outcomes?.map(({ code }) => code)).toEqual(['00.1', '00.2', '00.3']);
    const { clauses } = book.subjects.window ?? {};
    expect([clauses?.bonusCap?.number, clauses?.floor?.number]).toEqual(['00.4', '00.5']);
  });

  it('has the fourteen areas by their published names', () => {
    expect(book.sections.slice(1).map(({ name }) => name)).toEqual([
      '窗口建设',
      '办件信息',
      '红色代办',
      '“好差评”服务',
      '一次性告知',
      '信息宣传',
      '工程建设项目审批制度改革',
      '网上政务服务能力',
      '“一件事”套餐服务',
      '电子证照信息月报',
      '窗口分管领导坐班（代班）',
      '志愿服务',
      '通报表彰',
      '创新创优',
    ]);
    expect(book.items.every(({ code, section }) => code.startsWith(section))).toBe(true);
  });

  it('marks as published only base, outcomes and what the county has made known', () => {
    expect(book.items.every(({ sample }) => sample === true)).toBe(true);
    expect(book.outcomes?.every(({ sample, clause }) => sample === false && clause?.sample === false)).toBe(true);
    expect(book.subjects.window?.clauses?.base?.sample).toBe(false);
    expect(book.subjects.window?.clauses?.bonusCap?.sample).toBe(true);
    expect(book.deadlines?.clause?.sample).toBe(true);
  });

  it('reads nearly the whole catalogue; what it leaves is for other books', () => {
    const text = JSON.stringify(book);
    const unread = Object.keys(OCCURRENCES).filter((type) => !text.includes(`"${type}"`));
    expect(unread).toEqual(['leave.no-stand-in', 'leave.over-allowance', 'meeting.early', 'meeting.excused']);
    const spare = Object.keys(MEASURES).filter((measure) => !text.includes(`"${measure}"`));
    expect(spare).toContain('cases.on-time');
    expect(SOURCES.filter((source) => !book.notConnected?.includes(source)).sort()).toEqual([
      'attendance',
      'cases',
      'leave',
      'patrol',
      'ratings',
    ]);
  });
});

/** Comments may say where a rule comes from. */
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

describe('the program', () => {
  it('holds nothing of one county: no code names Lianshui outside the books', () => {
    const source = join(__dirname, '../..');
    const named = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('rules/books/'))
      .filter((file) => /涟水|lianshui/i.test(withoutComments(readFileSync(join(source, file), 'utf8'))));
    expect(named).toEqual([]);
  });
});
