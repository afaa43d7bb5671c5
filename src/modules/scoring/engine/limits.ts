import { Fraction } from 'src/common/fraction';
import { adjust, type Account, type ItemResult } from './account';
import type { SectionPlan } from './plans';
import type { Month } from './facts/month';
import { adjustment } from './line';
import type { LimitKind } from './sheet';

/** Bonus and deduction of a sheet or a section, the deduction as a negative number. */
export interface Pair {
  plus: Fraction;
  minus: Fraction;
}

/** One item: person cap → rounding → month cap → year cap. Event caps, duplicates and reversals came before. */
export function limitItem(account: Account, result: ItemResult, month: Month): void {
  const { caps, rounding } = result.plan;
  const scale = result.capFactor;
  if (caps.person !== undefined && scale !== undefined) limitPersons(account, result, caps.person.mul(scale));
  const rounded = result.sum.round(rounding.decimals, rounding.mode);
  if (rounded !== result.sum) adjust(account, result, 'item-rounding', rounded, { key: '=' });
  if (scale === undefined) return;
  if (caps.month !== undefined) cap(account, result, 'month-cap', caps.month.mul(scale));
  if (caps.year !== undefined) {
    const charged = chargedBefore(account.id, result.plan.code, month);
    cap(account, result, 'year-cap', Fraction.max(Fraction.zero, caps.year.mul(scale).sub(charged)));
  }
}

function cap(account: Account, result: ItemResult, kind: LimitKind, bound: Fraction): void {
  if (result.sum.abs().compare(bound) <= 0) return;
  adjust(account, result, kind, result.sum.sign() < 0 ? bound.neg() : bound, { bound, key: '=' });
}

/** What one person's events cost or bring in the month; events of several persons are shared out equally. */
/** An event that names nobody is nobody's: no person cap bounds it. */
function limitPersons(account: Account, result: ItemResult, bound: Fraction): void {
  const shares = new Map<string, Fraction>();
  for (const units of result.counted) {
    if (!units.scored) continue;
    for (const person of units.persons) {
      const share = units.points.div(Fraction.of(units.persons.length));
      shares.set(person, (shares.get(person) ?? Fraction.zero).add(share));
    }
  }
  for (const [person, share] of [...shares].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (share.abs().compare(bound) <= 0) continue;
    const capped = share.sign() < 0 ? bound.neg() : bound;
    adjust(account, result, 'person-cap', result.sum.sub(share).add(capped), { bound, of: person, key: person });
  }
}

/** Absolute points of the item charged in earlier months of the same year. */
function chargedBefore(subject: string, item: string, { past, period }: Month): Fraction {
  let charged = Fraction.zero;
  for (const month of past) {
    if (month.period.slice(0, 4) !== period.slice(0, 4)) continue;
    const points = month.counters?.[item]?.[subject];
    if (points !== undefined) charged = charged.add(Fraction.parse(points).abs());
  }
  return charged;
}

/** S28: bonus points fall away, or the whole full mark of the section is lost. */
export function zeroSections(account: Account, sections: Map<string, Pair>): void {
  for (const result of account.results) {
    const { shape } = result.plan.item;
    if (shape.kind !== 'zero' || result.closed || result.units.compare(Fraction.of(shape.atLeast)) < 0) continue;
    const { section, code } = result.plan;
    for (const other of account.all()) {
      const hit = shape.items === undefined ? other.plan.section === section : shape.items.includes(other.plan.code);
      if (hit && other.sum.sign() > 0) adjust(account, other, 'zero-section', Fraction.zero, { of: code, key: '=' });
    }
    if (shape.target !== 'whole') continue;
    const full = account.rules.sections.find((plan) => plan.code === section)?.fullMark;
    const minus = sections.get(section)?.minus ?? Fraction.zero;
    if (full === undefined || minus.neg().compare(full) >= 0) continue;
    const lost = result.sum.sub(full.add(minus));
    adjust(account, result, 'zero-section', lost, { bound: full, of: section, key: '=/whole' });
    sections.set(section, { plus: Fraction.zero, minus: full.neg() });
  }
}

/** S9, S10: deductions of a section never exceed its full mark, bonus points never its bonus cap. */
export function limitSection(account: Account, { code, fullMark, floor, bonusCap }: SectionPlan, pair: Pair): void {
  if (fullMark !== undefined) {
    const lowest = Fraction.max(pair.minus, Fraction.min(Fraction.zero, floor.sub(fullMark)));
    pair.minus = bounded(account, 'section-full-mark', pair.minus, lowest, fullMark, code);
  }
  if (bonusCap !== undefined) {
    pair.plus = bounded(account, 'section-bonus-cap', pair.plus, Fraction.min(pair.plus, bonusCap), bonusCap, code);
  }
}

/** An adjustment of a section or of the total. */
export function bounded(
  account: Account,
  kind: LimitKind,
  before: Fraction,
  after: Fraction,
  bound?: Fraction,
  section?: string,
): Fraction {
  if (before.equals(after) || !account.written) return after;
  const { clauses } = account.rules.limits;
  const clause = {
    'bonus-cap': clauses?.bonusCap,
    'deduction-cap': clauses?.deductionCap,
    floor: clauses?.floor,
    ceiling: clauses?.ceiling,
  };
  const hit = {
    kind,
    before,
    after,
    bound,
    ...(section !== undefined && { section }),
    clause: clause[kind as keyof typeof clause],
  };
  account.totals.push(adjustment(account.subject, undefined, hit));
  return after;
}
