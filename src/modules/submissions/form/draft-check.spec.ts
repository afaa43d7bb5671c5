import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBook } from 'src/modules/rules/check';
import { checked, type Held } from './draft-check';
import { eventKeyOf, idOf } from './event-key';
import { formsOf, type ItemForm } from './item-form';
import {
  factOf,
  objectionTo,
  rulingOn,
  stateOf,
  type Decision,
  type Draft,
  type Recorded,
  type Submission,
  type SubmissionState,
} from 'src/modules/submissions/submission';

const text = readFileSync(join(__dirname, '../../rules/books/lianshui-2026.yaml'), 'utf8');
const book = checkBook(text).book;
if (!book) throw new Error('the shipped book does not load');
const forms = formsOf(book, '2026-03');
const form = (item: string): ItemForm => {
  const found = forms.find((one) => one.item === item);
  if (!found) throw new Error(`no form ${item}`);
  return found;
};

const span = { from: null, to: null };
const window = (id: string, tags: string[] = []): Held['roster']['windows'][number] => ({
  ...span,
  id,
  name: `${id}窗口`,
  department: null,
  departmentName: '',
  group: '',
  tags,
  kind: 'window',
  seats: null,
  chiefs: [],
  branchLeader: null,
  formerNames: [],
  mergedInto: null,
  states: [],
});
const roster: Held['roster'] = {
  windows: [window('W01'), { ...window('W02'), from: '2026-03-10' }],
  staff: [{ id: '07001', name: '甲', type: '编制', postings: [], keys: [] }],
};
const held = (item: string): Held => ({ form: form(item), period: '2026-03', roster, today: '2026-03-20' });
const draft = (over: Partial<Draft>): Draft => ({
  item: '13.01',
  window: 'W01',
  staff: [],
  date: '2026-03-05',
  labels: {},
  amounts: {},
  evidence: [],
  text: '',
  ...over,
});
const faultsOf = (item: string, over: Partial<Draft>): string[] => {
  const answer = checked(draft({ item, ...over }), held(item));
  return 'faults' in answer ? answer.faults.map(({ field, zh }) => `${field}：${zh}`) : [];
};

describe('what can be handed in', () => {
  it('leaves out what attendance, cases, ratings and patrols deliver, and what reports compute', () => {
    const codes = forms.map(({ item }) => item);
    expect(codes).toContain('13.01');
    expect(codes).toContain('00.9');
    for (const computed of ['01.01', '02.01', '04.01', '00.6', '00.7', '10.01'])
      expect([computed, codes.includes(computed)]).toEqual([computed, false]);
  });

  it('asks for the words that the clause has points for, and for what tells the same event', () => {
    const { fields, points, evidence, verification, lateAllowed } = form('13.01');
    expect(fields.map(({ name, required, words }) => [name, required, words])).toEqual([
      ['level', true, ['县', '市', '省', '国']],
      ['issuer', false, undefined],
      ['document', false, undefined],
      ['event', true, undefined],
    ]);
    expect([points, evidence, verification, lateAllowed]).toEqual([null, '红头文件', 'document', true]);
    // An entered item has every word of the catalogue; it asks for those its rule reads, and the document.
    expect(form('00.9').fields.map(({ name }) => name)).toEqual(['document']);
    expect(form('00.9').points).toEqual({ min: '0.1', max: '2' });
  });
});

describe('numbers of the month', () => {
  it('are asked for where the rule reads a number that no system delivers', () => {
    const { types, fields, sources, declared } = form('08.01');
    expect([types, sources, declared]).toEqual([['numbers'], ['platform'], false]);
    expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['cases.online', 'amount', true],
      ['cases.online-able', 'amount', true],
    ]);
    for (const item of ['02.07', '10.02']) expect([item, form(item).types]).toEqual([item, ['numbers']]);
  });

  it.each([
    [{ 'cases.online': '3' }, 'cases.online-able：请填写可网办件数'],
    [{ 'cases.online': '3', 'cases.online-able': '2' }, 'cases.online：网上办理件数不能大于可网办件数，请核对两个数字'],
    [
      { 'cases.online': '3', 'cases.online-able': '两' },
      'cases.online-able：可网办件数“两”不是数字，请填不带单位的阿拉伯数字',
    ],
  ])('%j is refused', (amounts, fault) => {
    expect(faultsOf('08.01', { amounts })).toEqual([fault]);
  });

  it('belong to a window, one sheet a month: another day is hinted at, other values have another id', () => {
    const amounts = { 'cases.online': '2', 'cases.online-able': '3' };
    expect(faultsOf('08.01', { amounts, window: '', staff: ['07001'] })).toEqual(['window：请写明是哪个窗口的数字']);
    const filled = (over: Partial<Draft>) => {
      const answer = checked(draft({ item: '08.01', amounts, ...over }), held('08.01'));
      if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
      return answer.filled;
    };
    const other = { amounts: { ...amounts, 'cases.online': '3' } };
    expect(eventKeyOf(filled({ date: '2026-03-06' }))).toBe(eventKeyOf(filled(other)));
    expect(idOf(filled({ date: '2026-03-06' }))).toBe(idOf(filled({})));
    expect(idOf(filled(other))).not.toBe(idOf(filled({})));
  });
});

