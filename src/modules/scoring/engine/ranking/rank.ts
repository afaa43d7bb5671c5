import { Fraction } from 'src/common/fraction';
import type { SubjectType } from 'src/modules/rules/facts';
import type { Ranking } from 'src/modules/rules/ranking';
import type { Account } from 'src/modules/scoring/engine/account';
import type { Standing } from 'src/modules/scoring/engine/evaluation';
import { exactIf, valueOf } from 'src/modules/scoring/engine/facts/conditions';
import type { Month } from 'src/modules/scoring/engine/facts/month';
import { read } from 'src/modules/scoring/engine/facts/reading';
import type { Sheet } from 'src/modules/scoring/engine/sheet';

export interface Contender {
  readonly account: Account;
  readonly sheet: Sheet;
  readonly presence: { readonly days: number; readonly of: number } | undefined;
}

interface Placed extends Contender {
  readonly keys: readonly {
    readonly by: string;
    readonly value: Fraction | undefined;
    readonly better: 1 | -1;
    readonly text: string | undefined;
  }[];
}

/**
 * Ranks one type of subject on the printed score, then the tie-break keys; 1,1,3 or 1,1,2 or running numbers. Who may not
 * be ranked stands at the end with the reason. In order of group, rank and id.
 */
export function standingsOf(
  type: SubjectType,
  contenders: readonly Contender[],
  rules: Ranking,
  month: Month,
): Standing[] {
  const minimum = exactIf(rules.minimumPresence);
  const ranked: Placed[] = [];
  const out: Standing[] = [];
  for (const contender of contenders) {
    const unranked = unrankedReason(contender, minimum, rules.minimumPresence);
    const keys = keysOf(contender, rules, month);
    if (unranked === undefined) ranked.push({ ...contender, keys });
    else out.push({ ...standing({ ...contender, keys }, type, 0, 0), rank: null, fromBottom: null, unranked });
  }
  const pools = new Map<string, Placed[]>();
  for (const one of ranked) {
    const name = poolOf(one.sheet.group, rules);
    const pool = pools.get(name);
    if (pool === undefined) pools.set(name, [one]);
    else pool.push(one);
  }
  const placed = [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, pool]) => rankPool(type, pool, rules));
  return [...placed, ...out.sort((a, b) => (a.subject < b.subject ? -1 : 1))];
}

/** The table a subject is ranked in: its group, or one for all. */
export function poolOf(group: string, rules: Ranking): string {
  return rules.within === 'all' ? '' : group;
}

function rankPool(type: SubjectType, pool: Placed[], { ties = 'competition' }: Ranking): Standing[] {
  const sorted = [...pool].sort((a, b) => better(a, b) || (a.account.id < b.account.id ? -1 : 1));
  const classes: Placed[][] = [];
  for (const one of sorted) {
    const last = classes.at(-1);
    if (last?.[0] !== undefined && ties !== 'ordered' && better(last[0], one) === 0) last.push(one);
    else classes.push([one]);
  }
  const standings: Standing[] = [];
  let before = 0;
  classes.forEach((tied, index) => {
    const after = sorted.length - before - tied.length;
    const rank = ties === 'dense' ? index + 1 : before + 1;
    const fromBottom = ties === 'dense' ? classes.length - index : after + 1;
    for (const one of tied) standings.push({ ...standing(one, type, tied.length, sorted.length), rank, fromBottom });
    before += tied.length;
  });
  return standings;
}

/** Negative when a stands before b; 0: a true tie. */
function better(a: Placed, b: Placed): number {
  if (a.sheet.score.scale4 !== b.sheet.score.scale4) return b.sheet.score.scale4 - a.sheet.score.scale4;
  for (const [index, key] of a.keys.entries()) {
    const other = b.keys[index];
    if (key.value === undefined || other?.value === undefined) {
      if (key.value !== other?.value) return key.value === undefined ? 1 : -1;
      continue;
    }
    const order = other.value.compare(key.value) * key.better;
    if (order !== 0) return order;
  }
  return 0;
}

function keysOf({ account, sheet }: Contender, rules: Ranking, month: Month): Placed['keys'] {
  return (rules.tieBreak ?? []).map((key) => {
    const direction = key.better ?? (key.by === 'deductions' ? 'lower' : 'higher');
    const sign = direction === 'higher' ? 1 : -1;
    if (key.by === 'bonus') return { by: 'bonus', value: account.bonus, better: sign, text: sheet.bonus.printed };
    if (key.by === 'deductions')
      return { by: 'deductions', value: account.deduction, better: sign, text: sheet.deduction.printed };
    const { measure = '', over, basis } = key;
    const plan = valueOf(over === undefined ? { measure, basis } : { of: measure, over, basis });
    const reading = plan && read(plan, account.id, month);
    const value = reading?.state === 'known' ? reading.value : undefined;
    return { by: over === undefined ? measure : `${measure}/${over}`, value, better: sign, text: value?.toText() };
  });
}

function unrankedReason(
  { sheet, presence }: Contender,
  minimum: Fraction | undefined,
  stated: string | number | undefined,
): Standing['unranked'] {
  if (sheet.state === 'unranked') {
    const open = sheet.gaps.filter(({ waiver }) => waiver === undefined);
    return { reason: 'not-assessed', detail: open.map(({ source }) => source).join(',') };
  }
  if (minimum === undefined || presence === undefined || presence.of <= 0) return undefined;
  const { days, of } = presence;
  if (Fraction.of(days).compare(minimum.mul(Fraction.of(of))) >= 0) return undefined;
  return { reason: 'presence', detail: `${days}/${of} < ${stated ?? ''}` };
}

function standing(
  { sheet, keys }: Placed,
  type: SubjectType,
  shared: number,
  of: number,
): Omit<Standing, 'rank' | 'fromBottom'> {
  const { subject, name, group, window, score, base, bonus, deduction, adjustment, grade } = sheet;
  return {
    type,
    subject,
    name,
    group,
    ...(window !== undefined && { window }),
    shared,
    of,
    score: score.printed,
    scale4: score.scale4,
    base: base.printed,
    bonus: bonus.printed,
    deduction: deduction.printed,
    adjustment: adjustment.printed,
    ...(grade !== undefined && { grade }),
    keys: keys.map(({ by, text }) => ({ by, ...(text !== undefined && { value: text }) })),
    marks: [],
    outcomes: [],
  };
}
