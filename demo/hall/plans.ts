import type { DemoMonth } from './months';
import { Random } from './random';
import { NO_CASES, type DemoWindow } from './windows';

/**
 * How well a window does in a month. `first`: ahead of everybody; `pair above`, `pair below`: two windows with the same
 * data, made to meet at the upper and the lower edge of the ranking; `behind`: the last four.
 */
export type Standing = 'first' | 'ahead' | 'pair above' | 'usual' | 'pair below' | 'behind';

/** What will happen at a window in a month; the parts of the demo turn it into rows. */
export interface Plan {
  readonly standing: Standing;
  /** Draws are made from this. */
  readonly label: string;
  /** Minutes of each late arrival and early leave. */
  readonly late: readonly number[];
  readonly early: readonly number[];
  readonly missingPunches: number;
  readonly absentHalfDays: number;
  readonly leaves: number;
  /** Cases finished late. */
  readonly overdue: number;
  /** Per thousand promised cases finished early, and how much of the promised time they take, in per cent. */
  readonly earlyShare: number;
  readonly timeUsed: number;
  /** Per thousand finished cases that are rated by the applicant. */
  readonly rated: number;
  readonly badTrue: number;
  readonly badUntrue: number;
  /** Bad ratings that are not called back, or rectified late. */
  readonly neglected: number;
  readonly findings: number;
}

/** The pairs of windows that are level in turn: above with one pair, below with another. */
export const PAIRS: readonly (readonly [string, string])[] = [
  ['A04', 'A05'],
  ['D01', 'D02'],
  ['B01', 'B02'],
  ['C05', 'C06'],
];
const ABOVE = [0, 3, 3, 0];
const BELOW = [1, 0, 1, 2];
/** Ahead of everybody in each full month: three firsts make an annual candidate. */
const FIRST = 'A01';
const AHEAD = [
  ['B04', 'C01', 'B06'],
  ['A02', 'C01', 'D07'],
  ['B04', 'D07', 'C03'],
  ['A02', 'C01', 'B06'],
];
const BEHIND = [
  ['E08', 'C04', 'F02', 'E05'],
  ['E08', 'D08', 'E02', 'F01'],
  ['E07', 'F02', 'E03', 'D03'],
  ['E08', 'C04', 'E06', 'F01'],
];

export function planOf(seed: string, window: DemoWindow, month: DemoMonth): Plan {
  const standing = standingOf(window, month.index);
  const label = `${drawnWith(window, month.index)} ${month.index}`;
  const plan = { standing, label, ...PLANS[standing](new Random(seed, 'plan', label)) };
  if (window.code === NO_CASES) return { ...plan, overdue: 0, badTrue: 0, badUntrue: 0, neglected: 0 };
  return plan;
}

/**
 * Whose draws the window shares. A pair has the same data in the month in which it is level, and in the month before,
 * because cases that are still open then end in the month.
 */
function drawnWith({ code }: DemoWindow, month: number): string {
  const pair = PAIRS.findIndex((codes) => codes.includes(code));
  const level = [month, month + 1].some((when) => ABOVE[when] === pair || BELOW[when] === pair);
  return level ? (PAIRS[pair]?.[0] ?? code) : code;
}

function standingOf({ code }: DemoWindow, month: number): Standing {
  if (code === FIRST) return 'first';
  if (AHEAD[month]?.includes(code)) return 'ahead';
  if (BEHIND[month]?.includes(code)) return 'behind';
  if (PAIRS[ABOVE[month] ?? 0]?.includes(code)) return 'pair above';
  if (PAIRS[BELOW[month] ?? 0]?.includes(code)) return 'pair below';
  return 'usual';
}

/** The windows made to be level at the two edges of the month's ranking. */
export function levelIn(month: number): { readonly top: readonly string[]; readonly bottom: readonly string[] } {
  return { top: PAIRS[ABOVE[month] ?? 0] ?? [], bottom: PAIRS[BELOW[month] ?? 0] ?? [] };
}

type Figures = Omit<Plan, 'standing' | 'label'>;

const CLEAN = {
  late: [],
  early: [],
  missingPunches: 0,
  absentHalfDays: 0,
  leaves: 0,
  overdue: 0,
  badTrue: 0,
  badUntrue: 0,
  neglected: 0,
  findings: 0,
};

const PLANS: Readonly<Record<Standing, (random: Random) => Figures>> = {
  first: () => ({ ...CLEAN, earlyShare: 1000, timeUsed: 20, rated: 965 }),
  ahead: (random) => ({ ...CLEAN, earlyShare: 985, timeUsed: random.between(24, 32), rated: random.between(935, 955) }),
  'pair above': () => ({ ...CLEAN, earlyShare: 900, timeUsed: 52, rated: 870 }),
  usual: (random) => ({
    late: draws(random, [5, 3, 2, 1], () => (random.chance(750) ? random.between(1, 10) : random.between(11, 28))),
    early: draws(random, [7, 2, 1], () => random.between(1, 18)),
    missingPunches: random.between(1, 4),
    absentHalfDays: 0,
    leaves: random.between(1, 4),
    overdue: random.weighted([66, 26, 8]),
    earlyShare: random.between(420, 780),
    timeUsed: random.between(50, 75),
    rated: random.between(560, 780),
    badTrue: random.weighted([80, 20]),
    badUntrue: random.weighted([75, 25]),
    neglected: 0,
    findings: random.weighted([45, 35, 20]),
  }),
  'pair below': () => ({
    ...CLEAN,
    late: [6, 14, 22],
    absentHalfDays: 1,
    overdue: 3,
    earlyShare: 300,
    timeUsed: 80,
    rated: 560,
    badTrue: 1,
  }),
  behind: (random) => ({
    late: draws(random, [0, 0, 1, 2, 2], () => random.between(4, 28)),
    early: draws(random, [0, 1, 2], () => random.between(3, 26)),
    missingPunches: random.between(3, 6),
    absentHalfDays: 1,
    leaves: random.between(2, 4),
    overdue: random.between(3, 5),
    earlyShare: random.between(120, 260),
    timeUsed: 85,
    rated: random.between(420, 560),
    badTrue: random.between(2, 3),
    badUntrue: 1,
    neglected: 1,
    findings: random.between(2, 4),
  }),
};

/** As many draws as the weights decide. */
function draws(random: Random, weights: readonly number[], draw: () => number): number[] {
  return Array.from({ length: random.weighted(weights) }, draw);
}