describe('a draft', () => {
  it('is taken with words folded to those of the clause', () => {
    const answer = checked(
      draft({ window: 'Ｗ01', labels: { level: '县级', event: ' 创建文明城市 ' }, evidence: ['涟政发〔2026〕3号'] }),
      held('13.01'),
    );
    expect(answer).toEqual({
      filled: {
        item: '13.01',
        period: '2026-03',
        type: 'document.commendation',
        window: 'W01',
        staff: [],
        date: '2026-03-05',
        labels: { level: '县', event: '创建文明城市' },
        amounts: {},
        evidence: ['涟政发〔2026〕3号'],
        text: '',
      },
    });
  });

  it('names everything that is wrong at once', () => {
    expect(faultsOf('13.01', { window: 'W1', date: '2026-02-31', labels: { level: '乡', place: '南京' } })).toEqual([
      'window：当月花名册没有窗口“W1”，是否为“W01”',
      'date：“2026-02-31”不是日期，请写成 2026-03-05',
      'place：该项目没有“place”一栏，可填：level 级别、issuer 发文机关、document 文号、event 事项',
      'level：级别“乡”没有对应的分值，条款列有：县、市、省、国',
      'event：请填写事项',
    ]);
  });

  it('needs a window or a person, a day of the month that has come, and a window of that day', () => {
    const labels = { event: '锦旗' };
    const nobody = checked({ ...draft({ labels }), window: '' }, held('13.02'));
    expect(nobody).toEqual({ faults: [expect.objectContaining({ field: 'window' })] });
    expect(faultsOf('13.02', { labels, date: '2026-03-21' })).toEqual([
      'date：2026-03-21 还没有到（今天是 2026-03-20）',
    ]);
    expect(faultsOf('13.02', { labels, date: '2026-02-27' })).toEqual([
      'date：2026-02-27 不在 2026-03，请报到发生的那个月',
    ]);
    expect(faultsOf('13.02', { labels, window: 'W02' })).toEqual(['window：2026-03-05 没有设置“W02窗口”，请核对日期']);
    expect(faultsOf('13.02', { labels, window: 'W02', date: '2026-03-10' })).toEqual([]);
    expect(faultsOf('13.02', { labels, staff: ['9'] })).toEqual(['staff：当月花名册没有工号“9”']);
    // A commendation counts by its document: the day may lie before the month.
    expect(faultsOf('13.01', { date: '2026-02-27', labels: { level: '市', event: '表彰' } })).toEqual([]);
  });

  it('takes points by hand inside the range only, with a reason; elsewhere the clause gives them', () => {
    const points = (value: string | undefined, text = '领导小组会议纪要') =>
      faultsOf('00.9', { ...(value === undefined ? {} : { points: value }), labels: { document: '纪要1号' }, text });
    expect(points('0.1')).toEqual([]);
    expect(points('2')).toEqual([]);
    expect(points('-2')).toEqual([]);
    expect(points('2.01')).toEqual(['points：分值“2.01”不在 0.1 至 2 之间，扣分写负数']);
    expect(points('0.09')).toEqual(['points：分值“0.09”不在 0.1 至 2 之间，扣分写负数']);
    expect(points('两分')).toEqual(['points：分值“两分”不在 0.1 至 2 之间，扣分写负数']);
    expect(points(undefined)).toEqual(['points：请填写分值，0.1 至 2 分']);
    expect(faultsOf('00.9', { points: '1', text: '决定' })).toEqual(['document：请填写文号']);
    expect(points('1', '')).toEqual(['text：“领导小组专项决定”由人评定分值，请写明理由']);
    expect(faultsOf('13.02', { labels: { event: '锦旗' }, points: '1' })).toEqual([
      'points：“锦旗、表扬信”的分值由条款决定，请不要填写',
    ]);
  });
});

