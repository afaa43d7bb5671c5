import type { Refusal } from 'src/common/refusal';
import { MOVES, type Condition, type MonthState, type Move, type MoveRole } from './month-table';
import { moveNeeds, moveUnknown, overrideIncomplete } from 'src/modules/calendar/refusals';

/** A condition set aside by a named person. */
export interface Override {
  readonly condition: Condition;
  readonly by: string;
  readonly reason: string;
}

export interface MoveRequest {
  readonly roles: readonly MoveRole[];
  readonly met: readonly Condition[];
  readonly overrides: readonly Override[];
}

export type MoveAnswer =
  | { readonly ok: true; readonly move: Move; readonly overridden: readonly Override[] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Whether the month may move, and which overrides it took. Refusals: `calendar.move-unknown` (no such move for these
 * roles), `calendar.move-needs` (names every unmet condition), `calendar.override-incomplete`.
 */
export function move(state: MonthState, to: MonthState, given: MoveRequest): MoveAnswer {
  const mine = MOVES.filter((one) => one.from === state && one.by.some((role) => given.roles.includes(role)));
  const ways = mine.filter((one) => one.to === to);
  if (ways.length === 0) {
    const allowed = [...new Set(mine.map((one) => one.to))];
    return { ok: false, refusal: moveUnknown({ from: state, to, allowed }) };
  }
  const careless = given.overrides.find((one) => one.by.trim() === '' || one.reason.trim() === '');
  if (careless) return { ok: false, refusal: overrideIncomplete({ condition: careless.condition }) };
  // Somebody with several roles takes the way that asks least.
  const [best] = ways
    .map((way) => ({ way, unmet: unmetOf(way, given) }))
    .sort((a, b) => a.unmet.length - b.unmet.length);
  if (best === undefined || best.unmet.length > 0)
    return { ok: false, refusal: moveNeeds({ from: state, to, unmet: best?.unmet ?? [] }) };
  const overridden = given.overrides.filter(({ condition }) => isOverride(best.way, condition, given));
  return { ok: true, move: best.way, overridden };
}

function unmetOf(way: Move, given: MoveRequest): readonly Condition[] {
  return way.needs.filter(
    (condition) =>
      !given.met.includes(condition) &&
      !(way.overridable.includes(condition) && given.overrides.some((one) => one.condition === condition)),
  );
}

/** Only an override that was really needed is logged. */
function isOverride(way: Move, condition: Condition, given: MoveRequest): boolean {
  return way.needs.includes(condition) && way.overridable.includes(condition) && !given.met.includes(condition);
}

/** Whether facts may still be written; from pre-publication on only rulings change them (design: the month). */
export function acceptsFacts(state: MonthState): boolean {
  return state === 'open' || state === 'collecting' || state === 'verifying';
}

/** Whether a ruling on a fact may still be made: until the seal. */
export function acceptsRulings(state: MonthState): boolean {
  return acceptsFacts(state) || state === 'notice';
}
