import type { Line } from 'src/modules/scoring/engine/sheet';
import type { NoteReason } from 'src/modules/scoring/engine/operands';
import type { Step } from 'src/modules/scoring/engine/steps';
import {
  bounds,
  days,
  fraction,
  grounds,
  measureName,
  num,
  numberName,
  pct,
  points,
  sized,
  sourceNames,
  typeName,
} from './numbers';

type Of<K extends Step['step']> = Extract<Step, { step: K }>;
type Writer = { readonly [K in Step['step']]: (step: Of<K>) => string };

const FUNCTIONS = { mean: '平均分', lowest: '最低分', highest: '最高分' };
const PEOPLE = { staff: '工作人员', chief: '首席代表' };

/** Each step in one phrase of Chinese. */
export const zhSteps: Writer = {
  event: ({ type, half, ref, persons, size, as, units }) => {
    const when = half === 'am' ? '上午' : half === 'pm' ? '下午' : (half ?? '');
    const number = ref === undefined ? '' : `（办件${ref}）`;
    const what = `${when}${typeName(type, 'zh')}${number}${size === undefined ? '' : sized(size.name, size.value, 'zh')}`;
    const people = persons === undefined || persons === 1 ? '' : `，涉及${persons}人次`;
    const counted = num(units) === String(persons ?? 1) ? '' : `，计${num(units)}个计分单位`;
    return `${what}${people}${as === undefined ? counted : `，折算为${num(units)}个计分单位`}`;
  },
  every: ({ every, have, inRow }) =>
    have < every
      ? `${inRow ? '连续' : '累计'}${have}次，${inRow ? '连续' : '每满'}${every}次折算1次，未满不计`
      : `${inRow ? '连续' : '累计'}满${every}次`,
  allowance: ({ units, free, per }) =>
    `每${per === 'person' ? '人' : '窗口'}每月${num(units)}个单位以内不计，本次免计${num(free)}个`,
  escalation: ({ after, number, raised, factor, per }) =>
    `${per === 'person' ? '同一人' : ''}本月累计至第${num(number)}次，超过${after}次的${num(raised)}次按${num(factor)}倍计`,
  'per-unit': ({ units, points: each }) => `${num(units)}×${points(each)}分`,
  band: ({ amount, value, units, points: each, ...range }) =>
    `${sized(amount, value, 'zh')}属“${bounds(range, num, 'zh')}”档，每次${points(each)}分${times(units)}`,
  'no-match': ({ value, word = num(value) }) => `“${word}”不在计分档次内`,
  level: ({ is, units, points: each }) => `按“${Object.values(is).join('、')}”计${points(each)}分${times(units)}`,
  entered: ({ points: entered, units, min, max }) =>
    `在${num(min)}—${num(max)}分范围内评定${num(entered)}分${times(units)}`,
  size: ({ amount, value, units }) => `${sized(amount, value, 'zh')}${times(units)}`,
  reading: ({ of, over, complement, numerator, denominator, value }) => {
    const above = of.map((name) => measureName(name, 'zh')).join('＋');
    if (over === undefined) return `${above}${num(value)}`;
    const below = over.map((name) => measureName(name, 'zh')).join('＋');
    const share = `${above}${num(numerator)}÷${below}${num(denominator)}`;
    if (value === undefined) return share;
    return complement === true ? `1－${share}＝${pct(value)}` : `${share}＝${pct(value)}`;
  },
  linear: ({ from, to, low, high }) => `${pct(from)}得${points(low)}分、${pct(to)}得${points(high)}分，其间按比例`,
  slope: ({ threshold, full, per, floor }) =>
    `达到${pct(threshold)}得${points(full)}分，每低1个百分点少${points(per)}分，最低${points(floor)}分`,
  steps: ({ first, start, each, add, further }) =>
    `达到${show(first)}得${points(start)}分，每再增${show(each)}加${points(add)}分，另增${num(further)}档`,
  tier: ({ points: each, ...range }) => `属“${bounds(range, show, 'zh')}”档，${points(each)}分`,
  share: ({ rate, weight }) => `${pct(rate)}×${points(weight)}分`,
  'per-percent': ({ target, side, missed, units, per, each }) =>
    fraction(missed).isZero()
      ? `${side === 'below' ? '未低于' : '未高于'}${pct(target)}`
      : `${side === 'below' ? '低于' : '高于'}${pct(target)}共${pct(missed)}，每${pct(per)}计${points(each)}分，计${num(units)}个`,
  quota: ({ required, counted, pending, short, extra }) => {
    const waiting = fraction(pending).isZero() ? '' : `（另有${num(pending)}个待核实，不计缺）`;
    const rest = !fraction(short).isZero()
      ? `缺${num(short)}个`
      : !fraction(extra).isZero()
        ? `超${num(extra)}个`
        : '已达到';
    return `应有${num(required)}个，核实${num(counted)}个${waiting}，${rest}`;
  },
  place: ({ place, of }) => `组内${of}个中居第${place}位`,
  derived: ({ from, function: fn, members, value, of, to }) =>
    `${PEOPLE[from]}${members.length}人${FUNCTIONS[fn]}${num(value)}分，按${num(of)}分折${num(to)}分`,
  weighted: ({ parts, to }) => {
    const each = parts.map(({ of, value, outOf, weight }) => {
      const who = of === 'staff' || of === 'chief' ? PEOPLE[of] : measureName(of, 'zh');
      return `${who}${num(value)}/${num(outOf)}（权重${num(weight)}）`;
    });
    return `${each.join('、')}，加权折${num(to)}分`;
  },
  test: ({ held, value, of, range }) =>
    `${of.map((name) => measureName(name, 'zh')).join('、')}为${num(value)}，${held ? '符合' : '不符合'}“${bounds(range, num, 'zh')}”`,
  'per-head': ({ units, heads, each, points: one }) =>
    `${num(units)}次÷${num(heads)}人＝人均${num(each)}次，每人均1次${points(one)}分`,
  duplicate: ({ by, word, kept, factor }) =>
    `${by === 'fact' ? `已计入“${kept}”` : `与“${kept}”为同一事项（${word}）`}，${fraction(factor).isZero() ? '不重复计分' : `按${num(factor)}计`}`,
  link: ({ from, origin, factor, points: each }) =>
    each === undefined
      ? `${from.split(':')[1] ?? from}计${num(origin)}分，本人（本窗口）按${num(factor)}倍连带`
      : `${from.split(':')[1] ?? from}同一事项，本人（本窗口）每次连带${points(each)}分`,
  zero: ({ policy, mean, of }) => {
    if (policy === 'full') return '本月无此业务，按满分计';
    if (policy === 'neutral') return `本月无此业务，按组内${of ?? 0}个的平均分${mean === undefined ? '' : num(mean)}计`;
    return policy === 'regroup' ? '本月无此业务，权重分摊到本部分其他比率' : '本月无此业务，不计分';
  },
  reversed: ({ reason }) => reason,
  ruling: ({ id, decision, reason, ground, was, measure, basis, now }) => {
    if (measure !== undefined) {
      const change = now === undefined ? `原为${was?.value ?? ''}，现不采用` : `由${was?.value ?? ''}更正为${now}`;
      return `${numberName(measure, basis, 'zh')}${change}（${grounds(ground, reason, 'zh')}）`;
    }
    const old =
      was === undefined
        ? ''
        : `（原为${Object.entries(was)
            .map(([name, value]) => `${name} ${value}`)
            .join('，')}）`;
    return `经裁定${id}${{ void: '撤销', excuse: '免予计分', amend: `更正${old}` }[decision]}：${grounds(ground, reason, 'zh')}`;
  },
  note: ({ why, text = '', detail = [] }) => zhNotes[why](text, detail),
};

