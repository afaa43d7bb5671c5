import type { CivilDate, CivilTime } from 'src/common/civil-date';
import type { Language } from 'src/common/language';
import type { Half } from 'src/modules/attendance/leave';
import type { SlipRules } from 'src/modules/attendance/schedule';

/** A make-up slip (补卡单): somebody was there and a punch is missing. As its list states it. */
export interface SlipRecord {
  /** Staff number. */
  readonly staff: string;
  readonly known: boolean;
  /** The attendance day. */
  readonly date: CivilDate;
  /** Which punch: `''` where the list does not say. With a way and no half: the first arrival, the last departure. */
  readonly half: Half | '';
  readonly way: 'in' | 'out' | '';
  /** When the person really came or went; '' where the list does not say: at the time of the hours. */
  readonly at: CivilTime;
  readonly reason: string;
  /** 证明: a document, a camera picture, a witness; '' for none. */
  readonly proof: string;
  /** 批准人; '' for none. */
  readonly approver: string;
}

/** A stored slip with the way back to its row. */
export interface StoredSlip extends Omit<SlipRecord, 'known'> {
  readonly evidence: string;
}

/** What the judge needs of a slip. */
export interface Slip extends Pick<SlipRecord, 'date' | 'half' | 'way' | 'at' | 'proof' | 'approver'> {
  readonly evidence: string;
}

/**
 * `counted`: its punch is made good. `no-proof`, `not-approved`: shown and not counted. `no-check`: that day no such
 * punch is asked of the person.
 */
export type SlipState = 'counted' | 'no-proof' | 'not-approved' | 'no-check';

export const SLIP_WORDS: Readonly<Record<SlipState, Record<Language, string>>> = {
  counted: { zh: '已计', en: 'counted' },
  'no-proof': { zh: '缺证明，未计', en: 'without proof, not counted' },
  'not-approved': { zh: '未经批准，未计', en: 'not approved, not counted' },
  'no-check': { zh: '当日无此项打卡，未计', en: 'no such punch that day, not counted' },
};

export interface JudgedSlip extends Pick<Slip, 'half' | 'way' | 'evidence'> {
  readonly state: SlipState;
}

/** What the rules of the schedule say about a slip; undefined: it counts. */
export function objectionTo(slip: Pick<Slip, 'proof' | 'approver'>, rules: SlipRules = {}): SlipState | undefined {
  if (slip.proof === '' && rules.proof !== 'optional') return 'no-proof';
  return slip.approver === '' && rules.approval !== 'optional' ? 'not-approved' : undefined;
}

const WAYS = { in: /上班|到岗|签到|上岗|进/, out: /下班|离岗|签退|下岗|出/ } as const;
const HALVES = { am: /上午|早/, pm: /下午|晚/ } as const;

/**
 * Which punches a word names: `上班`, `下午下班`, `全天` (both ends of the day), `上午` (both ends of the half). Undefined
 * for a word that names none.
 */
export function punchesMeant(word: string): readonly Pick<SlipRecord, 'half' | 'way'>[] | undefined {
  const [am, pm] = [HALVES.am.test(word), HALVES.pm.test(word)];
  const half = am === pm ? '' : am ? 'am' : 'pm';
  const ways = (['in', 'out'] as const).filter((way) => WAYS[way].test(word));
  const both = /全天|整天|全日|上下班/.test(word) || (ways.length === 0 && half !== '');
  const all = both ? (['in', 'out'] as const) : ways;
  return all.length === 0 ? undefined : all.map((way) => ({ half, way }));
}
