import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBook } from 'src/modules/rules/check';
import type { Change, SpecialItem } from './change';
import { edit, problemsIn } from './edit';

const TEXT = readFileSync(join(__dirname, '..', 'books', 'lianshui-2026.yaml'), 'utf8');
const read = (text: string) => {
  const { book, problems } = checkBook(text);
  if (!book) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return book;
};
const comments = (text: string): string[] => text.split('\n').flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? []);
const itemOf = (text: string, code: string) => read(text).items.find((item) => item.code === code);
const special: SpecialItem = {
  ...{ code: '15.01', name: '防汛值守专项', section: '00', sign: '加分', points: '0.2', most: '1' },
  ...{ clause: '防汛期间值守，每次加0.2至1分', department: '办公室', evidence: '值守表', months: ['2026-07'] },
};

describe('a book changed in its Chinese terms', () => {
  it('stays the same book, with every comment, when nothing is changed', () => {
    const { text, faults } = edit(TEXT, '2026-01', []);
    expect(faults).toEqual([]);
    expect(read(text)).toEqual(read(TEXT));
    expect(comments(text)).toEqual(comments(TEXT));
  });

  it('changes the fields named and nothing else', () => {
    const changes: Change[] = [
      { kind: 'set', item: '01.07', field: '分值', value: '1.50' },
      { kind: 'set', item: '01.07', field: '条款', value: '窗口空岗每次扣1.5分：说明 # 不是注释' },
      { kind: 'set', item: '01.07', field: '每次最多', value: '1.5' },
      { kind: 'set', item: '01.07', field: '核实方式', value: '凭决定' },
      { kind: 'clear', item: '01.03', field: '每月最多' },
    ];
    const { text, faults } = edit(TEXT, '2026-05', changes);
    expect(faults).toEqual([]);
    const [before, after] = [read(TEXT), read(text)];
    expect(after).toEqual({
      ...before,
      from: '2026-05',
      items: before.items.map((item) => {
        if (item.code === '01.03') return { ...item, caps: undefined };
        if (item.code !== '01.07') return item;
        return {
          ...{ ...item, shape: { ...item.shape, points: '1.50' }, verification: 'decision' },
          ...{
            clause: { ...item.clause, text: '窗口空岗每次扣1.5分：说明 # 不是注释' },
            caps: { ...item.caps, event: '1.5' },
          },
        };
      }),
    });
    expect(comments(text).length).toBe(comments(TEXT).length + 1);
  });

  it('adds an item for one month, and takes one away', () => {
    const { text, faults } = edit(TEXT, '2026-07', [
      { kind: 'add', item: special },
      { kind: 'remove', item: '01.07' },
    ]);
    expect(faults).toEqual([]);
    expect(itemOf(text, '01.07')).toBeUndefined();
    expect(itemOf(text, '15.01')).toMatchObject({
      ...{ kind: 'bonus', shape: { kind: 'range', min: '0.2', max: '1' }, applies: { months: ['2026-07'] } },
    });
  });

  it('leaves out a special item whose months are over, and of another the months before', () => {
    const two = edit(TEXT, '2026-07', [
      { kind: 'add', item: special },
      { kind: 'add', item: { ...special, code: '15.02', months: ['2026-07', '2026-08'] } },
    ]).text;
    const { text } = edit(two, '2026-08', []);
    expect(itemOf(text, '15.01')).toBeUndefined();
    expect(itemOf(text, '15.02')).toMatchObject({ applies: { months: ['2026-08'] } });
  });

  it('says what it does not know, with the words there are', () => {
    const { faults } = edit(TEXT, '2026-01', [
      { kind: 'set', item: '99.99', field: '分值', value: '1' },
      { kind: 'set', item: '01.07', field: '颜色', value: '红' },
      { kind: 'set', item: '01.07', field: '加扣', value: '奖励' },
      { kind: 'add', item: { ...special, code: '01.07' } },
      { kind: 'set', item: '01.07', field: 'constructor', value: '1' },
    ]);
    expect(faults).toEqual([
      { kind: 'item-unknown', item: '99.99' },
      { kind: 'field-unknown', field: '颜色' },
      { kind: 'word-unknown', field: '加扣', value: '奖励', words: ['加分', '扣分', '加扣分'] },
      { kind: 'item-there', item: '01.07' },
      { kind: 'field-unknown', field: 'constructor' },
    ]);
  });

  it('names item and field of what the checker finds, instead of a line', () => {
    const { text } = edit(TEXT, '2026-01', [{ kind: 'set', item: '01.07', field: '分值', value: '两分' }]);
    const errors = problemsIn(text).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ where: { zh: '项目 01.07：' }, field: '分值' }]);
    expect(errors[0]).not.toHaveProperty('line');
  });
});
