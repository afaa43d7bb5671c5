import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { daysBetween } from 'src/common/civil-date';
import { department, pair, posting, roster, window } from 'test/fixtures/organisation/lines';
import { readFile, SAMPLE } from 'test/fixtures/organisation/read-roster';
import { withoutNames, type Roster, type RosterWindow } from './roster';

const schema = JSON.parse(readFileSync('docs/schemas/roster.schema.json', 'utf8')) as object;
const validate = new Ajv({ strict: true, allErrors: true, strictTypes: false }).compile(schema);

const january = daysBetween('2026-01-01', '2026-01-31');
const only = ({ windows }: Roster): RosterWindow => {
  expect(windows).toHaveLength(1);
  return windows[0] as RosterWindow;
};

describe('windows of a month', () => {
  it('renamed in the middle: the new name, the old one as former, both states', () => {
    const lines = [
      window('A01', '税务综合窗口', '2026-01-15..', { group: '二组', tags: ['工改'] }),
      window('A01', '税务窗口', '2025-01-01..2026-01-14', { formerNames: ['国税窗口'] }),
    ];
    expect(only(roster(lines))).toMatchObject({
      ...{ id: 'A01', name: '税务综合窗口', group: '二组', tags: ['工改'], from: '2025-01-01', to: null },
      formerNames: ['国税窗口', '税务窗口'],
      states: [
        { name: '税务窗口', group: '一组', from: '2025-01-01', to: '2026-01-14' },
        { name: '税务综合窗口', group: '二组', from: '2026-01-15', to: null },
      ],
    });
    expect(only(roster(lines, '2025-12')).name).toBe('税务窗口');
  });

  it('merged and closed in the middle: there for its days, gone the month after', () => {
    const lines = [window('A01', '税务窗口', '2025-01-01..2026-01-09', { mergedInto: 'A02' })];
    expect(only(roster(lines, '2026-01', january))).toMatchObject({
      to: '2026-01-09',
      mergedInto: 'A02',
      openDaysPresent: 9,
    });
    expect(roster(lines, '2026-02').windows).toEqual([]);
  });

  it.each([
    ['opened on the last day', '2026-01-31..', 1],
    ['closed on the first day', '2025-01-01..2026-01-01', 1],
    ['since ever', '..', 31],
  ])('%s', (_, days, present) => {
    expect(only(roster([window('A01', '税务窗口', days)], '2026-01', january)).openDaysPresent).toBe(present);
  });

  it('closed the day before, or opened the day after: not there', () => {
    const lines = [window('A01', '甲窗口', '2025-01-01..2025-12-31'), window('A02', '乙窗口', '2026-02-01..')];
    expect(roster(lines).windows).toEqual([]);
    expect(roster(lines, null).windows.map(({ id }) => id)).toEqual(['A01', 'A02']);
  });

  it('closed and opened again: the days between do not count', () => {
    const lines = [window('A01', '税务窗口', '2025-01-01..2026-01-10'), window('A01', '税务窗口', '2026-01-21..')];
    expect(only(roster(lines, '2026-01', january))).toMatchObject({
      openDaysPresent: 21,
      from: '2025-01-01',
      to: null,
      formerNames: [],
    });
  });

  it('chiefs in order of time; the branch leader of the last day', () => {
    const lines = [
      window('A01', '税务窗口'),
      department('01', '税务', '90', '..2026-01-20'),
      department('01', '税务', '91', '2026-01-21..'),
      posting('02', 'A01', '2025-01-01..2026-01-18', { chief: true }),
      posting('01', 'A01', '2026-01-19..', { chief: true }),
      posting('03', 'A02', '2026-01-19..', { chief: true }),
    ];
    expect(only(roster(lines))).toMatchObject({ chiefs: ['02', '01'], branchLeader: '91' });
    expect(only(roster(lines, '2025-12'))).toMatchObject({ chiefs: ['02'], branchLeader: '90' });
  });

  it('without a leader in the list of departments: the one posted as branch leader of the unit', () => {
    const lines = [
      window('A01', '税务窗口'),
      department('01', '税务'),
      posting('90', null, '2025-01-01..2026-01-10', { branchLeader: true }),
      posting('91', null, '2026-01-11..', { branchLeader: true }),
    ];
    expect(only(roster(lines)).branchLeader).toBe('91');
  });
});

describe('people of a month', () => {
  const lines = [
    posting('07016', 'D01', '2025-06-01..2026-01-18', { pin: '7016', staffType: '借用' }),
    posting('07016', 'A01', '2026-01-19..', { pin: '7016', staffType: '编制' }),
    posting('07012', 'C01', '2025-01-01..2025-12-31', { pin: '7012' }),
  ];

  it('a move is two postings, one key; who left earlier is not there', () => {
    const { staff } = roster(lines);
    expect(staff.map(({ id }) => id)).toEqual(['07016']);
    expect(staff[0]?.postings.map(({ window: at, from, to }) => [at, from, to])).toEqual([
      ['D01', '2025-06-01', '2026-01-18'],
      ['A01', '2026-01-19', null],
    ]);
    expect(staff[0]?.type).toBe('编制');
    expect(staff[0]?.keys).toEqual([
      { source: 'staff-number', key: '07016', from: null, to: null },
      { source: 'pin', key: '7016', from: '2025-06-01', to: null },
    ]);
  });

  it('the order of the lines has no influence', () => {
    const all = [
      ...lines,
      window('A01', '税务窗口'),
      department('01', '税务'),
      pair('A01', '1', '2'),
      pair('A01', '1', '0'),
    ];
    expect(roster([...all].reverse())).toEqual(roster(all));
  });
});

describe('the roster as JSON', () => {
  it('of the sample fits its schema, and says what it said before when sealed without names', async () => {
    const { lines } = await readFile(SAMPLE);
    const days = january.filter((day) => day !== '2026-01-01');
    const whole = JSON.parse(JSON.stringify(roster(lines, '2026-01', days))) as Roster;
    expect([validate(whole), validate.errors]).toEqual([true, null]);
    const sealed = withoutNames(whole);
    expect(validate(sealed)).toBe(true);
    expect(sealed.staff.map(({ name }) => name).join('')).toBe('');
    expect(JSON.stringify(sealed)).not.toContain('phone');
    expect(sealed.windows).toEqual(whole.windows);
    expect(whole.windows.find(({ id }) => id === 'A01')).toMatchObject({
      chiefs: ['07001'],
      branchLeader: '717',
      openDaysPresent: 30,
    });
  });

  it('is refused by the schema when something else stands in it', () => {
    expect(validate({ ...roster([]), secret: 1 })).toBe(false);
    expect(validate(roster([window('A01', '')]))).toBe(false);
  });
});
