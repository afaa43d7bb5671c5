import type { CivilDate } from 'src/common/civil-date';
import { fold } from 'src/common/text';

/** 调入、上岗 · 调出、撤回 · 调岗 · 换人 (one comes, one goes). */
export const SWAP_KINDS = {
  in: { zh: '调入', en: 'comes' },
  out: { zh: '调出', en: 'leaves' },
  move: { zh: '调岗', en: 'moves' },
  swap: { zh: '换人', en: 'takes the place of another' },
} as const;
export type SwapKind = keyof typeof SWAP_KINDS;

/** A notice of changed staff (派驻函、人员变动报备), with what it says about the person's qualification. */
export interface SwapContent {
  readonly kind: SwapKind;
  /** Staff number of who goes when somebody takes the place; ''. */
  readonly replaced: string;
  /** Window of the change, null where the notice does not say. */
  readonly window: string | null;
  /** When the office was told. */
  readonly reportedOn: CivilDate;
  /** First day of the change. */
  readonly effectiveOn: CivilDate;
  /** Number of the certificate (上岗证、考核合格证); '' for none. */
  readonly certificate: string;
  /** Last day on which it holds; '' for no end. */
  readonly certifiedUntil: CivilDate;
  readonly document: string;
}

export interface SwapRecord extends SwapContent {
  /** Staff number. */
  readonly staff: string;
  readonly known: boolean;
}

const WORDS: readonly (readonly [SwapKind, RegExp])[] = [
  ['swap', /换人|更换|替换|轮换|接替/],
  ['move', /调岗|调窗|岗位调整|转岗|换岗|调整窗口/],
  ['out', /调出|撤回|撤出|离岗|离职|退出|收回|退休|撤离/],
  ['in', /调入|上岗|新进|派驻|进驻|借用|新增|到岗/],
];

export function swapKindOf(text: string): SwapKind | undefined {
  const word = fold(text);
  return WORDS.find(([, form]) => form.test(word))?.[0];
}
