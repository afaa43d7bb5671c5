import { Command } from 'commander';
import { cliActor } from 'src/common/actor';
import { Clock } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import type { Database } from 'src/config/database.service';
import { OrganisationService, registerOrganisation } from 'src/modules/organisation';
import { buildRoster } from 'src/modules/organisation/build-roster';
import { PeopleIndex } from 'src/modules/organisation/people';
import type { Roster } from 'src/modules/organisation/roster';
import feed from 'src/modules/organisation/roster.feed';
import { statementOf, type Line } from 'src/modules/organisation/statement';
import { department, pair, posting, window } from 'test/fixtures/organisation/lines';
import { readFile, SAMPLE } from 'test/fixtures/organisation/read-roster';
import { testEngines } from 'test/support/engines';

const HALL = 'lianshui';
const clerk = cliActor('clerk');

class StoppedClock extends Clock {
  now(): number {
    return 0;
  }
}

describe.each(testEngines())('organisation on $name', (engine) => {
  let database: Database;
  let service: OrganisationService;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    service = new OrganisationService(database);
  });
  beforeEach(async () => {
    const tables = new Set([...feed.sinks.map(({ table }) => table), 'org_hall', 'org_confirmed_key']);
    await database.write(async (manager) => {
      for (const table of tables) await manager.query(`DELETE FROM ${table}`);
    });
    await service.ensureHall(HALL, '涟水县政务服务中心');
  });
  afterAll(() => drop());

  /** Writes what the sinks make of the lines, as an import does: rows whose unique columns are there stay as they are. */
  const record = (batch: string, recordedAt: string, lines: readonly Line[], hall = HALL): Promise<void> =>
    database.write(async (manager) => {
      for (const sink of feed.sinks) {
        const seen = new Set<string>();
        for (const [index, line] of lines.entries()) {
          if (!sink.accepts(line)) continue;
          const values = [...sink.row(line, { hall, batch, line: index + 2, recordedAt })];
          const key = JSON.stringify(sink.unique.map((column) => values[sink.columns.indexOf(column)]));
          if (seen.has(key)) continue;
          seen.add(key);
          const marks = values.map(() => '?').join(', ');
          await manager.query(`INSERT INTO ${sink.table} (${sink.columns.join(', ')}) VALUES (${marks})`, values);
        }
      }
    });
  const windowsOf = ({ staff }: Roster, id: string) =>
    staff.find((person) => person.id === id)?.postings.map(({ window: at, from, to }) => [at, from, to]);

  it('gives back the roster that was imported', async () => {
    const { lines } = await readFile(SAMPLE);
    await record('b1', '2026-01-05 08:00:00.000', lines);
    const hall = { id: HALL, name: '涟水县政务服务中心' };
    for (const period of ['2026-01', '2025-02', null]) {
      const expected = buildRoster({ hall, period, statement: statementOf(lines), openDays: ['2026-01-05'] });
      expect(await service.rosterOf(HALL, period, { openDays: ['2026-01-05'] })).toEqual(expected);
    }
    expect(await service.prepareFor(HALL)).toEqual({
      roster: buildRoster({ hall, period: null, statement: statementOf(lines) }),
    });
  });

  it('keeps every column', async () => {
    const lines = [
      department('01', '税务', '90', '2025-01-01..2026-06-30'),
      window('A01', '税务窗口', '2025-01-01..2026-01-31', {
        ...{
          tags: ['工改', '电子证照'],
          formerNames: ['国税窗口'],
          mergedInto: 'A02',
          seats: 3,
          coefficient: '1.05',
          windowKind: 'sub-centre',
        },
      }),
      posting('07', 'A01', '2025-01-01..2026-01-31', {
        ...{ chief: true, branchLeader: true, post: 'B岗', side: 'B', duty: '科长', staffType: '公益岗', unit: '税务' },
        ...{ pin: '0007', device: '东门', userId: 'u7', phone: 'd1' },
      }),
      pair('A01', '07', '08', '2025-01-01..'),
    ];
    await record('b1', '2026-01-05 08:00:00.000', lines);
    const hall = { id: HALL, name: '涟水县政务服务中心' };
    expect(await service.rosterOf(HALL, null)).toEqual(
      buildRoster({ hall, period: null, statement: statementOf(lines) }),
    );
  });

  it('a later statement replaces the earlier one about the same person and window, and nothing else', async () => {
    await record('b1', '2026-01-05 08:00:00.000', [
      window('A01', '税务窗口'),
      window('D01', '综合窗口'),
      posting('16', 'D01', '2025-06-01..', { pin: '7016' }),
      posting('17', 'D01', '2025-06-01..', { pin: '7017' }),
      pair('D01', '16', '17'),
    ]);
    await record('b2', '2026-02-02 08:00:00.000', [
      window('D01', '综合受理窗口', '2025-01-01..2026-02-28', { mergedInto: 'A01' }),
      posting('16', 'D01', '2025-06-01..2026-01-18'),
      posting('16', 'A01', '2026-01-19..'),
      pair('D01', '17', '16'),
    ]);
    const roster = await service.rosterOf(HALL, null);
    expect(windowsOf(roster, '16')).toEqual([
      ['D01', '2025-06-01', '2026-01-18'],
      ['A01', '2026-01-19', null],
    ]);
    expect(windowsOf(roster, '17')).toEqual([['D01', '2025-06-01', null]]);
    expect(roster.windows.map(({ id, name, mergedInto }) => [id, name, mergedInto])).toEqual([
      ['A01', '税务窗口', null],
      ['D01', '综合受理窗口', 'A01'],
    ]);
    expect(roster.abPairs.map(({ a, b }) => [a, b])).toEqual([['17', '16']]);
    const index = new PeopleIndex(roster);
    expect([index.byKey('pin', '7016').kind, index.byKey('pin', '7017').kind]).toEqual(['none', 'unique']);
  });

  it('what was known earlier can be read again, and a return to it holds again', async () => {
    const [first, second] = [
      [window('A01', '税务窗口'), posting('16', 'A01', '2025-06-01..')],
      [window('A01', '税务综合窗口'), posting('16', null, '2025-06-01..')],
    ];
    await record('b1', '2026-01-05 08:00:00.000', first);
    await record('b2', '2026-01-05 08:00:00.001', second);
    const before = await service.rosterOf(HALL, null, { knownAt: '2026-01-05 08:00:00.000' });
    expect([before.windows[0]?.name, windowsOf(before, '16')]).toEqual(['税务窗口', [['A01', '2025-06-01', null]]]);
    expect((await service.rosterOf(HALL, null)).windows[0]?.name).toBe('税务综合窗口');
    await record('b3', '2026-01-06 08:00:00.000', first);
    expect(await service.rosterOf(HALL, null)).toEqual(before);
    const rows = await database.read.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM org_posting');
    expect(Number(rows[0]?.n)).toBe(3);
    // As undoing a batch does: what was read before is not what holds now.
    for (const table of ['org_window', 'org_posting'])
      await database.write((manager) => manager.query(`DELETE FROM ${table} WHERE hall = ? AND batch = 'b3'`, [HALL]));
    expect((await service.rosterOf(HALL, null)).windows[0]?.name).toBe('税务综合窗口');
  });

  it('codes differ by case and zeros, halls do not see each other', async () => {
    await service.ensureHall('other', '另一大厅');
    await record('b1', '2026-01-05 08:00:00.000', [
      ...[
        window('A01', '甲窗口'),
        window('a01', '乙窗口'),
        posting('0717', 'A01', '2025-01-01..'),
        posting('717', 'a01', '2025-01-01..'),
      ],
    ]);
    await record(
      'b2',
      '2026-01-06 08:00:00.000',
      [window('A01', '丙窗口'), posting('717', 'A01', '2025-01-01..')],
      'other',
    );
    const roster = await service.rosterOf(HALL, '2026-01');
    expect(roster.windows.map(({ id, name }) => [id, name])).toEqual([
      ['A01', '甲窗口'],
      ['a01', '乙窗口'],
    ]);
    expect(roster.staff.map(({ id }) => id)).toEqual(['0717', '717']);
    expect((await service.rosterOf('other', '2026-01')).windows.map(({ name }) => name)).toEqual(['丙窗口']);
  });

  it('an erased name leaves everything else standing', async () => {
    await record('b1', '2026-01-05 08:00:00.000', [posting('16', null, '2025-06-01..', { pin: '7016' })]);
    await database.write((manager) => manager.query(`DELETE FROM org_person WHERE hall = '${HALL}' AND staff = '16'`));
    const { staff } = await service.rosterOf(HALL, '2026-01');
    expect(staff.map(({ id, name, keys }) => [id, name, keys.length])).toEqual([['16', '', 2]]);
  });

  describe('keys confirmed by a person', () => {
    const pin = { source: 'pin' as const, key: '０777' };
    const holder = async (key: string): Promise<string> => {
      const found = new PeopleIndex(await service.rosterOf(HALL, null)).byKey('pin', key, { date: '2026-01-05' });
      return found.kind === 'unique' ? found.value.id : found.kind;
    };
    beforeEach(() =>
      record('b1', '2026-01-05 08:00:00.000', [
        ...[posting('16', null, '2025-06-01..', { pin: '7016' }), posting('17', null, '2025-06-01..')],
      ]),
    );

    it('find their person from then on; a later confirmation takes its place', async () => {
      await service.confirmKey(HALL, pin, '16', clerk, '2026-01-06 09:00:00');
      expect([await holder('0777'), await holder('777')]).toEqual(['16', 'none']);
      await service.confirmKey(HALL, pin, '17', clerk, '2026-01-06 09:00:00');
      expect(await holder('0777')).toBe('17');
      const rows = await database.read.query<{ staff: string; confirmed_by: string }[]>(
        'SELECT staff, confirmed_by FROM org_confirmed_key ORDER BY version',
      );
      expect(rows.map((row) => [row.staff, row.confirmed_by])).toEqual([
        ['16', 'cli:clerk'],
        ['17', 'cli:clerk'],
      ]);
    });

    it('stay when the roster is imported again, and give way when the roster names another', async () => {
      await service.confirmKey(HALL, pin, '16', clerk, '2026-01-06 09:00:00');
      await record('b2', '2026-01-07 08:00:00.000', [posting('16', null, '2025-06-01..')]);
      expect(await holder('0777')).toBe('16');
      await record('b3', '2026-01-08 08:00:00.000', [posting('17', null, '2025-06-01..', { pin: '0777' })]);
      expect(await holder('0777')).toBe('17');
    });

    it.each<[string, { source: 'pin'; key: string }, string, string]>([
      ['of somebody else', { source: 'pin', key: '7016' }, '17', 'organisation.key-held'],
      ['for nobody', pin, '99', 'organisation.staff-missing'],
      ['without text', { source: 'pin', key: ' ' }, '16', 'organisation.key-invalid'],
    ])('%s are refused', async (_, key, staff, code) => {
      await expect(service.confirmKey(HALL, key, staff, clerk, '2026-01-06 09:00:00')).rejects.toMatchObject({ code });
    });
  });

  describe('halls', () => {
    it('are made once, whoever comes first', async () => {
      const made = await Promise.all([1, 2, 3].map((n) => service.ensureHall('new', `新大厅${n}`)));
      expect(new Set(made.map(({ name }) => name)).size).toBe(1);
      expect((await service.halls()).map(({ id }) => id)).toEqual([HALL, 'new']);
    });

    it('are named, or are the only one', async () => {
      expect((await service.hall(undefined)).id).toBe(HALL);
      await expect(service.hall('nowhere')).rejects.toMatchObject({ code: 'organisation.hall-missing' });
      await service.ensureHall('other', '另一大厅');
      await expect(service.hall(undefined)).rejects.toMatchObject({ code: 'organisation.hall-not-named' });
      await expect(service.ensureHall('a b', '甲')).rejects.toMatchObject({ code: 'organisation.hall-id-invalid' });
      await expect(service.ensureHall('ab', ' ')).rejects.toMatchObject({ code: 'organisation.hall-name-invalid' });
    });

    it('without a roster say so', async () => {
      await expect(service.rosterOf(HALL, '2026-01')).rejects.toMatchObject({ code: 'organisation.roster-missing' });
      await expect(service.rosterOf('nowhere', '2026-01')).rejects.toMatchObject({ code: 'organisation.hall-missing' });
      expect(await service.prepareFor(HALL)).toEqual({ roster: null });
      expect(await service.prepareFor('nowhere')).toEqual({ roster: null });
    });
  });

  describe('commands', () => {
    const run = async (...words: string[]): Promise<unknown> => {
      let answer: unknown;
      const io: CommandIo = {
        ...{ language: 'zh', clock: new StoppedClock(), cwd: '.', hall: undefined },
        answer: (value, human) => {
          answer = value;
          human();
        },
        line: (text) => printed.push(text),
        table: (_, rows) => printed.push(...rows.map((row) => row.join(' '))),
        note: (text) => printed.push(text),
        service: <T>() => Promise.resolve(service as T),
      };
      const program = new Command().exitOverride();
      registerOrganisation(program, io);
      await program.parseAsync(words, { from: 'user' });
      return answer;
    };
    let printed: string[];
    beforeEach(async () => {
      printed = [];
      await record('b1', '2026-01-05 08:00:00.000', (await readFile(SAMPLE)).lines);
    });

    it('show the windows and people of a month', async () => {
      expect(await run('roster', 'show', '2026-01')).toMatchObject({ period: '2026-01', hall: { id: HALL } });
      expect(printed).toContain('A01 市场监管局窗口 市场监管局 专业类 甄一诺 07001 苗青山 717 4 21/21');
      expect(printed.slice(-2)).toEqual([
        '调动：岑闻溪 07016 D01（2025-06-01至2026-01-18） → A01（2026-01-19起）',
        '7 个窗口，18 人，21 个工作日。',
      ]);
    });

    it('show what windows lack, on working days including the make-up Sunday', async () => {
      expect(await run('roster', 'check', '2026-01')).toEqual([
        { window: 'C01', missing: 'chief', spans: [{ from: '2026-01-04', to: '2026-01-30' }] },
        { window: 'C01', missing: 'b-post', spans: [{ from: '2026-01-04', to: '2026-01-30' }] },
        { window: 'D01', missing: 'anybody', spans: [{ from: '2026-01-19', to: '2026-01-30' }] },
        { window: 'D01', missing: 'chief', spans: [{ from: '2026-01-04', to: '2026-01-16' }] },
        { window: 'D01', missing: 'b-post', spans: [{ from: '2026-01-04', to: '2026-01-16' }] },
      ]);
      expect(printed[0]).toBe('C01 人社社保窗口 没有首席代表 2026-01-04至2026-01-30');
    });

    it('refuse a month that is none, and list halls', async () => {
      await expect(run('roster', 'show', '2026-13')).rejects.toMatchObject({ code: 'calendar.period-not-month' });
      await run('hall', 'add', 'other', '另一大厅');
      expect(await run('hall', 'list')).toEqual([
        { id: HALL, name: '涟水县政务服务中心', parent: null, office: null },
        { id: 'other', name: '另一大厅', parent: null, office: null },
      ]);
    });
  });
});
