import type { Bounds, Condition, Count, Duplicates, Selector, Test, Value } from 'src/modules/rules/count';
import { MEASURES } from 'src/modules/rules/measures';
import { OCCURRENCES, type OccurrenceType } from 'src/modules/rules/occurrences';
import {
  byMember,
  described,
  flag,
  list,
  need,
  object,
  ref,
  text,
  whole,
  words,
  type Members,
  type Schema,
} from './parts';

const DIGITS = '\\d{1,12}(\\.\\d{1,12}|/0{0,3}[1-9]\\d{0,11})?%?';

/** The numbers of the language: exact, as text of the source. Editors read plain ones as JSON numbers. */
export const NUMBERS: Readonly<Record<'exact' | 'signed', Schema>> = {
  exact: {
    description: '精确的数，不带符号：2、0.30、1/3、12.5% · exact number without a sign',
    type: ['string', 'number'],
    pattern: `^${DIGITS}$`,
    minimum: 0,
  },
  signed: {
    description: '精确的数，可带负号 · exact number, may be negative',
    type: ['string', 'number'],
    pattern: `^-?${DIGITS}$`,
  },
};

export const exact = (description: string): Schema => described(ref('exact'), description);
export const signed = (description: string): Schema => described(ref('signed'), description);

/** Members that name the side of a threshold. */
export const bounds: Members<Bounds> = {
  from: signed('≥，含本数 · at least'),
  over: signed('>，不含本数 · more than'),
  upTo: signed('≤，含本数 · at most'),
  under: signed('<，不含本数 · less than'),
};

const catalogue = <T extends string>(kinds: Readonly<Record<T, { zh: string; en: string }>>): Record<T, string> =>
  Object.fromEntries(
    Object.entries<{ zh: string; en: string }>(kinds).map(([name, { zh, en }]) => [name, `${zh} · ${en}`]),
  ) as Record<T, string>;

export const factType: Schema = words<OccurrenceType>('事实种类 · type of fact', catalogue(OCCURRENCES));

/** Also free measures `entry.…`, which an office enters as numbers. */
export const measure: Schema = {
  description: '统计量 · measure',
  type: 'string',
  anyOf: [words('统计量 · measure', catalogue(MEASURES)), { pattern: '^entry\\.[a-z0-9]+(-[a-z0-9]+)*$' }],
};

const word = text('标签名：目录所列，或 type（事实种类） · label of the catalogue, or type', 40);
const listOfWords = list('词 · words', text('词 · word'), { uniqueItems: true });

type OfAmount = Extract<Condition, { amount: string }>;
type IsWord = Extract<Condition, { is: readonly string[] }>;
type IsNotWord = Extract<Condition, { isNot: readonly string[] }>;

export const condition: Schema = byMember('条件 · condition on one fact', [
  [
    'amount',
    object<OfAmount>(
      '量在范围内 · amount within bounds',
      { amount: need(text('量的名称 · name of the amount', 40)), ...bounds },
      { minProperties: 2 },
    ),
  ],
  ['isNot', object<IsNotWord>('标签不是这些词 · label is none of', { label: need(word), isNot: need(listOfWords) })],
  ['label', object<IsWord>('标签是这些词之一 · label is one of', { label: need(word), is: need(listOfWords) })],
]);

export const selector: Schema = object<Selector>('选取事实 · picks facts', {
  type: need(ref('factType')),
  where: list('同时满足 · all must hold', ref('condition')),
  as: exact('每一件折算成几个单位，默认 1（S5） · units of each fact'),
  every: whole('同一人每满几次才计（S5） · only every n-th of one person', 2, 1000),
  inRow: flag('须在连续的开放日 · on successive open days'),
  together: text('同名的几种事实合在一起数（迟到或早退满三次） · kinds of one name are counted together', 40),
});

