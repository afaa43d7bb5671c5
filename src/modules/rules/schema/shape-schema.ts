import type { Shape, ShapeKind } from 'src/modules/rules/shapes';
import { basis, bounds, exact, signed } from './count-schema';
import { byKind, byMember, list, map, need, object, ref, text, whole, words, type Members, type Schema } from './parts';

type Of<K extends ShapeKind> = Extract<Shape, { kind: K }>;
type Row<T> = T extends readonly (infer R)[] ? R : never;

function shape<K extends ShapeKind>(kind: K, description: string, members: Members<Omit<Of<K>, 'kind'>>): Schema {
  return object<Of<K>>(description, { kind: need({ const: kind, type: 'string' }), ...members } as unknown as Members<
    Of<K>
  >);
}

const points = need(exact('分值，不带符号 · points, unsigned'));
const value = need(ref('value'));
const better = words<'higher' | 'lower'>('哪头为好，默认 higher · which is better', {
  higher: '高者 · higher',
  lower: '低者 · lower',
});

type Part = Row<Of<'weighted'>['parts']>;
type MeasuredPart = Extract<Part, { measure: string }>;
type PersonPart = Extract<Part, { from: string }>;
const weight = need(exact('权重 · weight'));
const outOf = exact('满分，默认 100 · out of, default 100');
const scorer = words<'staff' | 'chief'>('谁的得分 · whose total', {
  staff: '工作人员平均分 · mean of the staff',
  chief: '首席代表得分 · the chief',
});

