import type { Period } from 'src/common/civil-date';

/**
 * What an office may change without touching YAML: fields of an item by their Chinese names, a special item (专项) for named
 * months, an item that goes. Everything else of a book is changed in its text.
 */
export type Change =
  | { readonly kind: 'set'; readonly item: string; readonly field: string; readonly value: string }
  | { readonly kind: 'clear'; readonly item: string; readonly field: string }
  | { readonly kind: 'add'; readonly item: SpecialItem }
  | { readonly kind: 'remove'; readonly item: string };

/** 专项: entered by hand within a range of points, for some months, perhaps for some windows. */
export interface SpecialItem {
  readonly code: string;
  readonly name: string;
  readonly section: string;
  /** 加分 · 扣分 · 加扣分. */
  readonly sign: string;
  /** Points of an event; with `most`: from … to. */
  readonly points: string;
  readonly most?: string;
  readonly clause: string;
  readonly clauseNumber?: string;
  readonly department: string;
  readonly evidence?: string;
  readonly months: readonly Period[];
  readonly windows?: readonly string[];
  readonly monthMost?: string;
}

interface Field {
  readonly path: readonly string[];
  /** `text` is quoted; `number` and `words` are plain; `list` is a list of texts, parted by 、 or a comma. */
  readonly as: 'text' | 'number' | 'list' | 'words';
  readonly words?: Readonly<Record<string, string>>;
}

const YES = { 是: 'true', 否: 'false' } as const;
export const SIGNS: Readonly<Record<string, string>> = { 加分: 'bonus', 扣分: 'deduction', 加扣分: 'both' };

/** The closed vocabulary: Chinese name of a field → where it stands in the item. */
export const FIELDS: Readonly<Record<string, Field>> = {
  名称: { path: ['name'], as: 'text' },
  条款号: { path: ['clause', 'number'], as: 'text' },
  条款: { path: ['clause', 'text'], as: 'text' },
  加扣: { path: ['kind'], as: 'words', words: SIGNS },
  分值: { path: ['shape', 'points'], as: 'number' },
  最低分: { path: ['shape', 'min'], as: 'number' },
  最高分: { path: ['shape', 'max'], as: 'number' },
  每次最多: { path: ['caps', 'event'], as: 'number' },
  每人每月最多: { path: ['caps', 'person'], as: 'number' },
  每月最多: { path: ['caps', 'month'], as: 'number' },
  每年最多: { path: ['caps', 'year'], as: 'number' },
  须复核分值: { path: ['approveAbove'], as: 'number' },
  计分科室: { path: ['department'], as: 'text' },
  凭证: { path: ['evidence'], as: 'text' },
  核实方式: {
    path: ['verification'],
    as: 'words',
    words: { 不核实: 'none', 抽查: 'spot-check', 回访: 'callback', 凭文件: 'document', 凭决定: 'decision' },
  },
  适用月份: { path: ['applies', 'months'], as: 'list' },
  适用窗口: { path: ['applies', 'windows'], as: 'list' },
  示例: { path: ['sample'], as: 'words', words: YES },
};

/** The field a fault of the checker is about; undefined: something the vocabulary does not hold. */
export function fieldAt(
  path: string,
): { readonly list: string; readonly index: number; readonly field?: string } | undefined {
  const [, list = '', index = '', ...rest] = path.split('/');
  if (index === '' || !/^\d+$/.test(index)) return undefined;
  const at = Object.entries(FIELDS).find(([, field]) => field.path.every((step, depth) => rest[depth] === step));
  return { list, index: Number(index), ...(at && rest.length > 0 ? { field: at[0] } : {}) };
}

/** 2026-04、2026-05 → both. */
export function listed(value: string): string[] {
  return value
    .split(/[、,，;；\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