export const count: Schema = object<Count>('发生了什么 → 计几个单位 · what happened → how many units', {
  facts: need(list('计哪些事实 · facts that count', ref('selector'))),
  persons: words<NonNullable<Count['persons']>>('按人次 · by persons', {
    each: '每人次：乘以涉及人数 · times persons concerned',
    distinct: '同一人本月只计一次 · each person once a month',
  }),
  amount: object<NonNullable<Count['amount']>>('按量计 · times an amount of the fact (S3)', {
    name: need(text('量的名称 · name of the amount', 40)),
    per: exact('每多少为一个单位，默认 1 · size of one unit'),
    round: words<'up' | 'down' | 'exact'>('不足一个单位时 · part of a unit', {
      up: '进一 · counts as one',
      down: '舍去 · does not count',
      exact: '按比例（默认） · in proportion (default)',
    }),
  }),
  exempt: list(
    '免计（S37） · left out, shown with the reason',
    object<NonNullable<Count['exempt']>[number]>('免计 · exemption', {
      where: need(list('同时满足 · all must hold', ref('condition'))),
      reason: need(text('免计理由 · reason on the sheet')),
    }),
  ),
  allowance: object<NonNullable<Count['allowance']>>('免计额度（S6） · free units, in order of date', {
    units: need(exact('几个单位免计 · free units')),
    per: need(per()),
    where: list('只有满足条件的才能免 · only these can be free', ref('condition')),
  }),
  escalation: object<NonNullable<Count['escalation']>>('累计加重（S7） · units after the n-th weigh more', {
    after: need(whole('第几个单位以后（不含） · after so many units', 0, 10000)),
    factor: need(exact('倍数 · factor')),
    per: need(per()),
    counter: text('同名的项目共用一个累计数 · items of one name share the running number', 40),
  }),
});

function per(): Schema {
  return words<'subject' | 'person'>('按谁累计 · per whom', {
    subject: '按考核对象 · subject',
    person: '按人 · person',
  });
}

export const duplicates: Schema = object<Duplicates>('同一事项（S26、S18） · the same matter several times', {
  by: need(text('按哪个标签认定为同一事项；fact 为同一条事实 · label that tells the matter, or fact', 40)),
  group: text('同组的项目一起认定 · items of one group are looked at together', 40),
  keep: need(
    words<Duplicates['keep']>('保留哪一件 · which one counts in full', {
      highest: '分值最高的 · the highest',
      first: '最早的 · the first',
      all: '都计 · all',
    }),
  ),
  others: exact('其余的按几成计，默认 0 · factor of the others'),
});

type Rate = Extract<Value, { of: unknown }>;
type MeasureValue = Extract<Value, { measure: string }>;
type AmountValue = Extract<Value, { amount: string }>;
const measures: Schema = {
  description: '统计量，可写几个相加 · measure, or several added',
  if: { type: 'array' },
  then: list('统计量 · measures', ref('measure')),
  else: ref('measure'),
};
export const basis = text('口径 · basis: accepted, due, finished, rated, verified', 40);

export const value: Schema = byMember('一个数 · a number of the month', [
  [
    'amount',
    object<AmountValue>('唯一一件事实的量 · amount of the single fact', { amount: need(text('量的名称 · name', 40)) }),
  ],
  ['measure', object<MeasureValue>('统计量 · a tally', { measure: need(ref('measure')), basis })],
  [
    'of',
    object<Rate>('比率 of ÷ over · a rate', {
      of: need(measures),
      over: need(measures),
      basis,
      complement: flag('取 1 − 比率 · one minus the rate'),
    }),
  ],
]);

type FactTest = Extract<Test, { facts: unknown }>;
type ValueTest = Extract<Test, { value: unknown }>;

export const test: Schema = byMember('对全月的条件 · condition on the month', [
  [
    'facts',
    object<FactTest>(
      '发生次数 · how often',
      { facts: need(list('事实 · facts', ref('selector'))), ...bounds },
      { minProperties: 2 },
    ),
  ],
  ['value', object<ValueTest>('数值 · a number', { value: need(ref('value')), ...bounds }, { minProperties: 2 })],
]);