/** One schema per kind: a kind missing here does not compile. */
export const SHAPES: { readonly [K in ShapeKind]: Schema } = {
  'per-unit': shape('per-unit', '单位数 × 分值（S1 S2 S3 S6 S7 S22） · units × points', { points }),
  bands: shape('bands', '按单件大小分档（S4） · points by the size of one event', {
    amount: need(text('量的名称 · name of the amount', 40)),
    bands: need(
      list(
        '各档，不得重叠 · bands, not overlapping',
        object<Row<Of<'bands'>['bands']>>('一档 · band', { ...bounds, points }, { minProperties: 2 }),
      ),
    ),
  }),
  levels: shape('levels', '按级别、类别查表（S17） · points by words of the fact', {
    rows: need(
      list(
        '自上而下，取第一行符合的 · the first row that fits',
        object<Row<Of<'levels'>['rows']>>('一行 · row', {
          is: need(map('标签 → 词 · label → word', text('词 · word'))),
          points,
        }),
      ),
    ),
    otherwise: exact('都不符合时，默认 0 · when no row fits'),
  }),
  range: shape('range', '在幅度内评分（S8） · points as entered, inside the range', {
    min: need(exact('最少 · least')),
    max: need(exact('最多 · most')),
  }),
  linear: shape('linear', '在两个比率之间线性给分（S12） · straight between two values', {
    value,
    from: need(signed('到此为 low · low up to here')),
    to: need(signed('从此为 high · high from here on')),
    low: need(exact('下限分，可大于 0 · points at the low end')),
    high: need(exact('上限分 · points at the high end')),
  }),
  slope: shape('slope', '低于标准每个百分点扣几分，扣到底限（S12） · full mark, less per percentage point', {
    value,
    threshold: need(signed('达到即满分 · full mark from here on')),
    full: need(exact('满分 · full mark')),
    points: need(exact('每低一个百分点少几分 · less per percentage point')),
    floor: need(exact('底限分 · never under')),
  }),
  steps: shape('steps', '达到一档给分，每再一档加分（S13） · first step, then each further', {
    value,
    first: need(exact('第一档（≥） · first step')),
    points,
    each: need(exact('每再高多少 · each further')),
    add: need(exact('再加几分 · adds')),
  }),
  tiers: shape('tiers', '按达到的最高档给分（S14） · the highest tier reached', {
    value,
    tiers: need(
      list(
        '从低到高 · from low to high',
        object<Row<Of<'tiers'>['tiers']>>(
          '一档：写 from 或 over · tier',
          {
            from: bounds.from,
            over: bounds.over,
            points,
          },
          { oneOf: [{ required: ['from'] }, { required: ['over'] }] },
        ),
      ),
    ),
  }),
  share: shape('share', '比率 × 权重（S15） · rate × weight', { value, weight: need(exact('权重分 · weight')) }),
  'per-percent': shape('per-percent', '每差一个百分点扣几分（S16） · points per percentage point missed', {
    value,
    target: need(exact('标准 · target')),
    side: need(
      words<'below' | 'above'>('哪一边算差 · which side counts', {
        below: '低于标准 · below',
        above: '高于标准 · above',
      }),
    ),
    points,
    per: exact('每多少，默认 1% · size of a step'),
    round: words<'up' | 'down' | 'exact'>('不足一档时 · part of a step', {
      up: '进一 · counts as one',
      down: '舍去 · does not count',
      exact: '按比例（默认） · in proportion (default)',
    }),
  }),
  quota: shape('quota', '定额：达标给分、缺额扣分、超额加分（S19） · minimum number', {
    required: need(exact('定额 · required number')),
    base: exact('达标得分 · for meeting it'),
    short: exact('每缺一个扣 · per missing unit'),
    extra: exact('每超一个加 · per further unit'),
  }),
  'by-rank': shape('by-rank', '按组内名次给分（S20） · points by rank in the group', {
    value,
    points: need(list('第 1 名、第 2 名…的分值 · points of rank 1, 2 …', exact('分值 · points'))),
    better,
  }),
  derived: shape('derived', '由个人得分折算（S21） · from the totals of staff or chief', {
    from: need(scorer),
    function: words<'mean' | 'lowest' | 'highest'>('取法，默认 mean · which', {
      mean: '平均（按人·日加权） · mean by person-days',
      lowest: '最低 · lowest',
      highest: '最高 · highest',
    }),
    of: need(exact('个人满分 · out of')),
    to: need(exact('折算成几分 · brought to')),
  }),
  weighted: shape('weighted', '多方评分加权（S23） · weighted sum of several scorers', {
    parts: need(
      list(
        '各方，权重合计应为 1 · weights add up to 1',
        byMember('一方 · part', [
          [
            'measure',
            object<MeasuredPart>('登记的评分 · entered marks', { measure: need(ref('measure')), basis, weight, outOf }),
          ],
          ['from', object<PersonPart>('个人得分 · totals', { from: need(scorer), weight, outOf })],
        ]),
      ),
    ),
    to: need(exact('折算成几分 · brought to')),
  }),
  'all-or-nothing': shape('all-or-nothing', '全部条件成立得满分，否则不得分（S30） · all or nothing', {
    points,
    when: need(list('全部成立 · all must hold', ref('test'))),
  }),
  'per-head': shape('per-head', '按人均（S31） · units ÷ headcount × points', {
    points,
    round: words<'down' | 'exact'>('人均数取整，默认 exact · rounding of the mean', {
      down: '舍去小数 · whole ones',
      exact: '不取整 · exact',
    }),
  }),
  veto: shape('veto', '一票否决：不计分，只有后果（S27） · no points, only effects', {}),
  zero: shape('zero', '清零（S28） · zeroes a section or items', {
    atLeast: need(whole('几个单位起 · from so many units on', 1, 10000)),
    target: need(
      words<'bonus' | 'whole'>('清掉什么 · what is lost', {
        bonus: '加分 · the bonus',
        whole: '本部分满分 · the full mark of the section',
      }),
    ),
    items: list('限这些项目；不写为本部分全部 · only these items', text('项目编码 · code', 40), { uniqueItems: true }),
  }),
};

export const shapeSchema: Schema = byKind('形状 · shape', Object.values(SHAPES));
