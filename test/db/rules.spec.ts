import { Command } from 'commander';
import { sha256 } from 'src/common/canonical';
import { Refusal } from 'src/common/refusal';
import type { Database } from 'src/config/database.service';
import type { ServiceType } from 'src/config/command-io';
import { FixedClock } from 'src/config/clock.service';
import { terminalIo } from 'src/config/terminal-io.service';
import { PeriodService } from 'src/modules/calendar';
import { BooksService, registerRules, RulesService } from 'src/modules/rules';
import { testEngines } from 'test/support/engines';

const actor = { id: 'cli:王主任', name: '王主任' };
const at = '2026-01-05 09:00:00';
const none = (): Promise<string[]> => Promise.resolve([]);

/** A small book; `pad` makes it long and full of characters outside the basic plane. */
function book(from: string, points = '1', more = '', pad = 0): string {
  return `book: probe
title: 试用办法
from: ${from}
${more}subjects: { window: { base: 100 } }
sections: [{ code: "02", name: 办件 }]
ranking: { window: {} }
items:
  - code: "02.01"
    name: 办件超时
    section: "02"
    kind: deduction
    count: { facts: [{ type: case.overdue }] }
    shape: { kind: per-unit, points: ${points} }
# ${'𠮷'.repeat(pad)}
`;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'done';
}

