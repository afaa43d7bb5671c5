import type { Feed, Outcome, Placed, Reject, RowReader } from 'src/modules/intake/feed';
import { chooseSheets } from './layouts';
import { Reading } from './reading';

interface Punch {
  readonly person: string;
  readonly at: string;
}

const both = (text: string): { zh: string; en: string } => ({ zh: text, en: text });
const feed: Feed<Punch> = {
  name: 'punches',
  layouts: [],
  identity: ({ person, at }) => `${person}|${at}`,
  person: ({ person }) => person,
  instant: ({ at }) => at,
  sinks: [
    {
      table: 'punch',
      columns: ['hall', 'batch', 'line', 'person', 'at'],
      unique: ['hall', 'person', 'at'],
      accepts: () => true,
      row: ({ person, at }, where) => [where.hall, where.batch, where.line, person, at],
    },
    {
      table: 'person',
      columns: ['hall', 'batch', 'person'],
      unique: ['hall', 'person'],
      accepts: ({ person }) => person.startsWith('0'),
      row: ({ person }, where) => [where.hall, where.batch, person],
    },
  ],
  expects: both('-'),
};
const record = (line: number, person: string, at: string): Outcome<Punch> => ({
  kind: 'record',
  line,
  record: { person, at },
});
const reject = (line: number): Reject => ({
  sheet: 's',
  line,
  column: 'c',
  value: 'v',
  code: 'x',
  cause: both('cause'),
  remedy: both('remedy'),
});
const at = { hall: 'h', batch: 'b', recordedAt: '2026-04-01 09:00:00.000' };

describe('counting', () => {
  it('counts each row once, whatever it holds, and exact repeats apart', () => {
    const reading = new Reading(feed);
    reading.row('s', []);
    reading.row('s', [record(2, '07001', '2026-01-05 17:30:00'), record(2, '07001', '2026-01-05 08:20:00')]);
    reading.row('s', [record(3, '07001', '2026-01-05 08:20:00')]);
    reading.row('s', [{ kind: 'skipped', line: 4, why: { code: 'empty-line', text: both('空行') } }]);
    reading.row('s', [{ kind: 'reject', reject: reject(5) }]);
    reading.row('s', [{ kind: 'unmatched', line: 6, key: '9', record: { person: '9', at: '2026-02-01 08:00:00' } }]);
    reading.row('s', [{ kind: 'unmatched', line: 7, key: '9', warning: { code: 'u', text: both('warn') } }]);
    reading.row('s', [
      { ...record(8, '0717', '2026-01-06 08:00:00'), warning: { code: 'w', text: both('warn') } } as Outcome<Punch>,
    ]);
    expect(reading.summary('2', 's', [])).toMatchObject({
      rows: 7,
      records: 5,
      accepted: 4,
      repeats: 1,
      skipped: 1,
      rejected: 1,
      warned: 2,
      persons: 3,
      first: '2026-01-05 08:20:00',
      last: '2026-02-01 08:00:00',
      unmatched: 1,
      unmatchedKeys: [{ key: '9', records: 2, line: 6 }],
      months: ['2026-01', '2026-02'],
      dataFrom: { s: 2 },
    });
  });

  it('counts two states of one record once, the row that no longer counts as skipped, an exact repeat as such', () => {
    const reading = new Reading(feed, { at });
    const replaced = { line: 2, code: 'replaced', text: both('row 3 counts') };
    const later = { ...record(3, 'a', '2026-01-05 09:00:00'), replaced } as Outcome<Punch>;
    reading.row('s', [record(2, 'a', '2026-01-05 08:00:00')]);
    reading.row('s', [later]);
    reading.row('s', [{ ...record(4, 'a', '2026-01-05 08:00:00'), replaced } as Outcome<Punch>]);
    expect(reading.summary('7', 's', [])).toMatchObject({
      ...{ rows: 3, records: 2, accepted: 1, repeats: 1, skipped: 1, warned: 0 },
      skippedRows: [{ sheet: 's', ...replaced }],
    });
    expect(reading.take().map(([, decides]) => decides)).toEqual([1, 2]);
  });

  it('counts every key nobody knows and lists the first ten thousand', () => {
    const reading = new Reading(feed);
    for (let n = 0; n < 10_050; n++) reading.row('s', [{ kind: 'unmatched', line: n + 2, key: String(n) }]);
    reading.row('s', [{ kind: 'unmatched', line: 20_000, key: '3' }]);
    const { unmatched, unmatchedKeys } = reading.summary('2', 's', []);
    expect([unmatched, unmatchedKeys.length]).toEqual([10_050, 10_000]);
    expect(unmatchedKeys.slice(2, 4)).toEqual([
      { key: '2', records: 1, line: 4 },
      { key: '3', records: 2, line: 5 },
    ]);
  });

  it('takes what a reader can only tell at the end', () => {
    const end = { outcomes: [record(2, 'a', '2026-01-05 08:00:00'), record(2, 'a', '2026-01-05 09:00:00')] };
    const reader: RowReader<Punch> = { row: () => [], end: () => end };
    const reading = new Reading(feed);
    reading.sheetEnd('s', reader, 0);
    expect(reading.summary('3', 's', [])).toMatchObject({ rows: 1, records: 2 });
    const told = new Reading(feed);
    told.sheetEnd('s', { ...reader, end: () => ({ ...end, rows: 8 }) }, 0);
    expect(told.summary('5a', 's', [])).toMatchObject({ rows: 8, records: 2 });
  });

  it('knows an empty file from one with a question or rejects', () => {
    const empty = new Reading(feed);
    expect(empty.empty).toBe(true);
    const asking = new Reading(feed);
    const question = { code: 'q', text: both('?'), answer: 'dateOrder' } as const;
    asking.sheetEnd('s', { row: () => [], end: () => ({ question }) }, 0);
    expect([asking.empty, asking.summary('3', 's', []).question]).toEqual([false, question]);
    const bad = new Reading(feed);
    bad.bad('', { line: 2, bad: 'json-invalid', text: '{' });
    expect(bad.empty).toBe(false);
    expect(bad.summary('7', '', []).rejects).toMatchObject([{ line: 2, code: 'json-invalid', value: '{' }]);
  });
});

