import { Fraction } from 'src/common/fraction';
import { isPerson, ItemResult, type Account, type Accounts } from 'src/modules/scoring/engine/account';
import type { ItemPlan } from 'src/modules/scoring/engine/plans';
import type { Cited } from 'src/modules/scoring/engine/facts/cited';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { ScoredLine } from 'src/modules/scoring/engine/line';
import { Units } from 'src/modules/scoring/engine/shapes/plan';
import type { Step } from 'src/modules/scoring/engine/steps';

type Link = ItemPlan['links'][number];

/** What is carried over: an event with its points, or a whole item without events (a rate, a quota). */
interface Source {
  readonly plan: ItemPlan;
  readonly units: Units | undefined;
  readonly points: Fraction;
  readonly count: Fraction;
  readonly line: ScoredLine;
}

/**
 * S22, S35: puts the same events on the second sheets, with a factor of the points or with points of their own. All sources
 * are collected before the first is carried, so that nothing is carried twice.
 */
export function carryOver(all: readonly Account[], accounts: Accounts, month: Month): void {
  const sources = all.flatMap((account) =>
    account.results
      .filter(({ plan, closed }) => plan.links.length > 0 && !closed)
      .flatMap((result) => sourcesOf(result).map((source) => ({ account, source }))),
  );
  for (const { account, source } of sources) {
    for (const [index, link] of source.plan.links.entries()) {
      // A second link to the same sheets needs line ids of its own.
      const again = source.plan.links.slice(0, index).some(({ to }) => to === link.to) ? `/${index}` : '';
      for (const target of targets(link, source, account, accounts, month)) {
        if (target !== account || link.to === 'scorer') carry(target, source, link, again);
      }
    }
  }
}

function sourcesOf({ plan, counted, lines, sum }: ItemResult): Source[] {
  if (plan.shape.family === 'event') {
    return counted.flatMap((units) =>
      units.line === undefined ? [] : [{ plan, units, points: units.points, count: units.units, line: units.line }],
    );
  }
  const line = lines.find(({ kind }) => kind === 'item');
  return line === undefined ? [] : [{ plan, units: undefined, points: sum, count: Fraction.one, line }];
}

function targets(link: Link, { units }: Source, account: Account, accounts: Accounts, month: Month): Account[] {
  const { placing } = month;
  const { type, id, window: home } = account.subject;
  const window = type === 'window' || type === 'sub-centre' ? id : (units?.main.window ?? home ?? '');
  const found = (of: 'chief' | 'staff' | 'window' | 'sub-centre', subject: string | undefined): Account[] => {
    const target = subject === undefined ? undefined : accounts.get(of)?.get(subject);
    return target === undefined ? [] : [target];
  };
  if (link.to === 'chief') return found('chief', placing.chiefOf(window, units?.main.date));
  if (link.to === 'staff') return (units?.persons ?? []).flatMap((person) => found('staff', person));
  const place = link.to === 'window' ? window : units?.main.fact.scorer;
  const window_ = [...found('window', place), ...found('sub-centre', place)];
  if (link.to === 'window' || window_.length > 0) return window_;
  const staff = found('staff', place);
  return staff.length > 0 ? staff : found('chief', place);
}

function carry(target: Account, source: Source, link: Link, again: string): void {
  const { plan, units, line } = source;
  const points = pointsOn(source, link);
  const { factor, points: each } = link;
  const step: Step = {
    step: 'link',
    from: `${line.type}:${line.subject}`,
    to: link.to,
    origin: source.points,
    ...(each === undefined ? { factor: factor ?? Fraction.one } : { points: each }),
  };
  const key = keyOn(target, source, link) + again;
  const cited: readonly Cited[] = units?.facts ?? line.cited;
  const result = resultOn(target, plan, link);
  const trace = { steps: [...line.steps, step], cited };
  const carriedLine = new ScoredLine(target.subject, plan, 'item', 'counted', points, trace, undefined, key);
  result.add(carriedLine);
  if (units === undefined) return;
  const copy = new Units(
    units.main,
    units.facts,
    isPerson(target) ? [target.id] : link.to === 'scorer' ? [] : units.persons,
    1,
    units.units,
    units.steps,
    key,
  );
  copy.line = carriedLine;
  copy.points = points;
  result.counted = [...result.counted, copy];
}

/** Tells the carried line apart, also on a sheet of the item's own kind that has a line of its own for the event, and where one event comes from several people's sheets. */
function keyOn(target: Account, { units, line }: Source, { to }: Link): string {
  const several = line.type === 'staff' || line.type === 'chief';
  const own = units === undefined ? `=/${line.subject}` : `${keyOf(units)}/${line.subject}`;
  if (to === 'scorer') return `${units !== undefined && !several ? keyOf(units) : own}/scorer`;
  return units === undefined || several || target.subject.type === line.type ? own : keyOf(units);
}

function keyOf({ key, main }: Units): string {
  return key ?? main.id;
}

/** The points of the second sheet: own ones per unit, or a factor of those of the first. */
function pointsOn(source: Source, link: Link): Fraction {
  const { plan, units } = source;
  const heads = Fraction.of(link.to === 'staff' ? (units?.heads ?? 1) : 1);
  const down = plan.item.kind === 'deduction' || plan.item.kind === 'veto' || source.points.sign() < 0;
  const own = link.points?.mul(source.count).div(heads);
  const carried =
    own === undefined ? source.points.mul(link.factor ?? Fraction.one).div(heads) : down ? own.neg() : own;
  // A scorer is penalised, whatever the item does to the window.
  return link.to === 'scorer' ? carried.abs().neg() : carried;
}

function resultOn(target: Account, plan: ItemPlan, link: Link): ItemResult {
  const own = target.results[plan.index];
  if (own?.plan === plan) return own;
  const known = target.linked.get(plan.code);
  if (known !== undefined) return known;
  const result = new ItemResult(plan);
  result.capFactor = link.points === undefined ? (link.factor ?? Fraction.one) : undefined;
  target.linked.set(plan.code, result);
  return result;
}
