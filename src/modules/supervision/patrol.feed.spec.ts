import expected from 'test/fixtures/patrol/expected.json';
import { fixture, readLines, readWith, sampleGiven, type Read } from 'test/support/feed-driver';
import { findingOf } from './finding-words';
import type { PatrolRecord } from './patrol-record';
import feed from './patrol.feed';

const list = expected['patrol.utf8bom.csv'];

describe.each([
  ['patrol.utf8bom.csv', 0],
  ['patrol.xlsx', 1],
])('%s', (file, below) => {
  let found: Read<PatrolRecord>;
  let distinct: PatrolRecord[];
  beforeAll(async () => {
    found = await readWith(feed, fixture(`patrol/${file}`), { given: sampleGiven });
    distinct = [...new Map(found.records.map(({ record }) => [feed.identity(record), record])).values()];
  });

  it('counts rows, records, repeats, findings and rounds', () => {
    const { rows, records, accepted, repeats, persons, first, last } = found.summary;
    expect({ rows, records, distinct: accepted, exact_repeats: repeats, persons, first, last }).toEqual({
      rows: list.rows,
      records: list.records,
      distinct: list.distinct,
      exact_repeats: list.exact_repeats,
      persons: list.persons,
      first: list.first,
      last: list.last,
    });
    expect(distinct.filter(({ kind }) => kind !== null)).toHaveLength(list.findings);
    expect(distinct.filter(({ kind }) => kind === null)).toHaveLength(list.nothing_found);
  });

  it('rejects and marks exactly the rows that are wrong', () => {
    expect(found.rejects.map(({ line, code }) => [line - below, code])).toEqual([
      [12, 'half-against-time'],
      [14, 'rest-day'],
    ]);
    expect(found.rejects[0]?.cause.en).toBe(list.rejects[0]?.reason);
    expect(found.rejects[1]?.remedy.zh).toMatch(/open\.exceptions.*attendance schedule add/);
    expect(found.warnings.map(({ line, code }) => [line - below, code])).toEqual([
      [13, 'person-by-window'],
      [15, 'person-elsewhere'],
    ]);
    expect(found.warnings[1]?.text.zh).toBe(
      '岑闻溪当日任职于市场监管局窗口（2026-01-19 起）：问题仍记在被巡查的窗口，并作标记',
    );
  });

  it('puts each finding to its kind, window, person and minutes', () => {
    const rows = distinct.map(({ window, staff, kind, code, minutes }) => [window, staff, kind, code, minutes]);
    expect(rows).toEqual([
      ['A02', '07005', 'empty-post', null, 12],
      ['A02', '07006', 'empty-post', null, 12],
      ['A01', '07002', 'conduct', 'phone', null],
      ['B01', '07009', 'off-post', null, 35],
      ['B02', null, 'tidiness', null, null],
      ['C02', '07014', 'dress', null, null],
      ['D01', '07016', 'off-post', null, 16],
      ['A01', '07016', 'conduct', 'eat', null],
      ['C01', '07013', null, null, null],
      ['A02', '07006', 'conduct', 'wander', null],
      ['D01', '07016', 'off-post', null, 10],
    ]);
  });

  it('takes the month of the title as covered, and nothing without a title', () => {
    expect(found.covers).toEqual(below === 1 ? [{ from: '2026-01-01', to: '2026-01-31' }] : []);
  });
});

describe('patrol without a roster', () => {
  it('keeps people and windows apart, and still rejects what no roster could mend', async () => {
    const { summary } = await readWith(feed, fixture('patrol/patrol.utf8bom.csv'));
    expect(summary).toMatchObject({ rows: 14, records: 12, accepted: 11, rejected: 2, persons: 7, unmatched: 9 });
  });
});

describe('a patrol list of another hall', () => {
  it('says which columns it does not read, once', async () => {
    const row = '2026-01-06,上午,A02,07005,离岗,12';
    const { summary, records } = await readLines(
      feed,
      ['巡查日期,午别,窗口编号,工号,巡查情况,离岗分钟数', row, row.replace('07005', '07006')],
      { given: sampleGiven },
    );
    expect(records.map(({ record }) => record.minutes)).toEqual([null, null]);
    expect(summary.warnings.map(({ line, code }) => [line, code])).toEqual([
      [1, 'column-unknown'],
      [2, 'minutes-missing'],
      [3, 'minutes-missing'],
    ]);
    expect(summary.warnings[0]?.text.zh).toContain('“离岗分钟数”（是否应为“离岗分钟”？）');
  });
});

describe('findingOf', () => {
  it.each([
    ['脱岗', 'off-post', null],
    ['窗口无人值守', 'empty-post', null],
    ['未按规定佩戴工牌', 'dress', null],
    ['上班时间玩手机游戏', 'conduct', 'game'],
    ['趴睡', 'conduct', 'sleep'],
    ['与办事群众争吵', 'quarrel', null],
    ['离岗期间未落实ab岗。', 'several', null],
    ['无人顶岗', 'no-cover', null],
    ['坐班登记不实', 'duty-false', null],
    ['正 常', null, null],
    ['未发现异常', null, null],
    ['未发现空岗', 'unknown', null],
    ['没有玩手机', 'unknown', null],
    ['服务热情', 'unknown', null],
    ['空岗、玩手机', 'several', null],
  ])('%s', (text, kind, code) => {
    const finding = findingOf(text);
    expect(typeof finding === 'string' ? [finding, null] : [finding.kind, finding.code]).toEqual([kind, code]);
  });
});