describe('a submission', () => {
  const submission: Submission = {
    id: 'a1',
    period: '2026-03',
    item: '13.02',
    type: 'declaration.praise',
    window: 'W01',
    staff: ['07001'],
    date: '2026-03-05',
    labels: { event: '锦旗' },
    amounts: {},
    evidence: ['照片1.jpg'],
    text: '',
    origin: 'window',
    by: 'cli:甲',
    at: '2026-03-06 09:00:00',
    replaces: null,
  };

  it('is a fact that counts when it was found true, waits before, and never counts when found untrue', () => {
    const fact = {
      kind: 'occurrence',
      id: 'submission:a1',
      type: 'declaration.praise',
      date: '2026-03-05',
      dates: { document: '2026-03-05', arrival: '2026-03-06' },
      window: 'W01',
      staff: ['07001'],
      labels: { event: '锦旗' },
      evidence: ['照片1.jpg'],
    };
    expect(factOf({ submission, state: 'pending', files: [] })).toEqual({ ...fact, verified: 'pending' });
    expect(factOf({ submission, state: 'verified', files: [] })).toEqual({ ...fact, verified: 'yes' });
    expect(factOf({ submission, state: 'changed', files: [] })?.verified).toBe('yes');
    expect(factOf({ submission, state: 'rejected', files: [] })).toEqual({ ...fact, verified: 'no' });
    expect(factOf({ submission, state: 'withdrawn', files: [] })).toBeUndefined();
    expect(factOf({ submission, state: 'replaced', files: [] })).toBeUndefined();
  });

  const decided = (state: SubmissionState, decisions: Decision[] = []): Recorded => ({
    submission,
    state,
    decisions,
    files: [],
  });

  it('is not scored without the evidence that the clause demands, and is once a file is there', () => {
    const bare = { ...decided('pending'), submission: { ...submission, evidence: [] } };
    expect(rulingOn(bare, '原件')).toMatchObject({ decision: 'void', reason: '待补证据：条款要求“原件”，还没有附' });
    expect(rulingOn(bare, null)).toBeUndefined();
    expect(rulingOn({ ...bare, state: 'rejected' }, '原件')).toBeUndefined();
    const file = { id: 'f', name: '锦旗.jpg', digest: 'ab'.repeat(32), at: '2026-03-09 10:00:00' };
    expect(rulingOn({ ...bare, files: [file] }, '原件')).toBeUndefined();
    expect(factOf({ ...bare, files: [file] })?.evidence).toEqual(['锦旗.jpg（abababababab）']);
  });

  it('counts with what the department changed; the declared value stays in the fact', () => {
    const change: Decision = {
      kind: 'changed',
      reason: '只认定一次',
      by: 'cli:乙',
      at: '2026-03-10 09:00:00',
      change: { labels: { level: '县' } },
    };
    const one = decided('changed', [change]);
    expect(rulingOn(one, '原件')).toEqual({
      id: 'change:a1:1',
      fact: 'submission:a1',
      decision: 'amend',
      reason: '只认定一次',
      by: 'cli:乙',
      amend: { labels: { level: '县' } },
    });
    expect(factOf(one)?.labels).toEqual({ event: '锦旗' });
    expect([objectionTo('changed', 'changed'), objectionTo('replaced', 'changed')]).toEqual([undefined, 'verified']);
  });

  it('is amended until it is verified, then only withdrawn; what is gone stays gone', () => {
    expect(stateOf([])).toBe('pending');
    expect(objectionTo('replaced', 'pending')).toBeUndefined();
    expect(objectionTo('replaced', 'rejected')).toBeUndefined();
    expect(objectionTo('replaced', 'verified')).toBe('verified');
    expect(objectionTo('withdrawn', 'verified')).toBeUndefined();
    expect(objectionTo('verified', 'verified')).toBe('same');
    expect(objectionTo('verified', 'withdrawn')).toBe('gone');
    expect(objectionTo('withdrawn', 'replaced')).toBe('gone');
  });
});
