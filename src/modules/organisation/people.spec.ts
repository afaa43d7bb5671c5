import { posting, roster, window } from 'test/fixtures/organisation/lines';
import { PeopleIndex, peopleOf, phoneKey, plainName, type Found } from './people';

const hall = roster(
  [
    window('A02', '税务窗口'),
    window('B01', '不动产登记窗口', '2025-01-01..', { formerNames: ['房产窗口'] }),
    window('C01', '社保窗口', '2025-01-01..2026-01-14'),
    window('C01', '人社窗口', '2026-01-15..'),
    window('C02', '社保窗口', '2026-01-15..'),
    posting('07006', 'A02', '2025-01-01..', { name: '桑田', pin: '7006', phone: phoneKey('10000010005') }),
    posting('07009', 'B01', '2025-01-01..2026-01-18', { name: '桑田', pin: '7009', userId: 'U9' }),
    posting('07009', 'A02', '2026-01-19..', { name: '桑田', pin: '7009', userId: 'U9' }),
    posting('0717', null, '2025-01-01..', { name: '仇夜明', pin: '12', device: '东门' }),
    posting('717', null, '2025-01-01..', { name: '苗青山', pin: '12', device: '西门' }),
    posting('07012', 'C01', '2025-01-01..2026-01-16', { name: '冷砚清', pin: '7012' }),
    posting('07013', 'C01', '2026-01-19..', { name: '宿新雨', pin: '7012' }),
    posting('07020', 'C01', '2025-01-01..', { name: '' }),
  ],
  null,
);
const index = new PeopleIndex(hall);
const ids = (found: Found<{ id: string }>): string | string[] =>
  found.kind === 'unique' ? found.value.id : found.kind === 'none' ? 'none' : found.values.map(({ id }) => id);

describe('keys', () => {
  it('are text: 0717 and 717 are two people, 00717 is nobody', () => {
    expect(ids(index.byKey('staff-number', '0717'))).toBe('0717');
    expect(ids(index.byKey('staff-number', '717'))).toBe('717');
    expect(ids(index.byKey('staff-number', '00717'))).toBe('none');
    expect(ids(index.byKey('staff-number', '０７１７ '))).toBe('0717');
  });

  it('belong to their source: a pin is no staff number', () => {
    expect(ids(index.byKey('pin', '7006'))).toBe('07006');
    expect(ids(index.byKey('pin', '07006'))).toBe('none');
    expect(ids(index.byKey('staff-number', '7006'))).toBe('none');
    expect(ids(index.byKey('userId', 'U9'))).toBe('07009');
  });

  it('a pin that passed on belongs to who held it that day; between, to nobody', () => {
    expect(ids(index.byKey('pin', '7012'))).toEqual(['07012', '07013']);
    expect(ids(index.byKey('pin', '7012', { date: '2026-01-16' }))).toBe('07012');
    expect(ids(index.byKey('pin', '7012', { date: '2026-01-17' }))).toBe('none');
    expect(ids(index.byKey('pin', '7012', { date: '2026-01-19' }))).toBe('07013');
  });

  it('a pin of two clocks is told apart by the clock', () => {
    expect(ids(index.byKey('pin', '12'))).toEqual(['0717', '717']);
    expect(ids(index.byKey('pin', '12', { device: '东门' }))).toBe('0717');
    expect(ids(index.byKey('pin', '7006', { device: '东门' }))).toBe('07006');
    expect(ids(index.byKey('pin', '12', { device: '南门' }))).toBe('none');
  });

  it('a phone is found in every spelling and never kept', () => {
    expect(ids(index.byKey('phone', '+86 100-0001-0005'))).toBe('07006');
    expect(JSON.stringify(hall)).not.toContain('10000010005');
    expect(phoneKey('')).toBe('');
  });
});

describe('names', () => {
  it('of namesakes are several; the window, or window and day, may tell', () => {
    expect(ids(index.byName('桑田'))).toEqual(['07006', '07009']);
    expect(ids(index.byName('桑田', { window: 'B01' }))).toBe('07009');
    expect(ids(index.byName('桑田', { window: 'A02', date: '2026-01-18' }))).toBe('07006');
    expect(ids(index.byName('桑田', { window: 'A02', date: '2026-01-19' }))).toEqual(['07006', '07009']);
    expect(ids(index.byName('冷砚清', { date: '2026-01-17' }))).toBe('none');
  });

  it.each([
    ['桑田1', '桑田'],
    ['冷砚清（离职）', '冷砚清'],
    ['冷砚清1月15离职', '冷砚清'],
    ['宿新雨 1月19日入职', '宿新雨'],
    ['欧阳　暮雪', '欧阳暮雪'],
    ['Li Lei （借用）', 'Li Lei'],
  ])('%s is %s', (written, plain) => expect(plainName(written)).toBe(plain));

  it('a pin in the name column and an erased name are nobody', () => {
    expect(ids(index.byName('7009'))).toBe('none');
    expect(ids(index.byName(''))).toBe('none');
  });
});

describe('windows', () => {
  it('by code, exactly', () => {
    expect(ids(index.windowByCode('Ａ02'))).toBe('A02');
    expect(ids(index.windowByCode('a02'))).toBe('none');
  });

  it('by name, whatever the blanks; by former name where nobody bears it now', () => {
    expect(ids(index.windowByName(' 税务 窗口'))).toBe('A02');
    expect(ids(index.windowByName('房产窗口'))).toBe('B01');
    expect(ids(index.windowByName('税务二号窗口'))).toBe('none');
    expect(ids(index.windowByName(''))).toBe('none');
  });

  it('a name that went from one window to another is told by the day', () => {
    expect(ids(index.windowByName('社保窗口'))).toBe('C02');
    expect(ids(index.windowByName('社保窗口', '2026-01-14'))).toBe('C01');
    expect(ids(index.windowByName('社保窗口', '2026-01-15'))).toBe('C02');
    expect(ids(index.windowByName('人社窗口', '2026-01-14'))).toBe('C01');
  });
});

it('feeds without a roster get no index', () => {
  expect(peopleOf({ given: { roster: null, notices: [] } })).toBeNull();
  expect(peopleOf({ given: undefined })).toBeNull();
  expect(ids(peopleOf({ given: { roster: hall, notices: [] } })?.byName('仇夜明') ?? { kind: 'none' })).toBe('0717');
});
