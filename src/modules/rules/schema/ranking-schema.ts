import type { Outcome, Ranking, Rollup } from 'src/modules/rules/ranking';
import { basis, bounds, exact } from './count-schema';
import { code, effect, sample, subject } from './item-schema';
import { byKind, flag, list, need, object, ref, text, whole, words, type Members, type Schema } from './parts';

type TieBreak = NonNullable<Ranking['tieBreak']>[number];

export const ranking: Schema = object<Ranking>('排名 · ranking', {
  ties: words<NonNullable<Ranking['ties']>>('同分名次，默认 competition · equal scores', {
    competition: '1、1、3',
    dense: '1、1、2',
    ordered: '1、2、3：同分依次排列 · running numbers',
  }),
  tieBreak: list(
    '同分时依次比较 · tie-break keys in order',
    object<TieBreak>('一项 · key', {
      by: need(
        words<TieBreak['by']>('比什么 · what', {
          bonus: '加分合计 · bonus',
          deductions: '扣分合计 · deductions',
          measure: '统计量 · measure',
          rate: '比率 measure ÷ over · rate',
        }),
      ),
      measure: ref('measure'),
      over: ref('measure'),
      basis,
      better: words<'higher' | 'lower'>('哪头为好，默认 higher · which is better', {
        higher: '高者 · higher',
        lower: '低者 · lower',
      }),
    }),
  ),
  within: words<'group' | 'all'>('在哪里排，默认 group · ranked within', {
    group: '分组 · each group',
    all: '全体 · all together',
  }),
  minimumPresence: exact('到岗不足此比例的不排名 · least share of open days present'),
});

type Of<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;
type Common = Omit<Of<'top'>, 'kind' | 'n' | 'ties' | 'maxTop' | 'minimumGroup'>;

const common: Members<Common> = {
  code: need(code('编码 · code')),
  name: need(text('名称 · name', 120)),
  subject,
  clause: ref('clause'),
  effects: list('资格后果 · effects', { ...effect, properties: withoutWhen(effect) }),
  mark: text('印在对象旁的字样 · printed beside the subject', 40),
  also: list(
    '一并通报 · named with it',
    words<'branchLeader' | 'chief'>('谁 · who', {
      branchLeader: '分管领导 · branch leader',
      chief: '首席代表 · chief',
    }),
    { uniqueItems: true },
  ),
  sample,
};

function withoutWhen(schema: Schema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema.properties as object).filter(([name]) => name !== 'when'));
}

function outcomeOf<K extends Outcome['kind']>(
  kind: K,
  description: string,
  members: Members<Omit<Of<K>, keyof Common | 'kind'>>,
  keywords: Schema = {},
): Schema {
  const all = { ...common, kind: need({ const: kind, type: 'string' }), ...members };
  return object<Of<K>>(description, all as unknown as Members<Of<K>>, keywords);
}

const minimumGroup = whole('组内少于几个时不用 · least size of the group', 1, 10000);
const n = need(whole('几名 · how many', 1, 1000));

/** One schema per kind of outcome. */
export const OUTCOMES: { readonly [K in Outcome['kind']]: Schema } = {
  top: outcomeOf('top', '前 n 名 · first n', {
    n,
    ties: words<'include' | 'exclude' | 'decide'>('第 n 名同分，默认 include · ties at the edge', {
      include: '都列入，至多 maxTop · all, up to maxTop',
      exclude: '都不列入 · none',
      decide: '由领导小组定 · the leading group decides',
    }),
    maxTop: whole('并列时至多几名，默认 2n · at most, default 2n', 1, 2000),
    minimumGroup,
  }),
  bottom: outcomeOf('bottom', '末 n 名 · last n', {
    n,
    ties: words<'spare' | 'include' | 'decide'>('边界同分，默认 spare · ties at the edge', {
      spare: '与未列入者同分的不列入 · spared',
      include: '都列入 · all',
      decide: '由领导小组定 · the leading group decides',
    }),
    minimumGroup,
    needsDeduction: flag('没有任何扣分的不列入 · only with a deduction'),
  }),
  streak: outcomeOf('streak', '连续或累计几次（S29） · streak or count over months', {
    of: need(
      object<Of<'streak'>['of']>(
        '什么 · of what',
        {
          rank: whole('名次 · rank', 1, 10000),
          fromBottom: whole('倒数名次 · rank from the bottom', 1, 10000),
          outcome: code('结果编码 · code of an outcome'),
        },
        { minProperties: 1, maxProperties: 1 },
      ),
    ),
    times: need(whole('几次 · times', 1, 36)),
    within: need(
      words<'running' | 'year'>('怎样累计 · how', {
        running: '连续月份 · months running',
        year: '全年累计 · in the year',
      }),
    ),
    sharedCounts: flag('并列也算，默认 true · a shared place counts'),
  }),
  score: outcomeOf(
    'score',
    '总分达到或低于 · printed total against a threshold',
    { ...bounds },
    {
      anyOf: [{ required: ['from'] }, { required: ['over'] }, { required: ['upTo'] }, { required: ['under'] }],
    },
  ),
  quota: outcomeOf('quota', '名额 · number of places', {
    share: need(exact('比例 · share')),
    of: need(
      words<Of<'quota'>['of']>('以什么为基数 · of whom', {
        windows: '窗口数 · windows',
        staff: '全体人员 · staff',
        'window-staff': '窗口人员 · staff of the window',
      }),
    ),
    rounding: need(
      words<Of<'quota'>['rounding']>('取整 · rounding', {
        down: '舍去 · down',
        up: '进位 · up',
        'half-up': '四舍五入 · half up',
      }),
    ),
    atLeast: whole('至少几个 · at least', 0, 10000),
    extra: object<NonNullable<Of<'quota'>['extra']>>('加给 · more for', {
      outcome: need(code('结果编码 · outcome')),
      share: need(exact('另加比例 · further share')),
    }),
  }),
};

export const outcome: Schema = byKind('结果 · outcome', Object.values(OUTCOMES));

export const rollup: Schema = object<Rollup>('季度、年度汇总 · roll-up', {
  method: need(
    words<Rollup['method']>('方法 · method', {
      mean: '平均 · mean',
      sum: '合计 · sum',
      weighted: '加权平均 · weighted mean',
      best: '最好的几个月平均 · mean of the best',
    }),
  ),
  weights: list('各月权重，依次 · weights by month', exact('权重 · weight'), { maxItems: 12 }),
  best: whole('最好的几个月 · best months', 1, 12),
  missing: words<'skip' | 'zero'>('没有成绩的月份，默认 skip · months without a score', {
    skip: '不计入 · left out',
    zero: '按 0 · as 0',
  }),
  decimals: whole('小数位 · decimals', 0, 4),
  candidates: object<NonNullable<Rollup['candidates']>>('候选 · candidates', {
    outcome: need(code('结果编码 · outcome')),
    n: need(whole('几名 · how many', 1, 1000)),
    keys: list(
      '依次比较 · keys in order',
      words<'count' | 'score' | 'deductions'>('比什么 · key', {
        count: '次数 · count',
        score: '汇总分 · score',
        deductions: '扣分少者 · fewer deductions',
      }),
      { uniqueItems: true },
    ),
  }),
});
