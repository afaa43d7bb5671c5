import fc from 'fast-check';
import { batchStatements, coverageStatements } from './batch';
import { LineBytes } from './load-lines';
import {
  countFurther,
  countMerged,
  createStage,
  countStates,
  insertAll,
  insertOrLeave,
  mergeStage,
} from './statements';
import type { Summary } from 'src/modules/intake/reading/summary';

const sink = {
  table: 'punch',
  columns: ['hall', 'batch', 'at'],
  unique: ['hall', 'at'],
  told: ['hall'],
  distinct: false,
  merges: [],
  undo: [],
};

describe('statements', () => {
  it('leave rows alone by the key of the sink only', () => {
    expect(insertOrLeave(sink)).toBe(
      'INSERT INTO `punch` (`hall`, `batch`, `at`) VALUES (?, ?, ?) ON CONFLICT (`hall`, `at`) DO NOTHING',
    );
  });

  it('stage rows in an engine without a log only where that is said to be there', () => {
    const [begin, end] = [
      'CREATE TABLE `stage_1_0` (seq_ INT NOT NULL DEFAULT 0 PRIMARY KEY, decides_ INT NOT NULL DEFAULT 0)',
      ' SELECT `hall`, `batch`, `at` FROM `punch` WHERE 1 = 0',
    ];
    expect(createStage(sink, 'stage_1_0', false)).toBe(begin + end);
    expect(createStage(sink, 'stage_1_0', true)).toBe(`${begin} ENGINE=Aria TRANSACTIONAL=0${end}`);
  });

  it('merge the first staged row of each new key', () => {
    expect(mergeStage(sink, 'stage_1_0')).toBe(
      'INSERT INTO `punch` (`hall`, `batch`, `at`) SELECT `hall`, `batch`, `at` FROM (SELECT `hall`, `batch`, `at`, ROW_NUMBER() OVER (PARTITION BY `hall`, `at` ORDER BY seq_) AS rank_ FROM `stage_1_0`) s WHERE s.rank_ = 1 AND NOT EXISTS (SELECT 1 FROM `punch` t WHERE t.`hall` = s.`hall` AND t.`at` = s.`at`)',
    );
  });

  it('merge without looking for the first of each key where no key comes twice', () => {
    expect(mergeStage({ ...sink, distinct: true }, 'stage_1_0')).toBe(
      'INSERT INTO `punch` (`hall`, `batch`, `at`) SELECT `hall`, `batch`, `at` FROM `stage_1_0` s WHERE NOT EXISTS (SELECT 1 FROM `punch` t WHERE t.`hall` = s.`hall` AND t.`at` = s.`at`)',
    );
  });

  it('count records, not their states', () => {
    expect(countFurther({ ...sink, told: ['hall', 'at'] }, 'stage_1_0')).toBe(
      'SELECT COUNT(*) - COUNT(DISTINCT t.`hall`, t.`at`) AS n FROM (SELECT DISTINCT `hall`, `at` FROM `stage_1_0` WHERE decides_ = 2) s JOIN `punch` t ON t.`hall` = s.`hall` AND t.`at` = s.`at` WHERE t.`hall` = ? AND t.`batch` = ?',
    );
    expect(countMerged(sink, 'stage_1_0')).toBe(
      'SELECT COUNT(*) AS n FROM (SELECT DISTINCT t.`hall` FROM (SELECT DISTINCT `hall`, `at` FROM `stage_1_0` WHERE decides_ > 0) s JOIN `punch` t ON t.`hall` = s.`hall` AND t.`at` = s.`at` WHERE t.`hall` = ? AND t.`batch` = ?) c',
    );
    expect(countStates(sink)).toBe('SELECT COUNT(*) AS n FROM `punch` WHERE `hall` = ? AND `batch` = ?');
  });

  it('name nothing that could be more than a name', () => {
    expect(() => insertOrLeave({ ...sink, table: 'punch`; DROP' })).toThrow('not a name');
  });

  it('escape what ends a cell or a line of a load stream', () => {
    const lines = new LineBytes();
    lines.line(7, 1, ['a\tb', 'c\\d\r\n', null, '\\N', -2, '\0']);
    lines.line(12, 0, ['窗口é', '𠮷\t野\\', 0.5, '\ud842', 1e21]);
    expect(Buffer.from(lines.take()).toString()).toBe(
      '7\t1\ta\\tb\tc\\\\d\\r\\n\t\\N\t\\\\N\t-2\t\\0\n12\t0\t窗口é\t𠮷\\t野\\\\\t0.5\t\ufffd\t1e+21\n',
    );
    expect(lines.take()).toHaveLength(0);
  });

  it('write lines as the encoder would, however long', () => {
    const values = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer(), fc.constant(null)));
    fc.assert(
      fc.property(fc.array(values, { maxLength: 30 }), (rows) => {
        const lines = new LineBytes();
        rows.forEach((row, index) => lines.line(index, 1, row));
        const marks: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };
        const cell = (value: string | number | null): string =>
          value === null ? '\\N' : String(value).replace(/[\\\t\n\r\0]/g, (mark) => marks[mark] ?? '');
        const text = rows.map((row, index) => `${[String(index), '1', ...row.map(cell)].join('\t')}\n`).join('');
        expect(Buffer.from(lines.take()).equals(Buffer.from(text))).toBe(true);
      }),
    );
    const same = new LineBytes();
    for (let n = 0; n < 5000; n++)
      same.line(n, 1, ['窗口一二三四五六', n, n % 3 === 0 ? '2026-03-02' : '2026-03-03', null]);
    const day = (n: number): string => (n % 3 === 0 ? '2026-03-02' : '2026-03-03');
    expect(Buffer.from(same.take()).toString()).toBe(
      Array.from({ length: 5000 }, (_, n) => `${String(n)}\t1\t窗口一二三四五六\t${String(n)}\t${day(n)}\t\\N\n`).join(
        '',
      ),
    );
    const long = '办'.repeat(100_000);
    const lines = new LineBytes();
    lines.line(1, 1, [long]);
    expect(Buffer.from(lines.take()).toString()).toBe(`1\t1\t${long}\n`);
  });

  it('insert many rows in hundreds', () => {
    const rows = Array.from({ length: 205 }, (_, n) => [n]);
    const statements = insertAll('t', ['a'], rows);
    expect(statements.map((statement) => statement.parameters.length)).toEqual([100, 100, 5]);
    expect(statements[2]).toEqual({
      sql: 'INSERT INTO `t` (`a`) VALUES (?), (?), (?), (?), (?)',
      parameters: [200, 201, 202, 203, 204],
    });
    expect(insertAll('t', ['a'], [])).toEqual([]);
  });
});