describe.each(testEngines())('published rule books on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let rules: RulesService;

  beforeEach(async () => {
    ({ database, drop } = await engine.open());
    rules = new RulesService(database);
  });
  afterEach(() => drop());

  const publish = (text: string, more: { hall?: string; reason?: string; closed?: string[] } = {}): Promise<unknown> =>
    rules.publish({ hall: more.hall ?? 'hall', text, actor, at, ...(more.reason ? { reason: more.reason } : {}) }, () =>
      Promise.resolve(more.closed ?? []),
    );

  it('keeps text and digest to the byte, also of a long text with rare characters', async () => {
    const text = book('2026-01', '0.30', '', 20_001);
    await publish(text);
    const found = await rules.bookInForce('hall', '2026-03');
    expect(found?.text).toBe(text);
    expect(found).toMatchObject({ from: '2026-01', revision: 1, digest: sha256(text), by: actor, at, reason: '' });
    expect(found?.parsed.items[0]?.shape).toEqual({ kind: 'per-unit', points: '0.30' });
  });

  it('chooses by the month assessed: latest first month, newest revision, never another hall', async () => {
    await publish(book('2026-01', '1'));
    await publish(book('2026-07', '2'));
    await publish(book('2026-01', '3'), { reason: '领导小组纪要1号' });
    await publish(book('2026-01', '9'), { hall: 'other' });
    const points = async (period: string, hall = 'hall'): Promise<unknown> => {
      const found = await rules.bookInForce(hall, period);
      return found?.parsed.items[0]?.shape;
    };
    expect(await points('2025-12')).toBeUndefined();
    expect(await points('2026-01')).toEqual({ kind: 'per-unit', points: '3' });
    expect(await points('2026-06')).toEqual({ kind: 'per-unit', points: '3' });
    expect(await points('2026-07')).toEqual({ kind: 'per-unit', points: '2' });
    expect(await points('2030-01')).toEqual({ kind: 'per-unit', points: '2' });
    expect(await points('2026-07', 'other')).toEqual({ kind: 'per-unit', points: '9' });
    expect((await rules.list('hall')).map(({ from, revision, reason }) => [from, revision, reason])).toEqual([
      ['2026-01', 1, ''],
      ['2026-01', 2, '领导小组纪要1号'],
      ['2026-07', 1, ''],
    ]);
  });

  it('gives way to the former book when one with an end has ended', async () => {
    await publish(book('2026-01', '1'));
    await publish(book('2026-03', '2', 'until: 2026-04\n'));
    const from = async (period: string): Promise<string | undefined> => (await rules.bookInForce('hall', period))?.from;
    expect([await from('2026-02'), await from('2026-03'), await from('2026-04'), await from('2026-05')]).toEqual([
      '2026-01',
      '2026-03',
      '2026-03',
      '2026-01',
    ]);
  });

  it('wants a reason for a second revision, and adds nothing when the text is the same', async () => {
    const text = book('2026-01');
    await publish(text);
    expect(await publish(text)).toMatchObject({ revision: 1 });
    expect(await refusalOf(publish(book('2026-01', '2')))).toBe('rules.reason-missing');
    expect(await refusalOf(publish(book('2026-01', '2'), { reason: '   ' }))).toBe('rules.reason-missing');
    expect(await rules.list('hall')).toHaveLength(1);
  });

  it('never changes a closed month, whatever way the new book would reach it', async () => {
    await publish(book('2026-01'));
    await publish(book('2026-03', '2', 'until: 2026-04\n'));
    const closed = ['2026-03', '2026-05'];
    const reason = '改分值';
    expect(await refusalOf(publish(book('2026-03', '5', 'until: 2026-04\n'), { reason, closed }))).toBe(
      'rules.month-closed',
    );
    expect(await refusalOf(publish(book('2026-01', '5'), { reason, closed }))).toBe('rules.month-closed');
    expect(await refusalOf(publish(book('2026-02', '5'), { closed }))).toBe('rules.month-closed');
    // Closed months before and between what it covers do not matter.
    expect(await refusalOf(publish(book('2026-06', '5'), { closed }))).toBe('done');
    expect(await refusalOf(publish(book('2026-01', '5', 'until: 2026-02\n'), { reason, closed: ['2026-03'] }))).toBe(
      'done',
    );
  });

  it('refuses a book with errors, a nameless publisher and a text that was changed in the database', async () => {
    expect(await refusalOf(publish(book('2026-13')))).toBe('rules.book-has-errors');
    const nameless = rules.publish({ hall: 'hall', text: book('2026-01'), actor: { id: 'cli:', name: ' ' }, at }, none);
    expect(await refusalOf(nameless)).toBe('rules.publisher-missing');
    expect(await rules.list('hall')).toEqual([]);
    await publish(book('2026-01'));
    await database.write((manager) => manager.query(`UPDATE published_book_text SET content = 'x'`));
    expect(await refusalOf(rules.bookInForce('hall', '2026-01'))).toBe('rules.published-text-changed');
  });

  it('lets one of two simultaneous publishers win and tells the other', async () => {
    const results = await Promise.all([publish(book('2026-01', '1')), publish(book('2026-01', '2'))].map(refusalOf));
    expect(results.filter((code) => code === 'done')).toHaveLength(1);
    expect(['rules.published-meanwhile', 'rules.reason-missing']).toContain(results.find((code) => code !== 'done'));
    expect(await rules.list('hall')).toHaveLength(1);
  });

  it('finds the only hall, or asks for one', async () => {
    expect(await refusalOf(rules.hallOf(undefined))).toBe('rules.hall-unclear');
    await publish(book('2026-01'));
    expect(await rules.hallOf(undefined)).toBe('hall');
    await publish(book('2026-01'), { hall: 'other' });
    expect(await refusalOf(rules.hallOf(undefined))).toBe('rules.hall-unclear');
    expect(await rules.hallOf('other')).toBe('other');
  });

  it('publishes, shows and lists through the commands; a closed month stays as it is', async () => {
    const periods = new PeriodService(database);
    const run = async (...argv: string[]): Promise<string> => {
      let out = '';
      const streams = { out: (text: string) => void (out += text), err: () => undefined };
      const service = <T>(type: ServiceType<T>): Promise<T> =>
        Promise.resolve((type === (PeriodService as ServiceType<unknown>) ? periods : rules) as T);
      const clock = new FixedClock(at);
      const io = terminalIo({ argv, language: 'zh', streams, clock, cwd: __dirname, service });
      const program = new Command('baifen').exitOverride();
      registerRules(
        program,
        io,
        () => Promise.resolve('hall'),
        (hall, actor, book) =>
          rules.publish({ hall, actor, at, ...book }, async (of, from, manager) =>
            (await periods.holdFrom(manager, of, from))
              .filter(({ state }) => state === 'closed')
              .map(({ month }) => month),
          ),
      );
      await program.parseAsync(['rules', ...argv], { from: 'user' });
      return out;
    };
    expect(await run('publish', 'lianshui-2026', '--by', '王主任')).toMatch(
      /^已发布：.*自 2026-01 起，第 1 版，大厅 hall/,
    );
    const shown = await run('show', '--period', '2026-03');
    expect(shown).toMatch(/2026-01 起，第 1 版，王主任 2026-01-05 09:00:00 发布/);
    expect(shown).toMatch(/01\.08 +未落实AB岗、无人补岗 +扣分 +按次计分 +督查科 +patrol +示例/);
    const listed = JSON.parse(await run('list', '--json')) as unknown[];
    expect(listed).toMatchObject([{ from: '2026-01', revision: 1, by: { id: 'cli:王主任' } }]);
    expect(await refusalOf(run('show', '--period', '2025-12'))).toBe('rules.no-book-in-force');
    await periods.ensure('hall', '2026-02', at);
    await database.write((manager) => manager.query(`UPDATE period SET state = 'closed' WHERE hall = 'hall'`));
    const again = run('publish', 'example-county', '--by', '王主任', '--reason', '换办法');
    expect(await refusalOf(again)).toBe('rules.month-closed');
  });

  it('publishes every shipped sample', async () => {
    const books = new BooksService();
    for (const name of books.templates()) await publish(books.template(name), { hall: name });
    expect(books.templates()).toEqual(['example-county', 'lianshui-2026']);
  });
});
