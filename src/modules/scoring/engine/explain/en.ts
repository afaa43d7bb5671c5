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

/** Each step in one phrase of English. */
export const enSteps: Writer = {
  event: ({ type, half, ref, persons, size, as, units }) => {
    const when = half === 'am' ? 'morning: ' : half === 'pm' ? 'afternoon: ' : '';
    const number = ref === undefined ? '' : ` (case ${ref})`;
    const what = `${when}${typeName(type, 'en')}${number}${size === undefined ? '' : ` ${sized(size.name, size.value, 'en')}`}`;
    const people = persons === undefined ? '' : `, ${persons} person-times`;
    const plain = num(units) === '1' && persons === undefined && as === undefined;
    return `${what}${people}${plain ? '' : `, ${num(units)} units`}`;
  },
  every: ({ every, have, inRow }) =>
    `${have} ${inRow ? 'in a row' : 'in all'}, every ${every} make one${have < every ? ', not complete, not counted' : ''}`,
  allowance: ({ units, free, per }) => `${num(units)} units a ${per} are free, ${num(free)} of them used here`,
  escalation: ({ after, number, raised, factor }) =>
    `number ${num(number)} of the month; ${num(raised)} beyond ${after} count ${num(factor)} times`,
  'per-unit': ({ units, points: each }) => `${num(units)} × ${points(each)}`,
  band: ({ amount, value, units, points: each, ...range }) =>
    `${sized(amount, value, 'en')} lies ${bounds(range, num, 'en')}: ${points(each)} × ${num(units)}`,
  'no-match': ({ value, word = num(value) }) => `"${word}" fits no band`,
  level: ({ is, units, points: each }) => `level "${Object.values(is).join(', ')}": ${points(each)} × ${num(units)}`,
  entered: ({ points: entered, min, max }) => `${num(entered)} entered, range ${num(min)} to ${num(max)}`,
  size: ({ amount, value }) => sized(amount, value, 'en'),
  reading: ({ of, over, complement, numerator, denominator, value }) => {
    const above = of.map((name) => measureName(name, 'en')).join(' + ');
    if (over === undefined) return `${above} ${num(value)}`;
    const share = `${above} ${num(numerator)} / ${over.map((name) => measureName(name, 'en')).join(' + ')} ${num(denominator)}`;
    return value === undefined ? share : `${complement === true ? '1 − ' : ''}${share} = ${pct(value)}`;
  },
  linear: ({ from, to, low, high }) =>
    `${points(low)} at ${pct(from)}, ${points(high)} at ${pct(to)}, straight between`,
  slope: ({ threshold, full, per, floor }) =>
    `${points(full)} from ${pct(threshold)} on, ${points(per)} less per point below, at least ${points(floor)}`,
  steps: ({ first, start, each, add, further }) =>
    `${points(start)} from ${show(first)}, ${points(add)} for each further ${show(each)}, ${num(further)} of them`,
  tier: ({ points: each, ...range }) => `tier ${bounds(range, show, 'en')}: ${points(each)}`,
  share: ({ rate, weight }) => `${pct(rate)} × ${points(weight)}`,
  'per-percent': ({ target, side, missed, units, per, each }) =>
    `${side} ${pct(target)} by ${pct(missed)}: ${num(units)} × ${points(each)} per ${pct(per)}`,
  quota: ({ required, counted, pending, short, extra }) =>
    `${num(counted)} of ${num(required)} required, ${num(pending)} pending, ${num(short)} short, ${num(extra)} beyond`,
  place: ({ place, of }) => `place ${place} of ${of} in the group`,
  derived: ({ from, function: fn, members, value, of, to }) =>
    `${fn} of ${members.length} ${from}: ${num(value)}, × ${num(to)} / ${num(of)}`,
  weighted: ({ parts, to }) =>
    `${parts.map((part) => `${part.of} ${num(part.value)}/${num(part.outOf)} × ${num(part.weight)}`).join(', ')}, brought to ${num(to)}`,
  test: ({ held, value, of, range }) =>
    `${of.map((name) => measureName(name, 'en')).join(', ')} is ${num(value)}, ${held ? 'meets' : 'misses'} ${bounds(range, num, 'en')}`,
  'per-head': ({ units, heads, each, points: one }) =>
    `${num(units)} / ${num(heads)} heads = ${num(each)}, ${points(one)} each`,
  duplicate: ({ by, word, kept, factor }) =>
    `${by === 'fact' ? `counted in ${kept} already` : `same matter (${word}) as ${kept}`}, counts ${num(factor)}`,
  link: ({ from, origin, factor, points: each }) =>
    `carried over from ${from} (${num(origin)}), ${each === undefined ? `× ${num(factor)}` : `${points(each)} each`}`,
  zero: ({ policy, mean, of }) =>
    ({
      skip: 'nothing this month, no points',
      full: 'nothing this month, full points',
      neutral: `nothing this month, mean of ${of ?? 0}: ${num(mean)}`,
      regroup: 'nothing this month, weight spread over the section',
    })[policy],
  reversed: ({ reason }) => reason,
  ruling: ({ id, decision, reason, ground, was, measure, basis, now }) => {
    const said = grounds(ground, reason, 'en');
    if (measure === undefined)
      return `${{ void: 'void', excuse: 'excused', amend: 'amended' }[decision]} by ruling ${id}: ${said}`;
    const change = now === undefined ? `${was?.value ?? ''} not used` : `corrected from ${was?.value ?? ''} to ${now}`;
    return `${numberName(measure, basis, 'en')} ${change} (${said})`;
  },
  note: ({ why, text = '', detail = [] }) => enNotes[why](text, detail),
};

