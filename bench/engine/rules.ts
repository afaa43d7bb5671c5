/**
 * Sixty rules of kinds that every engine of the comparison can express, with 204 distinct inputs a window. Numbers are
 * whole: points in hundredths, thresholds in percent, so that no engine can differ by its arithmetic.
 */
export type Rule = { readonly code: string; readonly section: SectionCode } & (Event | Rate);
export type SectionCode = 'discipline' | 'honours' | 'service';

/** Units × points; two events a month; the month capped. */
export interface PerUnit {
  readonly kind: 'per-unit';
  readonly quantities: readonly [string, string];
  readonly points: number;
  readonly cap: number;
}
/** Points by the minutes of one event, × quantity; the last band is open. */
export interface Bands {
  readonly kind: 'bands';
  readonly size: string;
  readonly quantity: string;
  readonly bands: readonly { readonly over: number; readonly upTo?: number; readonly points: number }[];
}
/** Points by a word, × quantity. */
export interface Levels {
  readonly kind: 'levels';
  readonly word: string;
  readonly quantity: string;
  readonly rows: readonly { readonly is: string; readonly points: number }[];
}
export type Event = PerUnit | Bands | Levels;

/** (of + of) / (over + over) */
export interface Share {
  readonly of: readonly [string, string];
  readonly over: readonly [string, string];
}
export type Rate = Share &
  (
    | {
        readonly kind: 'linear';
        readonly from: number;
        readonly to: number;
        readonly low: number;
        readonly high: number;
      }
    | {
        readonly kind: 'slope';
        readonly threshold: number;
        readonly full: number;
        readonly per: number;
        readonly floor: number;
      }
    | {
        readonly kind: 'steps';
        readonly first: number;
        readonly points: number;
        readonly each: number;
        readonly add: number;
      }
    | { readonly kind: 'tiers'; readonly tiers: readonly { readonly from: number; readonly points: number }[] }
    | { readonly kind: 'share'; readonly weight: number }
    | { readonly kind: 'per-percent'; readonly target: number; readonly points: number }
  );

export const WORDS = ['省级', '市级', '县级'] as const;

/** Hundredths. Deductions of discipline stop at the full mark, bonus points at their caps, the total at its two ends. */
export const LIMITS = { base: 6000, fullMark: 2000, honoursCap: 1500, bonusCap: 9000, floor: 0, ceiling: 15000 };

/** Per item: how many inputs it reads is in its members; the whole set reads 204. */
export const RULES: readonly Rule[] = makeRules();

export function isDeduction({ section, kind }: Rule): boolean {
  return section === 'discipline' || kind === 'per-percent';
}

export function inputsOf(rule: Rule): readonly string[] {
  if (rule.kind === 'per-unit') return rule.quantities;
  if (rule.kind === 'bands') return [rule.size, rule.quantity];
  if (rule.kind === 'levels') return [rule.word, rule.quantity];
  return [...rule.of, ...rule.over];
}

function makeRules(): Rule[] {
  const rules: Rule[] = [];
  let inputs = 0;
  const next = (): string => `v${String(++inputs).padStart(3, '0')}`;
  const add = (count: number, section: SectionCode, make: (index: number) => Event | Rate): void => {
    for (let index = 0; index < count; index++) {
      rules.push({ code: `r${String(rules.length + 1).padStart(2, '0')}`, section, ...make(index) });
    }
  };
  const share = (): Share => ({ of: [next(), next()], over: [next(), next()] });
  const pair = (): [string, string] => [next(), next()];
  add(8, 'discipline', (i) => ({ kind: 'per-unit', quantities: pair(), points: 10 + 5 * i, cap: 100 + 20 * i }));
  add(6, 'discipline', (i) => ({ kind: 'bands', size: next(), quantity: next(), bands: bands(i) }));
  add(4, 'honours', (i) => ({ kind: 'levels', word: next(), quantity: next(), rows: levels(i) }));
  add(10, 'service', (i) => ({
    kind: 'linear',
    from: 60 + i,
    to: 95 + (i % 5),
    low: 10 * i,
    high: 150 + 10 * i,
    ...share(),
  }));
  add(8, 'service', (i) => ({ kind: 'slope', threshold: 90 + i, full: 200, per: 3 + i, floor: 20 + i, ...share() }));
  add(6, 'service', (i) => ({ kind: 'steps', first: 70 + i, points: 50, each: 2 + (i % 3), add: 10 + i, ...share() }));
  add(8, 'service', (i) => ({ kind: 'tiers', tiers: tiers(i), ...share() }));
  add(5, 'service', (i) => ({ kind: 'share', weight: 100 + 25 * i, ...share() }));
  add(5, 'service', (i) => ({ kind: 'per-percent', target: 92 + i, points: 4 + i, ...share() }));
  return rules;
}

function bands(index: number): Bands['bands'] {
  const step = 10 + index;
  return [
    { over: 0, upTo: step, points: 10 },
    { over: step, upTo: 2 * step, points: 20 + index },
    { over: 2 * step, upTo: 4 * step, points: 50 },
    { over: 4 * step, points: 100 + 10 * index },
  ];
}

function levels(index: number): Levels['rows'] {
  return WORDS.map((is, row) => ({ is, points: 200 - 60 * row + 10 * index }));
}

function tiers(index: number): { from: number; points: number }[] {
  return [70, 80, 90, 95].map((from, row) => ({ from: from + (index % 4), points: 40 + 30 * row + index }));
}
