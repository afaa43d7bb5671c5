import type { Period } from 'src/common/civil-date';
import { fold } from 'src/common/text';

const HAN_DIGITS = '〇一二三四五六七八九';
const HAN_MONTH = /^(十[一二]?|[一二三四五六七八九])$/;
const NO_RANGE = '(?! ?(?:月份?)? ?[-~至到] ?\\d{1,2} ?月)';
const YEAR_MONTH = new RegExp(`(20\\d\\d) ?(?:年|[-./]) ?(0?[1-9]|1[0-2])(?!\\d)${NO_RANGE}`);

/**
 * The month that people write as `2026-03`, `2026年3月份`, `202603`, `二〇二六年三月`, a date of it, or, with the year given
 * beside it, as `3月`. Undefined: no month, or a span of several.
 */
export function monthOf(text: string, year?: string): Period | undefined {
  const plain = arabic(fold(text));
  const compact = /^(20\d\d)(0[1-9]|1[0-2])$/.exec(plain);
  const match = compact ?? YEAR_MONTH.exec(plain);
  if (match) return period(match[1] ?? '', match[2] ?? '');
  const alone = /^(0?[1-9]|1[0-2])(?: ?月(?:份)?)?$/.exec(plain);
  return alone && year !== undefined ? period(year, alone[1] ?? '') : undefined;
}

/** The month named in a title such as `××政务服务中心2026年3月窗口考核情况通报附表`. A year and a month must both stand there. */
export function monthInTitle(text: string): Period | undefined {
  const match = YEAR_MONTH.exec(arabic(fold(text)));
  return match ? period(match[1] ?? '', match[2] ?? '') : undefined;
}

/** The year named in a title such as `2026年窗口考核成绩`. */
export function yearInTitle(text: string): string | undefined {
  return /(20\d\d) ?年/.exec(arabic(fold(text)))?.[1];
}

function period(year: string, month: string): Period {
  return `${year}-${month.padStart(2, '0')}`;
}

/** Years and months in Han digits as Arabic ones. */
function arabic(text: string): string {
  return text
    .replace(/[○零]/g, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?= ?年)/g, (year) =>
      Array.from(year, (digit) => String(HAN_DIGITS.indexOf(digit))).join(''),
    )
    .replace(/(十[一二]?|[一二三四五六七八九])(?= ?月)/g, (month) => String(hanMonth(month)));
}

function hanMonth(text: string): number {
  const match = HAN_MONTH.exec(text);
  if (!match) return 0;
  return text.startsWith('十') ? 10 + Math.max(0, HAN_DIGITS.indexOf(text.slice(1) || '〇')) : HAN_DIGITS.indexOf(text);
}
