import type { DemoWindow, Mix } from './windows';

export interface DemoItem {
  readonly code: string;
  readonly name: string;
  /** Working days promised; 0: 即办件. */
  readonly promise: number;
  /** Working days by law. */
  readonly legal: number;
  readonly weight: number;
}

type Kind = readonly [verb: string, promise: number, legal: number, weight: number];

const KINDS: Readonly<Record<Mix, readonly Kind[]>> = {
  counter: [
    ['信息查询', 0, 3, 62],
    ['证明出具', 0, 5, 25],
    ['变更登记', 3, 15, 8],
    ['新办登记', 5, 20, 5],
  ],
  desk: [
    ['业务办理', 0, 5, 72],
    ['信息变更', 0, 5, 18],
    ['资格确认', 5, 20, 6],
    ['退费审核', 7, 30, 4],
  ],
  mixed: [
    ['信息查询', 0, 3, 48],
    ['补证换证', 0, 10, 20],
    ['变更登记', 3, 15, 20],
    ['首次登记', 5, 30, 12],
  ],
  licence: [
    ['许可证补发', 0, 10, 22],
    ['许可证新办', 5, 20, 38],
    ['许可证变更', 7, 30, 25],
    ['许可证延续', 10, 45, 15],
  ],
  project: [
    ['备案', 0, 5, 14],
    ['许可审批', 10, 30, 38],
    ['方案审查', 15, 45, 30],
    ['验收', 20, 60, 18],
  ],
};

/** What the window handles. */
export function itemsOf(window: DemoWindow): DemoItem[] {
  return KINDS[window.mix].map(([verb, promise, legal, weight], index) => ({
    code: `1199${window.department.code}${window.code}${String(index + 1).padStart(3, '0')}`,
    name: `${window.subject}${verb}`,
    promise,
    legal,
    weight,
  }));
}
