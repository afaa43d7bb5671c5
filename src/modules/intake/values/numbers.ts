import { fold } from 'src/common/text';
import type { Cell, NumberCell } from 'src/modules/intake/row';
import { hanNumber } from './han';
import { telling, type Rule } from './rules';

/** Units a column may carry behind its numbers; the first is the one named to people. */
export const UNITS = {
  workingDays: ['个工作日', '工作日'],
  days: ['天', '日', '个工作日', '工作日'],
  hours: ['小时', '个小时', '时'],
  minutes: ['分钟', '分'],
  points: ['分'],
  pieces: ['个', '件', '次', '人', '人次', '条', '席', '岗'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Unit = keyof typeof UNITS;

/** `number` is exact decimal text (`-3`, `95.5`); with `percent` it counts hundredths: 95% is 95. */
export interface NumberReading {
  readonly number: string;
  readonly percent?: true;
  /** Written in words: 九十五. */
  readonly han?: true;
  readonly rule?: Rule;
}

/** Nothing is written, or a sign that says so. */
export interface Blank {
  readonly blank: true;
  readonly rule?: Rule;
}

export type NumberFault = 'number-unreadable' | 'unit-wrong' | 'cell-error' | 'cell-formula';

const BLANK: Blank = { blank: true };
const BLANK_WORD: Blank = { blank: true, rule: 'blank-word' };
const BLANK_WORDS = /^(?:[-‐‑―─_]{1,6}|[/\\]|无|暂无|空|n\/a|null)$/i;

/** Units nobody asked for are known too: 5小时 in a column of days is refused, and said why. */
const FURTHER = ['个月', '月', '周', '年', '元', '自然日', '秒'];
const ALL_UNITS = [...new Set([...Object.values(UNITS).flat(), ...FURTHER])].sort((a, b) => b.length - a.length);
const WITH_UNIT = new RegExp(`^(.+?) ?(?:[(\\[](${ALL_UNITS.join('|')})[)\\]]|(${ALL_UNITS.join('|')}))$`);
const DIGITS = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/;
const GROUPED = /^([+-]?\d{1,3}(?:,\d{3})+)(\.\d{1,30})?$/;

/** Whether a text, folded, is one of the signs for “nothing here”: `-`, `—`, `/`, `无`. */
export function isBlankWord(folded: string): boolean {
  return folded.length <= 6 && BLANK_WORDS.test(folded);
}

/**
 * The number in a cell: digits in any width, with commas between thousands, with one of the column's units, in Chinese, per
 * cent. A blank cell and a sign for nothing are blank, never 0. Text that is no number is a fault; nothing is guessed.
 */
export function numberOf(cell: Cell, unit?: Unit): NumberReading | Blank | { readonly fault: NumberFault } {
  if (typeof cell === 'string') return numberOfText(cell, unit);
  if (cell.kind === 'faulty') return { fault: cell.fault === 'formula' ? 'cell-formula' : 'cell-error' };
  return cell.kind === 'number' ? numberOfCell(cell) : { fault: 'number-unreadable' };
}

function numberOfText(raw: string, unit: Unit | undefined): ReturnType<typeof numberOf> {
  const text = fold(raw).replace(/^'/, '');
  if (text === '') return BLANK;
  if (isBlankWord(text)) return BLANK_WORD;
  const width = text === raw.trim().replace(/^'/, '') ? undefined : 'full-width';
  const percent = /^(?:(.+?) ?%|百分之(.+))$/.exec(text);
  if (percent) {
    const read = bare(percent[1] ?? percent[2] ?? '');
    return read ? { ...read, percent: true, rule: 'percent' } : { fault: 'number-unreadable' };
  }
  const whole = bare(text);
  if (whole) return reading(whole, telling(whole.rule, width));
  const [, rest = '', bracketed, behind] = WITH_UNIT.exec(text) ?? [];
  const [found, read] = [bracketed ?? behind, bare(rest)];
  if (found === undefined || !read) return { fault: 'number-unreadable' };
  const allowed: readonly string[] = unit === undefined ? [] : UNITS[unit];
  return allowed.includes(found) ? { ...read, rule: 'unit' } : { fault: 'unit-wrong' };
}

/** A number without anything around it. `-0` is none: what was meant is not to be told. */
function bare(text: string): NumberReading | undefined {
  if (/^-[0,.]*$/.test(text)) return undefined;
  const digits = DIGITS.exec(text.replace(/^([+-]?)\./, '$10.'));
  if (digits) return { number: normal(digits) };
  const grouped = GROUPED.exec(text);
  const closed = grouped && DIGITS.exec(`${(grouped[1] ?? '').replaceAll(',', '')}${grouped[2] ?? ''}`);
  if (closed) return { number: normal(closed), rule: 'grouping' };
  if (text === '半') return { number: '0.5', han: true, rule: 'han' };
  const han = hanNumber(text);
  const spelled = han === undefined ? undefined : DIGITS.exec(han);
  return spelled ? { number: normal(spelled), han: true, rule: 'han' } : undefined;
}

function reading(read: NumberReading, rule: Rule | undefined): NumberReading {
  return rule === undefined ? read : { ...read, rule };
}

/** Without needless noughts and signs: `007.50` is 7.5, `-0` is 0. */
function normal([, sign = '', whole = '', fraction = '']: readonly string[]): string {
  const [digits, behind] = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')];
  const number = behind === '' ? digits : `${digits}.${behind}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

function numberOfCell({ text, percent }: NumberCell): ReturnType<typeof numberOf> {
  const number = shifted(text, percent === true ? 2 : 0);
  if (number === undefined) return { fault: 'number-unreadable' };
  return percent === true ? { number, percent: true, rule: 'percent' } : { number };
}

/** Decimal text with its point moved to the right, the exponent of a stored number counted in. */
function shifted(text: string, places: number): string | undefined {
  const match = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent) + places;
  const digits = `${whole}${fraction}`;
  const padded = point > digits.length ? digits.padEnd(point, '0') : digits;
  const before = point > 0 ? padded.slice(0, point) : '0';
  const after = point > 0 ? padded.slice(point) : padded.padStart(padded.length - point, '0');
  return normal(['', sign, before, after]);
}
