import type { Clause, Effect, Item } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import { SOURCES } from 'src/modules/rules/measures';
import { exact } from './count-schema';
import { flag, list, need, object, period, ref, text, whole, words, type Schema } from './parts';

export const subject: Schema = words<SubjectType>('考核对象 · subject', {
  window: '窗口 · window',
  chief: '首席代表 · chief representative',
  staff: '工作人员 · staff',
  'sub-centre': '分中心 · sub-centre',
});
export const source: Schema = words('来源 · source', Object.fromEntries(SOURCES.map((name) => [name, name])));
export const code = (description: string): Schema => ({
  description,
  type: 'string',
  minLength: 1,
  maxLength: 40,
  pattern: '^[^\\s/]+$',
});
export const sample = flag('示例值，非公布条文 · a sample value, not published');

export const clause: Schema = object<Clause>('条款 · clause', {
  number: text('条款号 · number', 60),
  text: text('条文 · text', 2000),
  sample,
});

export const effect: Schema = object<Effect>('资格后果（S27） · effect on eligibility', {
  lose: need(text('失去什么：eligibility（评优评先资格）、awards 或本办法的词 · what is lost', 60)),
  who: need(
    words<Effect['who']>('及于谁 · who', {
      persons: '当事人 · the persons concerned',
      window: '窗口 · the window',
      chief: '首席代表 · the chief',
      'all-staff': '窗口全体人员 · all staff of the window',
    }),
  ),
  length: need(
    words<Effect['length']>('多久 · how long', {
      month: '当月 · month',
      quarter: '当季 · quarter',
      year: '当年 · year',
    }),
  ),
  when: ref('test'),
});

type Link = NonNullable<Item['links']>[number];
type Applies = NonNullable<Item['applies']>;
const names = (description: string): Schema => list(description, text('名称 · name', 60), { uniqueItems: true });

const link: Schema = object<Link>(
  '连带（S22、S35） · the same event on a second sheet',
  {
    to: need(
      words<Link['to']>('连带谁 · whom', {
        chief: '首席代表 · chief',
        window: '窗口 · window',
        staff: '当事人 · staff concerned',
        scorer: '计分人 · the scorer',
      }),
    ),
    factor: exact('本项分值的几倍 · factor of the points here'),
    points: exact('每单位另定分值 · points of its own'),
  },
  { oneOf: [{ required: ['factor'] }, { required: ['points'] }] },
);

const caps: Schema = object<NonNullable<Item['caps']>>(
  '封顶，按绝对值 · caps on the absolute points',
  {
    event: exact('每件 · one event'),
    person: exact('每人每月 · one person a month'),
    month: exact('本项每月 · the item a month'),
    year: exact('本项每年 · the item a year'),
  },
  { minProperties: 1 },
);

const applies: Schema = object<Applies>(
  '只适用于 · applies only to',
  {
    windows: names('窗口编码 · window ids'),
    tags: names('窗口标记，如 工改 · tags of the window'),
    groups: list('组 · groups', code('组编码 · code'), { uniqueItems: true }),
    months: list('月份 · months', period('月份 · month'), { uniqueItems: true }),
  },
  { minProperties: 1 },
);

const attribution: Schema = object<NonNullable<Item['attribution']>>('归属月份（S32） · which month', {
  by: need(
    words<NonNullable<Item['attribution']>['by']>('以哪个日期为准 · which date decides', {
      event: '发生日 · event',
      document: '文件日 · document',
      arrival: '送达日 · arrival',
      finish: '办结日 · finish',
      due: '到期日 · due',
      verified: '核实日 · verified',
    }),
  ),
  late: words<'arrival' | 'drop'>('封账后才到的 · when it arrives late', {
    arrival: '计入送达月份 · month of arrival',
    drop: '不计 · does not count',
  }),
});

const verification = words<NonNullable<Item['verification']>>(
  '核实方式，none 以外的只计已核实的（S36） · verification',
  {
    none: '不需核实 · none',
    'spot-check': '抽查 · spot check',
    callback: '回访 · callback',
    document: '文件 · document',
    decision: '查实决定 · decision',
  },
);

const zero = words<NonNullable<Item['zero']>>('分母为零时（S34），默认 skip · nothing below the line', {
  skip: '不计分 · no points',
  full: '满分 · full points',
  neutral: '取同组平均 · mean of the group',
  regroup: '权重摊给本部分其余项目 · weight spread over the section',
});

export const item: Schema = object<Item>('考核项目 · item', {
  code: need(code('编码，跨版本不变 · code, stable across versions')),
  name: need(text('名称 · name', 120)),
  section: need(code('所属部分 · section')),
  clause: ref('clause'),
  kind: need(
    words<Item['kind']>('加扣分方向 · sign', {
      bonus: '加分 · bonus',
      deduction: '扣分 · deduction',
      both: '可加可扣 · both: the shape says',
      veto: '一票否决，不计分 · veto, no points',
    }),
  ),
  subject,
  sources: list('需要哪些来源齐全；不写则由事实推出 · sources needed', ref('source'), { uniqueItems: true }),
  department: text('计分科室 · scoring department', 60),
  verification,
  evidence: text('凭证 · evidence', 200),
  count: ref('count'),
  shape: need(ref('shape')),
  caps,
  rounding: object<NonNullable<Item['rounding']>>('本项取整 · rounding of the item', {
    decimals: need(whole('小数位 · decimals', 0, 4)),
    mode: words<'half-up' | 'down' | 'up'>('方式，默认 half-up · mode', {
      'half-up': '四舍五入 · half up',
      down: '舍去 · down',
      up: '进位 · up',
    }),
  }),
  zero,
  duplicates: ref('duplicates'),
  links: list('连带 · links', link),
  reversal: object<NonNullable<Item['reversal']>>('撤回（S38） · the points are cancelled', {
    facts: need(list('出现这些事实时 · when one of these is there', ref('selector'))),
    reason: need(text('理由 · reason')),
  }),
  effects: list('资格后果 · effects', ref('effect')),
  applies,
  attribution,
  charge: words<'month' | 'year'>('计入当月或全年总分（S25），默认 month · charged to', {
    month: '当月 · month',
    year: '全年 · year',
  }),
  deadline: object<NonNullable<Item['deadline']>>(
    '单项时限 · own deadline',
    {
      day: whole('次月几日 · day of the following month', 1, 31),
      workingDays: whole('月后第几个工作日 · working days after month end', 1, 60),
    },
    { oneOf: [{ required: ['day'] }, { required: ['workingDays'] }] },
  ),
  approveAbove: exact('达到多少分须第二人审批 · needs a second person from here on'),
  reason: text('理由句，可用 {name} {units} {amount} {date} {level} {text} · sentence of the reason line'),
  sample,
});
