import { Fraction } from 'src/common/fraction';
import { fold } from 'src/common/text';
import type { Cell } from 'src/modules/intake/feed';
import { shownCell } from 'src/modules/intake/table/rows';

/** What a cell says: a value, nothing, or something that is not of its kind. */
export type Read<T> = { readonly value: T } | 'blank' | 'fault';

const NOTHING = /^(?:-+|\/|\\|无|暂无|空)?$/;
/** Decimals kept of a number: more of them are the noise of binary sums in a spreadsheet. */
const DECIMALS = 4;
const LARGEST = 100_000;

/** Points as exact decimal text: `96.5`, `+1.5分`, `1,002.50`. A dash is a blank. */
export function pointsOf(cell: Cell): Read<string> {
  if (typeof cell !== 'string' && cell.kind !== 'number') return cell.kind === 'faulty' ? 'fault' : 'fault';
  const text = fold(typeof cell === 'string' ? cell : cell.text);
  if (NOTHING.test(text)) return 'blank';
  const plain = text.replace(/ ?分$/, '').replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
  const number = /^[+-]? ?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i.exec(plain)?.[0].replace(/[+ ]/g, '');
  if (number === undefined) return 'fault';
  const written = /e/i.test(number) ? Number(plain).toFixed(DECIMALS + 4) : number;
  const value = Fraction.parse(decimal(written)).round(DECIMALS);
  return value.abs().compare(Fraction.of(LARGEST)) > 0 ? 'fault' : { value: value.toText() };
}

/** A rank: `3`, `第3名`, `第三名`, `3（并列）`, `并列第3`. A dash, 不排名, 不参评: not ranked. */
export function rankOf(cell: Cell): Read<number> {
  const text = fold(shownCell(cell)).replace(/ /g, '');
  if (NOTHING.test(text) || /^(?:不|未|免)(?:参加)?(?:排名?|参评|评|考核|参与排名)/.test(text)) return 'blank';
  const bare = text.replace(/\(?并列\)?/g, '').replace(/^第|名$|位$/g, '');
  const number = /^(\d{1,4})(?:\.0+)?$/.exec(bare)?.[1];
  const rank = number === undefined ? hanNumber(bare) : Number(number);
  return rank === undefined || rank < 1 ? 'fault' : { value: rank };
}

/** 是 √ ✓ or a title's own word (`前五`, `红旗`) for yes, 否 × for no. */
export function tickOf(cell: Cell, title: string): Read<boolean> {
  const text = fold(shownCell(cell)).replace(/ /g, '').toLowerCase();
  if (NOTHING.test(text)) return 'blank';
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
  return /^\d+$/.test(number) ? Number(number) : (hanNumber(number) ?? null);
}

/** Words of a column 结果, without what is added in brackets: `季度红旗窗口候选（并列）；全年三次第一名` → two. */
export function wordsOf(cell: Cell): string[] {
  const text = fold(shownCell(cell)).replace(/\([^()]*\)/g, '');
  return text
    .split(/[、，,;；\n\r/|]|(?<=\S) (?=\S)/)
    .map((word) => word.trim())
    .filter((word) => !NOTHING.test(word));
}

function hanNumber(text: string): number | undefined {
  const match = /^(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return undefined;
  const digit = (sign: string | undefined): number => (sign === undefined ? 0 : '〇一二三四五六七八九'.indexOf(sign));
  return (match[2] === undefined ? 0 : (digit(match[1]) || 1) * 10) + digit(match[3]);
}

function decimal(number: string): string {
  const [whole = '0', rest = ''] = number.split('.');
  const start = whole === '' || whole === '-' ? `${whole}0` : whole;
  return rest === '' ? start : `${start}.${rest}`;
}