const zhNotes: Readonly<Record<NoteReason, (text: string, detail: readonly string[]) => string>> = {
  exempt: (text) => `${text}，免予计分`,
  excused: (text) => `经裁定免予计分：${text}`,
  void: (text) => `经裁定撤销：${text}`,
  pending: () => '待核实，核实前不计分',
  'not-verified': () => '经核实不属实，不计分',
  'not-assessed': (text, detail) => `${sourceNames(text, 'zh')}数据不完整（缺${days(detail, 'zh')}），本项未考核`,
  'not-connected': (text) => `${sourceNames(text, 'zh')}数据尚未接入，本项未考核`,
  waived: (text, detail) => `${sourceNames(text, 'zh')}数据缺失，经批准不予考核（${detail.join('；')}）`,
  'does-not-apply': () => '本项不适用',
  'out-of-range': (_text, [entered = '', min = '', max = '']) => `登记的${entered}分超出${min}—${max}分的范围，未采用`,
  'no-reason': (_text, [entered = '']) => `登记的${entered}分没有写明理由，未采用`,
  late: (text) => `属于${text}的事项，逾期不计`,
  'counted-before': (text) => `属于${text}的事项，以前月份已经计分`,
  duplicate: (text) => `与“${text}”重复，不计分`,
  'no-data': (_text, detail) => `没有${detail.map((name) => measureName(name, 'zh')).join('、')}的数据，本项未考核`,
  'not-readable': (_text, [name = '']) => `缺少可用的数值（${name}），未计分`,
};

/** What a cap or a rounding did. */
export const zhLimits: Readonly<Record<NonNullable<Line['limit']>['kind'], string>> = {
  'event-cap': '单次封顶',
  'person-cap': '每人每月封顶',
  duplicate: '重复事项',
  reversal: '撤销',
  'item-rounding': '本项四舍五入',
  'month-cap': '本项每月封顶',
  'year-cap': '本项全年封顶',
  regroup: '权重分摊',
  'zero-section': '本项加分清零',
  'section-full-mark': '本部分扣完为止',
  'section-bonus-cap': '本部分加分封顶',
  'bonus-cap': '加分总额封顶',
  'deduction-cap': '扣分总额封顶',
  coefficient: '折合系数',
  floor: '总分下限',
  ceiling: '总分上限',
  'total-rounding': '总分四舍五入',
};

function times(units: Parameters<typeof num>[0]): string {
  return num(units) === '1' ? '' : `×${num(units)}`;
}

/** Rates are below 10 and read as per cent, sizes as they are. */
function show(amount: Parameters<typeof pct>[0]): string {
  return amount !== undefined && fraction(amount).abs().compare(fraction('2')) <= 0 ? pct(amount) : num(amount);
}