const enNotes: Readonly<Record<NoteReason, (text: string, detail: readonly string[]) => string>> = {
  exempt: (text) => `exempt: ${text}`,
  excused: (text) => `excused by ruling: ${text}`,
  void: (text) => `void by ruling: ${text}`,
  pending: () => 'waits for verification, not counted yet',
  'not-verified': () => 'found untrue, not counted',
  'not-assessed': (text, detail) => `source ${sourceNames(text, 'en')} is silent (${days(detail, 'en')}), not assessed`,
  'not-connected': (text) => `source ${sourceNames(text, 'en')} is not connected yet, not assessed`,
  waived: (text, detail) => `source ${sourceNames(text, 'en')} is silent, waived (${detail.join('; ')})`,
  'does-not-apply': () => 'does not apply',
  'out-of-range': (_text, [entered = '', min = '', max = '']) => `${entered} entered outside ${min} to ${max}, refused`,
  'no-reason': (_text, [entered = '']) => `${entered} entered without a reason, refused`,
  late: (text) => `belongs to ${text}, too late`,
  'counted-before': (text) => `belongs to ${text}, counted then`,
  duplicate: (text) => `duplicate of ${text}`,
  'no-data': (_text, detail) =>
    `no number for ${detail.map((name) => measureName(name, 'en')).join(', ')}, not assessed`,
  'not-readable': (_text, [name = '']) => `no usable number (${name}), not counted`,
};

/** What a cap or a rounding did. */
export const enLimits: Readonly<Record<NonNullable<Line['limit']>['kind'], string>> = {
  'event-cap': 'cap of one event',
  'person-cap': 'cap of one person a month',
  duplicate: 'same matter counted once',
  reversal: 'reversed',
  'item-rounding': 'rounding of the item',
  'month-cap': 'cap of the item a month',
  'year-cap': 'cap of the item a year',
  regroup: 'weights spread',
  'zero-section': 'bonus zeroed',
  'section-full-mark': 'full mark of the section used up',
  'section-bonus-cap': 'bonus cap of the section',
  'bonus-cap': 'bonus cap',
  'deduction-cap': 'deduction cap',
  coefficient: 'coefficient',
  floor: 'floor of the total',
  ceiling: 'ceiling of the total',
  'total-rounding': 'rounding of the total',
};

function show(amount: Parameters<typeof pct>[0]): string {
  return amount !== undefined && fraction(amount).abs().compare(fraction('2')) <= 0 ? pct(amount) : num(amount);
}