describe('a batch', () => {
  const head = {
    id: 'b1',
    hall: 'h',
    fileName: `${'长'.repeat(300)}.xlsx`,
    fingerprint: 'f',
    byteSize: 3,
    actor: 'cli:a',
    takenAt: '2026-04-01 09:00:00.000',
  };
  const reject = {
    sheet: 's',
    line: 4,
    column: '工号',
    value: 'v'.repeat(3000),
    code: 'x',
    cause: { zh: '原因', en: 'cause' },
    remedy: { zh: '办法', en: 'remedy' },
  };
  const summary: Summary = {
    feed: 'punches',
    layout: '4',
    sheet: 's',
    rows: 4,
    records: 3,
    accepted: 3,
    repeats: 0,
    skipped: 0,
    rejected: 1,
    warned: 0,
    persons: 1,
    first: '2026-03-01 08:00:00',
    last: '2026-03-02 08:00:00',
    question: null,
    unmatched: 0,
    rejects: [reject],
    warnings: [],
    skippedRows: [],
    unmatchedKeys: [],
    months: ['2026-03'],
    covers: [{ from: '2026-03-01', to: '2026-03-31', scope: 'clock 1' }],
    dataFrom: {},
    sheetsNotRead: [],
    normalised: [],
    columns: [],
    late: 0,
  };

  it('counts what was stored before as repeats, and cuts only what is shown', () => {
    const [batch, rejects] = batchStatements(head, summary, 2, { tables: ['punch'], after: [] });
    expect(batch?.parameters).toEqual(expect.arrayContaining([2, 1, 'accepted', '{"tables":["punch"],"after":[]}']));
    expect(batch?.parameters[5]).toBe(`${'长'.repeat(254)}…`);
    expect(rejects?.parameters).toEqual(['b1', 1, 'h', 's', 4, '工号', `${'v'.repeat(1999)}…`, 'x', '原因', '办法']);
  });

  it('is complete as its title and its uploader say', () => {
    const complete = { from: '2026-03-01', to: '2026-03-15' };
    const [statement] = coverageStatements(head, summary, complete, 'b1');
    expect(statement?.parameters).toEqual([
      ...['b1-1', 'h', 'punches', 'clock 1', '2026-03-01', '2026-03-31', 'file', head.takenAt, 'b1'],
      ...['b1-2', 'h', 'punches', 'hall', '2026-03-01', '2026-03-15', 'cli:a', head.takenAt, 'b1'],
    ]);
    expect(coverageStatements(head, { ...summary, covers: [] }, undefined, null)).toEqual([]);
  });
});
