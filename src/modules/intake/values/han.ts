const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'] as const;
/** Digits as forms and cheques write them, and the spellings of nought and two. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  〇: '零',
  '○': '零',
  两: '二',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  廿: '二十',
  卅: '三十',
};
/** Largest number that is written out; beyond it a slip is likelier. */
const LARGEST = 99_999_999;

/**
 * The number written in Han digits, as decimal text: `九十五` 95, `一百零五` 105, `一〇五` 105, `九十五点五` 95.5, `玖拾伍` 95.
 * Undefined for anything else, also for what only looks like a number (`十百`, `一百五`, `九五`).
 */
export function hanNumber(text: string): string | undefined {
  const plain = Array.from(text, (sign) => OTHER_SPELLINGS[sign] ?? sign).join('');
  const match = /^([零一二三四五六七八九十百千万]{1,16})(?:点([零一二三四五六七八九]{1,8}))?$/.exec(plain);
  if (!match) return undefined;
  const whole = wholeOf(match[1] ?? '');
  if (whole === undefined) return undefined;
  return match[2] === undefined ? String(whole) : `${whole}.${digitsOf(match[2])}`;
}

/** A whole number in Han digits: 九十五. Whole numbers from 0 to 99,999,999. */
export function hanOf(value: number): string {
  if (value === 0) return DIGITS.charAt(0);
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  const head = high === 0 ? '' : `${section(high)}万`;
  const gap = head !== '' && low > 0 && low < 1000 ? '零' : '';
  return `${head}${gap}${section(low)}`.replace(/^一十/, '十');
}

function wholeOf(han: string): number | undefined {
  if (han.length > 1 && /^[一二三四五六七八九][零一二三四五六七八九]*零[零一二三四五六七八九]*$/.test(han))
    return Number(digitsOf(han));
  const [high = '', low] = han.split('万');
  const value = low === undefined ? sectionOf(high) : sectionOf(high) * 10_000 + sectionOf(low);
  // Read leniently and written again: only what is written that way is that number.
  if (!(value <= LARGEST)) return undefined;
  return hanOf(value) === han.replace(/^一十/, '十') ? value : undefined;
}

function sectionOf(han: string): number {
  let [total, digit] = [0, 0];
  for (const sign of han) {
    const place = PLACES.findIndex((name) => name === sign);
    if (place > 0) {
      total += (digit || 1) * 10 ** place;
      digit = 0;
    } else digit = DIGITS.indexOf(sign);
  }
  return total + digit;
}

/** One to four digits with their places; a run of noughts between digits is one 零. */
function section(value: number): string {
  let text = '';
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit > 0) text += DIGITS.charAt(digit) + PLACES[place as 0 | 1 | 2 | 3];
    else if (text !== '' && !text.endsWith('零') && value % 10 ** place > 0) text += '零';
  }
  return text;
}

/** Digit by digit: 二零二六 is 2026. */
export function digitsOf(han: string): string {
  return Array.from(han, (sign) => DIGITS.indexOf(OTHER_SPELLINGS[sign] ?? sign)).join('');
}