describe('rows for the sinks', () => {
  it('are made for distinct records, for every sink that accepts, the first of them deciding', () => {
    const reading = new Reading(feed, { at });
    reading.row('s', [record(2, '07001', 't1'), record(2, '07001', 't1'), record(2, '7', 't2')]);
    expect(reading.take()).toEqual([
      [0, 1, ['h', 'b', 2, '07001', 't1']],
      [1, 0, ['h', 'b', '07001']],
      [0, 1, ['h', 'b', 2, '7', 't2']],
    ]);
    expect(reading.take()).toEqual([]);
  });

  it('wait for the whole file where the sheets make one statement', () => {
    const across = (records: readonly Placed<Punch>[]) => ({
      records: records.slice(0, 1),
      rejects: [reject(3)],
      remarks: [{ sheet: 's', line: 2, code: 'w', text: both('warn') }],
    });
    const reading = new Reading({ ...feed, across }, { at });
    reading.row('s', [record(2, 'a', 't1')]);
    reading.row('s', [record(3, 'b', 't2')]);
    expect(reading.take()).toEqual([]);
    reading.fileEnd({ options: {}, given: null });
    expect(reading.take()).toEqual([[0, 1, ['h', 'b', 2, 'a', 't1']]]);
    expect(reading.summary('10', 's', [])).toMatchObject({ rows: 2, records: 1, rejected: 1, warned: 1 });
  });
});

describe('the choice of the sheet', () => {
  const layout = (id: string, fits: Readonly<Record<string, number>>) => ({
    id,
    begin: ({ name }: { name: string }) => {
      const fit = fits[name];
      return fit === undefined ? undefined : { fit, reader: { row: () => [] } };
    },
  });
  const heads = ['a', 'b', 'c'].map((name, index) => ({
    sheet: { name, index, hidden: false, source: 'xlsx' as const },
    rows: [],
  }));
  const choose = (layouts: Feed<Punch>['layouts'], allSheets?: true): string[] =>
    chooseSheets({ ...feed, layouts, allSheets }, heads, { options: {}, given: null }).map(
      (chosen) => `${chosen.layout}:${chosen.sheet.name}`,
    );

  it('is the better fit, then the earlier sheet, then the earlier layout', () => {
    expect(choose([layout('x', { a: 1, b: 3 }), layout('y', { c: 2 })])).toEqual(['x:b']);
    expect(choose([layout('x', { c: 2 }), layout('y', { b: 2 })])).toEqual(['y:b']);
    expect(choose([layout('x', { a: 2 }), layout('y', { a: 2 })])).toEqual(['x:a']);
    expect(choose([layout('x', {})])).toEqual([]);
  });

  it('is every sheet that fits, where all are wanted', () => {
    expect(choose([layout('x', { a: 1 }), layout('y', { c: 9 })], true)).toEqual(['x:a', 'y:c']);
  });
});
