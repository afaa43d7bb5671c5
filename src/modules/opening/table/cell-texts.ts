import { Fraction } from 'src/common/fraction';
import { fold } from 'src/common/text';
import type { Cell } from 'src/modules/intake/feed';
import { shownCell } from 'src/modules/intake/table/rows';
import { hanNumber } from 'src/modules/intake/values/han';
import { isBlankWord, numberOf } from 'src/modules/intake/values/numbers';

/** What a cell says: a value, nothing, or something that is not of its kind. */
export type Read<T> = { readonly value: T } | 'blank' | 'fault';

/** Decimals kept of a number: more of them are the noise of binary sums in a spreadsheet. */
const DECIMALS = 4;
const LARGEST = 100_000;

/** Points as exact decimal text: `96.5`, `+1.5分`, `1,002.50`. A dash is a blank. */
export function pointsOf(cell: Cell): Read<string> {
  const read = numberOf(typeof cell === 'string' ? cell.replace(/(?<=^\s*[+-])\s+/, '') : cell, 'points');
  if ('blank' in read) return 'blank';
  if ('fault' in read || read.percent === true) return 'fault';
  const value = Fraction.parse(read.number).round(DECIMALS);
  return value.abs().compare(Fraction.of(LARGEST)) > 0 ? 'fault' : { value: value.toText() };
}

/** A rank: `3`, `第3名`, `第三名`, `3（并列）`, `并列第3`. A dash, 不排名, 不参评: not ranked. */
export function rankOf(cell: Cell): Read<number> {
  const text = fold(shownCell(cell)).replace(/ /g, '');
  if (isNothing(text) || /^(?:不|未|免)(?:参加)?(?:排名?|参评|评|考核|参与排名)/.test(text)) return 'blank';
  const bare = text.replace(/\(?并列\)?/g, '').replace(/^第|名$|位$/g, '');
  const number = /^(\d{1,4})(?:\.0+)?$/.exec(bare)?.[1];
  const rank = number === undefined ? wordOf(bare) : Number(number);
  return rank === undefined || rank < 1 ? 'fault' : { value: rank };
}

/** 是 √ ✓ or a title's own word (`前五`, `红旗`) for yes, 否 × for no. */
export function tickOf(cell: Cell, title: string): Read<boolean> {
  const text = fold(shownCell(cell)).replace(/ /g, '').toLowerCase();
  if (isNothing(text)) return 'blank';
  if (/^(?:否|不是|×|x|n|no|0|false)$/.test(text)) return { value: false };
  if (/^(?:是|√|✓|✔|●|★|☆|■|y|yes|1|true)$/.test(text)) return { value: true };
  const bare = title.replace(/^是否|窗口$/g, '');
  return bare !== '' && (text.includes(bare) || bare.includes(text)) ? { value: true } : 'fault';
}

/** `前五名`, `后5名`, `倒数三名` → 5, 5, 3. */
export function edgeOf(title: string): number | null {
  const match = /(?:前|后|末|倒数)(\d{1,2}|[一二三四五六七八九十]{1,2})/.exec(fold(title));
  if (!match) return null;
  const number = match[1] ?? '';
  return /^\d+$/.test(number) ? Number(number) : (wordOf(number) ?? null);
}

/** Words of a column 结果, without what is added in brackets: `季度红旗窗口候选（并列）；全年三次第一名` → two. */
export function wordsOf(cell: Cell): string[] {
  const text = fold(shownCell(cell)).replace(/\([^()]*\)/g, '');
  return text
    .split(/[、，,;；\n\r/|]|(?<=\S) (?=\S)/)
    .map((word) => word.trim())
    .filter((word) => !isNothing(word));
}

function isNothing(text: string): boolean {
  return text === '' || isBlankWord(text);
}

/** A whole number in Chinese digits. */
function wordOf(text: string): number | undefined {
  const number = hanNumber(text);
  return number === undefined || number.includes('.') ? undefined : Number(number);
}
